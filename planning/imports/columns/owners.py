"""Headers of a products file that name a person without saying in which role: its owner, lead or contact."""

from __future__ import annotations

import re

OWNER, CONTACT = "owner", "contact"
# Words beside which a column's role may stand: “PM Owner”, “Lead PM”.
BESIDE = re.compile(
    r"\b(owners?|owned by|leads?|dri|responsible|accountable|contacts?|assigned|in charge|verantwortlich\w*|"
    r"zuständig\w*|responsables?|référente?s?|responsável|responsabile|referente|encargad[oa]|verantwoordelijke|"
    r"eigenaar)\b",
    re.I,
)
_OWNER = re.compile(
    r"""^(
    (product\ |area\ |feature\ |current\ |main\ |primary\ )?(owners?|leads?|leaders?|drivers?) | managers? |
    produkt-?leit(er|erin|ung) |
    owned\ by | owner\ ?(\(s\))? | led\ by | driven\ by | managed\ by | dri | directly\ responsible\ individual |
    (product\ )?(responsible|accountable)(\ (person|individual|party|owner|manager|lead))? | responsibility |
    person\ (responsible|in\ charge) | in\ charge | who | product\ (person|people) | people | staff(ed\ by)? |
    assignees? | assigned(\ to)? |
    (produkt)?(verantwortliche?[rns]?|eigner(in)?|zuständige?[rn]?|zuständig|leitung|inhaber(in)?) | betreut\ von |
    (produit\ )?(responsables?|propriétaires?|pilotes?|porteurs?|référente?s?)(\ (du\ )?produit)? | en\ charge |
    (propietari[oa]|encargad[oa]|dueñ[oa]|líder|lider|a\ cargo)(\ (de|del)\ producto)? |
    (responsável|responsáveis|dono|dona|proprietári[oa])(\ (do|pelo)\ produto)? |
    (responsabile|responsabili|proprietari[oa]|titolare)(\ (del|di)\ prodotto)? |
    (product)?(eigenaar|verantwoordelijke)n? | trekker |
    (プロダクト|製品)?(担当者?|責任者|オーナー|リーダー) | (产品|產品)?(负责人|負責人|所有者|担当) |
    (제품\ ?)?(담당자?|책임자|오너|리더)
    )$""",
    re.I | re.X,
)
_CONTACT = re.compile(
    r"""^(
    (main\ |key\ |product\ |primary\ )?(contacts?|poc|point\ of\ contact|champions?) |
    (executive\ |exec\ |business\ )?(sponsors?|stakeholders?) | advisors? | (ansprechpartner|kontakt)(in)? |
    référent\ métier | contacto | contato | contatto | contactpersoon | 連絡先 | 联系人 | 연락처
    )$""",
    re.I | re.X,
)
_NAMING = re.compile(r"\b(names?|e-?mails?|e-?mail address(es)?|ids?)\b|[\(\[].*?[\)\]]", re.I)


def owner_column(header: str) -> str | None:
    """OWNER, CONTACT, or None where the header is neither."""
    words = " ".join(_NAMING.sub(" ", header.replace("_", " ")).split()).strip(" -:/#")
    if _OWNER.match(words):
        return OWNER
    return CONTACT if _CONTACT.match(words) else None
