import pytest

from roles.content_values import site_content
from roles.contradictions import contradictions
from roles.models import ContentVersion, Point, ReportingLine, Role
from roles.seed import load, read

pytestmark = pytest.mark.django_db


def test_the_content_is_there_after_migrate() -> None:
    assert [role.code for role in site_content().covering] == ["PM", "PMM"]


def test_every_record_a_rule_may_cite_has_a_quote() -> None:
    content = site_content()
    cited = {responsibility.id for responsibility in content.responsibilities}
    for role in content.roles.values():
        cited |= {role.core, *(p.id for p in role.partners)}
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
    assert contradictions(list(read())) == []


def test_loading_again_keeps_every_row() -> None:
    before = sorted(Point.objects.values_list("pk", "key", "text"))
    load()
    assert sorted(Point.objects.values_list("pk", "key", "text")) == before


def test_loading_removes_what_the_files_do_not_have() -> None:
    Point.objects.create(
        key="product-manager/odd", role_id="product-manager", section="focus", text="Odd", source_id="lineup"
    )
    load()
    assert not Point.objects.filter(key="product-manager/odd").exists()


def test_an_edit_gives_new_content() -> None:
    before = site_content()
    line = ReportingLine.objects.get(key="product-marketing-manager/reporting")
    line.functions = ["product"]
    line.save()
    assert before.roles[line.role_id].line.functions == ("marketing", "executive")
    assert site_content().roles[line.role_id].line.functions == ("product",)


def test_a_removal_gives_new_content() -> None:
    site_content()
    Role.objects.get(slug="legal").delete()
    assert "legal" not in site_content().roles


def test_content_in_memory_costs_one_query_for_its_version(django_assert_num_queries) -> None:
    site_content()
    with django_assert_num_queries(1):
        site_content()


def test_content_in_memory_costs_no_query_when_the_version_is_known(django_assert_num_queries) -> None:
    stamp = ContentVersion.current()
    site_content(stamp)
    with django_assert_num_queries(0):
        site_content(stamp)
