"""E-mail that was not delivered, in the site's administration: what waits, what was given up, never what it says."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib import admin, messages
from django.db.models import F, Model, QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import Truncator

from planning.core.words import count
from portal.jobs import mail
from portal.jobs.models import Mail
from portal.look_only import LookOnly


def _moment(at: datetime) -> str:
    return date_format(timezone.localtime(at), "j M Y, H:i")


class StateFilter(admin.SimpleListFilter):
    title = "state"
    parameter_name = "state"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("waiting", "Waiting"), ("given-up", "Given up")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Mail]) -> QuerySet[Mail]:
        asked = self.value()
        return queryset.filter(due__isnull=asked == "given-up") if asked else queryset


@admin.register(Mail)
class MailAdmin(LookOnly):
    """What was given up goes by itself after two weeks; it can only be sent anew where it came from, since with its
    text every link goes that would let somebody in."""

    list_display = ("sort", "to", "organisation", "since", "state", "refusal")
    list_filter = (StateFilter, "kind")
    list_select_related = ("organisation",)
    search_fields = ("to", "organisation__name")
    ordering = (F("due").asc(nulls_first=True), "asked_at")
    fields = ("sort", "to", "organisation", "since", "state", "error")
    actions = ("try_now",)

    @admin.display(description="kind", ordering="kind")
    def sort(self, row: Mail) -> str:
        return row.kind or "E-mail"

    @admin.display(description="since", ordering="asked_at")
    def since(self, row: Mail) -> str:
        return _moment(row.asked_at)

    @admin.display(description="state", ordering="due")
    def state(self, row: Mail) -> str:
        tried = f"tried {count(row.tries, 'time')}"
        if row.due is None:
            return f"Given up, {tried}"
        if row.organisation and row.organisation.closed_at:
            return "On hold: its organisation is closed"
        return f"Next try {_moment(row.due)}, {tried}"

    @admin.display(description="error")
    def refusal(self, row: Mail) -> str:
        """As much of it as a line holds; the rest is on the page of the e-mail."""
        return Truncator(row.error.rstrip(": ")).chars(60)

    @admin.action(description="Send again now (except those given up)", permissions=["try"])
    def try_now(self, request: HttpRequest, queryset: QuerySet[Mail]) -> None:
        number = mail.try_now(Mail.objects.filter(pk__in=queryset.values("pk")))
        told = (
            f"{count(number, 'e-mail')} will be sent again now." if number else "None of these is waiting to be sent."
        )
        self.message_user(request, told, level=messages.SUCCESS if number else messages.WARNING)

    def has_try_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("portal.change_mail")

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False
