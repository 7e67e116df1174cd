"""Documents on paper."""

import pytest

from planning.exports.fonts import typefaces
from planning.exports.paper import Paper

pytestmark = pytest.mark.pure
NAMES = (
    "Łukasz Żółć · Nguyễn Văn An · Ирина Соколова · Ελένη · محمد علي · דוד כהן · 王小明 · 김민준 · अनिल कुमार · สมชาย"
)


def test_any_name_has_a_font_that_prints_it() -> None:
    names = [face.name for face in typefaces(NAMES)]
    assert names[0] == "inter-latin"
    assert {"inter-cyrillic", "inter-greek", "inter-vietnamese", "dejavu", "unifontex"} <= set(names)


def test_plain_document_carries_the_main_font_alone() -> None:
    assert [face.name for face in typefaces("Ann Ek")] == ["inter-latin"]


def test_a_document_of_every_part_runs_over_pages() -> None:
    paper = Paper("Review", "Acme")
    paper.heading("Review of lines")
    paper.text(NAMES, muted=True)
    paper.facts([("Signed off by", "Ann Ek"), ("Number", "f" * 64)])
    paper.bullets(["one", "two"])
    paper.table(("Position", "Holder"), [("Product Manager", "x" * 90)] * 60, (2, 1))
    data = paper.render()
    assert data.startswith(b"%PDF-")
    assert data.count(b"/Type /Page\n") >= 2
