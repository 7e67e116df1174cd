"""The pages of the guide: what they show, and that every record has its place on one."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from roles.content_values import site_content
from roles.models import Pairing, Point, Role
from roles.publishing import versions
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def client() -> Client:
    signed_in = Client()
    signed_in.force_login(UserFactory.create())
    return signed_in


def write(text: str) -> None:
    Point.objects.filter(key="product-manager/history").update(text=text)


def page(client: Client, slug: str) -> str:
    return client.get(reverse("roles-role", args=[slug])).content.decode()


def test_every_record_that_a_finding_may_cite_has_its_place_on_its_page(client: Client) -> None:
    pages = {
        slug: page(client, slug) for slug in (*site_content().roles, *Pairing.objects.values_list("slug", flat=True))
    }
    missing = []
    for key in site_content().quotes:
        slug, _, anchor = key.partition("/")
        missing += [] if f'id="{anchor}"' in pages[slug] else [key]
    assert missing == []


@pytest.mark.parametrize("slug", ["product-manager", "product-leader", "product-owner", "pm-pmm", "pm-po"])
def test_no_id_stands_twice_on_a_page(client: Client, slug: str) -> None:
    ids = re.findall(r'\bid="([^"]+)"', page(client, slug))
    assert len(ids) == len(set(ids))


def test_the_list_shows_every_role(client: Client) -> None:
    html = client.get(reverse("roles")).content.decode()
    assert all(
        f'href="{reverse("roles-role", args=[slug])}"' in html for slug in Role.objects.values_list("slug", flat=True)
    )


def test_an_unknown_role_is_not_found(client: Client) -> None:
    assert client.get(reverse("roles-role", args=["wizard"])).status_code == 404


def test_what_is_written_is_shown_as_text(client: Client) -> None:
    write("<script>alert(1)</script>")
    versions.publish(["role/product-manager"], note="Odd")
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page(client, "product-manager")


def test_a_draft_is_not_shown(client: Client) -> None:
    write("Not to be read yet.")
    assert "Not to be read yet." not in page(client, "product-manager")


def test_a_page_takes_as_many_queries_for_a_full_role_as_for_a_thin_one(
    client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for slug in ("product-manager", "legal"):
        with django_assert_max_num_queries(5):
            page(client, slug)


def test_signed_out_readers_are_let_in_where_the_site_says_so(settings: Any) -> None:
    signed_out, address = Client(), reverse("roles-role", args=["product-manager"])
    assert signed_out.get(address).status_code == 302
    settings.ROLE_GUIDE_PUBLIC = True
    answer = signed_out.get(address)
    assert answer.status_code == 200
    assert "Role guide" in answer.content.decode()
    assert signed_out.post(address).status_code == 405


def test_the_address_names_the_two_roles(client: Client) -> None:
    html = client.get(reverse("roles-compare"), {"one": "sales", "other": "finance"}).content.decode()
    assert "<h1>Sales and Finance</h1>" in html


def test_a_comparison_with_an_unknown_role_says_so_and_shows_another(client: Client) -> None:
    html = client.get(reverse("roles-compare"), {"one": "wizard", "other": "finance"}).content.decode()
    assert "Role “wizard” not found." in html
    assert "<h1>Product Manager and Finance</h1>" in html


def test_a_role_is_not_compared_with_itself_in_silence(client: Client) -> None:
    html = client.get(reverse("roles-compare"), {"one": "sales", "other": "sales"}).content.decode()
    assert "You are comparing a role with itself." in html


def test_the_questionnaire_answers_from_its_address(client: Client) -> None:
    given = {"product-manager.likes-vision": "2", "product-marketing-manager.likes-trends": "0", "show": "1"}
    html = client.get(reverse("roles-suits"), given).content.decode()
    assert "Product Manager suits you best" in html
    assert 'name="product-manager.likes-vision" value="2" checked' in html
    assert "4 unanswered statements do not count" in " ".join(html.split())


def test_the_questionnaire_asks_for_answers_where_there_are_none(client: Client) -> None:
    assert "You have not answered anything yet." in client.get(reverse("roles-suits"), {"show": "1"}).content.decode()


def test_a_described_product_is_answered_for(client: Client) -> None:
    given = {"stage": "beta", "audience": "market", "there-product-manager": "there"}
    html = client.get(reverse("roles-need"), given).content.decode()
    assert "Your product needs a Product Marketing Manager now." in html
    assert "Open a position in your organisation" in html


def test_a_date_that_is_none_is_refused_at_its_field_and_nothing_is_lost(client: Client) -> None:
    answer = client.get(reverse("roles-need"), {"stage": "growth", "audience": "internal", "launch": "soon"})
    html = answer.content.decode()
    assert answer.status_code == 422
    assert "Enter a valid date, such as" in html
    assert 'value="soon"' in html
    assert '<option value="growth" selected>' in html


def test_a_title_that_is_looked_for_tells_its_role(client: Client) -> None:
    html = client.get(reverse("roles-search"), {"q": "senior pmm"}).content.decode()
    assert "is read as" in html
    assert 'href="/roles/product-marketing-manager/"' in html


def test_the_glossary_is_for_everybody_and_in_the_menu_of_each_page(client: Client) -> None:
    address = reverse("roles-glossary")
    assert Client().get(address).status_code == 200
    assert f'href="{address}"' in Client().get(reverse("account_login")).content.decode()
    assert f'href="{address}"' in client.get(reverse("profile")).content.decode()
