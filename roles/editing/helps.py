"""What each field changes elsewhere, in words for whoever edits it."""

from __future__ import annotations

from typing import Final

HELP: Final[dict[str, str]] = {
    "role.name": "As it stands in the guide, on the chart, on the coverage board and in every finding.",
    "role.code": "The short name on badges, and the end of rule names: with PM there is a rule cov-pm. Needed where "
    "products are covered in this role.",
    "role.function": "The guide lists the role under it. Leaders of this function count as the role's own leaders.",
    "role.focus": "Shown in the guide and in comparisons; no rule looks at it.",
    "role.covers": "Gives the role a column on the coverage board, and the rules on coverage, load, pairs, reporting "
    "lines and partners. It then needs a code, an overview and when a product needs it.",
    "role.leads": "Who holds this role counts as a leader of these; findings propose them as managers.",
    "role.order": "Where the role stands among the others: in the guide, and among columns of the coverage board.",
    "role.slug": "The end of the role's address, and what files and addresses call it. It cannot be changed later.",
    "level.number": "The step that positions are put on by their titles. 5 and above counts as a leader.",
    "level.track": "Whether the step belongs to the individual or to the manager side of the ladder.",
    "level.name": "The usual title on this step, as the ladder in the guide shows it.",
    "nextstep.level": "The step that somebody leaves.",
    "nextstep.to": "The role they may go on to; the guide draws the way.",
    "nextstep.at": "The step of that role they arrive on.",
    "point.text": "One statement. Readers see it in the guide, with its source.",
    "pairpoint.text": "One statement about the two roles together. Readers see it where they are compared.",
    "citable.source": "Where the statement comes from; the guide shows it as a footnote.",
    "citable.order": "Its place in the list.",
    "responsibility.name": "On product pages and in the findings about who is accountable.",
    "responsibility.text": "What it is, in a sentence. Findings quote it.",
    "responsibility.roles": "Who is accountable on a product unless somebody else is named. Removing it here closes the "
    "findings about it.",
    "responsibility.either": "Any of the roles ticked may have it, but one must: the finding is then that nobody has.",
    "need.text": "Why and when a product needs somebody in this role. The findings about missing coverage quote it.",
    "need.stages": "A product in one of these stages without somebody in the role is flagged.",
    "need.audience": "Which products are meant; the board says “not needed” for the others.",
    "need.window": "From so many days before a launch the role is needed in any stage, and a gap is urgent. 0: no.",
    "need.severity": "How grave a gap is as a rule.",
    "need.urgent": "How grave it is in the urgent stages and shortly before a launch.",
    "need.urgent_stages": "The stages in which a gap is urgent.",
    "reportingline.text": "Whom the role typically reports to. The findings about reporting lines quote it.",
    "reportingline.functions": "Somebody in the role whose first leader upwards is of none of these is flagged.",
    "reportingline.lighter": "Under a leader of one of these it is flagged as an information only.",
    "reportingline.level": "From which step on a manager counts as that leader.",
    "reportingline.severity": "How grave another leader is.",
    "reportingline.leader": "How grave it is that several people in the role have no leader of their own.",
    "reportingline.short": "Flag more than a few managers between the role and its top leader.",
    "point.weight": "How much a yes to it counts in “Which role suits me?”.",
    "norm.text": "What is usual, in a sentence. The findings about the number quote it, with its source.",
    "norm.counts": "What is counted on each organisation.",
    "norm.of": "Whom it is counted against.",
    "norm.low": "Below it an information is raised. 0: no bound.",
    "norm.high": "Above it a finding is raised. 0: no bound. It is the default that organisations may change.",
    "norm.severity": "How grave it is to be above.",
    "norm.name": "Ends the name of a ratio's rule, as in ratio-eng.",
    "norm.market_only": "Count only who is on products for the market.",
    "partner.text": "With whom the role works on a product. The findings about missing partners quote it.",
    "partner.name": "Ends the name of the rule, as in partner-build. Blank: the role's code does.",
    "partner.functions": "Functions looked for on each product that somebody in the role covers.",
    "partner.any_of": "One of them is enough; otherwise each is looked for.",
    "partner.stages": "When they are looked for; none ticked: whenever the product needs the role.",
    "partner.market_only": "Look for them only on products that are in the market.",
    "titlepattern.text": "Words that end a job title: “product manager” also reads “Senior Product Manager, Payments”. "
    "{leader}, {manager} and {any} stand for every such post. Imports and the findings about titles follow.",
    "titlepattern.whole": "Only where nothing more stands before it.",
    "titlepattern.yields": "Only where no other part of the title says more.",
    "titlepattern.level": "The step that such a title means, where it does not say it itself.",
    "titlepattern.confidence": "Between 0 and 1. Below 0.8 an import asks.",
    "titlepattern.function": "The function of such a title, where no role tells it.",
    "titlepattern.ask": "The roles to choose from where the title alone cannot tell; the likeliest first in the guide.",
    "pairing.works": "A product that is covered in both needs a working link between the two people.",
    "pairing.one": "The role on the left of the comparison.",
    "pairing.other": "The role on the right.",
    "pairing.slug": "The end of the comparison's address. It cannot be changed later.",
    "function.name": "As lists, filters and findings call it.",
    "function.aliases": "Names that departments of this function go by, one a line. Imports read departments by them.",
    "function.order": "Where it stands among the others.",
    "function.slug": "What files call it. It cannot be changed later.",
    "source.title": "As the guide's footnotes call it.",
    "source.address": "Where it can be read, if it can.",
    "source.note": "What a reader should know about it.",
    "source.slug": "What files call it. It cannot be changed later.",
}


def help_of(table: str, field: str) -> str:
    """The help text of a field, '' where its label says all."""
    return HELP.get(f"{table}.{field}") or HELP.get(f"citable.{field}", "")
