from __future__ import annotations

import io
import json
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from stat import S_IMODE
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.apps import apps
from django.contrib.auth import authenticate
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from planning.models import Batch, JobBrief, Notice, Plan, StoredChange
from planning.notices.models import Muted
from portal import invitations
from portal.archive import keeping, reading, restoring, writing
from portal.archive.manifest import Damaged
from portal.archive.tables import LEFT_OUT, archived_tables, columns_of
from portal.models import Archive, ArchivedPerson, AuditEntry, Membership, Organisation, Right, User
from portal.owned import owned_tables
from roles.models import ContentVersion
from tests.factories import MembershipFactory, UserFactory
from tests.portal import whole_organisation
from tests.portal.hostile_archives import packed, parts_of, rows_of, with_rows
from tests.portal.signing_in import PASSWORD, account, browser, sign_in

pytestmark = pytest.mark.django_db

# Tables that belong to no organisation: accounts and their own choices, the site's role content, the machinery.
OF_THE_SITE = {
    *("account", "admin", "auth", "contenttypes", "django_tasks_database", "mfa", "roles", "sessions", "socialaccount"),
    *("portal.organisation", "portal.user", "portal.user_groups", "portal.user_user_permissions"),
    *("portal.cacherow", "portal.clock", "portal.knowndevice", "portal.session", "portal.tries", "portal.worker"),
}


def tell(*told: Any) -> None:
    pass


def archive_of(organisation: Organisation) -> io.BytesIO:
    file = io.BytesIO()
    writing.write(organisation, file, timezone.now(), tell)
    return file


def restored(file: io.BytesIO, by: User) -> Organisation:
    with reading.opened(file) as archive:
        return restoring.restore(archive, by, tell)[0]


@pytest.fixture
def admin(organisation: Organisation) -> User:
    return whole_organisation.admin_of(organisation)


@pytest.fixture
def whole(organisation: Organisation, admin: User) -> Organisation:
    whole_organisation.people(organisation, admin)
    return organisation


def changed(file: io.BytesIO, label: str, change: Callable[[list[dict[str, Any]]], object]) -> io.BytesIO:
    """The archive with rows of a part changed, as somebody would who knows how it is made."""
    parts = parts_of(file)
    rows = rows_of(parts, label)
    change(rows)
    return packed(with_rows(parts, label, rows))


@pytest.mark.once
def test_every_table_is_archived_or_left_out_with_a_reason() -> None:
    archived = {table.label for table in archived_tables()}
    owned = {table.label for table in owned_tables()}
    assert archived | LEFT_OUT.keys() == owned
    assert all(LEFT_OUT.values())
    labels = {model._meta.label_lower for model in apps.get_models(include_auto_created=True)}
    rest = {label for label in labels - owned if not {label, label.split(".")[0]} & OF_THE_SITE}
    assert rest == {Muted._meta.label_lower}, (
        "A table that belongs to no organisation is named here: what a member has chosen for all of theirs stays with "
        "the account."
    )


@pytest.mark.once
def test_what_a_row_names_is_archived_too_or_belongs_to_the_site() -> None:
    known = {table.label for table in archived_tables()} | {"portal.user", "roles.contentversion"}
    named = {(table.label, column.label) for table in archived_tables() for column in columns_of(table.model)}
    assert {(table, label) for table, label in named if label and label not in known} == set()


def test_what_is_made_of_an_archive_gives_the_same_archive(whole: Organisation, admin: User) -> None:
    before = archive_of(whole)
    again = archive_of(restored(before, admin))
    first, second = parts_of(before), parts_of(again)
    expected = {"manifest.json", "people.jsonl", *(f"{table.label}.jsonl" for table in archived_tables())}
    assert (set(first), set(second)) == (expected, expected)
    manifests = [json.loads(parts.pop("manifest.json")) for parts in (first, second)]
    assert first == second
    for manifest in manifests:
        del manifest["made_at"], manifest["installation"]
    assert manifests[0] == manifests[1]


def test_whoever_makes_it_is_its_only_admin_and_nobody_else_gets_in(whole: Organisation, admin: User) -> None:
    others = [membership.user for membership in whole.memberships.exclude(user=admin)]
    made = restored(archive_of(whole), admin)
    (membership,) = made.memberships.all()
    assert (membership.user, membership.right, membership.sees_cost) == (admin, Right.ADMIN, True)
    assert {person.email for person in made.archived_people.exclude(member=None)} >= {user.email for user in others}
    stand_ins = [person.user for person in made.archived_people.select_related("user")]
    assert not any(user.is_active or user.has_usable_password() or user in others for user in stand_ins)
    assert not any(EmailAddress.objects.filter(user=user).exists() for user in stand_ins)
    assert authenticate(email=stand_ins[0].email, password="") is None


