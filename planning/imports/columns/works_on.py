"""Columns of a people file that may name the product somebody works on: cost centres, products, projects.

They say nothing of a position as such, so they are read only where nothing else wants them; products are found by them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from planning.imports.columns.contents import Profile, profiles
from planning.imports.columns.spelling import words
from planning.imports.opening.read import Table

WORKS_ON = "works_on"
COST_CENTRE = (
    r"(cost|profit) ?(cent(er|re)s?)|kosten ?stellen?|profit ?center|cent(re|er)s? de (coûts?|couts?|profits?)|"
    r"centros? de (costos?|costes?|custos?|beneficios?)|centri? di costo|kostenplaats(en)?|kostnads ?ställen?|"
    r"kostnadssted|omkostningssted|kustannuspaikka|mpk|miejsce powstawania kosztów|masraf (yeri|merkezi)|"
    r"центр затрат|мвз|成本中心|利润中心|コストセンター|原価センタ|비용 ?센터|코스트 ?센터"
)
_PRODUCT = (
    r"(product|feature|solution|service|business|focus) (lines?|area|areas|group|groups|family|families|domain|pillar)|"
    r"products?|projects?|produkte?|produktlinien?|produktbereich|projekte?|produits?|gammes?( de produits?)?|projets?|"
    r"productos?|proyectos?|línea de productos?|produtos?|projetos?|linha de produtos?|prodott[oi]|progett[oi]|"
    r"linea di prodotto|producten|projecten|productlijn|produkter|prosjekt(er)?|tuote|tuotteet|projekti|produkty?|"
    r"ürün(ler)?|proje(ler)?|продукты?|проекты?|产品|产品线|项目|產品|產品線|專案|製品|プロダクト|プロジェクト|제품|프로덕트|프로젝트|"
    r"value streams?|work ?streams?|initiatives?|offerings?|solutions?|applications?|platforms?|"
    r"works? on|working on|assigned to product"
)
# What is inside of a team, where a column of teams stands beside it: a start-up of an incubator, a focus.
_INSIDE = (
    r"start ?ups?|squads?|crews?|pods?|special(i)?t(y|ies)|specialisations?|specializations?|focus|areas?|scopes?|"
    r"missions?|services?|initiatives?|work ?areas?|focus areas?|team ?/? ?function|sub ?teams?|"
    r"spécialités?|périmètres?|domaines?|équipes?|fokus|schwerpunkt|fachgebiet|themengebiet|especialidad|ámbito|área|"
    r"especialidade|ambito|specialità|aandachtsgebied|fokusområde"
)
_BEFORE = r"(main|primary|current|home|assigned|default|employee|worker|owning|own) "
_AFTER = (
    r" (name|names|title|desc|description|label|text|value|bezeichnung|bez|beschreibung|nom|libellé|nombre|nome|naam|"
    r"navn|namn|assignment|1|2|3)"
)
_HEADER = re.compile(rf"({_BEFORE})*({COST_CENTRE}|{_PRODUCT})(bezeichnung|name|namn|navn|naam)?({_AFTER})*")
_INNER = re.compile(rf"({_BEFORE})*({_INSIDE})({_AFTER})*")
_TEAMS = ("division", "department", "team", "team_path", "parent_team")
_WORD = re.compile(r"[^\W\d_]{3,}|[^\W\d_a-z]{2}|[\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7a3]")


def place_works_on(table: Table, found: Sequence[str | None], fixed: frozenset[int]) -> list[str | None]:
    """The fields with such columns among those that nobody settled and nothing else wants."""
    beside = any(name in _TEAMS for name in found)
    free = [i for i, name in enumerate(found) if i not in fixed and not name]
    wanted = [i for i in free if is_header(table.headers[i]) or (beside and is_inner(table.headers[i]))]
    if not wanted:
        return list(found)
    looks = profiles(table)
    return [WORKS_ON if i in wanted and _names_something(looks[i]) else name for i, name in enumerate(found)]


def is_header(header: str) -> bool:
    return bool(_HEADER.fullmatch(words(header)))


def is_inner(header: str) -> bool:
    """Whether beside a column of teams such a one says what somebody works on in theirs."""
    return bool(_INNER.fullmatch(words(header)))


def _names_something(look: Profile) -> bool:
    """Texts with words in them that are no addresses, days or answers; numbers alone name nothing."""
    odd = look.emails > 0.2 or look.dates > 0.2 or look.yes_no > 0.5 or look.statuses > 0.5
    return not odd and look.share("named", has_word) > 0


def has_word(cell: str) -> bool:
    return bool(_WORD.search(cell)) and "@" not in cell
