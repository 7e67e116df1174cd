"""The doors that people use: what somebody hands over goes in by the command or by the pages."""

from __future__ import annotations

import contextlib
import csv
import io
import json
import tempfile
import zipfile
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from random import Random
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from planning.core.records import KINDS
from planning.imports import drafts
from planning.models import Batch, ImportDraft
from planning.org_export.writing import to_zip
from planning.organisation import store
from portal.models import Organisation
from tests.attack.mangling.checks import check_problems
from tests.attack.mangling.files import Table

Given = Sequence[tuple[str, bytes]]
DAY = date(2022, 6, 1)
ON = DAY.isoformat()
FLAGS = ("update", "skip_bad_rows", "allow_endings", "accept_matches", "dry_run")


def state(organisation: Organisation) -> tuple[Any, ...]:
    """All that an import may change: every record, and how often something was written."""
    tables = [store.load_table(kind, organisation.pk) for kind in KINDS]
    return tables, Batch.objects.filter(organisation=organisation).count()


def exported(organisation: Organisation) -> dict[str, Table]:
    """The tables of its own export."""
    with zipfile.ZipFile(io.BytesIO(to_zip(store.org_at(organisation, DAY)))) as archive:
        return {
            name.removesuffix(".csv"): list(csv.reader(io.StringIO(archive.read(name).decode("utf-8-sig"))))
            for name in archive.namelist()
        }


def by_command(organisation: Organisation, given: Given, chance: Random) -> None:
    before = state(organisation)
    flags = {flag: True for flag in FLAGS if chance.random() < 0.3}
    with tempfile.TemporaryDirectory() as folder:
        paths = [Path(folder, name) for name, _ in given]
        for path, (_, data) in zip(paths, given, strict=True):
            path.write_bytes(data)
        named: dict[str, Any] = {"files": paths}
        if chance.random() < 0.4 and not given[0][0].endswith(".zip"):
            named = {("products" if path.stem == "products" else "people"): path for path in paths}
        code, answer = _run(organisation, **named, **flags)
    check_problems(answer["problems"])
    assert code in (0, 1, 2)
    if code:
        assert answer["problems"]
    if code or flags.get("dry_run"):
        assert state(organisation) == before
    if answer.get("refused"):
        assert answer["would_end"]


def _run(organisation: Organisation, **options: Any) -> tuple[int, dict[str, Any]]:
    out, code = io.StringIO(), 0
    with contextlib.redirect_stderr(io.StringIO()):
        try:
            call_command("import_org", org=organisation.slug, on=DAY, format="json", stdout=out, **options)
        except SystemExit as stop:
            code = int(str(stop.code))
    return code, json.loads(out.getvalue())


def by_pages(organisation: Organisation, client: Client, given: Given, chance: Random) -> None:
    before = state(organisation)
    page = Pages(organisation, client, chance)
    draft = page.upload(given)
    assert state(organisation) == before
    if draft is None:
        return
    page.look(draft)
    assert state(organisation) == before
    page.apply(draft)
    waiting = ImportDraft.objects.filter(pk=draft.pk, applied=None).exists()
    if waiting:
        assert state(organisation) == before
    ImportDraft.objects.filter(organisation=organisation).delete()
    drafts.forget()


class Pages:
    """The pages of an import, one after the other."""

    def __init__(self, organisation: Organisation, client: Client, chance: Random) -> None:
        self.organisation, self.client, self.chance = organisation, client, chance

    def upload(self, given: Given) -> ImportDraft | None:
        posted: dict[str, Any] = {"on": ON, "files": [SimpleUploadedFile(name, data) for name, data in given]}
        if self.chance.random() < 0.2 and given[0][0].endswith(".csv"):
            posted = {"on": ON, "pasted": given[0][1].decode("utf-8", "replace")}
        answer = self.client.post(reverse("import", args=[self.organisation.slug]), posted)
        if answer.status_code == 422:
            assert answer.context["form"].errors
            return None
        assert answer.status_code == 302, answer.status_code
        return ImportDraft.objects.get(organisation=self.organisation, applied=None)

    def look(self, draft: ImportDraft) -> None:
        columns = self._address("import-columns", draft)
        answer = self._get(columns)
        if self.chance.random() < 0.3 and answer.context and answer.context.get("tables"):
            self._correct(columns, answer.context["tables"])
        preview = self._address("import-preview", draft)
        answer = self._get(preview)
        if not answer.context or "seen" not in answer.context:
            return
        seen: drafts.Preview = answer.context["seen"]
        check_problems(problem._asdict() for problem in seen.outcome.problems)
        for show in ("titles", "problems", "others", "ended"):
            self._get(preview, {"show": show, "group": "0", "page": "2"})
        if self.chance.random() < 0.3:
            self._post(preview, {"rows": self.chance.choice(("only", "whole")), "matched": "same"})

    def _correct(self, address: str, tables: Sequence[dict[str, Any]]) -> None:
        """Say of some columns that they hold something else."""
        fields = {}
        for table in tables:
            values = [value for _, group in table["choices"] for value, _ in group] + ["", "nonsense"]
            for at in range(len(table["columns"])):
                if self.chance.random() < 0.2:
                    fields[f"{table['place']}-{at}"] = self.chance.choice(values)
        self._post(address, fields, {200, 302, 422})

    def apply(self, draft: ImportDraft) -> None:
        answer = self._get(self._address("import-preview", draft))
        token = answer.context.get("seen_token", "") if answer.context else ""
        fields = {"seen": token, **{name: "1" for name in ("skip", "endings") if self.chance.random() < 0.6}}
        self._post(self._address("import-apply", draft), fields)
        self._get(self._address("import-apply", draft), allowed={200, 302, 404})

    def _address(self, name: str, draft: ImportDraft) -> str:
        return reverse(name, args=[self.organisation.slug, draft.pk])

    def _get(self, address: str, query: dict[str, str] | None = None, allowed: Any = (200, 302)) -> Any:
        answer = self.client.get(address, query or {})
        assert answer.status_code in allowed, (address, answer.status_code)
        return answer

    def _post(self, address: str, fields: dict[str, str], allowed: Any = (200, 302)) -> None:
        answer = self.client.post(address, fields)
        assert answer.status_code in allowed, (address, answer.status_code)
