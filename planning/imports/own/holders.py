"""Who sits in the positions of Lineup's own table: its columns holder, name and email."""

from __future__ import annotations

from typing import Any

from planning.core.org_tables import Describing
from planning.core.records import Person
from planning.imports.own.cells import MAX_KEY
from planning.imports.own.sheets import Keys, Row
from planning.imports.problems import Report

LIMITS = {"name": 200, "email": 254}


class Holders:
    """Names and e-mail addresses stand beside each position as well as in the table of people. `said` holds what of
    whom has been said so far: the table of people counts first, then the first position."""

    def __init__(self, described: Describing, people: dict[str, Any], keys: Keys) -> None:
        self.described, self.people, self.keys = described, people, keys
        self.said: set[tuple[str, str]] = set()

    def held(self, report: Report, row: Row, before: str) -> dict[str, str]:
        """The holder, where the row says one, as a field of the position. What it says of them goes to the person."""
        key = self._holder(report, row, before)
        for name in LIMITS:
            if key and name in row.said and (row.said[name] or "holder" not in row.said):
                self._tell(report, row, key, name)
        return {} if key is None or (key == before and "holder" not in row.said) else {"holder": key}

    def _holder(self, report: Report, row: Row, before: str) -> str | None:
        """The key of who sits there; '' for nobody, None where the row leaves it as it was and names nobody."""
        if "holder" in row.said:
            return self._by_key(report, row, row.said["holder"]) if row.said["holder"] else ""
        who = self.people.get(before)
        left = who is None or bool(who.leaves and who.leaves < self.described.org.on)
        if not left:
            return before
        return self._new(report, row) if row.said.get("name") or row.said.get("email") else None

    def _by_key(self, report: Report, row: Row, text: str) -> str | None:
        found = self.keys.find(text)
        if found and found in self.people:
            return found
        is_told = row.is_new or row.said.get("name") or row.said.get("email")
        if not is_told or len(text) > MAX_KEY:
            told = "No person has this key, so the holder was not changed. Write a key from the people table."
            report.note(row.number, "holder", text, told, "unknown-person")
            return None
        self.people[text] = Person(self.keys.add(text))
        return text

    def _new(self, report: Report, row: Row) -> str:
        """Somebody who is named without a key: whoever has that e-mail address alone, else a new person."""
        email, name = row.said.get("email", ""), row.said.get("name", "")
        same = [p.key for p in self.people.values() if email and p.email.casefold() == email.casefold()]
        if len(same) == 1:
            return str(same[0])
        key = self.keys.make(name or email.partition("@")[0])
        self.people[key] = Person(key)
        told = f"The holder has no key, so this is a new person with the key {key}."
        report.note(row.number, "holder", name or email, told, "new-person")
        return key

    def _tell(self, report: Report, row: Row, key: str, name: str) -> None:
        value, person = row.said[name], self.people[key]
        if value == getattr(person, name):
            return
        if len(value) > LIMITS[name]:
            told = f"This is {len(value)} characters long; the limit is {LIMITS[name]}. Shorten it. It was not changed."
            report.note(row.number, name, value, told, "too-long")
        elif (key, name) in self.said:
            told = (
                f"Elsewhere this person’s {name} is “{getattr(person, name)}”, which was used. Write the same in both."
            )
            report.note(row.number, name, value, told, "two-names")
        else:
            if name == "name" and not value:
                told = "The name was cleared, but the holder stays. To leave the position open, clear the holder too."
                report.note(row.number, name, person.name, told, "name-cleared")
            self.people[key] = person._replace(**{name: value})
            self.said.add((key, name))
