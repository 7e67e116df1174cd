"""Two people edit at once, and neither overwrites the other in silence: one way for every form.

A form carries in its hidden field `seen` a token of what its author looked at. Whoever saves makes the token anew, of
the locked row and inside the transaction that writes. Where the two differ nothing is written: `Overtaken` says who
changed what meanwhile, in the same words everywhere; the form keeps what was typed, says at each field what it is now,
and carries the new token, so that saving again means it.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from decimal import Decimal
from hashlib import sha256
from typing import Any, ClassVar

from django import forms
from django.db import transaction
from django.db.models import Model, QuerySet
from django.forms.models import model_to_dict
from django.shortcuts import get_object_or_404
from django.utils.formats import date_format

FIELD = "seen"
SAVE_AGAIN = "Save again to use yours instead."
LOOK_AGAIN = "Review it, then decide again."
CONFLICT = 409


class Overtaken(Exception):
    """Somebody changed `what` since the author looked at it. `by` is who that was, where it is known; `then` tells the
    author how to go on."""

    def __init__(self, what: str = "this", by: object = None, then: str = LOOK_AGAIN) -> None:
        super().__init__(f"{by or 'Someone'} changed {what} meanwhile. {then}")


def token(state: object) -> str:
    """Tells one state from another. A version number stands for itself; anything else (values, rows, lists of them)
    for a digest of 16 characters."""
    if isinstance(state, int):
        return str(state)
    return sha256(json.dumps(_plain(state)).encode()).hexdigest()[:16]


def carried(data: Mapping[str, Any]) -> str:
    """The token that a request carries; '' where it carries none, and then it has seen nothing."""
    return str(data.get(FIELD, ""))


def check(seen: str | int, state: object, what: str = "this", by: object = None, then: str = LOOK_AGAIN) -> None:
    """Raises `Overtaken` unless `seen` is the token of `state`. Call it with the row locked."""
    if str(seen) != token(state):
        raise Overtaken(what, by, then)


def _plain(value: Any) -> Any:
    """A value as JSON has it: the same for what a form holds and for what a column holds."""
    if value is None or isinstance(value, bool | int | str):
        return "" if value is None else value
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    if isinstance(value, Model):
        return value.pk
    if isinstance(value, Mapping):
        return sorted([str(name), _plain(one)] for name, one in value.items())
    return [_plain(one) for one in _ordered(value)] if isinstance(value, Iterable) else str(value)


def _ordered(values: Iterable[Any]) -> list[Any]:
    """Records are told by their keys, in whatever order they come."""
    found = list(values)
    is_records = isinstance(values, QuerySet | set | frozenset) or (found and all(isinstance(v, Model) for v in found))
    return sorted((_plain(one) for one in found), key=str) if is_records else found


class OptimisticForm(forms.BaseForm):
    """A form of something that several people may have open; to be mixed in before the kind of form.

    Subclasses tell by `stored` what there is and by `write` how it is saved. `what` is what messages call it. Once it
    is kept, `before` is what there was and `after` the token of what there is; None where there was nothing.
    """

    what: ClassVar[str] = "this"
    is_overtaken = False
    before: dict[str, Any] | None = None
    after: str | None = None

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields[FIELD] = forms.CharField(required=False, max_length=40, widget=forms.HiddenInput)
        self.initial[FIELD] = token(self.state(self.stored()))

    def stored(self, *, lock: bool = False) -> dict[str, Any]:
        """What there is, by field. With `lock`, as it is now, and kept from others until the transaction ends."""
        raise NotImplementedError

    def state(self, stored: dict[str, Any]) -> object:
        """What the token is made of."""
        return stored

    def write(self) -> None:
        """Save what was typed. Called within the transaction that holds the lock."""
        raise NotImplementedError

    @property
    def status(self) -> int:
        """With which the page is answered that shows the form."""
        return CONFLICT if self.is_overtaken else 422 if self.errors else 200

    def keep(self, write: Callable[[], Any] | None = None) -> bool:
        """Save a valid form by `write`, unless what there is is no longer what its author saw; False then, and the
        form says what it is now."""
        with transaction.atomic():
            now = self.stored(lock=True)
            if self[FIELD].data == token(self.state(now)):
                (write or self.write)()
                self.before, self.after = now, token(self.state(self.stored(lock=True)))
                return True
        self.show_overtaken(Overtaken(self.what, then=SAVE_AGAIN), now, self.state(now))
        return False

    def show_overtaken(self, overtaken: Overtaken, now: Mapping[str, Any], state: object) -> None:
        """Say at each field what somebody else has made of it, where that is not what was typed, which stays."""
        self.is_overtaken = True
        typed = dict(self.cleaned_data)
        self.add_error(None, str(overtaken))
        for name, value in now.items():
            if name in typed and token([typed[name]]) != token([value]):
                self.add_error(name, _now(self.fields[name], value))
        data: Any = self.data
        data = data.copy()
        data[self.add_prefix(FIELD)] = token(state)
        self.data = data


class SharedForm(OptimisticForm, forms.ModelForm):  # type: ignore[type-arg]
    """A form of a row that several people may have open. Of the row only the form's own fields are written; a row that
    is not stored yet cannot be overwritten."""

    def stored(self, *, lock: bool = False) -> dict[str, Any]:
        # The instance of the form will not do: what is typed is put into it.
        self._row = self._locked() if lock else self.instance
        return model_to_dict(self._row, self._meta.fields)

    def _locked(self) -> Any:
        """Raises Http404 where somebody has removed it since the form was fetched."""
        rows = type(self.instance)._base_manager.select_for_update()
        return get_object_or_404(rows, pk=self.instance.pk)

    def keep(self, write: Callable[[], Any] | None = None) -> bool:
        if self.instance.pk:
            return super().keep(write)
        self.save()
        return True

    def write(self) -> None:
        for name in set(self._meta.fields or ()) & set(self.cleaned_data):
            setattr(self._row, name, getattr(self.instance, name))
        self._row.save()


def _now(field: forms.Field, value: Any) -> str:
    words = _in_words(field, value)
    return f"It is now: {words}" if isinstance(field.widget, forms.Textarea) else f"It is now {words}."


def _in_words(field: forms.Field, value: Any) -> str:
    """A stored value as the reader of the form knows it."""
    if value in (None, "", []):
        return "empty"
    if isinstance(value, bool):
        return "selected" if value else "not selected"
    if isinstance(value, date):
        return date_format(value)
    if isinstance(value, list):
        return ", ".join(_in_words(field, one) for one in value)
    if isinstance(field, forms.ChoiceField):
        choices: Any = field.choices
        labels = {str(choice): str(label) for choice, label in choices}
        return labels.get(str(value.pk if isinstance(value, Model) else value), str(value))
    return str(value)
