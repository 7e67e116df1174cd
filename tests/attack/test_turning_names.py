"""Names that would turn the text beside them: they are cleaned where they come in, and reach nobody as they are."""

from __future__ import annotations

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client

from planning.core.cell_text import one_line
from planning.models import Person
from planning.organisation import store
from portal.letters import Letter, message
from portal.models import Organisation
from portal.reading_direction import kept_apart
from portal.typed import plain
from roles.documents import from_file
from tests.factories import MembershipFactory

OVER, POP = "\u202e", "\u202c"
HOSTILE, KEPT = f"Ann{OVER}nnA\u200b{POP}", "AnnnnA"


@pytest.mark.once
def test_what_is_typed_into_any_form_is_kept_without_marks(company: Organisation, admin: Client) -> None:
    admin.post("/accounts/profile/", {"name": f"{HOSTILE} Mu\u0308ller"})
    assert company.memberships.get().user.name == f"{KEPT} Müller"


@pytest.mark.once
@pytest.mark.django_db
def test_a_password_is_taken_as_it_is(client: Client) -> None:
    user = MembershipFactory.create().user
    user.set_password(f"a long {OVER}password")
    user.save()
    client.post("/accounts/login/", {"login": user.email, "password": f"a long {OVER}password"})
    assert "_auth_user_id" in client.session


@pytest.mark.once
def test_what_was_stored_before_reaches_no_page_no_file_and_no_script(company: Organisation, admin: Client) -> None:
    Person.objects.filter(organisation=company, key="bea").update(name=HOSTILE)
    company.memberships.get().user.__class__.objects.update(name=HOSTILE)
    store.forget()
    there = f"/o/{company.slug}"
    asked = ("", "people/", "chart/", "chart/cards/", "findings/", "history/?format=csv", "export/?format=positions")
    for page in asked:
        answer = admin.get(f"{there}/{page}", follow=True)
        assert answer.status_code == 200, page
        text = answer.content.decode()
        assert OVER not in text, page
        assert "\\u202e" not in text, page


def page(body: str, kind: str = "text/html; charset=utf-8") -> str:
    answer = kept_apart(lambda request: HttpResponse(body, content_type=kind))(HttpRequest())
    return answer.content.decode()


@pytest.mark.pure
def test_a_name_from_right_to_left_is_kept_to_itself_in_text_and_left_alone_elsewhere() -> None:
    assert page('<p title="דנה">דנה כהן (3)</p><option>') == '<p title="דנה">\u2068דנה כהן\u2069 (3)</p><option>'
    assert page("<title>דנה</title><textarea>דנה</textarea>") == "<title>דנה</title><textarea>דנה</textarea>"
    assert page("<p>Müller – 3</p>") == "<p>Müller – 3</p>"
    assert page("<p>צ&#x27;רלי 2") == "<p>\u2068צ&#x27;רלי\u2069 2"


@pytest.mark.pure
def test_json_stays_what_it_says() -> None:
    assert page(r'{"a": "x\u202ey", "b": "\\u202e"}', "application/json") == r'{"a": "xy", "b": "\\u202e"}'


@pytest.mark.pure
def test_an_e_mail_is_turned_by_no_name() -> None:
    letter = Letter(
        HOSTILE, f"{HOSTILE} asks", f"דנה (3) and {HOSTILE} ask.", "See", "https://x", "you are a member", kind="News"
    )
    made = message(letter, "a@example.com")
    assert OVER not in f"{made.subject}{made.body}{made.alternatives}"
    assert "\u2068דנה\u2069 (3)" in str(made.body)


@pytest.mark.pure
def test_what_a_file_of_role_content_says_is_kept_without_marks() -> None:
    said = b'sources:\n- {slug: x, title: "A\\u202eB"}\n'
    assert "AB" in str(from_file("x.yaml", said))


@pytest.mark.pure
def test_a_file_and_a_form_keep_the_same_of_a_text() -> None:
    assert plain(HOSTILE) == one_line(HOSTILE) == KEPT
