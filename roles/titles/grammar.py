"""What English job titles are made of, apart from the subjects that the role content knows."""

from __future__ import annotations

from pathlib import Path


def listed(text: str) -> frozenset[str]:
    return frozenset(text.split())


LEADERS = {"director": 5, "head": 6, "vp": 6, "chief": 7, "president": 7}  # the level that each stands for
MANAGERS = frozenset({"manager", "lead"})

# Words that a title's last part may be: what somebody is, as opposed to what for.
OCCUPATIONS = listed(
    """
    accountant administrator advisor advocate agent ambassador analyst architect artist assistant associate
    attorney auditor bookkeeper buyer chair chiefofstaff clerk coach cofounder commissioner consultant
    controller coordinator copywriter counsel designer developer devops economist editor engineer evangelist
    executive expert fellow founder generalist instructor lawyer liaison librarian marketeer marketer master
    member moderator nurse officer operator owner paralegal partner physician planner pm pmm pmt po producer
    programmer receptionist recruiter representative researcher scientist sdet secops secretary seller sourcer
    specialist statistician strategist supervisor teacher technician technologist tester tpm trainer translator
    treasurer writer apm apmm gpm gpmm
    director head vp chief president manager lead intern
    """
)

# Occupations that may be what something is about: not read as an occupation unless they stand last.
SUBJECTS_TOO = frozenset({"associate", "executive", "member", "partner", "seller"})

RANKS = frozenset(LEADERS) | MANAGERS
# Words that may stand before a rank and are part of it.
GRADES = frozenset({"corporate", "divisional", "managing"})

# What is done for a product. Beside “product” they make another subject of it, on whichever side they stand.
DISCIPLINES = listed(
    """
    product management marketing development design engineering technology sales operations support quality analysis
    analytics project program production purchasing procurement planning strategy innovation research communication
    communications training education compliance finance pricing content account customer service logistics category
    brand data people legal merchandise administration warehouse store site process advertising
    """
)

# More of what is done with products, by words whose endings do not tell it.
DONE_WITH_PRODUCTS = listed(
    """
    advocacy affair affairs art assembly care catalog catalogue claim claims copy cost costs demo demos doc docs launch
    launches law processes programs projects recall recalls rental rentals repair repairs return returns sample samples
    supply taxonomy warranty
    """
)

# Those of them that may also follow “product”: “Leiter Produkt Marketing”. Others would say what the product is.
FOLLOWING = listed("management marketing development design engineering operations sales analytics quality support")

# Who is still learning, or helps: no title of theirs is a role that covers products.
LEARNERS = frozenset(["intern", "trainee", "apprentice"])

# Seniority: the level of who carries the word.
SENIORITY = {
    "apprentice": 1, "assistant": 1, "associate": 1, "entry": 1, "graduate": 1, "junior": 1, "rotational": 1,
    "trainee": 1, "intermediate": 2, "mid": 2, "senior": 3, "supervisory": 3, "chief": 4, "distinguished": 4,
    "founding": 3, "group": 4, "lead": 4, "principal": 4, "staff": 4,
}  # fmt: skip
NUMERALS = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 4, "1": 1, "2": 2, "3": 3, "4": 4, "5": 4}

# Words that say when, where or how much somebody works, not as what.
IDLE = listed(
    """
    a acting all amer americas an anz apac area asia australia benelux brazil canada central china co contract
    contractor cover dach deputy east eastern emea eu europe european ex fixed former fractional france freelance
    fulltime genders germany global hybrid india interim international ireland israel italy japan joint latam leave
    maternity mena mx nordics north northern nyc onsite our parental parttime permanent poland region regional
    remote rotating sf singapore south southeast southern spain team temporary term the uk uki us usa vacant vice
    west western worldwide
    """
)

