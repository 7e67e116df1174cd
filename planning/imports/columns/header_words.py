"""What a header says by its words, where no list knows it: "Manager - Work email", "Worker's Manager".

Nothing is read from a header with words that are not understood: "Account Manager" is nobody's manager.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from planning.core.recalled import recalled
from planning.imports.columns.header_patterns import OWN
from planning.imports.columns.spelling import words

# Not for Lineup; what a column of these holds is never guessed from its cells either.
PRIVATE = re.compile(
    r"\b(birth\w*|dob|age|gender|sex|ethnicity|race|religion|marital|nationality|citizenship|phone|telephone|mobile|"
    r"fax|street|address(?! email)|zip|postal|postcode|ssn|social security|national id|passport|visa|iban|bank|tax|"
    r"insurance|password|photo|picture|image|avatar|url|link|linkedin|personal|private|home|emergency|spouse|"
    r"notes?|comments?|tags?|bio|about|salary|pay|wages?|compensation|bonus|equity|cost|"
    r"geburts\w*|geschlecht|naissance|sexe|nacimiento|sexo|nascimento|nascita|geboorte\w*)\b"
    r"|生日|出生|性别|性別|電話|电话|手机|携帯|생년월일|성별|전화",
    re.I,
)
# People who stand beside somebody without leading them.
BESIDE = re.compile(
    r"\b(hr|hrbp|human resources?|people partner|business partner|recruiter|recruiters|buddy|mentor|coach|approver|"
    r"approvers|approved by|deputy|delegate|assistant|created by|modified by|updated by|backup|sponsor|referred by|"
    r"payroll contact|emergency contact|interviewer|candidate)\b"
)
_MANAGER = re.compile(
    r"\b(reports? (?:to|into|in to)|reporting (?:to|into)|reporting (?:manager|officer|supervisor|line|person)|"
    r"solid line|line manager|"
    r"team lead(?:er)?|managed by|supervised by|managers?|mgr|people leader|supervisors?|boss|superior|upline)\b"
)
_DOTTED = re.compile(
    r"\b(dotted(?: line)?|matrix|secondary|second|additional|other|functional|indirect|alternate|alt|2|2nd|3|3rd|two)\b"
)
_FAR = re.compile(
    r"\b(is|has|flag|count|total|number of|skip|level|layer|title|job|designation|department|division|location|office|"
    r"n [2-9]|grade|phone|role|since|start|date|effective|status|type|rating|self|of managers?|reports|position name)\b"
)
_HOW = (
    (
        "email",
        re.compile(r"\b((work |business |company |primary )?(email|mail|upn|user principal name)( address)?)\b"),
    ),
    ("first_name", re.compile(r"\b(first|given|fore) ?name\b")),
    ("last_name", re.compile(r"\b((last|family) ?name|surname)\b")),
    ("id", re.compile(r"\b(ids?|number|no|num|code|key|reference|external id|uid|guid|uuid)\b")),
    ("name", re.compile(r"\b((?:full |display |preferred |legal )?names?)\b")),
)
_OPENING = re.compile(r"^[ s]*(req|requisition)( id| number)?$|^(req|requisition) ")
_FILLING = re.compile(
    r"\b(employees?|workers?|persons?|persons|staff|associates?|positions?|direct|immediate|current|primary|main|people|"
    r"first|1st|supervisory|assigned|the|to|line|s|external|internal|work|by|required|optional|read only|solid|user|"
    r"relationships?|company|business|default|n 1|1|01)\b"
)
_MARKS = re.compile(r"\b(required|optional|read only|mandatory|overwrite|global|local|custom|field|cf)\b")


@recalled(most=2048)
def field_of(header: str) -> str:
    """The field of people files that the words of a header name; '' where they name none."""
    text = " ".join(_MARKS.sub(" ", words(header)).split())
    if not text or len(text) > 80:
        return ""
    own = next((field for field, pattern in OWN if pattern.fullmatch(text)), "")
    return own or _manager(text)


def _manager(text: str) -> str:
    """`manager`, `dotted`, or the parts of a manager's name; '' where the header says something else of a manager."""
    found = _MANAGER.search(text)
    if not found or BESIDE.search(text) or _FAR.search(text.replace(found[0], " ", 1)):
        return ""
    rest = text.replace(found[0], " ", 1)
    dotted = _DOTTED.search(rest)
    rest = _DOTTED.sub(" ", rest)
    if _OPENING.search(rest):
        return "manager_requisition"
    how = next((name for name, pattern in _HOW if pattern.search(rest)), "")
    for _, pattern in _HOW:
        rest = pattern.sub(" ", rest)
    if _MANAGER.sub(" ", _FILLING.sub(" ", rest)).strip():
        return ""
    if dotted:
        return "dotted"
    return f"manager_{how}" if how in ("first_name", "last_name") else "manager"


def is_about_manager(header: str) -> bool:
    """Whether the header speaks of the manager, whatever of them: title, level, department."""
    return bool(_MANAGER.search(words(header)))


def told_apart(header: str) -> str:
    """How a header says that its cells name somebody: `id`, `email`, `name` or ''."""
    text = words(header)
    return next((name for name, pattern in _HOW if name in ("id", "email", "name") and pattern.search(text)), "")


def is_placeable(header: str, taken: Mapping[str, object]) -> bool:
    """Whether a column with this header may be placed by what its cells hold."""
    text = words(header)
    return (
        not PRIVATE.search(text) and not BESIDE.search(text) and not (is_about_manager(header) and "manager" in taken)
    )
