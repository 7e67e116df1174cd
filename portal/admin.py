"""Accounts, organisations and members in the site's administration."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from typing import Any, cast

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount, SocialApp, SocialToken
from django.contrib import admin, messages
from django.contrib.auth.admin import UserAdmin as DjangoUserAdmin
from django.contrib.auth.models import Group
from django.db.models import Model, QuerySet
from django.http import HttpRequest
from unfold.admin import ModelAdmin, TabularInline
from unfold.forms import AdminPasswordChangeForm, UserChangeForm, UserCreationForm

from portal import audit, cost_right, erasing
from portal.audit.staff import record_deleted, record_saved
from portal.jobs import admin as _mail  # noqa: F401  (registers what it shows)
from portal.look_only import LookOnly
from portal.models import AuditEntry, Invitation, Membership, Organisation, User

# Rights are per organisation, and single sign-on is set by the environment.
admin.site.unregister([Group, SocialApp, SocialToken])


class Recorded:
    """What site staff change of memberships, and of accounts' rights and ways in, stands in the audit log, too."""

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        super().save_model(request, obj, form, change)  # type: ignore[misc]
        record_saved(obj, form.changed_data if change else None)

    def delete_model(self, request: HttpRequest, obj: Any) -> None:
        record_deleted(obj)
        super().delete_model(request, obj)  # type: ignore[misc]

    def delete_queryset(self, request: HttpRequest, queryset: Any) -> None:
        for obj in queryset:
            record_deleted(obj)
        super().delete_queryset(request, queryset)  # type: ignore[misc]

    def save_formset(self, request: HttpRequest, form: Any, formset: Any, change: bool) -> None:
        super().save_formset(request, form, formset, change)  # type: ignore[misc]
        for obj in formset.new_objects:
            record_saved(obj, None)
        for obj, changed in formset.changed_objects:
            record_saved(obj, changed)
        for obj in formset.deleted_objects:
            record_deleted(obj)


def _dress(model: type[Model]) -> None:
    """Give the administration of another package's model the look of this one; the audit log tells what it changes."""
    plain = type(admin.site.get_model_admin(model))
    admin.site.unregister(model)
    admin.site.register(model, type(plain.__name__, (Recorded, plain, ModelAdmin), {}))


for _model in (Authenticator, EmailAddress, SocialAccount):
    _dress(_model)


class MembershipInline(TabularInline):  # type: ignore[misc]
    model = Membership
    extra = 0
    autocomplete_fields = ("user", "organisation")


BY_SITE = "site administration"


class NotesCost:
    """Of an admin of the site: what they do to the cost right of members is written to the audit log."""

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        with _noted(request, obj):
            super().save_model(request, obj, form, change)  # type: ignore[misc]

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        with _noted(request, form.instance):
            super().save_related(request, form, formsets, change)  # type: ignore[misc]

    def delete_model(self, request: HttpRequest, obj: Any) -> None:
        with _noted(request, obj):
            super().delete_model(request, obj)  # type: ignore[misc]

    def delete_queryset(self, request: HttpRequest, queryset: Any) -> None:
        with cost_right.noted(_memberships(list(queryset)), request=request, how=BY_SITE):
            super().delete_queryset(request, queryset)  # type: ignore[misc]


def _noted(request: HttpRequest, record: Model) -> AbstractContextManager[None]:
    return cost_right.noted(_memberships([record]), request=request, how=BY_SITE)


def _memberships(records: Sequence[Model]) -> Callable[[], QuerySet[Membership]]:
    """Those that are among the records, or belong to them; one that is new has its key only once it is saved."""
    numbers = [record.pk for record in records]

    def found() -> QuerySet[Membership]:
        keys = [record.pk or number for record, number in zip(records, numbers, strict=True)]
        if not records:
            return Membership.objects.none()
        field = {Membership: "pk__in", User: "user__in", Organisation: "organisation__in"}[type(records[0])]
        return Membership.objects.filter(**{field: [key for key in keys if key]})

    return found


