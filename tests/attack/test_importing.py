"""Imports with what only a careless or hostile hand would send."""

from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.test import Client

from portal.models import Organisation

PEOPLE = b"id,name,title,manager\na,Ann,CEO,\n"


@pytest.mark.parametrize("on", ["0001-01-01", "9999-12-31"])
def test_an_upload_from_a_day_out_of_all_reason_is_refused(company: Organisation, admin: Client, on: str):
    answer = admin.post(f"/o/{company.slug}/import/", {"people": SimpleUploadedFile("p.csv", PEOPLE), "on": on})
    assert answer.status_code == 422
    assert "is a slip" in answer.content.decode()


@pytest.mark.django_db
def test_the_command_refuses_a_day_out_of_all_reason(tmp_path: Path):
    (tmp_path / "p.csv").write_bytes(PEOPLE)
    with pytest.raises(CommandError, match="is a slip"):
        call_command("import_org", "--org=new", "--create", f"--people={tmp_path / 'p.csv'}", "--on=0001-01-01")
