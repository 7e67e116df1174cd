"""Forms of role content with what only a careless or hostile hand would send."""

import pytest
from django.test import Client

from portal.models import Organisation


@pytest.mark.parametrize("origin", [{}, {"function-0-origin": "²"}])
def test_a_page_that_does_not_say_where_its_head_comes_from_is_answered(
    company: Organisation, admin: Client, origin: dict[str, str]
) -> None:
    there = f"/o/{company.slug}/role-content/edit/function/legal/"
    page = admin.get(there).context
    form = page["editor"].head
    said = {field.html_name: field.value() for field in form if field.name != "origin"}
    said = {name: value for name, value in said.items() if value is not None}
    answer = admin.post(
        there, {**said, "function-0-name": "Law", "seen": page["seen"], "function-total": "1", **origin}
    )
    assert answer.status_code in (302, 422)


@pytest.mark.parametrize(
    ("page", "said", "status"),
    [
        ("edit/function/legal", {"function-0-order": "99999"}, 422),
        ("edit/function/legal", {"function-0-aliases": "a\0b"}, 302),
        ("new/function", {"function-0-origin": "²", "function-0-slug": "law", "function-0-name": "Law"}, 302),
    ],
)
def test_what_no_column_holds_is_refused_or_left_out(
    company: Organisation, admin: Client, page: str, said: dict[str, str], status: int
) -> None:
    there = f"/o/{company.slug}/role-content/{page}/"
    shown = admin.get(there).context
    first = {field.html_name: field.value() for field in shown["editor"].head if field.value() is not None}
    answer = admin.post(
        there, {**first, "function-0-aliases": "law", **said, "seen": shown["seen"], "function-total": "1"}
    )
    assert answer.status_code == status
