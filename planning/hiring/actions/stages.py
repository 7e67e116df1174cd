"""Requisitions on their way through the stages."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cached_property
from typing import Any

from django import forms
from django.utils.text import capfirst

from planning.core import hiring
from planning.core.changes.change import Change
from planning.core.dates import day as written
from planning.core.hiring import Transition
from planning.core.names import name_of
from planning.core.occupancy import DUE
from planning.core.starts import move_start, start
from planning.core.words import count
from planning.edits.actions.people import Chosen, Fill
from planning.forms.actions import DAMAGED, action
from planning.forms.days import DayField
from planning.hiring.interviews import concerns, outcomes
from planning.hiring.requisitions import notifying
from planning.hiring.requisitions.calling_off import called_off
from planning.organisation.hiring_rights import Mover
from portal.optimistic_lock import LOOK_AGAIN


@action("move-seat")
class MoveRequisitions(Fill):
    """One requisition or several go to another stage. The form carries the stages that its reader saw."""

    verb, at_once, is_event = "Change stage", True, True

    was = forms.CharField(widget=forms.HiddenInput, required=False, max_length=60_000)
    to = forms.ChoiceField(label="To", choices=[(stage, capfirst(stage)) for stage in hiring.STAGES])
    why = forms.CharField(
        label="Reason",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Required to send a position back, pause, repurpose or cancel it.",
    )
    target_start = DayField(label="Target start", required=False, help_text="If empty, it stays unchanged.")
    first_day = DayField(
        label="First day", required=False, help_text="From this day they cover the position's products."
    )

    others = forms.ChoiceField(label="Other candidates", choices=outcomes.OTHERS, required=False)

    field_order = ("to", "why", "target_start", "first_day", "person", "new_person", "others")

    def prepare(self) -> None:
        self.order_fields(self.field_order)
        to = self.fields["to"]
        assert isinstance(to, forms.ChoiceField)
        to.widget.choices = [(t.to, t.verb) for t in self.possible]
        if not self.is_bound:
            vars(self)["help"] = self._warning()
            self.initial["was"] = json.dumps({key: self.org.positions[key].stage for key in self.keys})
            if len(self.keys) == 1:
                self.initial["target_start"] = self.org.positions[self.keys[0]].target_start
        wanted = self.data.get("to") if self.is_bound else self.initial.get("to")
        self._ask_who_starts(wanted)
        self._ask_of_candidates(wanted)
        if len(self.keys) > 1 and "target_start" in self.fields:
            self.fields["target_start"].help_text = "Applies to all of them. If empty, each keeps its own."

    def _ask_who_starts(self, wanted: Any) -> None:
        """Who, and on which day: where somebody can start. Of one who is known to come, the day alone."""
        if hiring.STARTED not in (wanted, *(t.to for t in self.possible)) or len(self.keys) != 1:
            del self.fields["person"], self.fields["new_person"], self.fields["first_day"]
            return
        if wanted == hiring.STARTED:
            del self.fields["target_start"]
            self.fields["on"].widget = forms.HiddenInput()
        if self._is_known(self.keys[0]):
            del self.fields["person"], self.fields["new_person"]
        else:
            self.fields["person"].label = "Who starts: someone already here"
            self.fields["new_person"].label = "Who starts: a new person"
        if not self.is_bound:
            expected = hiring.expected_on(self.org, self.org.positions[self.keys[0]])
            self.initial.setdefault("first_day", max(expected or self.org.on, self.org.on))

    def _ask_of_candidates(self, wanted: Any) -> None:
        """What becomes of those who are in progress, where the move closes the requisition; who was hired is named."""
        assert self.access is not None
        closes = wanted in (None, *outcomes.CLOSING) or self.is_bound
        waiting = outcomes.in_progress(self.access, self.keys) if closes and self.access.plan is None else 0
        if not waiting:
            del self.fields["others"]
        else:
            self.fields["others"].help_text = f"{count(waiting, 'candidate is', 'candidates are')} still in progress."
        number = self.initial.get("candidate")
        if number and "new_person" in self.fields and not self.is_bound:
            self.initial["new_person"] = outcomes.name_of_hired(self.access, self.keys, str(number))

    def _is_known(self, key: str) -> bool:
        """Whether somebody known is to start there."""
        return self.org.occupancy(self.org.positions[key]) == DUE

    def _warning(self) -> str:
        """What to say of a move that was asked for by the address: that it was moved meanwhile, or must not be."""
        saw, to = self.initial.get("saw"), self.initial.get("to")
        for key in self.keys:
            if saw and saw != self.stage(key):
                return f"Someone moved it in the meantime, from “{saw}” to “{self.stage(key)}”."
            wrong = self._refusal(key, to) if to in hiring.STAGES else ""
            if wrong:
                return wrong
        return ""

    @property
    def names(self) -> str:
        """Also the stage, for one requisition."""
        keys = self.keys
        return f"{super().names}, {self.stage(keys[0])} now" if len(keys) == 1 else f"{len(keys)} positions"

    def stage(self, key: str) -> str:
        return hiring.stage_of(self.org, self.org.positions[key])

    @cached_property
    def mover(self) -> Mover:
        assert self.access is not None
        return Mover.of(self.access, self.keys)

    @cached_property
    def possible(self) -> list[Transition]:
        """The moves that this member may make with every one of the requisitions."""
        lists = [self.mover.transitions(k, self.stage(k), self.org.requisition(k).resumes) for k in self.keys]
        return [t for t in lists[0] if all(t.to in {s.to for s in each} for each in lists)] if lists else []

    def clean(self) -> dict[str, Any]:
        data = super(Chosen, self).clean() or {}
        if data.get("key") and data.get("to"):
            if overtaken := self._overtaken(data):
                self.add_error("to", overtaken)
                return data
            for text in dict.fromkeys(filter(None, (self._refusal(key, data["to"]) for key in data["key"]))):
                self.add_error("to", text)
            if "to" not in self.errors:
                self._check_details(data)
        return data

    def _overtaken(self, given: Mapping[str, Any]) -> str:
        """What to say where somebody moved one since this form was opened; it then carries what is there now."""
        try:
            seen = {str(k): str(v) for k, v in json.loads(given.get("was") or "{}").items()}
        except (ValueError, AttributeError, RecursionError):
            return DAMAGED
        now = {key: self.org.positions[key].stage for key in given["key"]}
        moved = [key for key in given["key"] if seen.get(key, now[key]) != now[key]]
        if not moved:
            return ""
        self.carry(was=json.dumps(now))
        key = moved[0]
        was, rest = seen[key] or hiring.DRAFT, len(moved) - 1
        more = f", and {count(rest, 'more position', 'more positions')}" if rest else ""
        name = name_of(self.org, "position", key)
        return f"Someone moved {name} in the meantime, from “{was}” to “{self.stage(key)}”{more}. {LOOK_AGAIN}"

    def _refusal(self, key: str, to: str) -> str:
        stage, resumes = self.stage(key), self.org.requisition(key).resumes
        name, policy = name_of(self.org, "position", key), self.mover.rules.approval_policy
        if wrong := hiring.refusal(stage, to, policy, resumes):
            return f"{name}: {wrong}" if len(self.keys) > 1 else wrong
        transition = next(t for t in hiring.transitions(stage, policy, resumes) if t.to == to)
        blocked = self.mover.refusal(transition, key)
        if (
            self.is_bound
            and not blocked
            and transition.why
            and not self.cleaned_data.get("why", "").strip()
            and "why" not in self.errors
        ):
            self.add_error("why", f"Enter a reason. Moving a position to “{to}” needs one.")
        return blocked

    def _check_details(self, data: Mapping[str, Any]) -> None:
        if data["to"] == hiring.STARTED:
            if len(data["key"]) > 1:
                self.add_error("to", "Start one position at a time: each needs its own person.")
            elif "person" in self.fields and bool(data.get("person")) == bool(data.get("new_person", "").strip()):
                self.add_error("person", "Either choose someone already here or enter a new person.")
            if "first_day" in self.fields and not data.get("first_day") and "first_day" not in self.errors:
                self.add_error("first_day", "Enter the day on which they start.")
        person = self.org.people.get(data.get("person") or "")
        first = data.get("first_day")
        if data["to"] == hiring.STARTED and person and person.leaves and first and person.leaves < first:
            self.add_error("first_day", f"{person.name} leaves on {written(person.leaves)}, before this day.")
        self._check_concerns(data)
        for key in data["key"]:
            ends = self.org.positions[key].ends
            for name in ("target_start", "first_day"):
                if data.get(name) and ends and ends < data[name]:
                    self.add_error(name, f"The position closes on {written(ends)}, before this start.")

    def _check_concerns(self, data: Mapping[str, Any]) -> None:
        """An offer despite a strong no, or before all scorecards are in, takes a reason."""
        assert self.access is not None
        if data["to"] not in (hiring.OFFER, hiring.ACCEPTED) or data.get("why", "").strip() or "why" in self.errors:
            return
        before = (hiring.OPEN, hiring.INTERVIEWING, hiring.OFFER)
        keys = [key for key in data["key"] if self.stage(key) in before]
        texts = [text for key in keys if (text := concerns.before_offer(self.access, key))]
        if texts:
            self.add_error("why", f"{' '.join(texts)} To move it anyway, say why.")

    def title(self) -> str:
        to, keys = self.cleaned_data["to"], self.keys
        if len(keys) > 1:
            return f"{len(keys)} positions: {to}"
        if to == hiring.STARTED:
            return self._start_title(keys[0])
        return f"{name_of(self.org, 'position', keys[0])}: {self.stage(keys[0])} → {to}"

    def _start_title(self, key: str) -> str:
        first = self.cleaned_data["first_day"]
        does = "starts" if first > self.org.on else "started"
        who = self.org.holder_names(self.org.positions[key]) if self._is_known(key) else self.who
        title = self.org.positions[key].title or key
        return f"{who} {does} as {title} on {written(first)}"

    def changes(self) -> list[Change]:
        data = self.cleaned_data
        if data["to"] == hiring.STARTED:
            return [*self._started(self.keys[0]), *hiring.revise(self.org, self.keys[0], why=data["why"], resumes="")]
        return [c for key in self.keys for c in self._moved(key)]

    def _started(self, key: str) -> list[Change]:
        first = self.cleaned_data["first_day"]
        if self._is_known(key):
            return move_start(self.org, key, first)
        where = self.snapshot
        off = called_off(where.organisation, self.org.on, key, hiring.ACCEPTED, plan=where.plan, before=first)
        return [*start(self.org, key, self.person_from(first), first), *off]

    def _moved(self, key: str) -> list[Change]:
        data, seen, where = self.cleaned_data, self.org.positions[key].stage, self.snapshot
        off = called_off(where.organisation, self.org.on, key, data["to"], plan=where.plan)
        why, target = data["why"].strip(), data.get("target_start")
        return [*hiring.move(self.org, key, data["to"], seen=seen, why=why, target=target), *off]

    def after(self) -> None:
        """Whoever is asked to approve hears of it, and whoever waited for that. Candidates follow their requisition."""
        assert self.access is not None
        outcomes.follow_move(self.access, self.keys, self.cleaned_data["to"], self.cleaned_data.get("others", ""))
        notifying.notify_of_move(self.access, self.org, self.keys, self.cleaned_data["to"], self.cleaned_data["why"])
