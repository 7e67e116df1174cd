"""What forms say of a value they do not take."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.models import CharField
from django.test import Client

from planning.privacy.forms import EraseForm
from portal.models import Organisation, Right
from tests.factories import MembershipFactory

EMPTY = SimpleUploadedFile("people.csv", b"")
LONG = SimpleUploadedFile("people.csv", b"1")
FRACTION = forms.DecimalField(max_digits=3, decimal_places=1)


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        (forms.IntegerField(max_value=50), "51", "Enter 50 or less."),
        (forms.IntegerField(min_value=1), "0", "Enter 1 or more."),
        (forms.IntegerField(step_size=5), "3", "Enter a multiple of 5."),
        (forms.CharField(max_length=3), "four", "This is 4 characters long; the limit is 3. Shorten it."),
        (forms.CharField(min_length=3), "a", "This is too short. Enter at least 3 characters."),
        (forms.CharField(), "a\x00", "It contains an invalid character. Type it again."),
        (forms.EmailField(), "ines", "Enter an e-mail address, such as ines@example.com."),
        (forms.URLField(assume_scheme="https"), "a b", "Enter a web address, such as https://example.com."),
        (forms.DecimalField(max_digits=2), Decimal(123), "Enter no more than 2 digits."),
        (FRACTION, Decimal("1.25"), "Enter no more than 1 digit after the decimal point."),
        (forms.FileField(), EMPTY, "The file is empty. Choose another."),
        (forms.FileField(max_length=5), LONG, "The file name is too long: use no more than 5 characters."),
        (forms.ChoiceField(choices=[("a", "A")]), "b", "This option is not available. Choose another."),
        (CharField(choices=[("a", "A")]).formfield(), "b", "This option is not available. Choose another."),
    ],
)
def test_a_value_that_is_not_taken_is_answered_in_plain_words(field: forms.Field, value: object, said: str) -> None:
    with pytest.raises(forms.ValidationError) as refused:
        field.clean(value)
    assert refused.value.messages == [said]


def test_forms_that_were_declared_at_import_say_the_same() -> None:
    form = EraseForm({"name": "x" * 301, "reason": "Asked"}, typed="x")
    assert form.errors["name"] == ["This is 301 characters long; the limit is 300. Shorten it."]


@pytest.mark.django_db
@pytest.mark.once
def test_a_page_says_it(organisation: Organisation) -> None:
    client = Client()
    client.force_login(MembershipFactory.create(organisation=organisation, right=Right.ADMIN).user)
    page = client.post(f"/o/{organisation.slug}/privacy/", {"leavers": "99", "notices": "1", "invitations": "90"})
    said = page.content.decode()
    assert "Enter 50 or less." in said
    assert "Enter 7 or more." in said