def test_news_lead_to_the_organisation_that_was_made(whole: Organisation, admin: User) -> None:
    made = restored(archive_of(whole), admin)
    links = set(Notice.objects.filter(organisation=made).exclude(link="").values_list("link", flat=True))
    assert links
    assert all(link.startswith(f"/o/{made.slug}/") for link in links)


def test_who_joins_by_an_invitation_has_again_what_they_did(whole: Organisation, admin: User) -> None:
    author = whole.memberships.exclude(user=admin).get(user__name="Ines Moreau").user
    Batch.objects.filter(organisation=whole).update(author=author)
    made = restored(archive_of(whole), admin)
    assert not Batch.objects.filter(organisation=made, author=author).exists()
    _, token = invitations.invite(made, author.email, Right.VIEWER, False, by=admin, now=timezone.now())
    invitations.accept(token, author, timezone.now())
    assert set(Batch.objects.filter(organisation=made).values_list("author", flat=True)) == {author.pk}
    assert made.memberships.get(user=author).right == Right.VIEWER
    assert not made.archived_people.filter(email=author.email).exists()


@pytest.mark.once
def test_role_content_that_the_site_lacks_is_told(whole: Organisation, admin: User) -> None:
    StoredChange.objects.filter(organisation=whole).delete()

    def exotic(rows: list[dict[str, Any]]) -> None:
        rows[0]["role"] = "lion-tamer"

    file = changed(archive_of(whole), "planning.position", exotic)
    ContentVersion.objects.update(units=ContentVersion.objects.get().units + " ")
    with reading.opened(file) as archive:
        made, told = restoring.restore(archive, admin, tell)
    assert JobBrief.objects.get(organisation=made, position="luis").content is None
    assert ["lion-tamer" in line for line in told] == [True, False]
    assert "version" in told[1]


def first(name: str, value: object) -> Callable[[list[dict[str, Any]]], object]:
    return lambda rows: rows[0].update({name: value})


HOSTILE: dict[str, tuple[str, Callable[[list[dict[str, Any]]], object]]] = {
    "a row of another table": ("planning.step", first("plan", 99)),
    "a row by no number": ("planning.step", first("plan", True)),
    "nobody": ("planning.batch", first("author", -1)),
    "a word that is none of the choices": ("planning.plan", first("state", "crowned")),
    "a text that is too long": ("planning.position", first("title", "x" * 10_000)),
    "a number for a text": ("planning.position", first("title", 7)),
    "a character that no database takes": ("planning.position", first("title", "a\0b")),
    "half a character": ("planning.position", first("title", "\ud800")),
    "a date that is none": ("planning.plan", first("target", "2026-02-31")),
    "nothing where something must be": ("planning.plan", first("name", None)),
    "a field of a later version": ("planning.plan", first("mood", "good")),
    "one key twice": ("planning.position", lambda rows: rows.append(rows[0])),
    "someone twice": ("people", lambda rows: rows.append(rows[0])),
    "a change of no kind": ("planning.storedchange", first("kind", "weather")),
    "a change of the wrong shape": ("planning.storedchange", first("after", [1, 2])),
    "a member who is no one": ("portal.membership", first("user", 99)),
}


@pytest.mark.once
def test_an_archive_that_was_tampered_with_makes_nothing(whole: Organisation, admin: User) -> None:
    before = archive_of(whole)
    for what, (label, change) in HOSTILE.items():
        with pytest.raises(Damaged) as refused:
            restored(changed(before, label, change), admin)
        assert str(refused.value).endswith("."), what
    assert (Organisation.objects.count(), ArchivedPerson.objects.exclude(organisation=whole).count()) == (1, 0)


