"""Patterns for the words of headers by the field that they name, each for the whole header, in lower case."""

from __future__ import annotations

import re

_PATTERNS: tuple[tuple[str, ...], ...] = (
    (
        "head",
        r"(is )?((department|team|dept|unit|division) )(head|lead|leader)( flag)?",
        r"is (head|leader|lead)( of .*)?",
    ),
    (
        "team_head",
        r"(department|dept|team|division|unit) (manager|head name)",
        r"head of (the )?(department|dept|team|unit)",
        r"hod|dept head name",
    ),
    (
        "parent_team",
        r"parent (department|dept|team|unit|org\w*)( name)?",
    ),
    (
        "other_id",
        r"(user ?name|login( name| id)?|alias(es)?( emails?)?|user ?logon ?name|sam ?account ?name)",
    ),
    (
        "email",
        r"(employee|worker|staff|user|person|work|business|company|corporate|office|official|primary"
        r"|login|internal|organi[sz]ation)? ?(work |business )?e?mail( address| id)?( work"
        r"| business)?( required)?",
    ),
    (
        "legal_first_name",
        r"legal (name )?(first|given) ?name",
    ),
    (
        "legal_last_name",
        r"legal (name )?(last|family) ?name",
        r"legal surname",
    ),
    (
        "legal_name",
        r"legal (full )?name",
        r"(employee|worker) legal name",
    ),
    (
        "preferred_name",
        r"(preferred|known|chosen|common|display|call) (name )?(first ?name|given ?name|as|by)",
        r"common name",
        r"goes by",
        r"also known as",
    ),
    (
        "first_name",
        r"((employee|worker|staff|person|user|member) )?(first|given|fore) ?names?( required)?",
    ),
    (
        "last_name",
        r"((employee|worker|staff|person|user|member) )?((last|family|second) ?names?|surname)( required)?",
    ),
    (
        "middle_name",
        r"((employee|worker) )?middle (names?|initials?)",
    ),
    (
        "name",
        r"((employee|worker|staff|person|people|member|associate|team member|colleague|holder|incumbent"
        r"|payroll|complete|full|display|preferred full|preferred) )+(s )?names?( last first| first last)?",
        r"names? (of )?(the )?(employee|worker|person|holder|incumbent)",
        r"team ?member",
        r"colleague",
        r"worker",
    ),
    (
        "title",
        r"((current|primary|business|employee|job|position|post|role|work|working"
        r"|official|employment) )*(job ?title|title|designation)( title| desc| description| name)?( required)?",
        r"(job|position|role|post) (description|name)",
        r"job position",
        r"position held",
    ),
    (
        "position_id",
        r"(position|post|seat|headcount) (id|number|no|code|key|reference|identifier)( external)?",
    ),
    (
        "person_id",
        r"((employee|emp|worker|staff|personnel|payroll|associate|person|user|member"
        r"|badge|file|company) )+(ids?|number|no|num|nr|code|key|reference|identifier|uid|ref)( external)?( required)?",
        r"badge",
        r"matriculation number",
    ),
    (
        "starts",
        r"((employment|company|original|latest|most recent|last|first|adjusted|actual|employee|contract"
        r"|work) )*(hire|hired|start|starting|join|joining|joined|onboarding|commencement|service"
        r"|entry)( on)? (date|day)",
        r"dates? (of )?(hire|joining|join|joined|hired|start|started|employment|commencement)",
        r"hired( on)?",
        r"joined( on)?",
        r"started( on)?",
        r"(contract|employment) (start|from)|start of (employment|contract)",
    ),
    (
        "leaves",
        r"((employment|actual|employee|last|final|contract) )*(termination|terminated|end|exit|leaving"
        r"|leave|separation|resignation|relieving|offboarding|departure|working|release)( on)? (date|day)",
        r"dates? (of )?(leaving|exit|termination|separation|departure|relieving)",
        r"(terminated|left)( on)?",
        r"last (working )?day( worked| of (work|employment|service))?|leaving|ends?|leaves",
        r"(contract|employment) (end|until|to)|end of (employment|contract)",
    ),
    (
        "status",
        r"(employment|employee|worker|person|people|user|account|hr|work|staff|member|contract"
        r"|assignment|current) status( name)?",
    ),
    (
        "department",
        r"((employee|home|primary|current|main|cost center) )*(department|dept)( name| desc| description| title)?s?",
    ),
    (
        "division",
        r"((employee|home|primary) )*(division|business unit|business area|company division)( name"
        r"| description)?",
    ),
    (
        "team",
        r"((employee|home|primary|product|agile|scrum|current) )*((team|squad|crew|pod|"
        r"tribe|chapter|guild|unit|sub ?team|sub ?unit|section) ?)+( name| description)?s?",
        r"supervisory org\w*",
    ),
    (
        "location",
        r"((employee|work|office|primary|home office|base|job|duty) )*(location|office"
        r"|site|workplace|branch)( name| desc| description)?s?",
        r"based (in|at)",
    ),
    (
        "team_path",
        r"(org\w*|ou|department|team|unit) ?(unit )?(path|hierarchy|tree)( required)?",
    ),
    (
        "chain",
        r"((full|complete) )?(management|manager|reporting|supervisory|leadership) (chain|hierarchy|path|line)",
    ),
    (
        "account_enabled",
        r"(account|user|login) (is )?(enabled|active)",
        r"enabled",
        r"is enabled",
    ),
    (
        "employee_type",
        r"(employee|employment|worker|user|staff|person|contract|engagement|hire) (type"
        r"|class|category|sub ?type)",
    ),
    (
        "requisition_id",
        r"(req|requisition|job req|job requisition|opening|headcount request|vacancy)( (id"
        r"|number|no|code|key))?",
    ),
    (
        "fte",
        r"((employee|position|contract|scheduled) )*(fte|full time equivalent)( percent| value| percentage)?",
    ),
)
OWN = tuple((name, re.compile("|".join(patterns))) for name, *patterns in _PATTERNS)
