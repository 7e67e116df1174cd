"""Forms of role content with what only a careless or hostile hand would send."""

import pytest
from django.test import Client

from portal.models import Organisation


@pytest.mark.parametrize("origin", [{}, {"function-0-origin": "²"}])
def test_a_page_that_does_not_say_where_its_head_comes_from_is_answered(
    company: Organisation, admin: Client, origin: dict
):
    there = f"/o/{company.slug}/role-content/edit/function/legal/"
    page = admin.get(there).context
    form = page["editor"].head
    said = {field.html_name: field.value() for field in form if field.name != "origin"}
    said = {name: value for name, value in said.items() if value is not None}
    answer = admin.post(
        there, {**said, "function-0-name": "Law", "seen": page["seen"], "function-total": "1", **origin}
    )
    assert answer.status_code in (302, 422)
