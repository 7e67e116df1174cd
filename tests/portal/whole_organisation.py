"""An organisation with a row in every table that has rows of organisations, whichever tables there are."""

from __future__ import annotations

from datetime import date
from typing import Any

from allauth.account.models import EmailAddress
from django.db import models
from django.utils import timezone

from planning.models import JobBrief, KeptQuestion, Plan
from portal.archive.shapes import WORDS
from portal.archive.tables import OF_THE_SITE
from portal.models import Organisation, Right, User
from portal.owned import owned_tables
from roles.models import ContentVersion
from tests import samples, small_organisation
from tests.factories import MembershipFactory


def admin_of(organisation: Organisation) -> User:
    """An admin who sees cost and has confirmed their address."""
    user: User = MembershipFactory.create(organisation=organisation, right=Right.ADMIN, sees_cost=True).user
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    return user


def people(organisation: Organisation, admin: User) -> None:
    """Somebody else besides, and a row everywhere."""
    MembershipFactory.create(organisation=organisation, right=Right.APPROVER, user__name="Ines Moreau")
    fill(organisation, admin)


def fill(organisation: Organisation, user: User) -> None:
    """What features make, and in tables where that leaves nothing a row that is made up."""
    small_organisation.fill(organisation)
    for make in (samples.record, samples.plan, samples.band, samples.notice, samples.upload):
        make(organisation)
    content = ContentVersion.objects.get()
    JobBrief.objects.create(organisation=organisation, position="luis", content=content, texts={"mission": "Bauen."})
    _keep_question(organisation)
    for table in owned_tables():
        if not table.rows(organisation.pk).exists():
            table.model._base_manager.bulk_create([_made_up(table.model, organisation, user)])


def _keep_question(organisation: Organisation) -> None:
    days = {"before": [30, 2], "after": [12, 0]}
    figures = {
        **days,
        "cost": "98000.50",
        "currency": "EUR",
        "unknown": 0,
        "hires": 1,
        "moves": {"hire:pm:ledger": "Hire"},
    }
    plan = Plan.objects.filter(organisation=organisation)[0]
    asked = {"on": "2026-01-05", "by": "2026-12-31", "budget": "100000.00", "pin": ["luis"]}
    KeptQuestion.objects.create(plan=plan, question=asked, figures=figures)


def _made_up(model: type[models.Model], organisation: Organisation, user: User) -> models.Model:
    fields = [field for field in model._meta.concrete_fields if not field.primary_key]
    return model(**{field.name: _value(field, organisation, user) for field in fields if _must_be_given(field)})


def _must_be_given(field: Any) -> bool:
    return bool(field.is_relation or field.choices or not (field.has_default() or field.blank or field.null))


def _value(field: Any, organisation: Organisation, user: User) -> Any:
    if field.is_relation:
        return _row(field, organisation, user)
    if field.choices:
        return field.choices[0][0]
    if isinstance(field, models.DateTimeField):
        return timezone.now()
    if isinstance(field, models.DateField):
        return date.today()
    if isinstance(field, models.BinaryField):
        return b"bytes"
    return "made@example.com" if isinstance(field, models.EmailField) else _plain(field, organisation)


def _plain(field: Any, organisation: Organisation) -> Any:
    is_text = isinstance(field, models.CharField | models.TextField)
    if words := WORDS.get(f"{field.model._meta.label_lower}.{field.name}"):
        return sorted(words)[len(words) // 2]
    return f"{organisation.slug}-{field.name}"[: field.max_length or 60] if is_text else 1


def _row(field: Any, organisation: Organisation, user: User) -> Any:
    """A row for a foreign key: the organisation's own, one of the site, the user."""
    other = field.related_model
    if other is Organisation:
        return organisation
    if other is User:
        return User.objects.create(email=f"stands-in-{organisation.pk}@example.com") if field.unique else user
    if other._meta.label_lower in OF_THE_SITE:
        return other._default_manager.first()
    way = next((table for table in owned_tables() if table.model is other), None)
    return way.rows(organisation.pk).first() if way else None