def broken(file: io.BytesIO) -> Iterator[io.BytesIO]:
    """Archives that are not what they say."""
    data, parts = file.getvalue(), parts_of(file)
    manifest = json.loads(parts["manifest.json"])
    yield from map(io.BytesIO, (b"", b"PK", data[:-30], data[: len(data) // 2], b"x" * 100))
    yield packed({**parts, "people.jsonl": parts["people.jsonl"].swapcase()})
    yield packed({**parts, "../../etc/passwd": b"x"})
    yield packed({name: part for name, part in parts.items() if name != "people.jsonl"})
    too_many = {**manifest["parts"][0], "rows": 10**12}
    said: list[dict[str, Any]] = [{"version": 2}, {"format": "x"}, {"parts": [{}]}, {"parts": [too_many]}]
    for about in said:
        yield packed({**parts, "manifest.json": json.dumps({**manifest, **about}).encode()})
    yield packed({**parts, "manifest.json": b"[" * 100_000})


@pytest.mark.once
def test_a_damaged_archive_is_refused_in_words(whole: Organisation, admin: User) -> None:
    for file in broken(archive_of(whole)):
        with pytest.raises(Damaged, match=r"^[A-Z].*\.$|format 2"):
            restored(file, admin)


@pytest.mark.once
def test_an_archive_is_made_fetched_and_read_on_the_pages(whole: Organisation, admin: User, client: Client) -> None:
    client.force_login(admin)
    page = f"/o/{whole.slug}/organisation/archive/"
    assert client.get(f"{page}file/").status_code == 302
    client.post(page)
    assert "Download archive" in client.get(page).content.decode()
    fetched = client.get(f"{page}file/")
    data = b"".join(fetched)
    assert len(data) == int(fetched["Content-Length"])
    kinds = AuditEntry.objects.filter(organisation=whole).order_by("id").values_list("kind", flat=True)
    assert list(kinds)[-2:] == ["archived", "archive-taken"]
    answer = client.post("/organisations/from-archive/", {"file": SimpleUploadedFile("a.zip", data)}, follow=True)
    made = Organisation.objects.exclude(pk=whole.pk).get()
    assert f"{made} was created, and you are its only admin" in answer.content.decode()
    assert "Ines Moreau" in answer.content.decode()
    assert Plan.objects.filter(organisation=made).count() == Plan.objects.filter(organisation=whole).count()
    assert not Archive.objects.filter(is_given=True).exists()


@pytest.mark.once
def test_the_file_of_the_command_is_for_its_user_alone_whatever_lay_there(
    organisation: Organisation, tmp_path: Path
) -> None:
    (tmp_path / "acme.zip.part").touch()
    (tmp_path / "acme.zip.part").chmod(0o666)
    call_command("export_archive", org=organisation.slug, file=tmp_path / "acme.zip", stdout=io.StringIO())
    assert S_IMODE((tmp_path / "acme.zip").stat().st_mode) == 0o600


@pytest.mark.once
def test_an_archive_is_fetched_by_who_has_shown_of_late_who_they_are(organisation: Organisation) -> None:
    MembershipFactory.create(organisation=organisation, right=Right.ADMIN, sees_cost=True, user=account())
    client, page = browser(), f"/o/{organisation.slug}/organisation/archive/file/"
    sign_in(client)
    asked = client.get(page)["Location"]
    assert asked.startswith("/accounts/reauthenticate/")
    assert client.post(asked, {"password": PASSWORD, "next": page})["Location"] == page


def test_an_archive_waits_a_day_for_the_one_who_asked(whole: Organisation, admin: User) -> None:
    other = MembershipFactory.create(organisation=whole, right=Right.ADMIN, sees_cost=True).user
    Archive.objects.all().delete()
    keeping.keep([b"a", b"b"], name="a.zip", user=admin, organisation=whole)
    made = keeping.kept(admin, whole)
    assert made is not None
    assert keeping.kept(other, whole) is None
    assert b"".join(keeping.pieces(made)) == b"ab"
    keeping.forget(timezone.now() + timedelta(hours=25))
    assert keeping.kept(admin, whole) is None


@pytest.mark.once
def test_a_file_that_is_no_archive_is_refused_on_the_page(client: Client, db: None) -> None:
    client.force_login(UserFactory.create())
    sent = {"file": SimpleUploadedFile("people.csv", b"a,b")}
    answer = client.post("/organisations/from-archive/", sent, follow=True).content.decode()
    assert "This is not a Lineup archive" in answer
    asking = client.get("/organisations/from-archive/?shown=before", headers={"hx-request": "true"})
    assert asking["HX-Refresh"] == "true", "the page that offers another file"
    client.post("/organisations/from-archive/", {"drop": "1"})
    assert (Archive.objects.count(), Membership.objects.count()) == (0, 0)