# Spellings and short forms. The right side is read instead.
ALIASES = {
    "sr": "senior", "snr": "senior", "sen": "senior", "jr": "junior", "jnr": "junior", "assoc": "associate",
    "asst": "assistant", "asso": "associate", "princ": "principal", "prin": "principal", "principle": "principal",
    "mgr": "manager", "mngr": "manager", "mgmt": "management", "mngt": "management", "mgnt": "management",
    "man": "manager", "mangr": "manager", "mger": "manager", "mktg": "marketing", "mkt": "marketing",
    "mktng": "marketing", "mrktg": "marketing", "mkg": "marketing", "dir": "director", "drctr": "director",
    "exec": "executive", "vp": "vp", "svp": "vp", "evp": "vp", "avp": "vp", "gvp": "vp", "rvp": "vp", "sevp": "vp",
    "dep": "deputy", "prod": "product", "prd": "product", "pdt": "product", "prog": "program", "pgm": "program",
    "proj": "project", "programme": "program", "eng": "engineering", "engr": "engineer", "engg": "engineering",
    "dev": "development", "devs": "developer", "swe": "software engineer", "sde": "software engineer",
    "sdet": "sdet", "sre": "site reliability engineer", "em": "engineering manager", "ic": "", "tech": "technical",
    "ops": "operations", "op": "operations", "biz": "business", "bizops": "business operations",
    "prodops": "product operations", "mops": "marketing operations", "revops": "revenue operations",
    "techops": "technical operations", "devrel": "developer relations", "comms": "communications",
    "hr": "people", "human": "human", "ta": "talent", "hrbp": "people partner", "rep": "representative",
    "reps": "representative", "admin": "administrator", "adviser": "advisor", "coord": "coordinator",
    "specialst": "specialist", "spec": "specialist", "cons": "consultant", "res": "research", "arch": "architect",
    "intl": "international", "int": "international", "natl": "national", "corp": "corporate", "gen": "generation",
    "demandgen": "demand generation", "acct": "account", "ae": "account executive", "am": "account manager",
    "sdr": "sales development representative", "bdr": "business development representative",
    "csm": "customer success manager", "tam": "technical account manager", "se": "sales engineer",
    "cx": "customer experience", "ux": "ux", "ui": "ux", "uxr": "user researcher", "qa": "qa", "qe": "quality engineer",
    "ba": "business analyst", "ea": "executive assistant", "ebp": "executive business partner",
    "ceo": "chief executive officer", "cto": "chief technology officer", "cfo": "chief financial officer",
    "coo": "chief operating officer", "cmo": "chief marketing officer", "cpo": "chief product officer",
    "cpto": "chief product and technology officer", "ctpo": "chief product and technology officer",
    "cro": "chief revenue officer", "gm": "general manager", "chro": "chief people officer",
    "cio": "chief information officer", "ciso": "chief information security officer",
    "pdm": "product manager", "spmm": "senior pmm",
    "leader": "lead",
    "internship": "intern", "interns": "intern", "coop": "intern", "mgt": "management", "svc": "service",
    "supv": "supervisor", "growthmarketing": "growth marketing", "dsgn": "design", "dsgnr": "designer",
    "programmes": "program", "mops ": "marketing operations", "mkting": "marketing", "bus": "business",
    "temp": "temporary", "cofounding": "cofounder", "manageress": "manager", "developement": "development",
}  # fmt: skip

