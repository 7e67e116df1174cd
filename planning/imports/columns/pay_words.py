"""What a header says of money: that its column holds pay, that it may, or that it holds something else for certain.

It errs on the side of pay, in every language that role content reads. Marks over letters do not count.
"""

from __future__ import annotations

import re
import unicodedata

from planning.core.recalled import recalled
from planning.imports.columns.spelling import words
from planning.imports.columns.works_on import COST_CENTRE
from planning.imports.columns.works_on import is_header as names_work

# Words that mean what somebody is paid or costs, wherever they stand in a header.
_PAY = re.compile(
    r"\b(pay|paid|salar(y|ies)|wages?|compensation|comp|remuneration|bonus(es)?|equity|rsus?|ctc|ote|ltip?|sti|tcc?|"
    r"on target|earnings?|income|stipend|allowances?|commissions?|incentives?|severance|costs?|loaded|"
    r"(day|daily|hourly|weekly|monthly|annual|cost|charge|bill|billing|burden) ?rates?|rewards?|"
    r"stock options?|fixed (pay|salary)|take home|"
    r"prime|primes|brut|brute|paie|paye|traitement|honoraires|tjm|indemnites?|interessement|"
    r"sueldos?|nominas?|paga|bono|bonos|honorarios|costes?|costos?|comision(es)?|"
    r"vencimentos?|ordenados?|custos?|honorario|"
    r"stipendi[oa]?|stipendi|retribuzion[ei]|ral|compens[oi]|premio|premi|costo|lordo|provvigion[ei]|emolumenti|"
    r"uurtarief|tarief|lon|løn|lønn|ersattning|vederlag|gage|palkkio|prim|ikramiye|brut ucret|net ucret|maliyet|kazanc|"
    r"pensja|premia|premie|stawka|zarobki|koszty?|uposażenie|uposazenie|brutto|netto|bruto|"
    r"fixum|tantiemen?|provision|zulagen?|honorare?|verdienst|einkommen|bezuge|bezuege)\b"
    r"|kosten\b|gehalt|gehalter|gehaelter|lohn|vergutung|verguetung|entgelt|pramie|praemie|jahresbrutto|salar|stundensatz|"
    r"tagessatz|personalkosten|salaire|remunerat|remunerac|remunerazion|retribuc|appointements|salari|compensac|"
    r"\bloon|(uur|maand|jaar|week|bruto|netto|basis)loon|beloning|vergoeding|palkka|palkan|ansiot?\b|kostnad|omkostning|"
    r"godtgj[oø]relse|kompensation|bonus|(ars|maneds|manads|grund|brutto|netto|basis|bas|fast|time?)l[oø]nn?\b|"
    r"wynagrodzeni|płac[aey]|zarobk|maasi?\b|ucret|"
    r"зарплат|заработ|оклад|преми[яий]|бонус|вознагражд|ставк[аи]|доход|компенсац|затрат|стоимост|выплат|"
    r"薪|工资|工資|奖金|獎金|成本|津贴|津貼|收入|报酬|酬|奖励|给与|"
    r"給与|給料|年収|月給|基本給|賞与|報酬|年俸|手当|ボーナス|人件費|コスト|時給|単価|賃金|"
    r"급여|연봉|월급|기본급|상여|보너스|인건비|보수|성과급|임금|시급|수당|비용"
)
# Words that may mean money, or something else: the cells tell.
_MAYBE = re.compile(
    r"\b(base|basic|bands?|packages?|rates?|targets?|total|variable|fixed|amounts?|value|budget|price|gross|net|cash|"
    r"stock|shares|grants?|options?|range|min|max|minimum|maximum|mid|midpoint|low|high|from|to|benefits?|per "
    r"(hour|day|week|month|year|annum)|annual|yearly|monthly|hourly|fte cost|package|variables?|coeff?icient|"
    r"betrag|fix|variabel|ziel|grund|summe|montant|monto|valor|importo|belopp|belob|kwota|tutar|сумма|"
    r"[a-z]{0,2}(usd|eur|gbp|chf|sek|nok|dkk|pln|inr|jpy|cny|krw|try|brl|cad|aud))\b"
    r"|金额|金額|总额|금액|수준"
)
# Headers whose numbers are plainly something else.
_OTHER = re.compile(
    r"\b(ids?|no|nr|num|numbers?|code|keys?|ref|reference|phone|tel|telephone|mobile|cell|fax|zip|zipcode|postal|"
    r"postcode|plz|cap|cep|year|date|days?|months|birth|born|dob|age|room|floor|desk|seat|ext|extension|badge|count|"
    r"headcount|fte|hours|reports|span|uuid|guid|login|user|username|version|lat|lon|latitude|longitude|percent|"
    r"percentage|order|sort|row|line|index|rank|position|matricule|postleitzahl|jahr|datum|annee|ano|anno|ar|"
    r"telefon|telefono|telefone|nummer|numero|numer|rok|yil|год|телефон|номер|код|kod|kode|codigo|codice|identifiant|"
    r"nip|pesel|siret|ssn|tin|gl|account|acct|ledger|wbs|employees|users|customers)\b"
    r"|nummer\b|nr\b|kennung\b|番号|编号|編號|编码|编碼|号码|号碼|コード|邮编|電話|电话|手机|번호|코드|전화|사번|工号"
)


# Letters up to here have marks that some leave out; those of other scripts are part of the letter.
_LAST_MARKED = "\u04ff"
_CENTRE = re.compile(COST_CENTRE)
# What pay may be given for: “Base per year”, “Package / FTE”.
_UNIT = re.compile(r"\b(fte|hours?|days?|months?|year|jahr|annee|ano|anno|ar|rok|yil|год)\b")


@recalled(most=2048)
def _read(header: str) -> str:
    return "".join(_bare(letter) for letter in _CENTRE.sub(" ", words(header)))


def _bare(letter: str) -> str:
    if letter > _LAST_MARKED:
        return letter
    return "".join(one for one in unicodedata.normalize("NFD", letter) if not unicodedata.combining(one))


def names_pay(header: str) -> bool:
    """Whether the header says that the column holds what somebody is paid or costs; a cost centre is none of that."""
    return bool(_PAY.search(_read(header)))


def may_name_pay(header: str) -> bool:
    """Whether it is a word for money as well as for other things."""
    return bool(_MAYBE.search(_read(header)))


def names_rate(header: str) -> bool:
    """Whether it is such a word with what it is given for: a year, a full-time equivalent."""
    read = _read(header)
    return may_name_pay(header) and bool(_UNIT.search(read)) and not _OTHER.search(_UNIT.sub(" ", read))


def names_other(header: str) -> bool:
    """Whether numbers under it are plainly no money: ids, years, telephones, counts, cost centres."""
    return bool(_OTHER.search(_read(header))) or names_work(header)
