"""Products, who covers them, who partners, who is accountable."""

from __future__ import annotations

import json
from typing import Any

from django import forms
from django.utils.text import capfirst

from planning.core.changes import edits
from planning.core.changes.change import Change, add, remove
from planning.core.names import name_of
from planning.core.records import BACKUP, OWNER, STAGES, STAND_IN, Assignment, Link, Ownership, Product
from planning.forms.actions import EditAction, OnPositions, OnRecord, Revision, action, new_key
from planning.forms.days import DayField
from planning.forms.records import RecordField
from planning.organisation.codec import encode

KINDS = [(OWNER, "Owner"), (BACKUP, "Backup"), (STAND_IN, "Stand-in")]


class Covering(EditAction):
    """In which way a position covers a product."""

    role = forms.ChoiceField(
        label="Role", help_text="Partners, such as designers, engineers or sales, are assigned in their own role."
    )
    kind_ = forms.ChoiceField(label="Covers as", choices=KINDS, initial=OWNER)
    share = forms.IntegerField(min_value=1, max_value=100, initial=100, label="Share in %")
    starts = DayField(required=False, label="First day")
    ends = DayField(required=False, label="Last day")

    def prepare(self) -> None:
        super().prepare()
        self.choices("role", self.role_choices, empty="Choose a role")

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("starts") and data.get("ends") and data["ends"] < data["starts"]:
            self.add_error("ends", "The last day is before the first. Choose a later day.")
        return data

    def duty(self, product: str, position: str) -> list[Change]:
        data = self.cleaned_data
        values = {name: data[name] for name in ("role", "share", "starts", "ends")}
        duty = Assignment(new_key("asg"), product=product, position=position, kind=data["kind_"], **values)
        return edits.assign(self.org, duty)


@action("assign")
class Assign(Covering, OnPositions):
    """One or several positions come to cover a product."""

    verb, leads = "Assign to a product", ("product",)

    product = forms.ChoiceField(label="Product")

    def prepare(self) -> None:
        super().prepare()
        self.choices("product", self.record_choices("product"), empty=None)
        if not self.is_bound and self.keys:
            self.initial.setdefault("role", self.org.positions[self.keys[0]].role)

    def title(self) -> str:
        return f"Assign {self.names} to {name_of(self.org, 'product', self.cleaned_data['product'])}"

    def changes(self) -> list[Change]:
        return [change for key in self.keys for change in self.duty(self.cleaned_data["product"], key)]


@action("cover")
class Cover(Covering, OnRecord):
    """A product gets somebody who covers it."""

    verb, kind, leads = "Assign someone", "product", ("position",)

    position = RecordField("position", label="Position")

    def prepare(self) -> None:
        super().prepare()
        self.fields["role"].required = False
        self.choices("role", self.role_choices, empty="Their own role")

    def clean(self) -> dict[str, Any]:
        """In the role of whoever is assigned, where no other is chosen."""
        data = super().clean()
        position = self.org.positions.get(data.get("position") or "")
        if position and not data.get("role"):
            data["role"] = position.role
            if not position.role:
                self.add_error("role", "This position has no role yet. Choose one.")
        return data

    def title(self) -> str:
        return f"Assign {name_of(self.org, 'position', self.cleaned_data['position'])} to {self.names}"

    def changes(self) -> list[Change]:
        return self.duty(self.record.key, self.cleaned_data["position"])


@action("edit-assignment")
class EditAssignment(Covering, Revision):
    verb, kind = "Edit assignment", "assignment"
    revised = {
        "role": "role",
        "kind_": "kind",
        "share": "share",
        "starts": "starts",
        "ends": "ends",
        "counts": "counts",
    }

    counts = forms.BooleanField(
        required=False, label="Treat as covering", help_text="Even though the holder's own role is different."
    )

    @property
    def names(self) -> str:
        duty = self.record
        if duty is None:
            return ""
        return f"{name_of(self.org, 'position', duty.position)} on {name_of(self.org, 'product', duty.product)}"


class Removal(OnRecord):
    """A record goes away, and with it what belongs to it alone."""

    asks = False

    def changes(self) -> list[Change]:
        return [remove(self.org.on, self.record)]

    def title(self) -> str:
        return f"Remove {self.names}"


@action("unassign")
class Unassign(Removal):
    verb, kind = "Remove from product", "assignment"

    @property
    def names(self) -> str:
        duty = self.record
        if duty is None:
            return ""
        return f"{name_of(self.org, 'position', duty.position)} from {name_of(self.org, 'product', duty.product)}"


@action("unpair")
class Unpair(Removal):
    verb, kind = "Remove pairing", "link"

    @property
    def names(self) -> str:
        link = self.record
        if link is None:
            return ""
        return " and ".join(name_of(self.org, "position", key) for key in (link.one, link.other))


@action("remove-product")
class RemoveProduct(Removal):
    verb, kind = "Remove product", "product"

    def changes(self) -> list[Change]:
        key, org = self.record.key, self.org
        belongings = (*org.assignments.get(key, ()), *org.ownerships.get(key, ()), *org.links.get(key, ()))
        return [*(remove(org.on, record) for record in belongings), remove(org.on, self.record)]


