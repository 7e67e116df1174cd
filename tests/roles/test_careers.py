"""Career paths and titles by level, as the rules and plans read them from role content."""

from planning.core.content import CareerStep
from roles.content_values import build, site_content
from roles.documents import from_json, load
from roles.models import ContentVersion, Level, NextStep, Role
from tests.roles import seeded

PM, PMM = "product-manager", "product-marketing-manager"


def test_each_level_has_its_title_on_the_individual_track() -> None:
    titles = build(seeded.rows()).content.titles
    assert (titles[PMM, 3], titles[PM, 4]) == ("Senior Product Marketing Manager", "Principal Product Manager")


def test_a_level_of_managers_alone_has_no_title() -> None:
    rows = [Role(slug="chef", name="Chef"), Level(role_id="chef", number=5, track=Level.Track.MANAGER, name="Director")]
    assert build(rows).content.titles == {}


def test_next_steps_come_role_by_role_and_lowest_level_first() -> None:
    cook, chef = Role(slug="cook", name="Cook", order=1), Role(slug="chef", name="Chef", order=2)
    steps = [NextStep(role_id="cook", level=level, to="chef", at=2) for level in (4, 3)]
    back = NextStep(role_id="chef", level=2, to="cook", at=5)
    expected = CareerStep("cook", 3, "chef", 2), CareerStep("cook", 4, "chef", 2), CareerStep("chef", 2, "cook", 5)
    assert build([chef, cook, back, *steps]).content.steps == expected


def test_a_step_to_a_role_that_is_not_there_is_left_out() -> None:
    rows = [Role(slug="cook", name="Cook"), NextStep(role_id="cook", level=2, to="gone", at=2)]
    assert build(rows).content.steps == ()


def test_the_published_version_has_them_as_its_files_do(db: None) -> None:
    content = site_content()
    assert CareerStep(PM, 4, "product-leader", 5) in content.steps
    assert content.titles == build(seeded.rows()).content.titles


def test_every_published_version_is_still_read(db: None) -> None:
    for units in ContentVersion.objects.values_list("units", flat=True):
        assert build(load(from_json(units))).content.titles
