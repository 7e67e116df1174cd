from collections.abc import Iterator
from datetime import date

import pytest
from django.core.management import CommandError, call_command

from planning import models
from planning.core.records import Org
from planning.core.tree import shape
from planning.demo.synthetic import synthetic_org
from planning.models import Batch
from planning.organisation.role_content import content_for
from planning.organisation.store import org_at
from portal.models import Organisation

TODAY = date(2026, 3, 2)


@pytest.fixture(scope="module")
def org() -> Org:
    return synthetic_org(TODAY, positions=600, products=30, seed=7)


@pytest.mark.parametrize("size", [1, 2, 9, 29, 30, 31, 250])
def test_has_exactly_the_positions_asked_for(size: int) -> None:
    assert len(synthetic_org(TODAY, positions=size, products=3, seed=1).positions) == size


def test_same_seed_gives_the_same_organisation(org: Org) -> None:
    assert synthetic_org(TODAY, positions=600, products=30, seed=7) == org


def test_another_seed_gives_another(org: Org) -> None:
    assert synthetic_org(TODAY, positions=600, products=30, seed=8) != org


def test_has_a_top_a_second_root_and_unplaced_positions(org: Org) -> None:
    found = shape(org)
    assert found.top
    assert found.roots
    assert found.unplaced
    assert not found.rings


@pytest.mark.django_db
def test_titles_read_as_their_roles(org: Org, organisation: Organisation) -> None:
    read = content_for(organisation).read_title
    wrong = {p.title for p in org.positions.values() if read(p.title).role not in ("", p.role)}
    assert not wrong


def test_most_managers_lead_four_to_nine(org: Org) -> None:
    spans = [len(org.reports(key)) for key in org.positions if org.reports(key)]
    assert sum(4 <= span <= 9 for span in spans) > 0.7 * len(spans)


def test_has_five_to_eight_layers(org: Org) -> None:
    assert 5 <= max(shape(org).depth.values()) + 1 <= 8


def test_holders_and_teams_are_there(org: Org) -> None:
    assert {p.holder for p in org.positions.values()} - {""} == set(org.people)
    assert {p.team for p in org.positions.values()} - {""} <= set(org.teams)


def test_vacant_positions_have_a_hiring_stage(org: Org) -> None:
    vacant = [p for p in org.positions.values() if not p.holder]
    assert vacant
    assert all(p.stage for p in vacant)


def test_some_people_leave_on_a_known_date(org: Org) -> None:
    assert any(person.leaves and person.leaves > TODAY for person in org.people.values())


def _covering(org: Org, role: str) -> Iterator[str]:
    return (a.product for a in org.tables["assignment"].values() if a.role == role)


@pytest.mark.parametrize("role", ["product-manager", "product-marketing-manager"])
def test_some_products_lack_a_covering_role(org: Org, role: str) -> None:
    assert 0 < len(set(_covering(org, role))) < len(org.products)


@pytest.mark.django_db
def test_command_stores_what_was_drawn() -> None:
    call_command("make_org", org="acme", positions=40, products=3, seed=5, today=TODAY)
    organisation = Organisation.objects.get(slug="acme")
    assert org_at(organisation, TODAY) == synthetic_org(TODAY, positions=40, products=3, seed=5)


@pytest.mark.django_db
def test_command_makes_one_baseline_batch() -> None:
    call_command("make_org", org="acme", positions=5, products=1, seed=5)
    assert Batch.objects.get().baseline


@pytest.mark.django_db
def test_command_leaves_an_organisation_with_positions_alone() -> None:
    call_command("make_org", org="acme", positions=5, products=1, seed=5)
    with pytest.raises(CommandError, match="already has positions"):
        call_command("make_org", org="acme", positions=9, products=1, seed=5)
    assert models.Position.objects.count() == 5


@pytest.mark.django_db
@pytest.mark.parametrize("wrong", [{"org": "a b"}, {"positions": 0}, {"products": -1}])
def test_command_says_what_is_wrong_with_an_argument(wrong: dict[str, object]) -> None:
    with pytest.raises(CommandError):
        call_command("make_org", **{"org": "acme", "positions": 5, "products": 1, **wrong})
    assert not Organisation.objects.exists()
