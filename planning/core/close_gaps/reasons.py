"""Why a gap stays open, and which limit would have to give way."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cached_property

from planning.core.close_gaps.answer import Loosen, OpenGap
from planning.core.close_gaps.checking import gravest
from planning.core.close_gaps.lanes import Lane, is_kept
from planning.core.close_gaps.moves import cov_code
from planning.core.close_gaps.placed import Placed
from planning.core.close_gaps.supply import Newcomers
from planning.core.content import Role
from planning.core.dates import day
from planning.core.fixes.base import FixKind
from planning.core.fixes.choosing.staff import Staff
from planning.core.money import plain
from planning.core.rules.base import PRODUCT
from planning.core.words import an, count

FREE = ("moves", "changes_each", "forbidden", "pinned")  # limits that cost nothing where those who are there give way


class Reasons(Placed):
    """About a plan."""

    def open_gap(self, lane: Lane, but: Loosen | None = None) -> OpenGap:
        """Of a stretch that stays open with the plan; to loosen another limit than one, if another binds as well."""
        role, last = self._role(lane), lane.stretch.last
        shown = None if last is None or last > self._by else date.fromordinal(last)
        because, loosen = self._why(lane, role, but)
        return OpenGap(
            code=cov_code(role, lane.product),
            product=lane.product,
            role=lane.role,
            severity=gravest(lane),
            first=date.fromordinal(lane.stretch.first),
            last=shown,
            days=lane.stretch.days(lane.stretch.first),
            because=because,
            loosen=loosen,
        )

    def _why(self, lane: Lane, role: Role, but: Loosen | None) -> tuple[str, Loosen | None]:
        question = self.asked.question
        if is_kept(question, lane.product):
            field = "pinned" if lane.product in question.pinned else "forbidden"
            name = self.asked.ctx.subject(PRODUCT, lane.product).name
            return f"The question leaves {name} as it is.", Loosen(field, lane.product, "", f"Let {name} change")
        follows = self._follows.get((lane.product, lane.role, (lane.stretch.last or 0) + 1), "")
        people, by_people = self._why_nobody(lane, role)
        hires, by_hires = self._why_no_hire(lane, role, follows)
        costs_nothing = by_people is not None and by_people.field in FREE
        limits = (by_people, by_hires) if costs_nothing else (by_hires, by_people)
        return f"{people} {hires}".strip(), next((limit for limit in limits if limit and limit != but), None)

    def _why_nobody(self, lane: Lane, role: Role) -> tuple[str, Loosen | None]:
        """Why nobody who is there covers it."""
        question = self.asked.question
        if FixKind.ASSIGN not in question.moves:
            return "The question leaves out assigning anyone.", Loosen("moves", FixKind.ASSIGN, "on", "Allow assigning")
        staying = Staff.of(self.asked.ctx, role).staying
        if not staying:
            some = any(map(self.asked.ctx.filled, self.asked.ctx.by_role.get(role.slug, ())))
            return f"There is no {role.name}{' who stays' if some else ''}.", None
        free = [key for key in staying if key in question.forbidden or key in question.pinned]
        key = self._nearest(lane, staying)
        number, most = self._load(key, role), self.asked.most[role.slug]
        who = self.asked.ctx.who(key)
        if self.asked.question.changes_each is not None and number < most:
            k = self.asked.question.changes_each
            said = f"Everyone with room already gets {count(k, 'change')}." if k else "The question lets no one change."
            return said, Loosen("changes_each", "", str(k + 1), f"Allow {count(k + 1, 'change')} per person")
        if number < most and free:
            return f"{self.asked.ctx.who(free[0])} has room, but stays as is.", Loosen(
                "forbidden", free[0], "", f"Let {self.asked.ctx.who(free[0])} change"
            )
        if number < most:
            return f"{who} has no room for another counterpart.", None
        enough = max(most, self._least_load[role.slug]) + 1
        return (
            f"No {role.name} has room: {who} already has {count(number, 'product')}.",
            Loosen("most", role.slug, str(enough), f"Allow {count(enough, 'product')} for each {role.code}"),
        )

    @cached_property
    def _least_load(self) -> Mapping[str, int]:
        """By role what those who stay have at least with the plan."""
        staying = ((role, Staff.of(self.asked.ctx, role).staying) for role in self.asked.roles)
        return {role.slug: min(self._load(one, role) for one in every) for role, every in staying if every}

    def _why_no_hire(self, lane: Lane, role: Role, follows: str) -> tuple[str, Loosen | None]:
        """Why no hire covers it, or not sooner."""
        question, hire = self.asked.question, self._cheapest.get(role.slug)
        start = self.asked.offers.first_start(role)
        if FixKind.HIRE not in question.moves:
            return "The question leaves out hiring.", Loosen("moves", FixKind.HIRE, "on", "Allow hiring")
        if start > min(lane.stretch.last or self._by, self._by) or follows == FixKind.HIRE:
            return f"A hire takes {count(start - question.on.toordinal(), 'day')}, until {_day(start)}.", None
        if self.asked.offers.unpriced(role) and hire is None:
            return f"What {an(role.name)} costs is not known, and there is a budget: add a pay band.", None
        if question.most_hires is not None and self.hires >= question.most_hires:
            more = question.most_hires + 1
            allowed = question.most_hires
            said = f"The question allows {count(allowed, 'hire') if allowed else 'no hire'}."
            return said, Loosen("most_hires", "", str(more), f"Allow {count(more, 'hire')}")
        if hire is None or hire.cost is None or question.budget is None:
            return self._over_function(hire), None
        over = self.cost + hire.cost - question.budget
        if over <= 0:
            return self._over_function(hire), None
        raised = (self.cost + hire.cost).to_integral_value(rounding="ROUND_CEILING")
        label = f"Raise the budget to {self._currency} {plain(raised)}"
        said = f"A hire costs {self._amount(hire.cost)} a year and passes the budget by {self._amount(over)}."
        return said, Loosen("budget", "", str(raised), label)

    def _over_function(self, hire: Newcomers | None) -> str:
        if hire is None or not self.asked.left:
            return ""
        name = self.asked.basis.content.function_name(hire.by_function[0][0] if hire.by_function else "")
        return f"The budget of {name} leaves no room for a hire."


def _day(number: int) -> str:
    return day(date.fromordinal(number))
