"""Cells that name nobody: blanks, words for a hire to come, and remarks where a name was expected."""

from __future__ import annotations

import re
from collections.abc import Collection

from planning.imports.cells.words import BLANKS, is_vacancy

# Nothing to say about these: the cell is as good as blank.
SILENT = BLANKS | {"nobody", "no one", "noone", "not needed", "not applicable", "not required", "none needed", "x-"}
_HIRE = re.compile(
    r"""^\W*(
    open | vacant | vacancy | hiring | recruiting | recruitment | unfilled | unstaffed | backfill | new\ hire |
    tb[dhcar] | to\ be\ \w+ | (currently\ |in\ )?(hiring|recruiting|recruitment) | job\ (ad|posting|post)\b.* |
    req\b.* |
    offen | unbesetzt | vakant | zu\ besetzen | ausgeschrieben | in\ besetzung | n\.?\ ?n\.? |
    à\ pourvoir | a\ pourvoir | à\ recruter | vacante? | poste\ (vacant|à\ pourvoir|ouvert) |
    recrutement(\ en\ cours)? |
    por\ (contratar|cubrir|definir) | vaga(\ aberta)? | a\ (contratar|definir) | em\ aberto |
    da\ (assumere|definire) | vacature | nog\ in\ te\ vullen | openstaand |
    未定 | 空席 | 募集中 | 採用中 | 待定 | 空缺 | 招聘中 | 待招聘 | 미정 | 공석 | 채용\ ?중
    )\W*((q[1-4]|h[12]|in|from|by|for|until|as\ of|ab|since|soon|role|position|job|headcount|\d)\b.*)?$""",
    re.I | re.X,
)
_REMARK = re.compile(
    r"""^\W*(
    too\ (early|soon|small) | not\ (yet|assigned|staffed|decided|covered)\b.* |
    (none|nobody|no\ one)\ (yet|assigned)? |
    later | pending | undecided | unassigned | unowned | unclear | unknown\b.* | open\ question |
    (to\ be\ )?discuss(ed)? |
    shared\b.* | (the\ )?(whole\ |entire\ |all\ )?(team|teams|everyone|everybody|all|us) | various | several |
    multiple |
    many | mixed | self[- ]?serve(d)? | community | external | outsourced | vendor | partner | agency | see\b.* |
    same( as above)? | ditto | idem | as\ above | rotat(es|ing|ion) | keine?r? | niemand | aucune? | personne |
    ninguno |
    nadie | nenhum | ninguém | nessuno | geen | なし | 无 | 無 | 없음
    )\W*$""",
    re.I | re.X,
)
HIRE, REMARK = "hire", "remark"


def absence(text: str) -> str:
    """HIRE where the words say nothing but that somebody is to be hired, REMARK where they name no person, else ''."""
    if _HIRE.match(text):
        return HIRE
    return REMARK if _REMARK.match(text) else ""


_NEEDLESS = re.compile(
    r"""^\W*( not\ (applicable|needed|required|relevant) | none\ needed | entfällt |
    nicht\ (nötig|relevant|erforderlich) |
    sans\ objet | non\ applicable | pas\ nécessaire | no\ (aplica|procede) | não\ se\ aplica | non\ applicabile |
    niet\ van\ toepassing | n\.?v\.?t | nie\ dotyczy )\W*$""",
    re.I | re.X,
)
_MARK = re.compile(r"n\s?/\s?a|n\.a\.?|s/o", re.I)


def is_needless(text: str, others: Collection[str]) -> bool:
    """Whether a cell says that nobody is needed. A mark such as “n/a” says so beside `others` that are left blank."""
    return bool(_NEEDLESS.match(text) or (_MARK.fullmatch(text.strip()) and "" in others))


def part_absence(text: str) -> str:
    """The same of a part that names at most one person: there, one word for a vacancy is enough."""
    return absence(text) or (HIRE if is_vacancy(text) else "")


def is_blank(text: str) -> bool:
    return text.casefold() in SILENT or bool(_NEEDLESS.match(text)) or not any(letter.isalnum() for letter in text)