class SmallLetters:
    """Addresses are kept in small letters, as sign-in looks for them."""

    cleaned_data: dict[str, Any]

    def clean_email(self) -> str:
        return str(self.cleaned_data["email"]).lower()


class NewUserForm(SmallLetters, UserCreationForm):  # type: ignore[misc]
    """A new account."""

    class Meta:
        model = User
        fields = ("email", "name")


class ChangedUserForm(SmallLetters, UserChangeForm):  # type: ignore[misc]
    class Meta:
        model = User
        fields = "__all__"


class NewPasswordForm(AdminPasswordChangeForm):  # type: ignore[misc]
    """Has a page of its own, which saves by itself."""

    def save(self, commit: bool = True) -> User:
        user: User = super().save(commit)
        record_saved(user, {"password"})
        return user


@admin.register(User)
class UserAdmin(Recorded, NotesCost, DjangoUserAdmin, ModelAdmin):  # type: ignore[misc, type-arg]
    form = ChangedUserForm
    add_form = NewUserForm
    change_password_form = NewPasswordForm
    ordering = ("email",)
    list_display = ("email", "name", "is_active", "is_staff", "last_login")
    list_filter = ("is_active", "is_staff", "is_superuser")
    search_fields = ("email", "name")
    readonly_fields = ("last_login", "date_joined")
    inlines = (MembershipInline,)
    fieldsets = (
        (None, {"fields": ("email", "name", "password")}),
        ("Permissions", {"fields": ("is_active", "is_staff", "is_superuser", "groups", "user_permissions")}),
        ("Dates", {"fields": ("last_login", "date_joined")}),
    )
    filter_horizontal = ("groups", "user_permissions")
    actions = ("erase_accounts",)
    add_fieldsets = ((None, {"classes": ("wide",), "fields": ("email", "name", "password1", "password2")}),)

    def has_delete_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        """An account is erased instead: what it did stays, and names nobody."""
        return False

    @admin.action(
        description="Delete the accounts for good (what they did stays, under a number)", permissions=["change"]
    )
    def erase_accounts(self, request: HttpRequest, queryset: QuerySet[User]) -> None:
        for user in queryset:
            try:
                former = erasing.erase(user, by=cast(User, request.user), request=request)
            except erasing.OnlyAdmin as only:
                self.message_user(request, str(only), level=messages.ERROR)
            else:
                self.message_user(request, f"Deleted. It now appears as “{former.label}”.")


@admin.register(Organisation)
class OrganisationAdmin(Recorded, NotesCost, ModelAdmin):  # type: ignore[misc]
    list_display = ("name", "slug", "created_at")
    search_fields = ("name", "slug")
    readonly_fields = ("version", "created_at")
    prepopulated_fields = {"slug": ("name",)}
    inlines = (MembershipInline,)


@admin.register(Membership)
class MembershipAdmin(Recorded, NotesCost, ModelAdmin):  # type: ignore[misc]
    list_display = ("user", "organisation", "right", "sees_cost", "created_at")
    list_filter = ("right", "sees_cost")
    search_fields = ("user__email", "user__name", "organisation__name")
    autocomplete_fields = ("user", "organisation")


@admin.register(Invitation)
class InvitationAdmin(LookOnly):
    """A link can be made, sent and withdrawn on the members page alone."""

    list_display = ("email", "organisation", "right", "expires_at", "accepted_at", "withdrawn_at")
    search_fields = ("email", "organisation__name")


@admin.register(AuditEntry)
class AuditEntryAdmin(LookOnly):
    """The audit log of the whole site. Nobody writes in it, and only its age ends an entry."""

    list_display = ("at", "what", "organisation", "actor", "about", "address", "details")
    list_filter = (("at", admin.DateFieldListFilter), "kind")
    list_select_related = ("organisation", "actor", "about")
    search_fields = ("actor__email", "about__email", "organisation__name", "request")

    @admin.display(description="what", ordering="kind")
    def what(self, entry: AuditEntry) -> str:
        return audit.label_of(entry.kind)

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False
