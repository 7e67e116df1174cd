"""The stage of a product by the words that companies use for it."""

from __future__ import annotations

import re

from planning.core.asides import without_asides
from planning.core.recalled import recalled
from planning.core.records import STAGES
from planning.imports.products.staff import bare

_WORDS = {
    "idea": "idea|ideation|concept|conception|discovery|exploration|exploring|research|proposed|proposal|planned"
    "|planning|backlog|roadmap|not started|future|candidate|considering|under consideration|vision|idee"
    "|konzept|konzeptphase|ideenphase|geplant|planung|etude|en projet|prevu|planifie|concepto|planificado"
    "|previsto|planejado|conceito|pianificato|gepland|en reflexion|en estudio|em estudo|in studio"
    "|提供予定|開発予定|公開予定|リリース予定|構想|企画|計画中|规划中|計劃中|构思|기획|계획",
    "build": "build|building|in build|development|in development|in dev|dev|developing|r&d|r and d|alpha|prototype"
    "|prototyping|mvp|poc|proof of concept|pre-alpha|in progress|wip|work in progress|implementation"
    "|engineering|design|design transfer|verification|validation|incubation|incubating|active development"
    "|under development|under construction"
    "|in entwicklung|entwicklung|entwicklungsphase|im aufbau|en developpement|developpement|en desarrollo"
    "|desarrollo|em desenvolvimento|desenvolvimento|in sviluppo|sviluppo|in ontwikkeling|ontwikkeling"
    "|開発中|开发中|開發中|개발 중|개발중",
    "beta": "beta|pre-ga|pre ga|private beta|closed beta|open beta|public beta|preview|private preview"
    "|public preview|technical preview|tech preview|pilot|piloting|trial|early access|ea|early adopter"
    "|early adopters|early adopter program|limited availability|la|limited release|limited"
    "|controlled availability|ca|experimental|experiment|labs|design partner|design partners|testing|uat"
    "|testphase|pilotphase|essai|pilote|piloto|fase pilota|pilota|ベータ|プレビュー|测试|測試|公测|内测"
    "|베타|미리보기",
    "launch": "launch|launching|rollout|roll-out|rolling out|going live|go-live|release candidate|rc|pre-launch|npi"
    "|new product introduction|introduction|introductory|introducing|einfuhrung|einfuhrungsphase"
    "|markteinfuhrung|im launch|lancement|en lancement|introduccion|introduzione|introductie|lanzamiento"
    "|lancamento|lancio|lancering|リリース|发布|發布|출시",
    "growth": "growth|growing|ga|post-launch|post launch|general availability|generally available|general release"
    "|available|live|shipped|shipping|released|introduced|launched|in market|on market|active|production"
    "|in production|prod|scale|scaling|scale-up|commercial|commercially available|stable release"
    "|verfugbar|im markt|aktiv|produktiv|wachstum|wachstumsphase|wachsend|im wachstum|disponible"
    "|en production|croissance|en croissance|en produccion|crecimiento|disponivel|em producao|crescimento"
    "|in produzione|disponibile|crescita|beschikbaar|in productie|groei|eingefuhrt|auf dem markt|am markt"
    "|lance|lancee|sur le marche|commercialise|en service|lanzado|lanzada|en el mercado|activo|activa"
    "|lancado|lancada|no mercado|ativo|ativa|lanciato|lanciata|sul mercato|attivo|attiva|gelanceerd"
    "|op de markt|actief|actif|販売中|公開中|リリース済み|リリース済|運用中|在售|运营中|판매 중|판매중"
    "|운영 중|운영중|提供中|一般提供|稼働中|正式发布|已发布|已上线|上线|正式發布|출시됨|정식 출시",
    "mature": "mature|maturity|matured|saturation|saturated|maintenance|maintained|in maintenance|maintenance mode"
    "|established|sustain|sustaining|sustained|sustaining engineering|stable|legacy|core|cash cow|lts"
    "|long-term support|wartung|reife|reif|reifephase|ausgereift|sattigung|gesattigt|sattigungsphase"
    "|bestand|bestandsprodukt|etabliert|maturite|mur|a maturite|mantenimiento|madurez|madura|manutencao"
    "|maduro|manutenzione|matura|onderhoud|volwassen|メンテナンス|保守|成熟|维护|維護|유지보수",
    "sunset": "sunset|no longer sold|no longer available|sunsetting|sunsetted|deprecated|deprecating|deprecation"
    "|retired|retiring|retirement|eol|end of life|end-of-life|eos|end of support|end of sale|end of sales"
    "|eom|decline|declining|discontinued|discontinuing|phase-out|phasing out|phased out|decommissioned"
    "|decommissioning|archived|killed|closed|withdrawn|abgekundigt|eingestellt|auslaufend|auslauf"
    "|auslaufmodell|auslaufphase|lauft aus|ruckgang|degeneration|abgeschaltet|ausgelaufen|declin"
    "|en declin|fin de serie|en fin de vie|fin de vie|abandonne|arrete|retire|descontinuado|retirado"
    "|retirada|interrumpido|retiree|supprime|obsoleto|fin de vida|descontinuada|encerrado|dismesso"
    "|ritirato|fine vita|uitgefaseerd|stopgezet|提供終了|終了|停止|下线|已下线|停产|종료|단종",
}
_STAGES = {bare(word): stage for stage, words in _WORDS.items() for word in words.split("|")}
# Words that mean a stage only where they stand alone.
_ALONE = {"la", "ca", "core", "design", "closed", "engineering", "limited", "available", "future", "killed"}
_ALONE |= {"mur", "bestand", "etude"}
_LONGEST_FIRST = sorted(_STAGES.keys() - _ALONE, key=lambda word: (-len(word), word))
_SEARCH = re.compile(
    "|".join(rf"(?<![\w&]){re.escape(word)}(?![\w&])" if word.isascii() else re.escape(word) for word in _LONGEST_FIRST)
)


@recalled(most=4096)
def parse_stage(cell: str) -> str:
    """The stage that a cell means, '' where it means none. What stands in brackets counts only where nothing else
    tells."""
    for words in (_plain(without_asides(cell)), _plain(cell)):
        if words in STAGES:
            return words
        found = _STAGES.get(words) or next((_STAGES[match[0]] for match in _SEARCH.finditer(words)), "")
        if found:
            return found
    return ""


def _plain(cell: str) -> str:
    return " ".join(re.sub(r"[_/.]", " ", bare(cell)).split()).strip(" -:")
