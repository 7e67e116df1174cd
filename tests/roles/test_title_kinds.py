"""Kinds of titles whose role hangs on how they are put together."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.roles.test_titles import MAIN, READER

SURE = 0.7
STRANGE = st.sampled_from(["Berlin", "Payments", "Checkout", "Switzerland", "Zyxwv", "Italia", "Wallets"])


@given(st.sampled_from(["Head of", "VP", "VP of", "Director", "Senior Director of"]), STRANGE)
def test_what_a_leader_leads_stands_before_a_place_or_product_that_nobody_knows(rank: str, strange: str) -> None:
    reading = READER.read(f"{rank} Product {strange}")
    assert reading.role == "product-leader"
    assert reading.confidence >= SURE
    assert READER.read(f"{rank} Product Marketing {strange}").role == "product-marketing-leader"


@pytest.mark.parametrize("title", ["Head of Product Photography", "Director Product Certification"])
def test_what_is_done_for_products_is_asked_about(title: str) -> None:
    assert READER.read(title).confidence < SURE


@pytest.mark.parametrize("title", ["Manager, Product Research", "Manager Product Zyxwv"])
def test_who_manages_something_unknown_of_products_is_asked_about(title: str) -> None:
    assert READER.read(title).confidence < SURE


def test_the_longest_known_subject_before_it_counts() -> None:
    assert READER.read("Head of Product Design Berlin").role == "design-leader"


@pytest.mark.parametrize(
    ("title", "role"),
    [
        ("PM (Product Manager)", "product-manager"),
        ("Senior PM (Product Manager), Payments", "product-manager"),
        ("TPM (Technical Program Manager)", "program-manager"),
        ("PM(프로덕트 매니저)", "product-manager"),
    ],
)
def test_a_short_form_spelled_out_in_brackets_is_sure(title: str, role: str) -> None:
    reading = READER.read(title)
    assert reading.role == role
    assert reading.confidence >= SURE


@given(STRANGE)
def test_a_short_form_with_an_object_in_brackets_is_asked_about(strange: str) -> None:
    assert READER.read(f"PM ({strange})").confidence < SURE


@pytest.mark.parametrize("other", ["/ Scrum Master", "& UX Lead", "and Interim Head of Design"])
def test_one_of_two_roles_is_likely_and_asked_about(other: str) -> None:
    reading = READER.read(f"Product Manager {other}")
    assert reading.role == "product-manager"
    assert reading.confidence < SURE


@pytest.mark.parametrize("title", ["Chef för produkt", "Chef för produktledning", "Chef for produkt"])
def test_a_language_keeps_its_own_word_for(title: str) -> None:
    assert READER.read(title).role == "product-leader"


@pytest.mark.parametrize(
    ("title", "role"),
    [
        ("VP PMM", "product-marketing-leader"),
        ("Technical PMM", "product-marketing-manager"),
        ("Marketing Manager Product Marketing", "product-marketing-manager"),
        ("CPO / 執行役員", "product-leader"),
        ("Product Manager Associate", "product-manager"),
        ("Product Marketing Team Lead", "product-marketing-leader"),
        ("Team Lead, Product Marketing", "product-marketing-leader"),
        ("Manager, Product Managers", "product-leader"),
        ("Responsable de l'équipe produit", "product-leader"),
        ("Responsabile del team prodotto", "product-leader"),
        ("产品中心总经理", "product-leader"),
        ("VPoP", "product-leader"),
    ],
)
def test_a_rank_before_or_behind_the_role_counts_for_it(title: str, role: str) -> None:
    assert READER.read(title).role == role


@pytest.mark.parametrize("title", ["Stage - Product Manager", "Stage Product Marketing", "Co-op Product Manager"])
def test_a_traineeship_by_its_foreign_or_short_name_is_nobody_who_covers(title: str) -> None:
    assert READER.read(title).confidence < SURE


@pytest.mark.parametrize("thing", ["ventas", "calidad", "desarrollo", "pagos"])
def test_what_is_marketed_does_not_outweigh_product_marketing(thing: str) -> None:
    assert READER.read(f"Gerente de marketing de producto {thing}").role == "product-marketing-manager"


DONE = {
    "de": ["Katalog", "Rückruf", "Zulassung", "Sicherheit", "Logistik", "Kommunikation", "Daten", "Fotografie"],
    "fr": ["qualité", "homologation", "emballage", "données", "logistique", "SAV", "réglementation"],
    "es": ["calidad", "homologación", "embalaje", "datos", "logística", "garantía", "etiquetado"],
    "pt": ["qualidade", "segurança", "dados", "rotulagem", "garantia", "cadastro"],
    "it": ["qualità", "omologazione", "dati", "imballaggio", "logistica", "magazzino"],
}
FORMS = {
    "de": ["Leiter Produkt{}", "Leiter Produkt-{}", "Produkt{}manager", "Teamleiter Produkt{}"],
    "fr": ["Responsable {} produit", "Directeur {} produit", "Gestionnaire {} produits"],
    "es": ["Gerente de {} de producto", "Director de {} de producto", "Responsable {} producto"],
    "pt": ["Gerente de {} de produto", "Diretor de {} de produto", "Responsável pela {} do produto"],
    "it": ["Responsabile {} prodotto", "Direttore {} di prodotto", "Capo {} prodotto"],
}


@given(st.data(), st.sampled_from(sorted(DONE)))
def test_who_sees_to_one_thing_about_products_neither_covers_nor_leads_them(data: st.DataObject, language: str) -> None:
    word = data.draw(st.sampled_from(DONE[language]))
    form = data.draw(st.sampled_from(FORMS[language]))
    title = form.format(word.lower() if "Produkt{}" in form else word)
    reading = READER.read(title)
    assert reading.role not in MAIN or reading.confidence < SURE, title


@pytest.mark.parametrize(
    ("title", "role"),
    [
        ("Upstream Product Manager", "product-manager"),
        ("Director Upstream Marketing, Infusion", "product-leader"),
        ("Downstream Product Manager, Infusion", "product-marketing-manager"),
        ("Director Downstream Marketing", "marketing-leader"),
    ],
)
def test_upstream_is_what_a_product_should_be_and_downstream_its_way_to_the_market(title: str, role: str) -> None:
    assert READER.read(title).role == role


@pytest.mark.parametrize(
    ("title", "role"),
    [
        ("Responsable formation et développement RH", "people"),
        ("Director of Learning and Development", "people"),
        ("Responsable développement durable", "operations"),
        ("Store Development Manager", "sales"),
        ("Software Development Manager", "engineering-manager"),
        ("Leiter Forschung und Entwicklung", "engineering-leader"),
        ("Directrice Recherche & Innovation", "engineering-leader"),
    ],
)
def test_what_is_developed_says_who_develops_it(title: str, role: str) -> None:
    assert READER.read(title).role == role


@pytest.mark.parametrize("title", ["Softwaretester", "Testeur", "Tester oprogramowania", "Software Tester"])
def test_who_tests_software_sees_to_its_quality(title: str) -> None:
    assert READER.read(title).role == "quality-engineer"


@pytest.mark.parametrize("title", ["Creative Director", "Art Director", "National Accounts Director"])
def test_a_director_of_a_craft_or_of_accounts_leads_nobody_by_title(title: str) -> None:
    assert READER.read(title).role in ("product-designer", "sales")
