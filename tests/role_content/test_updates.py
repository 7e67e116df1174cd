"""Updates of the site's content beside what an organisation has adapted, and going back to the site's."""

import pytest
from django.test import Client

from planning.models import Adaptation
from planning.organisation.role_content import content_for, guide_for
from planning.role_content.adaptations import storing
from portal.models import Organisation
from portal.optimistic_lock import token
from roles.models import Responsibility, Role
from roles.publishing import versions
from tests.factories import OrganisationFactory
from tests.role_content.adapting import PMM, UNIT, handles, keep, opened, reset, send, url
from tests.roles.editing.company import LAUNCH
from tests.roles.editing.typing import add, form_of, place

pytestmark = pytest.mark.django_db


class TestUpdatesOfTheSite:
    def site_says(self, **text: str) -> None:
        for key, said in text.items():
            Responsibility.objects.filter(key=f"{PMM}/{key}").update(text=said)
        versions.publish(versions.unpublished(), note="Update")

    def test_what_was_not_adapted_follows(self, acme: Organisation, admin: Client) -> None:
        row = place(opened(acme, "responsibility"), LAUNCH)
        keep(admin, acme, "responsibility", **{f"{row}-name": "Going live"})
        self.site_says(launch="Another text.", personas="Another, too.")
        texts = {row.key: (row.name, row.text) for row in guide_for(acme).of(Responsibility)}
        assert texts[LAUNCH] == ("Going live", "Another text.")
        assert texts[f"{PMM}/personas"][1] == "Another, too."

    def test_what_the_site_changed_in_an_adapted_field_is_told(self, acme: Organisation, admin: Client) -> None:
        row = place(opened(acme, "responsibility"), LAUNCH)
        keep(admin, acme, "responsibility", **{f"{row}-text": "Ours."})
        self.site_says(launch="Theirs now.")
        keep(admin, acme, "need", audience="any")  # something else: what the site said then stays known
        body = " ".join(admin.get(f"/o/{acme.slug}/role-content/").content.decode().split())
        assert "The standard content has changed “What it means” since" in body
        assert "Now: “Theirs now.”" in body
        assert "Ours." in body

    def test_what_comes_to_contradict_is_set_aside_with_the_reason_and_comes_back(
        self, acme: Organisation, admin: Client
    ) -> None:
        sent = form_of(opened(acme, "responsibility"))
        add(sent, "responsibility", name="Naming", text="Finds the name.", roles=[PMM], source="own")
        send(admin, acme, "responsibility", sent)
        theirs = Responsibility(key="product-manager/naming", role_id="product-manager", name="Naming", text="Also.")
        theirs.roles, theirs.source_id = ["product-manager"], "lineup"
        theirs.save()
        versions.publish(["role/product-manager"], note="PMs name things")
        assert self.owners_of_naming() == [("product-manager",)]
        body = admin.get(url(acme, UNIT, "responsibility")).content.decode()
        assert "Set aside, not in use: This name is already used by Product Manager." in body
        keep(admin, acme, "need", audience="any")
        theirs.delete()
        versions.publish(["role/product-manager"], note="Never mind")
        assert self.owners_of_naming() == [(PMM,)]

    def owners_of_naming(self) -> list[tuple[str, ...]]:
        return [r.roles for r in content_for(Organisation.objects.get()).responsibilities if r.name == "Naming"]

    def test_a_record_that_the_site_removed_is_told_and_harms_nothing(self, acme: Organisation, admin: Client) -> None:
        row = place(opened(acme, "responsibility"), LAUNCH)
        keep(admin, acme, "responsibility", **{f"{row}-text": "Ours."})
        Responsibility.objects.filter(key=LAUNCH).delete()
        versions.publish([UNIT], note="Gone")
        assert LAUNCH not in {row.key for row in guide_for(Organisation.objects.get()).of(Responsibility)}
        assert (
            "The standard content no longer has this record."
            in admin.get(f"/o/{acme.slug}/role-content/").content.decode()
        )

    def test_a_role_that_the_site_removed_is_told_and_harms_nothing(self, acme: Organisation, admin: Client) -> None:
        sent = form_of(opened(acme, "responsibility", "role/user-researcher"))
        add(sent, "responsibility", name="Panels", text="Keeps them.", roles=["user-researcher"], source="own")
        send(admin, acme, "responsibility", sent, "role/user-researcher")
        for role in Role.objects.all():
            role.leads = [slug for slug in role.leads if slug != "user-researcher"]
            role.save()
        Role.objects.get(slug="user-researcher").delete()
        versions.publish(versions.unpublished(), note="No researchers")
        assert "Panels" not in {one.name for one in content_for(Organisation.objects.get()).responsibilities}
        assert (
            "Its page is no longer part of the standard content."
            in admin.get(f"/o/{acme.slug}/role-content/").content.decode()
        )
        assert admin.get(url(acme, "role/user-researcher")).status_code == 404


class TestResetting:
    def test_one_item_alone(self, acme: Organisation, admin: Client) -> None:
        row = place(opened(acme, "responsibility"), LAUNCH)
        keep(admin, acme, "responsibility", **{f"{row}-text": "Ours."})
        keep(admin, acme, "need", audience="any")
        reset(admin, acme, handles().split()[0])
        assert list(Adaptation.objects.values_list("table", flat=True)) == ["need"]
        held = {row.key: row.text for row in guide_for(Organisation.objects.get()).of(Responsibility)}
        assert held[LAUNCH] == Responsibility.objects.get(key=LAUNCH).text

    def test_a_whole_role(self, acme: Organisation, admin: Client) -> None:
        keep(admin, acme, "need", audience="any")
        keep(admin, acme, name="Storyteller")
        reset(admin, acme, handles(UNIT))
        assert not Adaptation.objects.exists()

    @pytest.mark.parametrize("item", ["x", "9" * 30, "-1", ""])
    def test_nonsense_resets_nothing(self, acme: Organisation, admin: Client, item: str) -> None:
        keep(admin, acme, "need", audience="any")
        assert reset(admin, acme, item).status_code == 302
        assert Adaptation.objects.count() == 1

    def test_what_another_admin_changed_meanwhile_is_not_thrown_away(self, acme: Organisation, admin: Client) -> None:
        keep(admin, acme, "need", audience="any")
        seen = handles()
        keep(admin, acme, name="Storyteller")  # in another section
        keep(admin, acme, "need", audience="internal")
        answer = reset(admin, acme, seen)
        assert "changed your own role content meanwhile" in admin.get(answer["Location"]).content.decode()
        assert Adaptation.objects.get(table="need").values["audience"] == "internal"
        assert reset(admin, acme, handles().split()[1])["Location"] == f"/o/{acme.slug}/role-content/"
        assert Adaptation.objects.count() == 1

    def test_items_of_another_organisation_are_out_of_reach(self, acme: Organisation, admin: Client) -> None:
        other = Adaptation.objects.create(organisation=OrganisationFactory.create(), unit=UNIT, table="role", key=PMM)
        reset(admin, acme, f"{other.pk}:{token(storing.state(other))}")
        assert Adaptation.objects.filter(pk=other.pk).exists()
