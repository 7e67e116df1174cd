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
    "role.leads": "People in this role count as leaders of the roles ticked; findings propose them as managers.",
    "role.order": "Its place among the roles, in the guide and on the coverage board.",
    "role.slug": "The last part of the role's address, also used in files. It cannot be changed later.",
    "level.number": "Positions get a step from their titles. Step 5 and above counts as a leader.",
    "level.track": "Whether the step is for individual contributors or for managers.",
    "level.name": "What people on this step are usually called. Shown in the guide.",
    "nextstep.level": "The step someone moves on from.",
    "nextstep.to": "The role they can move to. Shown in the guide.",
    "nextstep.at": "The step they start on in that role.",
    "point.text": "One statement. Readers see it in the guide, with its source.",
    "pairpoint.text": "One statement about the two roles together. Readers see it where they are compared.",
    "citable.source": "Where the statement comes from. Shown as a footnote.",
    "citable.order": "Its place in the list.",
    "responsibility.name": "Shown on product pages and in findings about responsibilities.",
    "responsibility.text": "One sentence. Findings quote it.",
    "responsibility.roles": "Whoever covers a product in this role is responsible for it there, unless "
    "someone else is named. If you untick a role, its findings close.",
    "responsibility.either": "Tick this if more than one role can be responsible: one person on each "
    "product has to be, and a product where no one is gets a finding.",
    "need.text": "Why and when a product needs someone in this role. Findings about gaps quote it.",
    "need.stages": "A product in one of these stages gets a finding if no one covers it in this role.",
    "need.audience": "For other products the coverage board says “not needed”.",
    "need.window": "This many days before a launch the role is needed whatever the stage, and a gap is "
    "urgent. 0 turns this off.",
    "need.severity": "Of the finding about a product that lacks this role.",
    "need.urgent": "In the urgent stages and shortly before a launch.",
    "need.urgent_stages": "In these stages a gap has the severity of an urgent gap.",
    "reportingline.text": "Who the role usually reports to. Findings about reporting lines quote it.",
    "reportingline.functions": "If the nearest leader above is of none of these functions, there is a finding.",
    "reportingline.lighter": "Under a leader of one of these functions the finding is for information only.",
    "reportingline.level": "A manager on this step or above counts as that leader.",
    "reportingline.severity": "Of the finding about someone whose leader is of another function.",
    "reportingline.leader": "Of the finding that several people have this role and no one leads them.",
    "reportingline.short": "Tick this for a finding where many managers stand between someone in the role "
    "and its top leader.",
    "point.weight": "How much a “yes” counts in “Which role suits me?”.",
    "norm.text": "What is usual, in a sentence. Findings about the number quote it, with its source.",
    "norm.counts": "Lineup counts this in every organisation.",
    "norm.of": "The function or role that it is compared with.",
    "norm.low": "Below this number there is a finding for information. 0 means no limit.",
    "norm.high": "Above this number there is a finding. 0 means no limit. Organisations can set their own number.",
    "norm.severity": "Of the finding where the number is higher.",
    "norm.name": "One short word that tells this rule from the others, such as “eng”.",
    "norm.market_only": "Leave out people who work on internal products only.",
    "competency.name": "Shown on scorecards and beside its questions.",
    "competency.text": "What it means for this role.",
    "question.text": "Interview kits for this role start with these.",
    "question.competency": "What the answer is judged on.",
    "question.strong": "What to listen for.",
    "question.weak": "What should worry the interviewer.",
    "interviewstep.name": "Shown in interview plans.",
    "interviewstep.minutes": "How long it takes.",
    "interviewstep.interviewer": "Who should lead it.",
    "interviewstep.text": "What the step is to find out.",
    "interviewstep.competencies": "Its questions are about these.",
    "partner.text": "Who the role works with on a product. Findings about missing partners quote it.",
    "partner.name": "One short word that tells this rule from the others, such as “build”. If empty, the "
    "abbreviation of the role is used.",
    "partner.functions": "Each product covered in this role should have someone from these functions.",
    "partner.any_of": "If not ticked, someone from each function is needed.",
    "partner.stages": "If none is ticked: whenever the product needs the role.",
    "partner.market_only": "Internal products need no partner of this kind.",
    "titlepattern.text": "What the title ends with: “product manager” also fits “Senior Product Manager, "
    "Payments”. {leader}, {manager} and {any} stand for all words of that kind, such as “Head of”. Used "
    "by imports and by findings about titles.",
    "titlepattern.whole": "Not where other words come before it.",
    "titlepattern.yields": "Another part of the title that names a role wins.",
    "titlepattern.level": "Used if the title itself does not say one, as “Senior” does.",
    "titlepattern.confidence": "Between 0 and 1. Below 0.7 an import asks whether it is right.",
    "titlepattern.function": "For a title that stands for no role.",
    "titlepattern.ask": "An import asks which of these is meant.",
    "pairing.works": "On every product covered in both roles the two people should be paired; if they are "
    "not, there is a finding.",
    "pairing.one": "Shown first in the comparison.",
    "pairing.other": "Shown second in the comparison.",
    "pairing.slug": "The last part of the comparison's address. It cannot be changed later.",
    "function.name": "Shown in lists, filters and findings.",
    "function.aliases": "What departments of this function are called elsewhere, one per line. Imports recognise them.",
    "function.order": "Its place among the functions.",
    "function.slug": "Used in files. It cannot be changed later.",
    "language.name": "Shown in this list.",
    "language.slug": "Used in files. It cannot be changed later.",
    "translation.means": "Of a title: English words as titles are written: “product manager”, “head”, "
    "“senior”. Of a header: the field, “manager”, “email”, “title”, as the table in the import guide "
    "names them. Of a status: active, on-leave, suspended, inactive, vacant or future.",
    "translation.words": "One per line. Parts of longer words count, too: “produkt” and “manager” read "
    "“Produktmanager”.",
    "source.title": "Shown in the footnotes of the guide.",
    "source.address": "Where it can be read online, if it can.",
    "source.note": "What a reader should know about it.",
    "source.slug": "Used in files. It cannot be changed later.",
}


def help_of(table: str, field: str) -> str:
    """The help text of a field, '' where its label says all."""
    return HELP.get(f"{table}.{field}") or HELP.get(f"citable.{field}", "")
