"""What this feature sees to when somebody is erased: what was accepted stays accepted."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from planning.erasing.erasure import Erasure
from planning.findings.models import Identity, Waiver
from planning.organisation.snapshot import Snapshot


@contextmanager
def keep_acceptances(erasure: Erasure) -> Iterator[None]:
    """An acceptance rests on what a finding said, which may have named the person."""
    standing = Waiver.objects.filter(organisation=erasure.organisation, withdrawn_at=None)
    before = _said(erasure) if erasure.writes and standing.exists() else {}
    yield
    if before:
        now = _said(erasure)
        was = {_named(erasure, identity): facts for identity, facts in before.items()}
        held = [row for row in standing if row.facts == was.get(row.identity) != now.get(row.identity, row.facts)]
        for row in held:
            row.facts = now[row.identity]
        Waiver.objects.bulk_update(held, ["facts"], batch_size=200)


def _said(erasure: Erasure) -> dict[Identity, str]:
    snapshot = Snapshot(erasure.organisation, erasure.today)
    return {finding.identity: finding.digest for finding in snapshot.findings}


def _named(erasure: Erasure, identity: Identity) -> Identity:
    rule, kind, key, about = identity
    return rule, kind, erasure.key(kind, key), erasure.wording.clean(about, "about")
