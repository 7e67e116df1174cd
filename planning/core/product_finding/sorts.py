"""What a name is, where it is no product: a craft, a function, a region, a market segment, a goal."""

from __future__ import annotations

from collections.abc import Sequence

from planning.core.product_finding.names import comparable, words_of
from planning.core.product_finding.places import PLACES as NAMES_OF_PLACES

# What somebody is skilled in, and no product by any reading.
CRAFTS = comparable(
    """
    frontend backend fullstack full stack front back end web ui ux ios android embedded firmware software hardware qa qe
    sdet sre test testing automation quality assurance design designer visual interaction motion brand graphic python
    java javascript typescript react angular vue ruby rails golang rust scala kotlin swift php node nodejs net dotnet c
    cplusplus sql salesforce sap oracle linux windows mainframe cobol research researcher researching writing content
    documentation technical tech agile scrum engineer engineering development developer programming coding architecture
    architect science scientist machine learning statistics accessibility localization localisation
    prototyping illustration video copy r go native mobile game gameplay unity unreal lead manager fpga asic mechanical
    electrical process user usability interface database administration site reliability solution
    """
)
# What may be a craft or a product: who names it decides.
AREAS = comparable(
    """
    platform infrastructure security data analytics ai ml machine learning cloud mobile web devops reliability
    observability tool tooling internal build release delivery productivity experience network networking system
    database integration api sdk quality automation dev developer foundation service application
    operations engineering core architecture information ci cd engine intelligence storage
    """
)
FUNCTIONS = comparable(
    """
    sales marketing finance financial legal hr people operations operation ops support customer success product
    engineering design technology communication communications recruiting recruitment recruiter talent strategy business
    procurement purchasing accounting tax treasury payroll audit compliance facility facilities office administration
    management executive leadership board founder service services account accounts revenue partnership partner
    channel alliance presale presales relation relations public corporate affair affairs training education learning
    human resource resources legal counsel risk governance event events pr media press brand advertising program
    programme project portfolio planning analysis analytics insight insights development r and d rnd research
    innovation technical it information professional consulting implementation onboarding enablement commercial
    production manufacturing supply chain logistics warehouse quality assurance maintenance safety health
    environment corporate investor general staff ceo cto cfo coo cpo
    transformation change excellence center centre global international regional
    """
)
SEGMENTS = comparable(
    """
    enterprise smb smbs sme smes mid midmarket market markets marketing segment commercial strategic
    startup b2b b2c b2b2c public sector federal government nonprofit key major named small medium large business
    customer client account corporate consumer self serve partner reseller vertical
    """
)
_SEGMENT_HEADS = comparable(
    """
    enterprise smb sme midmarket commercial strategic startup b2b b2c b2b2c sector federal nonprofit segment mid
    vertical reseller
    """
)
GOALS = comparable(
    """
    growth retention activation acquisition monetization monetisation engagement conversion adoption expansion nps
    churn revenue efficiency scale innovation early
    """
)
PROGRAMMES = comparable(
    """
    open source demand generation community education campaign campaigns university diversity inclusion
    sustainability outreach advocacy evangelism partnerships partnership internship graduate
    """
)
INTERNAL = comparable(
    """
    platform infrastructure data tool tooling internal build delivery devops reliability release quality test testing ci
    cd observability productivity foundation system security it workplace corporate architecture sre devsecops
    deployment deploy
    """
)
GENERIC = comparable("general other misc various common shared all core new vacancy tbd tbh na none unassigned")
PLACES = comparable(" ".join(NAMES_OF_PLACES))
SMALL = frozenset(["and", "of", "for", "the", "in"])
_GOAL_ENDINGS = ("driving", "improving", "increasing", "reducing", "growing", "raising", "boosting")

FUNCTION, CRAFT, REGION, SEGMENT, GOAL, PROGRAMME, AREA, NOTHING, NAME = (
    "function", "craft", "region", "segment", "goal", "programme", "area", "nothing", "name",
)  # fmt: skip

DOUBTS = {
    SEGMENT: "{} is a market segment, not a product.",
    GOAL: "{} reads like a goal, not a product.",
    PROGRAMME: "{} reads like a programme, not a product.",
    REGION: "{} is a place, not a product.",
    CRAFT: "{} is a craft, not a product.",
    AREA: "{} may be a field of work, not a product.",
}


def sort_of(name: str, means: str = "") -> str:
    """What a name is. `means` is its English, where its language is another."""
    found = _sort_of(words_of(name))
    return found if found != NAME or not means else _sort_of(words_of(means))


def _sort_of(words: Sequence[str]) -> str:
    told = [word for word in words if word not in SMALL]
    if not told or all(word in GENERIC or len(word) == 1 or word.isdigit() for word in told):
        return NOTHING
    if _is_place(told):
        return REGION
    if told[0] in _GOAL_ENDINGS or all(word in GOALS for word in told):
        return GOAL
    if all(word in SEGMENTS or word in PLACES for word in told) and any(word in _SEGMENT_HEADS for word in told):
        return SEGMENT
    if all(word in PROGRAMMES for word in told):
        return PROGRAMME
    return _kind_of_work(told)


def _is_place(told: Sequence[str]) -> bool:
    return "".join(told) in PLACES or all(word in PLACES or word in ("region", "market", "office") for word in told)


def _kind_of_work(told: Sequence[str]) -> str:
    crafts = all(word in CRAFTS for word in told)
    areas = all(word in AREAS for word in told)
    if areas and (len(told) == 1 or not crafts) and not all(word in FUNCTIONS for word in told):
        return AREA if len(told) == 1 or told[-1] not in ("platform", "experience", "infrastructure") else NAME
    if crafts:
        return CRAFT
    if all(word in FUNCTIONS or word in CRAFTS for word in told):
        return FUNCTION
    return NAME


def is_internal(name: str) -> bool:
    """Whether a product of this name looks like one for the organisation's own people."""
    words = words_of(name)
    experience = "experience" in words and "developer" in words
    return experience or any(word in INTERNAL for word in words)
