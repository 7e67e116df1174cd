"""Erase a person of an organisation everywhere."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from planning.erasing import people
from planning.erasing.people import NobodyOfThatKey, Terms
from planning.organisation.models import Person
from planning.privacy import former
from planning.privacy.counting import told
from planning.privacy.models import rules_of
from portal.models import Organisation


class Command(BaseCommand):
    help = "Erase a person from everything an organisation keeps. This cannot be undone."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--org", required=True, help="the organisation, as in its address")
        who = parser.add_mutually_exclusive_group(required=True)
        who.add_argument("--person", help="the key of the person")
        who.add_argument("--email", help="the person's e-mail address")
        parser.add_argument("--also", action="append", default=[], help="another name used for them in texts")
        parser.add_argument("--reason", default="", help="kept with the record of the erasure")
        parser.add_argument(
            "--yes", action="store_true", help="erase the person; otherwise only show what would change"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        organisation = Organisation.objects.filter(slug=options["org"]).first()
        if organisation is None:
            raise CommandError(f"Organisation “{options['org']}” not found.")
        if why := people.too_short(options["also"]):
            raise CommandError(why)
        key = self._key(organisation, options)
        try:
            if not options["yes"]:
                return self._say(organisation, key, options["also"])
            terms = Terms(options["reason"], tuple(options["also"]), rules_of(organisation).remembers)
            row = people.erase(organisation, key, terms, by=None, now=timezone.now())
        except NobodyOfThatKey as nobody:
            raise CommandError(str(nobody)) from nobody
        self.stdout.write(f"Erased. They are now shown as “{row}”.")

    def _key(self, organisation: Organisation, options: dict[str, Any]) -> str:
        if options["person"]:
            return str(options["person"])
        rows = Person.objects.filter(organisation=organisation, email__iexact=options["email"])
        keys = list(rows.values_list("key", flat=True)) or former.keys_of(organisation, options["email"])
        if len(keys) != 1:
            found = "no one has" if not keys else f"{len(keys)} people have"
            raise CommandError(f"In this organisation {found} that address. Use --person instead.")
        return keys[0]

    def _say(self, organisation: Organisation, key: str, also: list[str]) -> None:
        for line in told(people.preview(organisation, key, also)):
            self.stdout.write(f"{line.number:6}  {line.label}")
        self.stdout.write("Nothing was changed. Add --yes to erase them; this cannot be undone.")
