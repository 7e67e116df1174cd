"""Whom to ask for what one may not do, by name: whoever is refused should not have to find that out."""

from __future__ import annotations

from portal.models import Membership, Organisation, Right, User


def names(organisation: Organisation, least: Right, *, sees_cost: bool = False, but: User | None = None) -> list[str]:
    """Two members who have a right, those with the least of it first; with `sees_cost` such as may see cost, too. `but`
    is not among them."""
    enough = [right for right in Right if right.includes(least)]
    members = organisation.memberships.filter(right__in=enough, user__is_active=True).select_related("user")
    members = members.exclude(user=but) if but else members
    fit = [one for one in members if one.sees_cost or not sees_cost]
    return [str(one.user) for one in sorted(fit, key=lambda one: _order(one, enough))[:2]]


def _order(member: Membership, enough: list[Right]) -> tuple[int, str]:
    return enough.index(Right(member.right)), str(member.user).casefold()


def for_access(organisation: Organisation) -> str:
    """A sentence: who gives access."""
    return _sentence(organisation, names(organisation, Right.ADMIN))


def for_cost(organisation: Organisation) -> str:
    """A sentence: who lets others see cost; where none of them is an admin, an admin sees to it."""
    able = names(organisation, Right.ADMIN, sees_cost=True)
    return _sentence(organisation, able or names(organisation, Right.ADMIN))


def for_deed(organisation: Organisation, least: Right, *, sees_cost: bool = False, but: User | None = None) -> str:
    """A sentence: who does what needs a right, in place of `but`."""
    return _sentence(organisation, names(organisation, least, sees_cost=sees_cost, but=but))


def _sentence(organisation: Organisation, found: list[str]) -> str:
    return f"Ask {' or '.join(found) or f'an admin of {organisation}'}."
