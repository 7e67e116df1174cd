"""What forms say of a value that they do not take, in the words of the pages in place of Django's.

Fields copy these texts when a form is declared, so they are put in place before any is: by `portal/apps.py`, at its
import.
"""

from __future__ import annotations

from typing import Any

from django import forms
from django.core import validators
from django.db import models
from django.forms.models import ModelMultipleChoiceField
from django.utils.translation import ngettext_lazy

GONE = "This option is not available. Choose another."
_FIGURES = "Enter no more than %(max)s digit"
# What a validator says of any value.
_MESSAGES: dict[Any, Any] = {
    validators.MaxValueValidator: "Enter %(limit_value)s or less.",
    validators.MinValueValidator: "Enter %(limit_value)s or more.",
    validators.StepValueValidator: "Enter a multiple of %(limit_value)s.",
    validators.MaxLengthValidator: "This is %(show_value)d characters long; the limit is %(limit_value)d. Shorten it.",
    validators.MinLengthValidator: ngettext_lazy(
        "This is too short. Enter at least %(limit_value)d character.",
        "This is too short. Enter at least %(limit_value)d characters.",
        "limit_value",
    ),
    validators.EmailValidator: "Enter an e-mail address, such as ines@example.com.",
    validators.URLValidator: "Enter a web address, such as https://example.com.",
    validators.ProhibitNullCharactersValidator: "It contains an invalid character. Type it again.",
}
# The same where a validator has several things to say, and what fields say themselves, by the name of each.
_BY_NAME: dict[Any, dict[str, Any]] = {
    validators.DecimalValidator: {
        "max_digits": ngettext_lazy(f"{_FIGURES}.", f"{_FIGURES}s.", "max"),
        "max_decimal_places": ngettext_lazy(
            f"{_FIGURES} after the decimal point.", f"{_FIGURES}s after the decimal point.", "max"
        ),
        "max_whole_digits": ngettext_lazy(
            f"{_FIGURES} before the decimal point.", f"{_FIGURES}s before the decimal point.", "max"
        ),
    },
    forms.FileField: {
        "invalid": "No file was received. Choose one.",
        "missing": "No file was received. Choose one.",
        "empty": "The file is empty. Choose another.",
        "max_length": ngettext_lazy(
            "The file name is too long: use no more than %(max)d character.",
            "The file name is too long: use no more than %(max)d characters.",
            "max",
        ),
        "contradiction": "Choose a file or select the checkbox, not both.",
    },
    forms.ImageField: {"invalid_image": "The file is not a readable picture. Choose another."},
    forms.URLField: {"invalid": "Enter a web address, such as https://example.com."},
    forms.ChoiceField: {"invalid_choice": GONE},
    forms.MultipleChoiceField: {"invalid_choice": GONE, "invalid_list": GONE},
    forms.TypedMultipleChoiceField: {"invalid_choice": GONE},
    forms.ModelChoiceField: {"invalid_choice": GONE},
    ModelMultipleChoiceField: {"invalid_choice": GONE, "invalid_list": GONE, "invalid_pk_value": GONE},
    models.Field: {"invalid_choice": GONE, "unique": "One with this %(field_label)s already exists."},
}


def put_in_place() -> None:
    """Once, for the whole process."""
    for validator, message in _MESSAGES.items():
        validator.message = message
    for field, messages in _BY_NAME.items():
        if issubclass(field, validators.DecimalValidator):
            field.messages = messages
        else:
            field.default_error_messages = {**field.default_error_messages, **messages}
