"""Believable rows for tests, by `create`: a call of the class makes the same row, but has no type. Keys are unique
within a run."""

from datetime import timedelta
from hashlib import sha256
from typing import TypeVar

import factory
from django.contrib.auth.hashers import make_password
from django.db.models import Model
from django.utils import timezone
from factory.django import DjangoModelFactory

from planning import models as planning
from portal.models import Invitation, Membership, Organisation, Right, User

Row = TypeVar("Row", bound=Model)


class UserFactory(DjangoModelFactory[User]):
    class Meta:
        model = User

    email = factory.Sequence(lambda n: f"user{n}@example.com")
    name = factory.Faker("name")
    password = factory.LazyFunction(lambda: make_password(None))


class OrganisationFactory(DjangoModelFactory[Organisation]):
    class Meta:
        model = Organisation

    slug = factory.Sequence(lambda n: f"org-{n}")
    name = factory.Faker("company")


class MembershipFactory(DjangoModelFactory[Membership]):
    class Meta:
        model = Membership

    organisation = factory.SubFactory(OrganisationFactory)
    user = factory.SubFactory(UserFactory)
    right = Right.VIEWER


def _admin_of(organisation: Organisation) -> User:
    found = organisation.memberships.filter(right=Right.ADMIN).select_related("user").first()
    return found.user if found else MembershipFactory.create(organisation=organisation, right=Right.ADMIN).user


class InvitationFactory(DjangoModelFactory[Invitation]):
    """An open invitation; `token` is what its link holds."""

    class Meta:
        model = Invitation

    class Params:
        token = factory.Sequence(lambda n: f"token-{n}")

    organisation = factory.SubFactory(OrganisationFactory)
    invited_by = factory.LazyAttribute(lambda row: _admin_of(row.organisation))
    email = factory.Sequence(lambda n: f"invited{n}@example.com")
    token_hash = factory.LazyAttribute(lambda row: sha256(row.token.encode()).hexdigest())
    expires_at = factory.LazyFunction(lambda: timezone.now() + timedelta(days=1))


class RecordFactory(DjangoModelFactory[Row]):
    class Meta:
        abstract = True

    organisation = factory.SubFactory(OrganisationFactory)


class TeamFactory(RecordFactory[planning.Team]):
    class Meta:
        model = planning.Team

    key = factory.Sequence(lambda n: f"t{n}")
    name = factory.Faker("bs")


class PersonFactory(RecordFactory[planning.Person]):
    class Meta:
        model = planning.Person

    key = factory.Sequence(lambda n: f"h{n}")
    name = factory.Faker("name")


class PositionFactory(RecordFactory[planning.Position]):
    class Meta:
        model = planning.Position

    key = factory.Sequence(lambda n: f"p{n}")
    title = "Software Engineer"


class ProductFactory(RecordFactory[planning.Product]):
    class Meta:
        model = planning.Product

    key = factory.Sequence(lambda n: f"product-{n}")
    name = factory.Faker("bs")


class AssignmentFactory(RecordFactory[planning.Assignment]):
    class Meta:
        model = planning.Assignment

    key = factory.Sequence(lambda n: f"a{n}")
    product = "product-0"
    position = "p0"
    role = "product-manager"
