"""What each field changes elsewhere, in words for whoever edits it."""

from __future__ import annotations

from typing import Final

HELP: Final[dict[str, str]] = {
    "role.name": "Shown in the guide, on the chart, on the coverage board and in every finding.",
    "role.code": "For badges and the coverage board, such as PM. Required if the role covers products.",
    "role.function": "The guide lists the role under it. Leaders of this function count as leaders of the role.",
    "role.focus": "Shown in the guide and in comparisons. No rule uses it.",
    "role.covers": "Products are staffed in this role: it gets a column on the coverage board, and findings "
    "about gaps, load, pairs, reporting lines and partners. It then needs an abbreviation, an overview "
    "and “When a product needs it”.",
    "role.leads": "People in this role count as leaders of the selected roles; findings suggest them as managers.",
    "role.order": "Its place among the roles in the guide and on the coverage board.",
    "role.slug": "The last part of the role's address, also used in files. It cannot be changed later.",
    "level.number": "Positions get a level from their titles. Level 5 and above counts as a leader.",
    "level.track": "Whether the level is for individual contributors or for managers.",
    "level.name": "What people at this level are usually called. Shown in the guide.",
    "nextstep.level": "The level someone moves on from.",
    "nextstep.to": "The role they can move to. Shown in the guide.",
    "nextstep.at": "The level they start at in that role.",
    "point.text": "One statement. Shown in the guide, with its source.",
    "pairpoint.text": "One statement about the two roles together. Shown where they are compared.",
    "citable.source": "Where the statement comes from. Shown as a footnote.",
    "citable.order": "Its place in the list.",
    "responsibility.name": "Shown on product pages and in findings about responsibilities.",
    "responsibility.text": "One sentence. Findings quote it.",
    "responsibility.roles": "The person who covers a product in this role is responsible for it there, "
    "unless someone else is named. If you clear a role, its findings close.",
    "responsibility.either": "Select this if more than one role can be responsible. One person on each "
    "product has to be; a product where no one is gets a finding.",
    "need.text": "Why and when a product needs someone in this role. Findings about gaps quote it.",
    "need.stages": "A product in one of these stages gets a finding if no one covers it in this role.",
    "need.audience": "For other products the coverage board says “not needed”.",
    "need.window": "This many days before a launch, the role is needed at any stage and a gap is urgent. "
    "0 turns this off.",
    "need.severity": "For the finding about a product that lacks this role.",
    "need.urgent": "For a gap in the urgent stages or shortly before a launch.",
    "need.urgent_stages": "In these stages a gap has the severity of an urgent gap.",
    "reportingline.text": "Who the role usually reports to. Findings about reporting lines quote it.",
    "reportingline.functions": "If the nearest leader above is in none of these functions, there is a finding.",
    "reportingline.lighter": "Under a leader in one of these functions, the finding is for information only.",
    "reportingline.level": "A manager at this level or above counts as that leader.",
    "reportingline.severity": "For the finding about someone whose leader is in another function.",
    "reportingline.leader": "For the finding that several people have this role and no one leads them.",
    "reportingline.short": "Select this to raise a finding where many managers stand between someone in "
    "the role and its top leader.",
    "point.weight": "How much a “yes” counts in “Which role suits me?”.",
    "norm.text": "What is usual, in one sentence. Findings about the number quote it, with its source.",
    "norm.counts": "Lineup counts this in each organisation.",
    "norm.of": "The function or role to compare with.",
    "norm.low": "A lower number raises a finding for information. 0 means no limit.",
    "norm.high": "A higher number raises a finding. 0 means no limit. Organisations can set their own.",
    "norm.severity": "For the finding where the number is higher.",
    "norm.name": "One short word that sets this rule apart from the others, such as “eng”.",
    "norm.market_only": "Leave out people who work on internal products only.",
    "competency.name": "Shown on scorecards and beside its questions.",
    "competency.text": "What it means for this role.",
    "question.text": "Interview kits for this role start with these.",
    "question.competency": "The competency that the answer is judged on.",
    "question.strong": "What to listen for.",
    "question.weak": "What should worry the interviewer.",
    "interviewstep.name": "Shown in interview plans.",
    "interviewstep.minutes": "How long it takes.",
    "interviewstep.interviewer": "Who should lead it.",
    "interviewstep.text": "What the step should find out.",
    "interviewstep.competencies": "The step's questions are about these.",
    "partner.text": "Who the role works with on a product. Findings about missing partners quote it.",
    "partner.name": "One short word that sets this rule apart from the others, such as “build”. If empty, "
    "the role's abbreviation is used.",
    "partner.functions": "Each product covered in this role should have someone from these functions.",
    "partner.any_of": "If not selected, someone from each function is needed.",
    "partner.stages": "If none is selected: whenever the product needs the role.",
    "partner.market_only": "Internal products need no partner of this kind.",
    "titlepattern.text": "What the title ends with: “product manager” also matches “Senior Product "
    "Manager, Payments”. {leader}, {manager} and {any} stand for all words of that kind, such as “Head "
    "of”. Used by imports and by findings about titles.",
    "titlepattern.whole": "No match if other words come before it.",
    "titlepattern.yields": "Another part of the title that names a role takes precedence.",
    "titlepattern.level": "Used if the title itself does not indicate a level, as “Senior” does.",
    "titlepattern.confidence": "Between 0 and 1. Below 0.7, an import asks whether it is right.",
    "titlepattern.function": "For a title that does not stand for a role.",
    "titlepattern.ask": "An import asks which of these is meant.",
    "pairing.works": "On every product covered in both roles, the two people should be paired. If they are "
    "not, there is a finding.",
    "pairing.one": "Shown first in the comparison.",
    "pairing.other": "Shown second in the comparison.",
    "pairing.slug": "The last part of the comparison's address. It cannot be changed later.",
    "function.name": "Shown in lists, filters and findings.",
    "function.aliases": "Other names for departments in this function, one per line. Imports recognise them.",
    "function.order": "Its place among the functions.",
    "function.slug": "Used in files. It cannot be changed later.",
    "language.name": "Shown in this list.",
    "language.slug": "Used in files. It cannot be changed later.",
    "translation.means": "For a title: the English words, such as “product manager”, “head” or “senior”. For a "
    "header: the field, such as “manager”, “email” or “title”, as listed in the import guide. For a "
    "status: “active”, “on-leave”, “suspended”, “inactive”, “vacant” or “future”.",
    "translation.words": "One per line. Parts of longer words count as well: “produkt” and “manager” match "
    "“Produktmanager”.",
    "source.title": "Shown in the guide's footnotes.",
    "source.address": "The web address, if it is online.",
    "source.note": "What a reader should know about it.",
    "source.slug": "Used in files. It cannot be changed later.",
}


def help_of(table: str, field: str) -> str:
    """The help text of a field, '' where its label says all."""
    return HELP.get(f"{table}.{field}") or HELP.get(f"citable.{field}", "")
