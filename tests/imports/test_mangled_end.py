"""Mangled files through the doors that people use: never a 500, never half an import."""

from __future__ import annotations

import contextlib
import io
import json
import tempfile
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from hypothesis import HealthCheck, given, settings

from planning.imports import drafts
from planning.models import Batch, ImportDraft, Position
from portal.models import Organisation, Right
from tests.factories import MembershipFactory, OrganisationFactory
from tests.imports.test_mangled import PEOPLE, PRODUCTS, mangled

pytestmark = pytest.mark.django_db
EACH = settings(
    max_examples=settings().max_examples // 2,  # each writes an organisation; the stages alone are in test_mangled.py
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


@EACH
@given(mangled(PEOPLE), mangled(PRODUCTS))
def test_the_command_applies_all_or_nothing(db: None, people: bytes, products: bytes) -> None:
    organisation = OrganisationFactory.create()
    with tempfile.TemporaryDirectory() as folder:
        paths = Path(folder, "people.csv"), Path(folder, "products.csv")
        for path, data in zip(paths, (people, products), strict=True):
            path.write_bytes(data)
        code, answer = _run(organisation, *paths)
    positions = Position.objects.filter(organisation=organisation)
    if code:
        assert not positions.exists()
    else:
        assert positions.filter(ends=None).count() == answer["added"]


def _run(organisation: Organisation, people: Path, products: Path) -> tuple[int, dict[str, int]]:
    out, code = io.StringIO(), 0
    with contextlib.redirect_stderr(io.StringIO()):
        try:
            call_command(
                "import_org", org=organisation.slug, people=people, products=products, format="json", stdout=out
            )
        except SystemExit as stop:
            code = int(str(stop.code))
    return code, json.loads(out.getvalue())


@EACH
@given(mangled(PEOPLE), mangled(PRODUCTS))
def test_the_pages_answer_and_apply_all_or_nothing(db: None, people: bytes, products: bytes) -> None:
    organisation = OrganisationFactory.create()
    client = Client()
    client.force_login(MembershipFactory.create(organisation=organisation, right=Right.PLANNER).user)
    files = {"people": SimpleUploadedFile("p.csv", people), "products": SimpleUploadedFile("q.csv", products)}
    answer = client.post(reverse("import", args=[organisation.slug]), {**files, "on": "2022-06-01"})
    draft = ImportDraft.objects.filter(organisation=organisation).first()
    if draft is None:
        assert answer.status_code == 422
        return
    for name in ("import-columns", "import-preview"):
        assert client.get(reverse(name, args=[organisation.slug, draft.pk])).status_code in (200, 302)
    for show in ("titles", "problems", "others"):
        preview = reverse("import-preview", args=[organisation.slug, draft.pk])
        assert client.get(preview, {"show": show}).status_code in (200, 302)
    address = reverse("import-apply", args=[organisation.slug, draft.pk])
    shown = client.get(preview).context
    seen = shown["seen_token"] if shown else ""
    assert client.post(address, {"seen": seen, "skip": "1"}).status_code == 302
    made = Batch.objects.filter(organisation=organisation).count()
    assert Position.objects.filter(organisation=organisation).exists() <= bool(made)
    drafts.forget()
