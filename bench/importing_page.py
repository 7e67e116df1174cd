"""`python -m bench.importing_page FILE`: bring a people file in by the pages, doing the worker's part at once."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import django


def main(file: Path) -> None:
    django.setup()
    from django.core.files.uploadedfile import SimpleUploadedFile
    from django.test import Client
    from django.urls import reverse

    from bench import data
    from planning.management.organisations import make_organisation
    from planning.models import Batch
    from portal.models import Membership, Right, User

    organisation = make_organisation("bench")
    user = User.objects.create(email="bench@lineup.example", name="Bench")
    Membership.objects.create(organisation=organisation, user=user, right=Right.ADMIN)
    client = Client(SERVER_NAME="localhost")
    client.force_login(user)
    upload = SimpleUploadedFile(file.name, file.read_bytes())
    shown = client.post(
        reverse("import", args=["bench"]), {"people": upload, "on": data.TODAY.isoformat()}, follow=True
    )
    address = shown.redirect_chain[-1][0].removesuffix("columns/")
    client.get(address)
    _work("preview-import")
    token = re.search(r'name="seen" value="([^"]+)"', client.get(address).content.decode())
    assert token, "The page shows no preview."
    client.post(f"{address}apply/", {"seen": token[1]}, follow=True)
    _work("apply-import")
    assert Batch.objects.filter(organisation=organisation).exists(), "The page did not apply the file."


def _work(kind: str) -> None:
    """What a worker does of the jobs of a kind, without anybody waiting for it."""
    from portal.jobs import Job
    from portal.jobs.run import carry_out

    for job in Job.objects.filter(kind=kind, state=Job.State.WAITING):
        carry_out(job.pk, job.run)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
