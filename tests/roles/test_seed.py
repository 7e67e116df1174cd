import pytest
from pytest_django import DjangoAssertNumQueries

from roles import seed
from roles.content_values import site_content
from roles.contradictions import contradictions
from roles.models import ContentVersion, Point, Role
from roles.publishing import versions

pytestmark = pytest.mark.django_db
FILES = seed.document


def retitle(slug: str, name: str) -> None:
    Role.objects.filter(slug=slug).update(name=name)


def unlead(slug: str) -> None:
    """Let nobody lead the role any more."""
    for role in Role.objects.all():
        role.leads = [name for name in role.leads if name != slug]
        role.save()


def test_the_content_is_there_after_migrate() -> None:
    assert [role.code for role in site_content().covering] == ["PM", "PMM"]


def test_every_record_a_rule_may_cite_has_a_quote() -> None:
    content = site_content()
    cited = {responsibility.id for responsibility in content.responsibilities}
    for role in content.roles.values():
        cited |= {role.core, *(p.id for p in role.partners), *(n.id for n in role.norms)}
        cited |= {value.id for value in (role.need, role.line) if value}
    for pairing in content.pairings:
        cited |= {pairing.id, pairing.distinct}
    assert not {key for key in cited if not content.quotes.get(key)}


def test_covering_roles_are_complete() -> None:
    for role in site_content().covering:
        assert role.core
        assert role.need
        assert role.line
        assert role.partners


def test_the_seed_does_not_contradict_itself() -> None:
    assert contradictions(seed.read()) == []


def test_after_migrate_there_is_one_version_and_the_draft_is_as_published() -> None:
    assert ContentVersion.objects.get().number == 1
    assert versions.unpublished() == []


def test_taking_over_the_same_files_again_publishes_nothing() -> None:
    rows = sorted(Point.objects.values_list("pk", "key", "text"))
    assert seed.take_over(seed.FOLDER, note="Again") == []
    assert sorted(Point.objects.values_list("pk", "key", "text")) == rows


def test_taking_over_removes_what_the_files_do_not_have() -> None:
    Point.objects.create(
        key="product-manager/odd", role_id="product-manager", section="focus", text="Odd", source_id="lineup"
    )
    seed.take_over(seed.FOLDER, note="As it was")
    assert not Point.objects.filter(key="product-manager/odd").exists()


def test_an_edit_of_the_draft_changes_nothing_before_it_is_published() -> None:
    retitle("legal", "Lawyers")
    assert site_content().roles["legal"].name == "Legal"


def test_publishing_an_edit_gives_new_content() -> None:
    before = site_content()
    retitle("legal", "Lawyers")
    versions.publish(["role/legal"], note="Renamed")
    assert site_content().roles["legal"].name == "Lawyers"
    assert before.roles["legal"].name == "Legal"


def test_publishing_a_removal_gives_new_content() -> None:
    unlead("legal")
    Role.objects.get(slug="legal").delete()
    versions.publish(versions.unpublished(), note="No lawyers")
    assert "legal" not in site_content().roles


def test_content_in_memory_costs_one_query_for_its_version(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    site_content()
    with django_assert_num_queries(1):
        site_content()


def test_content_in_memory_costs_no_query_when_the_version_is_known(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    stamp = ContentVersion.current()
    site_content(stamp)
    with django_assert_num_queries(0):
        site_content(stamp)


class TestANewRelease:
    """Other files come with it: what nobody edited here follows them."""

    def release(self, monkeypatch: pytest.MonkeyPatch, digest: str = "another", name: str = "New name") -> None:
        new = FILES()
        for slug in ("legal", "finance"):
            new[f"role/{slug}"]["name"] = name
        monkeypatch.setattr(seed, "digest", lambda: digest)
        monkeypatch.setattr(seed, "document", lambda: new)
        seed.load_if_changed()

    def test_what_nobody_edited_follows_the_files(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.release(monkeypatch)
        assert site_content().roles["legal"].name == "New name"
        assert Role.objects.get(slug="legal").name == "New name"

    def test_what_was_edited_here_stays(self, monkeypatch: pytest.MonkeyPatch) -> None:
        retitle("legal", "Lawyers")
        versions.publish(["role/legal"], note="Renamed")
        self.release(monkeypatch)
        assert site_content().roles["legal"].name == "Lawyers"

    def test_the_rest_of_what_was_edited_here_follows_the_files(self, monkeypatch: pytest.MonkeyPatch) -> None:
        Role.objects.filter(slug="legal").update(order=77)
        versions.publish(["role/legal"], note="Moved")
        self.release(monkeypatch)
        role = Role.objects.get(slug="legal")
        assert (role.order, role.name) == (77, "New name")
        assert site_content().roles["legal"].name == "New name"

    def test_what_was_edited_here_stays_through_several_releases(self, monkeypatch: pytest.MonkeyPatch) -> None:
        retitle("legal", "Lawyers")
        versions.publish(["role/legal"], note="Renamed")
        self.release(monkeypatch)
        self.release(monkeypatch, "a third", "Newer name")
        assert site_content().roles["legal"].name == "Lawyers"
        assert site_content().roles["finance"].name == "Newer name"

    def test_an_unpublished_edit_stays_in_the_draft(self, monkeypatch: pytest.MonkeyPatch) -> None:
        retitle("legal", "Lawyers")
        self.release(monkeypatch)
        assert Role.objects.get(slug="legal").name == "Lawyers"
        assert site_content().roles["legal"].name == "New name"

    def test_the_same_files_are_taken_once(self) -> None:
        seed.load_if_changed()
        assert ContentVersion.objects.count() == 1
