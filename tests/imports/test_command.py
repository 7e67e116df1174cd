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
        "message": "No row has this manager, so the position has no manager. Correct the cell.",
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


MANY = people("0,Ada,CEO,", *(f"{n},Name {n},Engineer,0" for n in range(1, 6)))


def test_many_endings_are_refused_and_named(run: Run) -> None:
    run(MANY, "--create")
    code, out = run(people("0,Ada,CEO,", "1,Name 1,Engineer,0"), "--format", "json")
    found = json.loads(out)
    assert (code, found["refused"], found["would_end"], found["ended"]) == (1, "endings", ["2", "3", "4", "5"], 4)
    problem = next(p for p in found["problems"] if p["code"] == "endings")
    assert "--update" in problem["message"]
    assert "--allow-endings" in problem["message"]
    assert Position.objects.filter(ends=None).count() == 6


def test_a_dry_run_with_many_endings_is_refused_too(run: Run) -> None:
    run(MANY, "--create")
    code, out = run(people("0,Ada,CEO,"), "--dry-run", "--format", "json")
    assert (code, json.loads(out)["refused"]) == (1, "endings")


def test_allowed_endings_are_applied(run: Run) -> None:
    run(MANY, "--create")
    code, out = run(people("0,Ada,CEO,"), "--allow-endings", "--format", "json")
    assert (code, "refused" in json.loads(out)) == (0, False)
    assert Position.objects.filter(ends=None).count() == 1


def test_two_endings_of_few_are_applied_unasked(run: Run) -> None:
    run(people("0,Ada,CEO,", "1,Bo,CTO,0", "2,Cy,COO,0"), "--create")
    assert run(people("0,Ada,CEO,"))[0] == 0


def test_who_would_end_is_named_in_the_text(run: Run) -> None:
    run(MANY, "--create")
    assert "would close: Name 5, Engineer" in run(people("0,Ada,CEO,"))[1]


def test_a_covering_position_never_ends_unasked(run: Run, tmp_path: Path) -> None:
    products = tmp_path / "products.csv"
    products.write_text("Product,PM\nBeacon,2\n")
    run(GOOD, "--create", "--products", str(products))
    code, out = run(people("1,Ada,CEO,"), "--format", "json")
    found = json.loads(out)
    assert (code, found["would_end"]) == (1, ["2"])
    assert "Beacon loses its PM" in found["problems"][-1]["message"]


def test_an_update_adds_and_changes_and_ends_nothing(run: Run) -> None:
    run(MANY, "--create")
    code, out = run(people("1,Name 1,Cook,0", "9,New,Cook,1"), "--update", "--format", "json")
    found = json.loads(out)
    assert (code, found["added"], found["changed"], found["ended"]) == (0, 1, 1, 0)


def test_a_file_without_titles_needs_update(run: Run) -> None:
    run(MANY, "--create")
    file = "Position ID,Manager ID\n2,1\n"
    code, out = run(file, "--format", "json")
    assert (code, json.loads(out)["problems"][0]["code"]) == (2, "columns-missing")
    assert run(file, "--update")[0] == 0
    assert Position.objects.get(key="2").manager == "1"


def test_matches_by_name_and_title_need_a_word(run: Run) -> None:
    header = "Employee ID,Name,Job Title,Manager ID"
    run(people("1,Ada,CEO,", "2,Bo,CTO,1", "3,Cy,COO,1", header=header), "--create")
    new = people("91,Ada,CEO,", "92,Bo,CTO,91", "93,Cy,COO,91", header=header)
    assert run(new)[0] == 1
    code, out = run(new, "--accept-matches", "--format", "json")
    assert (code, json.loads(out)["unchanged"]) == (0, 3)
    code, out = run(new, "--format", "json")
    assert (code, json.loads(out)["unchanged"]) == (0, 3)
