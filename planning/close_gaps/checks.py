"""What a question names and is not there, or asks for and may not: said in words, by the field, before it is asked."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from planning.close_gaps.question_words import RECORDS
from planning.close_gaps.questions import Unaskable, in_order
from planning.core.close_gaps.move_keys import APART, splits
from planning.core.close_gaps.question import Basis, Question
from planning.core.close_gaps.remedies import STEP
from planning.core.content import Role
from planning.core.fixes.base import FixKind
from planning.core.records import STAGES, Org
from planning.core.words import listed

NO_CURRENCY = "There is no reporting currency. Choose one under Rates and budgets."
# What the parts of a move's key name, by its kind. `position` may be one that the plan itself opens: see `_LATER`.
PARTS: Mapping[str, tuple[str, ...]] = {
    FixKind.ASSIGN: ("position", "product", "role"),
    FixKind.HIRE: ("role", "product"),
    FixKind.RETITLE: ("position", "role"),
    FixKind.COUNTS: ("assignment",),
    FixKind.MOVE: ("any", "any"),
    FixKind.BACKUP: ("any", "product", "role"),
    FixKind.LINK: ("product", "any", "any"),
    FixKind.ACCOUNTABLE: ("product", "any"),
    FixKind.END: ("position",),
    STEP: ("any",),
}


def check(question: Question, basis: Basis) -> None:
    """Raises `Unaskable` for the first field that cannot be asked."""
    in_order(question)
    _check_money(question, basis)
    _check_roles(question, basis)
    _check_stages(question)
    if question.products or question.pinned or question.forbidden:
        _check_keys(question, basis)


def _check_money(question: Question, basis: Basis) -> None:
    asked = (("budget", question.budget is not None), ("within_budgets", question.within_budgets))
    for field in (field for field, is_asked in asked if is_asked):
        if basis.terms is None:
            raise Unaskable(field, "This needs access to cost. Limit the number of hires instead.")
        if not basis.terms.currency:
            raise Unaskable(field, NO_CURRENCY)
    if question.budget is not None and question.budget < 0:
        raise Unaskable("budget", "An amount cannot be negative. Enter 0 or more.")


def _check_roles(question: Question, basis: Basis) -> None:
    covering = {role.slug: role for role in basis.content.covering}
    for slug in question.most:
        role = covering.get(slug)
        if role is None or not _has_norm(role):
            raise Unaskable("most", _choose(slug, (one for one in covering.values() if _has_norm(one)), _NORM))
    for slug in question.lead:
        if slug not in covering:
            raise Unaskable("lead", _choose(slug, covering.values(), "that products are covered in"))


_NORM = "with a norm for the number of products"


def _has_norm(role: Role) -> bool:
    return any(norm.counts == "products" for norm in role.norms)


def _choose(slug: str, roles: Iterable[Role], what: str) -> str:
    names = listed([f"{role.name} ({role.slug})" for role in roles], "or")
    return f"“{slug}” is not a role {what}. {f'Choose {names}.' if names else 'There is none.'}"


def _check_stages(question: Question) -> None:
    for stage in question.weights.stages:
        if stage not in STAGES:
            raise Unaskable("weights", f"“{stage}” is not a stage. Choose {listed(STAGES, 'or')}.")


def _check_keys(question: Question, basis: Basis) -> None:
    """Records count that are there on the first day or on the last: what comes later can be named, too."""
    known = _Known(basis.dated.at(question.on), basis.dated.at(question.by), basis)
    for key in sorted(question.products or ()):
        if not known.has("product", key):
            raise Unaskable("products", f"Product “{key}” not found. Check the key, or remove it.")
    for field, keys in (("pin", question.pinned), ("forbid", question.forbidden)):
        for key in sorted(keys):
            if not known.names(key):
                raise Unaskable(field, _unknown(key))


def _unknown(key: str) -> str:
    kind, apart, _ = key.partition(APART)
    if apart and kind in PARTS:
        return f"“{key}” names something that is not here. Copy the key of a move from an answer, or remove it."
    return f"“{key}” is neither a product, a position, a person nor a move. Check the key, or remove it."


class _Known:
    """What there is to name."""

    def __init__(self, first: Org, last: Org, basis: Basis) -> None:
        self._orgs = (first, last)
        self._roles = {role.slug for role in basis.content.covering}

    def has(self, kind: str, key: str) -> bool:
        return any(org.get(kind, key) is not None for org in self._orgs)

    def names(self, key: str) -> bool:
        """Whether it is the key of a record or of a move."""
        return any(self.has(kind, key) for kind in RECORDS) or self._is_move(key)

    def _is_move(self, key: str) -> bool:
        kind, _, rest = key.partition(APART)
        parts = PARTS.get(kind, ())
        return any(all(map(self._fits, parts, given)) for given in splits(rest, len(parts)))

    def _fits(self, part: str, key: str) -> bool:
        tests: Mapping[str, Callable[[str], bool]] = {"any": bool, "role": self._roles.__contains__}
        return tests[part](key) if part in tests else self.has(part, key)
