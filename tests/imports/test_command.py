import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from planning.models import Batch, Position
from planning.organisation import store
from portal.models import Organisation
from tests.imports.helpers import people

pytestmark = pytest.mark.django_db
Run = Callable[..., tuple[int, str]]
GOOD = people("1,Ada,CEO,", "2,Bo,Product Manager,1")
BAD = people("1,Ada,CEO,,0026-01-01", "2,Bo,CTO,1,", header="Position ID,Name,Job Title,Manager ID,Start Date")


@pytest.fixture
def run(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run the command on a file with this text; the exit code and what it printed."""

    def command(text: str | bytes, *more: str, org: str = "acme") -> tuple[int, str]:
        path = tmp_path / "people.csv"
        path.write_bytes(text.encode() if isinstance(text, str) else text)
        code = 0
        try:
            call_command("import_org", "--org", org, "--people", str(path), *more)
        except SystemExit as stop:
            code = int(str(stop.code))
        return code, capsys.readouterr().out

    return command


def answer(result: tuple[int, str]) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(result[1])
    return found


def test_it_applies_and_tells_in_json(run: Run) -> None:
    code, out = run(GOOD, "--create", "--format", "json")
    assert (code, json.loads(out)) == (
        0,
        {"rows": 2, "added": 2, "changed": 0, "moved": 0, "ended": 0, "unchanged": 0, "unplaced": [], "problems": []},
    )
    assert Position.objects.filter(organisation__slug="acme").count() == 2


def test_problems_name_file_row_column_and_value(run: Run) -> None:
    found = answer(run(people("1,Ada,CEO,", "2,Bo,CTO,9", "3,Cy,COO,1"), "--create", "--format", "json"))
    assert found["unplaced"] == ["2"]
    assert found["problems"][0] == {
        "file": "people.csv",
        "row": 3,
        "column": "Manager ID",
        "value": "9",
        "severity": "note",
        "message": "No row has this manager; the position waits in the tray. Correct the cell.",
        "code": "unknown-manager",
    }


def test_rows_with_errors_apply_nothing_and_exit_1(run: Run) -> None:
    code, out = run(BAD, "--create", "--format", "json")
    assert (code, Organisation.objects.filter(slug="acme").exists()) == (1, False)
    assert [p["value"] for p in json.loads(out)["problems"] if p["severity"] == "error"] == ["0026-01-01"]


def test_the_rest_is_applied_when_bad_rows_are_skipped(run: Run) -> None:
    assert run(BAD, "--create", "--skip-bad-rows")[0] == 0
    assert list(Position.objects.values_list("key", flat=True)) == ["2"]


def test_a_dry_run_changes_nothing(run: Run) -> None:
    code, out = run(GOOD, "--create", "--dry-run", "--format", "json")
    assert (code, json.loads(out)["added"], Organisation.objects.exists()) == (0, 2, False)


def test_a_dry_run_with_errors_exits_1(run: Run) -> None:
    assert run(BAD, "--create", "--dry-run")[0] == 1


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7", b"Name,Shoe\nAda,38\n", b"\0\1\2\3" * 99])
def test_an_unusable_file_exits_2(run: Run, data: bytes) -> None:
    code, out = run(data, "--create", "--format", "json")
    assert (code, json.loads(out)["problems"][0]["severity"]) == (2, "error")
    assert not Organisation.objects.exists()


def test_an_unknown_organisation_is_not_made_unasked(run: Run) -> None:
    with pytest.raises(CommandError, match="--create") as caught:
        run(GOOD)
    assert caught.value.returncode == 2


def test_a_missing_file_exits_2(organisation: Organisation) -> None:
    with pytest.raises(CommandError, match="cannot be read") as caught:
        call_command("import_org", "--org", organisation.slug, "--people", "nowhere.csv")
    assert caught.value.returncode == 2


def test_the_same_file_again_makes_no_batch(run: Run) -> None:
    run(GOOD, "--create")
    code, out = run(GOOD, "--format", "json")
    assert (code, json.loads(out)["unchanged"], Batch.objects.count()) == (0, 2, 1)


def test_it_takes_effect_on_the_date_given(run: Run) -> None:
    run(GOOD, "--create", "--on", "2022-03-01")
    run(people("1,Ada,CEO,"), "--on", "2022-06-01")
    organisation = Organisation.objects.get()
    assert len(store.org_at(organisation, Batch.objects.earliest("id").on).positions) == 2
    assert len(store.org_at(organisation, Batch.objects.latest("id").on).positions) == 1


def test_a_date_before_a_later_change_is_refused(run: Run) -> None:
    run(GOOD, "--create", "--on", "2022-03-01")
    run(people("1,Ada,Chair,", "2,Bo,Product Manager,1"), "--on", "2022-06-01")
    code, out = run(people("1,Ada,Boss,", "2,Bo,Product Manager,1"), "--on", "2022-04-01", "--format", "json")
    assert (code, "later change" in json.loads(out)["problems"][0]["message"]) == (1, True)


def test_the_text_says_the_counts_and_the_verdict(run: Run) -> None:
    out = run(GOOD, "--create")[1]
    assert "2 rows. Positions: 2 added, 0 changed, 0 moved, 0 ended, 0 unchanged." in out
    assert out.rstrip().endswith("Applied.")
