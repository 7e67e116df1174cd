"""Next steps are deeds in a few words, each said once."""

import pytest

from planning.core.rules import Context, Finding, Subject
from planning.organisation.steps import Step, steps
from tests.core.sample import EITHER, PM, content, org, product

pytestmark = pytest.mark.pure

TWO = (EITHER, EITHER._replace(id="research", name="Market research"))
CTX = Context(org(product("app"), product("web")), content(responsibilities=TWO))


def left(rule: str, about: str = "", on: str = "App") -> Finding:
    return Finding(rule, "warning", Subject("product", on.lower(), on), "", about=about)


@pytest.mark.parametrize(
    ("found", "text"),
    [
        ([left("pair-link")], "Pair counterparts"),
        ([left("resp-gap", EITHER.id)], "Agree who owns pricing and packaging"),
        ([left("resp-gap", EITHER.id), left("resp-cross", "research")], "Agree who owns 2 responsibilities"),
        ([left("partner-build", "engineering")], "Name an engineering partner"),
        ([left("partner-build", "design"), left("partner-build", "quality")], "Name design and quality partners"),
        ([left("partner-market")], "Name a sales or customer success partner"),
        ([left("single-cover", PM)], "Name a backup"),
    ],
)
def test_a_next_step_is_a_deed(found: list[Finding], text: str) -> None:
    assert steps(CTX, found) == [Step(text, ("App",))]


def test_the_same_deed_for_two_products_is_said_once() -> None:
    assert steps(CTX, [left("pair-link"), left("pair-link", on="Web")]) == [Step("Pair counterparts", ("App", "Web"))]
