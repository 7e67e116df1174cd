"""Words by which a name tells that it is no product, or an internal one."""

from __future__ import annotations

from planning.core.product_finding.names import comparable, form, listed
from planning.core.product_finding.places import PLACES as NAMES_OF_PLACES

# What somebody is skilled in, and no product by any reading.
CRAFTS = comparable(
    """
    frontend backend be fe fullstack full stack front back end web ui ux ios android embedded firmware software
    hardware qa qe
    sdet sre test testing quality assurance design designer visual interaction motion brand graphic python
    java javascript typescript react angular vue ruby rails golang rust scala kotlin swift php node nodejs net dotnet c
    cplusplus sql salesforce sap oracle linux windows mainframe cobol research researcher researching writing content
    documentation technical tech agile scrum engineer engineering development developer programming coding architecture
    architect science scientist statistics accessibility localization localisation prototyping illustration copy r go
    native gameplay unity unreal lead manager fpga asic mechanical electrical usability administration site
    reliability art artist animation audio sound music narrative vfx rigging cinematic
    pleno senior junior biznesowy comercial independante independant interactive interactif
    logiciel informatique developpement entwicklung softwareentwicklung ontwikkeling desarrollo desenvolvimento sviluppo
    utveckling udvikling utvikling kehitys technik technique technologie tecnologia
    """
)
# What may be a craft or a product: who names it decides. Two such words say more (“Data Platform”).
AREAS = comparable(
    """
    platform infrastructure security data analytics ai ml cloud mobile devops devsecops reliability observability
    automation database system network networking operations architecture information ci cd core it tooling engine
    """
)
FUNCTIONS = comparable(
    """
    sales marketing finance financial legal hr people operations ops support success product products
    engineering design technology communications recruiting recruitment recruiter talent strategy
    procurement purchasing accounting administration management executive leadership board founder
    presale relations corporate affairs training human resource resources counsel pr press
    program programme project pmo it rnd research consulting grc gmp publishing
    general staff ceo cto cfo coo cpo vertrieb finanzen personal recht einkauf ventes juridique ressources humaines
    ventas finanzas recursos humanos rh verkoop inkoop financien vendite commerciale direction directie
    geschaftsleitung geschaftsfuhrung direccion direzione diretoria zarzad ledning johto hallinto
    """
)
# Functions in which products are built: a team of builders of that name is the department itself.
BUILDING = comparable(
    """
    product engineering design technology operations it rnd research management executive leadership board founder
    strategy staff general program programme project pmo direction directie support success consulting technical
    software development
    """
)
# Crafts that may be what a team with a manager of its own makes.
OPEN_CRAFTS = comparable(
    "ios android web documentation content video audio music research localization game quality testing site research"
)
# What the teams of one product may be told apart by: “Booking Web”, “Booking API”.
PLATFORMS = comparable(
    "web api mobile app ios android core backend frontend platform ui sdk data qa be fe server client"
)
# Words in the titles of those who build software.
BUILDERS = listed(
    """
    software developer programmer devops frontend backend fullstack web ios android mobile firmware embedded sre sdet
    full-stack front-end back-end designer swe ml rnd cloud platform qa tester
    """
)
# What stands beside a function and says which part of it.
BESIDE_FUNCTIONS = comparable(
    """
    customer technical tech business commercial digital global international regional strategic field service
    internal external professional public planning analysis development enablement talent
    excellence transformation center centre office workplace demand generation revenue value quality
    content brand team solution pre culture engineering design software
    """
)
# What is neither word by word, but as a whole. Its products are rarer than its departments.
_DEPARTMENTS = """
customer experience, customer service, customer care, customer education, customer engineering, professional services,
business development, account management, public relations, developer relations, user experience, user research,
business intelligence, quality assurance, investor relations, people and culture, risk and compliance, go to market,
gtm, partnerships, alliances, service desk, help desk, solution architecture, business technology, facilities, culture,
enterprise applications, supply chain, deal desk, events, business, corporate, field marketing, office, workplace,
corporate it, r and d
"""
DEPARTMENTS = frozenset(form(name) for name in _DEPARTMENTS.split(","))
# Fields of builders in two words, which are no more than their crafts.
_FIELDS = """
data analytics, data science, data engineering, machine learning, information security, cyber security, cybersecurity,
network security, it security, it infrastructure, it operations, cloud infrastructure, cloud operations,
security operations, application security, product security, embedded systems, control systems, signal processing,
computer vision,
natural language processing, nlp, deep learning, test automation, distributed systems, big data, release engineering, 
 build and release, quality engineering, cloud native, system administration,
network operations,
engineering operations, it systems,
online services, shared services, common services, core services, backend services, platform services, web services,
engine tools, engine technology, core technology, core tech,
cloud security, platform operations, information technology, infosec, appsec, business analysis, technical operations
"""
FIELDS = frozenset(form(name) for name in _FIELDS.split(","))
# What businesses do, too: a product where builders name it, a department where a leader alone does.
TRADES = comparable(
    """
    payroll tax billing treasury audit compliance account event learning education onboarding partner channel alliance
    supply chain logistics warehouse risk insight safety health environment maintenance manufacturing production
    implementation service insurance investment policy planning analysis analytics privacy public sector civilian
    """
)
SEGMENTS = comparable(
    """
    enterprise smb sme mid midmarket market marketing segment commercial strategic startup b2b b2c b2b2c public sector
    federal government nonprofit key major named small medium large business customer client account corporate consumer
    self serve partner reseller vertical civilian
    """
)
SEGMENT_HEADS = comparable(
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
    open source demand generation community education campaign university diversity inclusion
    sustainability outreach advocacy evangelism partnership internship graduate
    """
)
TOOLS = comparable("tool tooling herramienta werkzeug werkzeuge outil gereedschap strumenti ferramenta")
# What tools for the organisation's own builders are called by; anybody else's are products: “Seller Tools”.
BUILDERS_OWN = comparable(
    "developer dev internal engineering engine admin back office company employee staff web frontend"
)
AIMING = ("driving", "improving", "increasing", "reducing", "growing", "raising", "boosting")
INTERNAL = comparable(
    """
    platform infrastructure data internal build delivery devops reliability quality test testing ci
    cd productivity foundation system it workplace corporate architecture sre devsecops deployment
    database datastore datastores scalability performance postgres postgresql clickhouse kafka redis gitaly hosting
    plattform plateforme plataforma piattaforma infrastruktur infraestructura socle daten donnees datos dati gegevens
    tech technical technique interne internes interno interna internos internas interni internen infrastruttura
    """
)
GENERIC = comparable(
    """
    general other misc various common shared all core new vacancy tbd tbh na none unassigned tier
    summer winter spring autumn fall month year week req requisition ref id contract remote cover leave hybrid parental
    temporary fulltime permanent fixed night day weekend shift
    blue red green yellow black white orange purple grey gray pink
    """
)
SMALL = comparable("and of for the in to")
PLACES = comparable(" ".join(NAMES_OF_PLACES))
