"""What a role does, and for whom: responsibilities, when a product needs it, whom it works with and reports to."""

from django.db import models

from roles.models.citable import Citable
from roles.models.pairing import Pairing
from roles.models.role import Role

SEVERITIES = [("critical", "Critical"), ("warning", "Warning"), ("info", "Info")]


class Responsibility(Citable):
    """Something that one person is accountable for on a product. It stands on the page of a role or of a pairing.

    `roles` are slugs: whose it is. With several, `either` says that any of them may have it, but one must.
    """

    role = models.ForeignKey(
        Role, models.CASCADE, to_field="slug", null=True, blank=True, related_name="responsibilities"
    )
    pairing = models.ForeignKey(
        Pairing, models.CASCADE, to_field="slug", null=True, blank=True, related_name="responsibilities"
    )
    name = models.CharField(max_length=120)
    roles = models.JSONField("responsible role", default=list, blank=True)
    either = models.BooleanField("shared: needs one owner", default=False)

    class Meta(Citable.Meta):
        verbose_name_plural = "responsibilities"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(role=None) ^ models.Q(pairing=None), name="responsibility_stands_on_one_page"
            )
        ]


class Need(Citable):
    """When a product needs the role (see `planning.core.content.Need`). `window` is in days before the launch."""

    class Audience(models.TextChoices):
        ANY = "any", "Any product"
        MARKET = "market", "Market-facing products"
        INTERNAL = "internal", "Internal products"

    role = models.OneToOneField(Role, models.CASCADE, to_field="slug", related_name="need")
    stages = models.JSONField(default=list)
    audience = models.CharField(max_length=10, choices=Audience.choices, default=Audience.ANY)
    window = models.PositiveSmallIntegerField(default=0)
    severity = models.CharField(max_length=10, choices=SEVERITIES, default="warning")
    urgent = models.CharField(max_length=10, choices=SEVERITIES, default="critical")
    urgent_stages = models.JSONField(default=list, blank=True)


class ReportingLine(Citable):
    """Whom the role typically reports to: a leader of `functions`, at `level` or above. Another leader is a
    finding of `severity`, or only an information where the leader's function is one of `lighter`. `leader` is how
    grave it is that several people have no leader of their own; `short` says that a long line is flagged."""

    role = models.OneToOneField(Role, models.CASCADE, to_field="slug", related_name="line")
    functions = models.JSONField(default=list)
    lighter = models.JSONField(default=list, blank=True)
    level = models.PositiveSmallIntegerField(default=5)
    severity = models.CharField(max_length=10, choices=SEVERITIES, default="warning")
    leader = models.CharField("no leader", max_length=10, choices=SEVERITIES, default="warning")
    short = models.BooleanField("check long reporting lines", default=True)


class Norm(Citable):
    """A number that holds for a role elsewhere, from a survey or from experience: rules flag what lies outside it. See
    `planning.core.content.Norm` for what each way of counting counts. 0: no bound. `name` ends the id of a ratio's
    rule (ratio-eng)."""

    class Counts(models.TextChoices):
        PRODUCTS = "products", "Live products per holder"
        COUNTERPARTS = "counterparts", "People in another role whose products one holder covers"
        PEOPLE = "people", "People in a function or role per holder"
        HOLDERS = "holders", "Holders per person in a function or role"

    role = models.ForeignKey(Role, models.CASCADE, to_field="slug", related_name="norms")
    name = models.SlugField(max_length=20, blank=True)
    counts = models.CharField(max_length=12, choices=Counts.choices)
    of = models.CharField("of function or role", max_length=80, blank=True)
    low = models.PositiveSmallIntegerField("at least", default=0)
    high = models.PositiveSmallIntegerField("at most", default=0)
    severity = models.CharField("above", max_length=10, choices=SEVERITIES, default="warning")
    market_only = models.BooleanField("only people on products in the market", default=False)

    class Meta(Citable.Meta):
        verbose_name = "benchmark"


class Partner(Citable):
    """Functions that the role works with on a product: each of them, or (`any_of`) at least one. `name` ends the
    rule's id (partner-build); blank: the role's short name does."""

    role = models.ForeignKey(Role, models.CASCADE, to_field="slug", related_name="partners")
    name = models.SlugField(max_length=20, blank=True)
    functions = models.JSONField(default=list)
    any_of = models.BooleanField("one of them is enough", default=False)
    stages = models.JSONField(default=list, blank=True)
    market_only = models.BooleanField("only for products in the market", default=False)