class ProductFields(EditAction):
    name = forms.CharField(max_length=200, label="Name")
    stage = forms.ChoiceField(label="Stage", choices=[(stage, capfirst(stage)) for stage in STAGES], initial="build")
    market_facing = forms.BooleanField(
        required=False, initial=True, label="Market-facing", help_text="Otherwise it is internal."
    )
    launch = DayField(required=False, label="Launch date")
    launch_tier = forms.ChoiceField(
        required=False,
        label="Launch tier",
        choices=[("", "Not set"), ("large", "Large"), ("medium", "Medium"), ("small", "Small")],
    )
    team = forms.ChoiceField(required=False, label="Team")
    without = forms.MultipleChoiceField(
        required=False,
        label="Partners not needed",
        help_text="A self-serve product, for example, needs no sales.",
        widget=forms.CheckboxSelectMultiple,
    )

    def prepare(self) -> None:
        super().prepare()
        self.choices("team", self.record_choices("team"))
        roles = self.snapshot.content.roles.values()
        functions = {function for role in roles for partner in role.partners for function in partner.functions}
        self.choices("without", [(f, capfirst(self.snapshot.content.function_name(f))) for f in functions], empty=None)
        tier = self.initial.get("launch_tier", "")
        field = self.fields["launch_tier"]
        if isinstance(field, forms.ChoiceField) and tier and tier not in dict(field.choices):  # type: ignore[arg-type]
            field.choices = [*field.choices, (tier, tier)]  # type: ignore[misc]


FIELDS = ("name", "stage", "market_facing", "launch", "launch_tier", "team", "without")


@action("add-product")
class AddProduct(ProductFields):
    verb = "Add a product"

    def title(self) -> str:
        return f"Add {self.cleaned_data['name']}"

    def changes(self) -> list[Change]:
        values = {name: self.cleaned_data[name] for name in FIELDS} | {"without": tuple(self.cleaned_data["without"])}
        return [add(self.org.on, Product(new_key("prod"), **values))]


@action("edit-product")
class EditProduct(ProductFields, Revision):
    verb, kind = "Edit product", "product"
    revised = {name: name for name in FIELDS}

    def changes(self) -> list[Change]:
        """What somebody sets is no longer assumed."""
        changes = super().changes()
        return [_settled(self.record, change) for change in changes]


def _settled(product: Product, change: Change) -> Change:
    return _with_assumed(product, change, product.still_assumed(change.after or {}))


def _with_assumed(product: Product, change: Change, left: tuple[str, ...]) -> Change:
    """A change of the product that also says what stays assumed of it."""
    if left == product.assumed:
        return change
    before, after = change.before or {}, change.after or {}
    return change._replace(before={**before, "assumed": product.assumed}, after={**after, "assumed": left})


@action("confirm-product")
class ConfirmProduct(Revision):
    """What an import assumed of a product is right, or is what somebody chooses; what is not given is right."""

    verb, kind, asks = "Confirm assumptions", "product", False
    revised = {"stage": "stage", "market_facing": "market_facing"}

    stage = forms.ChoiceField(label="Stage", choices=[(stage, capfirst(stage)) for stage in STAGES])
    market_facing = forms.TypedChoiceField(
        label="Audience",
        choices=[("True", "Market-facing"), ("False", "Internal")],
        coerce=lambda text: text == "True",
    )

    def prepare(self) -> None:
        """What is not given is as it stands."""
        super().prepare()
        if self.is_bound and self.record is not None:
            now = encode({name: getattr(self.record, name) for name in self.revised}) or {}
            shown = {"base": json.dumps(now), **{name: str(value) for name, value in now.items()}}
            self.carry(**{name: value for name, value in shown.items() if name not in self.data})

    def title(self) -> str:
        return f"Confirm stage and audience of {self.names}"

    def changes(self) -> list[Change]:
        """Both are said then, whichever was changed."""
        changed = [_with_assumed(self.record, change, ()) for change in super().changes()]
        return changed or edits.revise(self.org, "product", self.record.key, assumed=())


@action("pair")
class Pair(OnRecord):
    verb, kind = "Pair counterparts", "product"

    one = RecordField("position", label="First position")
    other = RecordField("position", label="Second position")

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("one") and data.get("one") == data.get("other"):
            self.add_error("other", "A position cannot be its own counterpart. Choose another.")
        return data

    def title(self) -> str:
        one, other = (name_of(self.org, "position", self.cleaned_data[name]) for name in ("one", "other"))
        return f"Pair {one} and {other}"

    def changes(self) -> list[Change]:
        data = self.cleaned_data
        return edits.pair(
            self.org, Link(new_key("link"), product=self.record.key, one=data["one"], other=data["other"])
        )


@action("account")
class Account(OnRecord):
    verb, kind = "Set who is responsible", "product"
    help = "Leave the position empty if the person who covers the product is responsible."

    responsibility = forms.ChoiceField(label="Responsibility")
    position = RecordField("position", label="Responsible", required=False)

    def prepare(self) -> None:
        super().prepare()
        self.choices("responsibility", [(r.id, r.name) for r in self.snapshot.content.responsibilities], empty=None)

    def title(self) -> str:
        names = {r.id: r.name for r in self.snapshot.content.responsibilities}
        return f"Set who is responsible for {names[self.cleaned_data['responsibility']]} on {self.names}"

    def changes(self) -> list[Change]:
        data = self.cleaned_data
        return edits.account(
            self.org, Ownership(new_key("own"), self.record.key, data["responsibility"], data["position"])
        )
