"""Remembering what files said beside titles and teams of what people work on, for products to be found by it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from planning.imports.models import WorksOn
from planning.imports.pipeline import Outcome
from portal.models import Organisation

Texts = Mapping[str, tuple[str, ...]]


def works_on_of(organisation: Organisation) -> dict[str, tuple[str, ...]]:
    """The texts by the key of the position, by name; some of these positions may be gone. One query."""
    row = WorksOn.objects.filter(organisation=organisation).first()
    found: dict[str, tuple[str, ...]] = {}
    for text, keys in sorted(row.texts.items()) if row else ():
        for key in keys:
            found[key] = (*found.get(key, ()), text)
    return found


def keep(organisation: Organisation, outcome: Outcome) -> bool:
    """Keep what the files of an import say, in place of what earlier ones said; whether that makes a difference. Files
    without such a column leave it, and those of some rows only leave what they do not say."""
    after = _news(organisation, outcome)
    if after is not None:
        WorksOn.objects.update_or_create(organisation=organisation, defaults={"texts": _by_text(after)})
    return after is not None


def says_more(organisation: Organisation, outcome: Outcome) -> bool:
    """Whether `keep` would make a difference."""
    return _news(organisation, outcome) is not None


def _news(organisation: Organisation, outcome: Outcome) -> Texts | None:
    """All that is known then; None where that is what is known already."""
    if outcome.works_on is None:
        return None
    before = works_on_of(organisation)
    after = worked_on(before, outcome.works_on, outcome)
    return after if after != before else None


def worked_on(before: Texts, given: Texts, outcome: Outcome) -> dict[str, tuple[str, ...]]:
    """By position that there is: what the files say, else, where they end nothing, what was known."""
    known = before if outcome.doubts.update or outcome.doubts.plan else {}
    there = outcome.after.tables["position"]
    return {key: tuple(sorted(texts)) for key, texts in {**known, **given}.items() if key in there}


def _by_text(texts: Texts) -> dict[str, list[str]]:
    """The same the other way round: many positions share few texts."""
    found: dict[str, list[str]] = defaultdict(list)
    for key, several in texts.items():
        for text in several:
            found[text].append(key)
    return dict(found)
