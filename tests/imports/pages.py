"""An import by its pages, as the browser of a planner asks for them."""

from __future__ import annotations

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from planning.models import ImportDraft
from portal.models import Organisation
from tests.imports.helpers import people
from tests.shapes import Answer

GOOD = people("1,Ada,CEO,", "2,Bo,Product Lead,1", "3,TBH,Engineer,9")


def page(organisation: Organisation, name: str = "import", *args: object) -> str:
    return reverse(name, args=[organisation.slug, *args])


def upload(client: Client, organisation: Organisation, text: str | bytes, **more: object) -> Answer:
    file = SimpleUploadedFile("people.csv", text.encode() if isinstance(text, str) else text)
    return client.post(page(organisation), {"people": file, "on": "2026-01-01", **more})


def draft(client: Client, organisation: Organisation, text: str = GOOD) -> ImportDraft:
    upload(client, organisation, text)
    return ImportDraft.objects.get()


def seen_token(client: Client, organisation: Organisation, found: ImportDraft) -> str:
    """The token of what the preview shows; '' where it shows nothing to apply."""
    answer = client.get(page(organisation, "import-preview", found.pk))
    return str(answer.context["seen_token"]) if answer.context and "seen_token" in answer.context else ""


def apply(client: Client, organisation: Organisation, found: ImportDraft, **more: object) -> Answer:
    address = page(organisation, "import-apply", found.pk)
    return client.post(address, {"seen": seen_token(client, organisation, found), **more}, follow=True)
