"""The page of products found: what it shows, and what a press does."""

from __future__ import annotations

import json
import re
from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from planning.models import ProductDecision
from planning.organisation import store, writes
from planning.setup.products import deciding
from portal.models import Organisation, Right
from tests.factories import MembershipFactory, ProductFactory
from tests.setup.products.found import PM, PMM, Hands, proposal, said
from tests.shapes import SignIn


@pytest.fixture
def swift(three_found: Organisation, planner: Client) -> Hands:
    """Presses that come by a script."""
    return Hands(planner, three_found, htmx=True)


def said_of(name: str) -> dict[str, object]:
    stored = ProductDecision.objects.filter(found=name).first()
    return stored.said if stored else {}


class TestTheList:
    def test_each_row_tells_its_strongest_evidence_with_the_words_marked(self, hands: Hands) -> None:
        assert "3 titles · “Product Manager, <mark>Checkout</mark>”" in hands.read()

    def test_a_doubtful_one_tells_its_doubt(self, hands: Hands) -> None:
        assert "Enterprise is a market segment, not a product." in hands.read()

    def test_who_covers_it_and_who_is_missing(self, hands: Hands) -> None:
        row = hands.client.get(hands.path).context["groups"][0][2][0]
        assert [(one.role.code, [duty.who for duty in one.duties], one.state) for one in row.roles] == [
            ("PM", ["Luis Ortega"], ""),
            ("PMM", [], "missing"),
        ]

    def test_an_internal_product_needs_no_marketing(self, hands: Hands) -> None:
        ledger = hands.client.get(hands.path).context["groups"][0][2][1]
        assert [one.state for one in ledger.roles] == ["missing", "not-needed"]

    def test_pills_count_and_filter(self, hands: Hands) -> None:
        answer = hands.client.get(hands.path, {"show": f"missing-{PM}"})
        assert [(pill.code or pill.label, pill.number) for pill in answer.context["pills"]] == [
            ("All", 3),
            ("PM", 1),
            ("PMM", 1),
            ("Check", 1),
            ("Uncertain", 1),
        ]
        assert [one.row.found for one in answer.context["groups"][0][2]] == ["Ledger"]

    def test_a_text_filters_by_name_and_evidence(self, hands: Hands) -> None:
        assert "Ledger" not in hands.read("?q=designer+checkout")
        assert "No products match" in hands.read("?q=nothing+of+that+name")

    def test_an_opened_row_says_who_says_so(self, hands: Hands) -> None:
        body = hands.read("?of=checkout&do=open")
        assert 'Product Designer, <mark>Checkout</mark> and Payouts</span><span class="mut">Dora Lind' in body
        assert "Their own title names the product." in body

    def test_nothing_found_says_what_to_do(self, hands: Hands, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(deciding, "proposals", lambda snapshot: [])
        body = hands.read()
        assert "products found in titles or teams" in body
        assert "Keep " not in body.split("<main")[1].split("found-foot")[1]

    def test_the_steps_of_an_import_stay_over_presses(self, hands: Hands) -> None:
        assert "Steps" in hands.read("?after=import")
        answer = hands.press("Checkout", "leave", query="?after=import")
        assert "after=import" in answer["Location"]

    def test_names_are_shown_as_text(self, hands: Hands, monkeypatch: pytest.MonkeyPatch) -> None:
        bad = "<script>alert(1)</script>"
        found = [proposal(bad, said("luis", f"Product Manager, {bad}", bad))]
        monkeypatch.setattr(deciding, "proposals", lambda snapshot: found)
        assert bad not in hands.read()


class TestPresses:
    def test_a_press_is_stored_at_once(self, hands: Hands) -> None:
        assert hands.press("Checkout", "leave").status_code == 302
        assert said_of("Checkout") == {"keep": False}
        assert "1 to keep" in hands.read()

    def test_to_a_script_the_row_comes_anew_with_what_stands_around_it(self, swift: Hands) -> None:
        body = swift.press("Checkout", "leave").content.decode()
        assert body.count("data-row") == 1
        assert "1 to keep" in body
        assert body.count("hx-swap-oob") == 2

    def test_a_press_can_be_undone_and_done_again(self, swift: Hands) -> None:
        answer = swift.press("Checkout", "leave")
        for kept in ("2 to keep", "1 to keep"):
            undo = json.loads(answer["HX-Trigger"])["toast"]["toasts"][0]["undo"]
            page = {"HX-Request": "true", "HX-Current-URL": f"http://testserver{swift.path}"}
            answer = swift.client.post(undo["url"], undo["values"], headers=page)
            assert kept in answer.content.decode()

    def test_a_script_that_does_not_say_its_page_can_undo(self, swift: Hands) -> None:
        swift.press("Checkout", "leave")
        answer = swift.client.post(f"{swift.path}undo/", {"of": "checkout", "seen": 1}, headers=swift.headers)
        assert answer.status_code == 204
        assert 'aria-checked="true" aria-label="Keep Checkout"' in swift.read()

    def test_undo_is_not_for_what_somebody_else_said_later(self, hands: Hands) -> None:
        hands.press("Checkout", "leave")
        hands.press("Checkout", "internal")
        hands.client.post(f"{hands.path}undo/", {"of": "checkout", "seen": 1})
        assert said_of("Checkout") == {"keep": False, "market": False}
        assert "changed Checkout meanwhile" in hands.read()

    def test_renaming(self, hands: Hands) -> None:
        hands.press("Checkout", "rename", name="  Pay  and go ")
        assert said_of("Checkout") == {"name": "Pay and go"}

    @pytest.mark.parametrize(("name", "why"), [("", "Enter a name"), ("x" * 201, "longer than"), ("ledgers", "Merge")])
    def test_a_name_that_cannot_be_is_told_at_the_row(self, hands: Hands, name: str, why: str) -> None:
        answer = hands.press("Checkout", "rename", name=name)
        assert answer.status_code == 422
        assert why in answer.content.decode()
        assert said_of("Checkout") == {}

    def test_a_name_of_a_product_that_is_there_is_refused(self, hands: Hands, three_found: Organisation) -> None:
        ProductFactory.create(organisation=three_found, key="till", name="Till")
        writes.touch(three_found)
        assert "Merge into it instead" in hands.press("Checkout", "rename", name="Tills").content.decode()

    def test_merging_takes_the_row_out_of_the_list(self, hands: Hands) -> None:
        hands.press("Ledger", "merge", into="checkout")
        assert "1 to keep" in hands.read()

    def test_merging_into_a_product_that_is_there(self, hands: Hands, three_found: Organisation) -> None:
        ProductFactory.create(organisation=three_found, key="till", name="Till")
        writes.touch(three_found)
        hands.press("Checkout", "merge", into="product:till")
        body = hands.read()
        assert "Another name for Till" in body
        assert "1 to keep" in body

    @pytest.mark.parametrize("into", ["", "checkout", "nothing", "product:nothing"])
    def test_merging_into_itself_or_nothing_is_refused(self, hands: Hands, into: str) -> None:
        assert hands.press("Checkout", "merge", into=into).status_code == 422

    def test_splitting(self, hands: Hands) -> None:
        hands.press("Checkout", "split", name="Payouts", texts=["title:Product Designer, Checkout and Payouts"])
        body = hands.read()
        assert "3 to keep" in body
        assert "Payouts" in body

    def test_splitting_twice_into_one(self, hands: Hands) -> None:
        for text in ("Product Designer, Checkout and Payouts", "Engineer, Check Out"):
            hands.press("Checkout", "split", name="Payouts", texts=[f"title:{text}"])
        row = hands.client.get(hands.path, {"q": "Payouts"}).context["groups"][0][2][0]
        assert len(row.proposal.evidence) == 2

    @pytest.mark.parametrize("texts", [[], ["title:Something else"]])
    def test_splitting_needs_texts(self, hands: Hands, texts: list[str]) -> None:
        assert hands.press("Checkout", "split", name="Payouts", texts=texts).status_code == 422

    def test_splitting_all_of_it_is_renaming(self, hands: Hands) -> None:
        answer = hands.press("Ledger", "split", name="Payouts", texts=["team:Ledger"])
        assert "rename it instead" in answer.content.decode()

    def test_another_spelling_may_be_another_product(self, hands: Hands) -> None:
        hands.press("Checkout", "not-called", name="Check Out")
        shown = hands.client.get(hands.path).context["groups"][0][2]
        assert [(one.proposal.name, len(one.proposal.evidence)) for one in shown] == [
            ("Checkout", 2),
            ("Ledger", 1),
            ("Check Out", 1),
        ]

    def test_names_can_be_added_and_taken_off(self, hands: Hands) -> None:
        hands.press("Ledger", "also", name="Books")
        assert said_of("Ledger") == {"names": ["Books"]}
        hands.press("Ledger", "not-called", name="Books")
        assert said_of("Ledger") == {}

    def test_choosing_who_covers_it(self, hands: Hands) -> None:
        hands.press("Checkout", "cover", role=PMM, position="aisha")
        assert said_of("Checkout") == {"covers": {PMM: ["aisha", "owner"]}}

    def test_somebody_in_another_role_stands_in(self, hands: Hands) -> None:
        hands.press("Checkout", "cover", role=PMM, position="luis ort")
        assert said_of("Checkout") == {"covers": {PMM: ["luis", "stand-in"]}}

    def test_nobody_is_an_answer(self, hands: Hands) -> None:
        hands.press("Checkout", "cover", role=PM)
        assert said_of("Checkout") == {"covers": {PM: ["", ""]}}

    def test_a_person_that_nobody_knows_is_told_and_what_was_typed_stays(self, hands: Hands) -> None:
        answer = hands.press("Checkout", "cover", role=PM, position="Zebedee")
        assert answer.status_code == 422
        assert 'value="Zebedee"' in answer.content.decode()

    def test_a_team(self, hands: Hands) -> None:
        hands.press("Checkout", "team", team="money")
        assert said_of("Checkout") == {"team": "money"}
        assert hands.press("Checkout", "team", team="gone").status_code == 422

    @pytest.mark.parametrize("deed", ["", "nonsense", "again"])
    def test_a_damaged_press_is_refused(self, hands: Hands, deed: str) -> None:
        assert hands.press("Checkout", deed).status_code in (409, 422)

    def test_a_row_that_is_gone_leads_to_the_list(self, hands: Hands) -> None:
        assert hands.press("Nothing of that name", "keep").status_code == 302
        assert "no longer in the list" in hands.read()


class TestTwoPeople:
    @pytest.fixture
    def other(self, three_found: Organisation) -> Hands:
        client = Client()
        client.force_login(
            MembershipFactory.create(organisation=three_found, right=Right.PLANNER, user__name="Ines").user
        )
        return Hands(client, three_found, htmx=True)

    def test_the_second_press_on_a_row_is_told_both_values(self, swift: Hands, other: Hands) -> None:
        other.press("Checkout", "rename", name="Pay")
        answer = swift.press("Checkout", "rename", name="Till", seen=0)
        body = answer.content.decode()
        assert answer.status_code == 422
        assert "Ines changed Checkout meanwhile. It is now called Pay." in body
        assert "“Checkout is called Till”" not in said_of("Checkout")
        assert 'value="Till"' in body
        assert said_of("Checkout") == {"name": "Pay"}

    def test_a_person_who_was_chosen_is_shown_again_by_name(self, swift: Hands, other: Hands) -> None:
        other.press("Checkout", "rename", name="Pay")
        body = swift.press("Checkout", "cover", role=PMM, position="aisha", seen=0).content.decode()
        assert re.search(r'<input type="text" name="position"[^>]* value="Aisha[^"]*, ', body)

    def test_pressing_again_means_it(self, swift: Hands, other: Hands) -> None:
        other.press("Checkout", "rename", name="Pay")
        swift.press("Checkout", "rename", name="Till", seen=0)
        swift.press("Checkout", "rename", name="Till")
        assert said_of("Checkout") == {"name": "Till"}

    def test_without_a_script_the_answer_is_a_conflict(self, hands: Hands, other: Hands) -> None:
        other.press("Checkout", "leave")
        assert hands.press("Checkout", "internal", seen=0).status_code == 409

    def test_presses_on_other_rows_hold_up_what_would_keep_them_unseen(self, swift: Hands, other: Hands) -> None:
        seen = swift.list_token()
        other.press("Enterprise", "keep")
        body = swift.press("Checkout", "leave", list=seen).content.decode()
        assert "Someone else has changed the list" in body
        assert seen in body
        assert swift.keep(seen).status_code == 409

    def test_a_row_that_was_kept_meanwhile_is_told(self, swift: Hands, other: Hands) -> None:
        other.keep()
        assert "decided" in swift.press("Checkout", "leave", seen=0).content.decode()


class TestMany:
    @pytest.fixture
    def many(self, three_found: Organisation, monkeypatch: pytest.MonkeyPatch) -> Organisation:
        found = [proposal(f"Product {n}", confidence=0.9) for n in range(150)]
        monkeypatch.setattr(deciding, "proposals", lambda snapshot: found)
        return three_found

    def test_a_page_shows_a_hundred_and_keep_is_over_all(self, many: Organisation, hands: Hands) -> None:
        body = hands.read()
        assert body.count('<li class="work-row') == 100
        assert "0 left out, on all pages" in body
        hands.keep()
        many.refresh_from_db()
        assert len(store.org_at(many, date.today()).products) == 150

    def test_queries_do_not_grow_with_what_is_found(
        self, many: Organisation, hands: Hands, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        counts = []
        for found in ([proposal("One")], [proposal(f"Product {n}") for n in range(90)]):
            monkeypatch.setattr(deciding, "proposals", lambda snapshot, found=found: found)
            hands.read()  # the organisation as it is now
            with CaptureQueriesContext(connection) as page:
                hands.read("?of=one&do=open")
            with CaptureQueriesContext(connection) as press:
                hands.press(found[0].name, "internal")
            counts.append((len(page), len(press)))
        assert counts[0] == counts[1]


def test_viewers_are_not_led_here(three_found: Organisation, client_as: SignIn) -> None:
    viewer = client_as(Right.VIEWER)
    assert viewer.get(f"/o/{three_found.slug}/setup/products/").status_code == 403
    assert "Find products" not in viewer.get(f"/o/{three_found.slug}/coverage/").content.decode()
