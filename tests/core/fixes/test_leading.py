"""Who is proposed where several people have nobody who leads their craft."""

from planning.core.fixes.base import Case, Fix
from planning.core.fixes.families.leading import leaderless
from planning.core.rules import Context, run
from planning.core.rules.run import rules_of
from tests.core.sample import PM, content, held, org


class Unsearched(tuple[str, ...]):
    """Told to nobody who asks for one key after another, which takes the square of their number."""

    def __contains__(self, key: object) -> bool:
        raise AssertionError(key)


def test_those_whom_the_first_leads_already_are_found_without_a_search_for_each() -> None:
    ctx = Context(
        org(*held("ann", PM, level=3), *(r for n in range(6) for r in held(f"p{n}", PM, manager="ann"))), content()
    )
    (found,) = (finding for finding in run(ctx) if finding.rule == "leader-pm")
    case = Case(ctx, rules_of(ctx)[found.rule], found._replace(involves=Unsearched(found.involves)))
    fix = next(way for way in leaderless(case) if isinstance(way, Fix))
    assert "already leads 6 of them" in [reason.text for reason in fix.reasons]
