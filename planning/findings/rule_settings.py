"""The rules as an organisation sets them: forms for what is in force, and saving what was decided."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

from django import forms
from django.db import transaction

from planning.core.content import Content
from planning.core.rules import SEVERITIES, Context, FindingChanges, Rule, catalogue, compare_findings, run
from planning.organisation import writes
from planning.organisation.models import RuleSetting
from planning.organisation.snapshot import Snapshot
from portal.models import Organisation
from portal.optimistic_lock import SAVE_AGAIN, check

MOST = 999


class RuleForm(forms.Form):
    """One rule. What is left at its default is not stored."""

    on = forms.BooleanField(required=False, label="On")
    severity = forms.ChoiceField(required=False, label="Severity")

    def __init__(self, rule: Rule, setting: Mapping[str, Any], data: Any = None) -> None:
        self.rule, self.setting = rule, setting
        super().__init__(data, prefix=rule.id, initial=_initial(rule, setting), auto_id="%s")
        names = [(name, f"Always {name}") for name in SEVERITIES]
        self.fields["severity"] = forms.ChoiceField(
            required=False, label="Severity", choices=[("", "Set by the rule"), *names]
        )
        for number in rule.numbers:
            self.fields[number.name] = forms.IntegerField(label=number.label, min_value=0, max_value=MOST)
        for name in self.fields:
            self.fields[name].widget.attrs["aria-describedby"] = f"about-{rule.id}"

    def full_clean(self) -> None:
        """Fields that are wrong are described by their errors, too."""
        super().full_clean()
        for name in set(self.errors) & set(self.fields):
            self.fields[name].widget.attrs["aria-describedby"] = f"about-{self.rule.id} {self[name].auto_id}_error"

    @property
    def numbers(self) -> list[tuple[forms.BoundField, int]]:
        """The fields of the rule's thresholds, each with its default."""
        return [(self[number.name], number.default) for number in self.rule.numbers]

    @property
    def is_changed(self) -> bool:
        """Whether the organisation has decided something about this rule."""
        return bool(decided(self.rule, self.initial))


def _initial(rule: Rule, setting: Mapping[str, Any]) -> dict[str, Any]:
    numbers = setting.get("numbers", {})
    own = {number.name: numbers.get(number.name, number.default) for number in rule.numbers}
    return {"on": setting.get("on", True), "severity": setting.get("severity", ""), **own}


def decided(rule: Rule, values: Mapping[str, Any]) -> dict[str, Any]:
    """What of these values differs from the rule's defaults, as a stored setting has it; {} where nothing does."""
    numbers = {n.name: values[n.name] for n in rule.numbers if values[n.name] != n.default}
    changed = not values["on"] or values["severity"] or numbers
    return {"on": values["on"], "severity": values["severity"], "numbers": numbers} if changed else {}


def rule_forms(content: Content, data: Any = None) -> list[RuleForm]:
    """One form a rule that the content gives, bound to `data` if there is any."""
    return [RuleForm(rule, content.settings.get(rule.id, {}), data) for rule in catalogue(content)]


def preview(snapshot: Snapshot, filled: Iterable[RuleForm]) -> FindingChanges:
    """Which findings would open, close and change their severity if what the valid forms say were in force."""
    settings = dict(snapshot.content.settings)
    for form in filled:
        settings.pop(form.rule.id, None)
        if values := decided(form.rule, form.cleaned_data):
            settings[form.rule.id] = values
    tried = Context(snapshot.org, replace(snapshot.content, settings=settings))
    return compare_findings(snapshot.findings, run(tried))


def state(organisation: Organisation) -> list[tuple[str, bool, str, dict[str, int]]]:
    """All that the organisation has decided, by which it is told whether it is still what somebody saw."""
    rows = RuleSetting.objects.filter(organisation=organisation).order_by("rule")
    return list(rows.values_list("rule", "on", "severity", "numbers"))


@contextmanager
def _as_seen(organisation: Organisation, seen: str) -> Iterator[None]:
    """A transaction in which nobody else saves rules. Raises `Overtaken` where they are not what was `seen`."""
    with transaction.atomic():
        Organisation.objects.select_for_update().get(pk=organisation.pk)
        check(seen, state(organisation), "the rules", then=SAVE_AGAIN)
        yield


def save(organisation: Organisation, filled: Iterable[RuleForm], seen: str) -> int:
    """Store what the valid forms say, where it differs from what is in force; the number of rules that changed.
    Raises `Overtaken` where what is in force is not what their author saw."""
    changed = [form for form in filled if form.has_changed()]
    if not changed:
        return 0
    wanted = {form.rule.id: decided(form.rule, form.cleaned_data) for form in changed}
    with _as_seen(organisation, seen):
        RuleSetting.objects.filter(organisation=organisation, rule__in=wanted).delete()
        rows = (
            RuleSetting(organisation=organisation, rule=rule, **values) for rule, values in wanted.items() if values
        )
        RuleSetting.objects.bulk_create(rows)
        writes.touch(organisation)
    return len(changed)


def restore(organisation: Organisation, rows: Iterable[Sequence[Any]], seen: str) -> None:
    """Have exactly these decisions, as `state` gave them. Raises as `save` does."""
    names = ("rule", "on", "severity", "numbers")
    with _as_seen(organisation, seen):
        RuleSetting.objects.filter(organisation=organisation).delete()
        RuleSetting.objects.bulk_create(
            RuleSetting(organisation=organisation, **dict(zip(names, row, strict=True))) for row in rows
        )
        writes.touch(organisation)


def reset(organisation: Organisation, rule: str, seen: str) -> None:
    """Forget what was decided about a rule. Raises as `save` does."""
    with _as_seen(organisation, seen):
        RuleSetting.objects.filter(organisation=organisation, rule=rule).delete()
        writes.touch(organisation)