# Phrases that are one thing, written before the title is taken apart.
PHRASES = (
    (r"\b(?:go[ -]to[ -]market|g2m)\b", "gtm"),
    (r"\b(?:r ?(?:&|and) ?[di]|r\+d|i\+d|f ?& ?e)\b", "rnd"),
    (r"\b(?:research|recherche) (?:&|and|et) (?:development|developpement|innovation)\b", "rnd"),
    (r"\bforschung (?:&|und) entwicklung\b", "rnd"),
    (r"\b(?:investigacion|ricerca|pesquisa) (?:&|y|e) (?:desarrollo|sviluppo|desenvolvimento)\b", "rnd"),
    (r"\bfp ?(?:&|and) ?a\b", "fpa"),
    (r"\bl ?& ?d\b", "learning"),
    (r"\bm ?& ?a\b", "mergers"),
    (r"\bp ?& ?l\b", "profit"),
    (r"\bg ?& ?a\b", "administration"),
    (r"\bco[- ]?founder\b", "cofounder"),
    (r"\bchief of staff\b", "chiefofstaff"),
    (r"\b(?:member of (?:the )?technical staff|mts)\b", "software engineer"),
    (r"\b(?:vice[- ]president(?:e|a|in)?\b|v\. ?p\.)", "vp"),
    (r"\blead[- ]gen(?:eration)?\b", "leadgen"),
    (r"\bengineer in test\b", "sdet"),
    (r"\bhuman[- ]resources?\b", "people"),
    (
        r"\b(learning|training|formation|talent)s? (?:&|and|et) (?:organi[sz]ational )?(?:development|developpement)\b",
        r"\1",
    ),
    (r"\b(?:pre)[- ]sales\b", "presales"),
    (r"\b(?:full|front|back)[- ]?(stack|end)\b", r"web"),
    (r"\be[- ]commerce\b", "ecommerce"),
    (r"\b(?:pm)[- ]t\b", "pmt"),
    (r"\bboard of directors\b", "board"),
    (r"\b(?:fixed[- ]term|full[- ]time|part[- ]time)\b", ""),
    (r"\b(?:m|f|w|d|x|h)(?:/(?:m|f|w|d|x|div|h)){1,3}\b", ""),
    (r"\b(?:working student|werkstudent(?:in)?)\b", "intern"),
    (r"\bchief executive\b(?! officer)", "chief executive officer"),
    (r"\bmachine learning\b", "ml"),
    (r"\bexec(?:utive)? (?=director|vp|head|manager)", ""),
    (r"\boffice of (?:the )?", " for "),
    (r"\b(produkt(?:management|marketing|daten)?)-(?=[a-z]{3})", r"\1"),
    (r"^stage(?= product| ?[-:,–])|^co-op(?= product)|\bco-op$", "intern"),
    (r"\bproduct marketing team (?:lead|leader|manager)\b", "product marketing management lead"),
    (r"\bteam (?:lead|leader|manager)\b[\s,:–-]+(?:of )?product marketing$", "product marketing management lead"),
    (r"\b(manager|lead) ?[-–,:] ?(?=product (?:marketing )?managers$)", r"\1 of "),
    (r" or (?=.*(?:manager|lead|owner|analyst)\b)", " / "),
    (r"\b(?:zero|0)[- ]to[- ](?:one|1)\b", ""),
)

# Words that people write in English and its neighbours, and that a slip would make of words that count: “protest” is no
# project. Found by trying the most frequent words of nine languages.
REAL = listed((Path(__file__).parent / "real_words.txt").read_text(encoding="utf-8"))

# Real words that look like misspellings of words that count, or like words of another language.
PLAIN = listed(
    """
    connect connected consent contact contacts context contract contracts costumer custom customs design designs
    direct directed directing directions directive directory engine engines equality grand grounds layer layers
    leader leading leads leasing lending loan loans manage managed manages managing marine market marketable
    marketplace markets mental merchant metal minor model models module modules office offices official partial
    patent patents planet portal portfolio portfolios practice prediction predictive premises premium principles
    print private procedures process produce produced producer producers producing production productions
    productive productivity professional professor profile programmatic programming progress property proposal
    prospect protect protected protecting protection provider providers publishing purchase purchasing quant
    quantity region regions register release releases rental resign resource resources retail return returns
    review risk safety sale salesforce scale science search secure segment senator sensor sensors series server
    session sessions shared signal society sound source sources sourcing space spatial special speech sport
    staffing stage stages station statistical storage store stores strategic stream structure student studio
    stuff succession supplier suppliers supply surface system systems tactical target task tax teach term terms
    tester testers testing theatre theme third tool tools touch tour track trade trading traffic train training
    transit transport travel treasury trial trust unit united universe update urban usage user users value
    vendor vendors venture verify video virtual vision visual voice volume waiter walk wealth weather website
    wellness wholesale wireless women workflow workforce workplace workspace world writing youth
    assistance boutique categories charge chef clientele communication conception controlling direction drift editorial
    exploitation fabrication gamma marked personal technique techniques technologies
    """
)
