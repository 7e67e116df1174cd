"""The row of a group without a manager, as a form: whom all of it is to report to."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from zlib import crc32

from django import forms

from planning.forms.records import RecordField
from planning.organisation.snapshot import Snapshot
from planning.setup import managers


class MoveForm(forms.Form):
    """`planned` is what a valid form would do."""

    manager = RecordField("position", error_messages={"required": "Choose a manager for them."})

    def __init__(self, snapshot: Snapshot, cause: managers.Cause, data: Mapping[str, Any] | None = None) -> None:
        super().__init__(data, auto_id=f"{_place(cause)}-%s")
        self.snapshot, self.cause = snapshot, cause
        self.planned: managers.Move | None = None
        field = self.fields["manager"]
        assert isinstance(field, RecordField)
        field.org = snapshot.org
        field.label = f"Move {cause.size} under"
        field.widget.attrs["placeholder"] = "Name, title or e-mail"

    def clean_manager(self) -> str:
        key: str = self.cleaned_data["manager"]
        if key not in self.snapshot.org.positions:
            raise forms.ValidationError("This position has ended. Choose another one.")
        self.planned = managers.move(self.snapshot, self.cause, key)
        if not self.planned.positions:
            raise forms.ValidationError("They would report to themselves. Choose someone else.")
        return key

    @property
    def place(self) -> str:
        """The name of its row in the page, the same while the row is there."""
        return _place(self.cause)

    @property
    def told(self) -> str:
        """The manager whose warning the form shows, '' where it shows none."""
        return self.planned.manager if self.planned and self.planned.warning and self.is_valid() else ""


def _place(cause: managers.Cause) -> str:
    return f"cause-{crc32(cause.name.encode())}"
