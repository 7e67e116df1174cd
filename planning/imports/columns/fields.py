"""What a column can hold, and under which headers it is known.

Headers are those of common HR systems and org chart tools (BambooHR, Workday, OrgPlus, Organimi, Unaric,
Built, Personio, the UK government organogram) as their public documentation and exports show them.
"""

from __future__ import annotations

from typing import NamedTuple


class Field(NamedTuple):
    """`headers` in order of trust: where a file has two of them, the cell of the earlier one counts, and
    the later one fills its blanks."""

    name: str
    label: str
    headers: tuple[str, ...]


def _field(name: str, label: str, headers: str) -> Field:
    return Field(name, label, tuple(header.strip() for header in headers.split("|")))


PEOPLE = (
    _field(
        "position_id",
        "Position id",
        "Position ID|Position Number|Position No|Position #|Position Key|Position Code|Position Reference|Post ID|"
        "Post Unique Reference|Post Reference|Post Number|Unique Reference|Built Position ID|Seat ID|Seat",
    ),
    _field(
        "person_id",
        "Person id",
        "Employee ID|Employee #|Employee Number|Employee No|Employee Code|Emp ID|Emp No|"
        "Person ID|Person Number|Person #|Worker ID|Staff ID|Staff Number|Staff No|"
        "Personnel Number|Payroll Number|Associate ID|User ID|Holder ID|Employee",
    ),
    _field(
        "id", "Id (one for position and person)", "ID|Key|Unique ID|External ID|Identifier|Record ID|UID|Ref|Reference"
    ),
    _field("name", "Name", "Full Name|Name|Employee Name|Worker Name|Display Name|Person|Person Name|Holder|Incumbent"),
    _field("preferred_name", "Preferred name", "Preferred Name|Known As|Preferred First Name|Nickname"),
    _field("first_name", "First name", "First Name|Given Name|Forename|Legal First Name|First"),
    _field("last_name", "Last name", "Last Name|Surname|Family Name|Legal Last Name|Last"),
    _field(
        "email",
        "E-mail",
        "Work Email|Email|E-mail|Email Address|Business Email|Company Email|Primary Email|Primary Work Email|Mail|"
        "User Principal Name",
    ),
    _field(
        "title",
        "Job title",
        "Business Title|Job Title|Title|Role Title|Position Title|Post Title|Working Title|Job Name|Designation|"
        "Position Name|Position|Job|Role|Job Role",
    ),
    _field(
        "manager",
        "Manager (id, e-mail or name)",
        "Manager Position ID|Reports To Position ID|Supervisor Position ID|Parent Position ID|Parent ID|Manager ID|"
        "Manager Employee ID|Manager Employee Number|Manager Number|Manager #|Manager Person ID|Line Manager ID|"
        "Reports To ID|Supervisor ID|Boss ID|Manager Key|Reports to Senior Post|Reports To Post|Worker s Manager ID|"
        "Workers Manager Group Manager ID|"
        "Manager Email|Manager E-mail|Manager Email Address|Line Manager Email|Supervisor Email|Reports To Email|"
        "Reports To|Reporting To|Reports|Manager|Line Manager|Direct Manager|Supervisor|Boss|Manager Name|"
        "Line Manager Name|Supervisor Name|Reports To Name|Parent",
    ),
    _field(
        "dotted",
        "Dotted lines (several, split by ;)",
        "Alt Reports To|Dotted IDs|Dotted Line Relationships|Dotted Line|Dotted Lines|Dotted Line Manager|"
        "Dotted Line Manager ID|Dotted Line To|Secondary Manager|Secondary Manager ID|Matrix Manager|Matrix Manager ID|"
        "Functional Manager|Other Managers|Additional Managers",
    ),
    _field("division", "Division (holds departments)", "Division|Division Name|Business Unit"),
    _field("department", "Department", "Department|Dept|Department Name|Department Dept"),
    _field(
        "team",
        "Team (sits in the department)",
        "Team|Team Name|Sub Department|Subdepartment|Squad|Unit|Unit Name|Group|Supervisory Organization|"
        "Supervisory Organisation|Org Unit|Organisational Unit|Organizational Unit",
    ),
    _field("location", "Location", "Location|Work Location|Location Name|Office|Office Location|Site|Workplace"),
    _field("city", "City", "City|Town|Location City"),
    _field("region", "State or region", "State|Province|Region|Location State"),
    _field("country", "Country", "Country|Location Country|Country Name"),
    _field("fte", "FTE", "FTE|FTE %|Full Time Equivalent|FTE Percent|FTE Percentage|Time Percentage|Working Time"),
    _field(
        "starts",
        "Start date of the person",
        "Start Date|Hire Date|Date of Hire|Original Hire Date|Joining Date|Date Joined|Start|Employment Start Date",
    ),
    _field(
        "leaves",
        "Last day of the person",
        "Termination Date|End Date|Leaving Date|Last Day|Last Working Day|Leave Date|Exit Date|Contract End Date|"
        "Employment End Date",
    ),
    _field("position_starts", "First day of the position", "Position Start Date|Position Start|Effective From"),
    _field("position_ends", "Last day of the position", "Position End Date|Position End|Effective To"),
    _field(
        "target_start",
        "Target start of a hire",
        "Target Start Date|Target Start|Target Hire Date|Planned Start Date|Planned Hire Date|Expected Start Date|"
        "Open From|Needed By|Hire By",
    ),
    _field("stage", "Hiring stage", "Hiring Stage|Recruiting Stage|Recruitment Stage|Requisition Status|Hiring Status"),
    _field(
        "status",
        "Status (active, inactive, vacant)",
        "Status|Employment Status|Employee Status|Position Status|Worker Status|Post Status",
    ),
    _field("valid", "Counts (yes or no)", "Valid|Valid?|Is Valid|Active|Is Active|Active?|Current"),
    _field("vacant", "Vacant (yes or no)", "Vacant|Is Vacant|Vacant?|Vacancy|Is Vacancy|Open|Open?|Is Open"),
    _field("level", "Level (1 to 7)", "Level|Job Level|Career Level|Position Level|Management Level"),
    _field("function", "Function", "Function|Job Function|Business Function"),
    _field(
        "pay",
        "Base pay",
        "Base Salary|Annual Base Salary|Annual Salary|Salary|Base Pay|Annual Base Pay|Annual Pay|"
        "Basic Salary|Gross Salary|Current Salary|Salary Amount|"
        "Annual Compensation|Base Compensation|Compensation|Pay Rate|Pay",
    ),
    _field(
        "cost",
        "Cost a year, fully loaded",
        "Fully Loaded Cost|Fully Loaded|Loaded Cost|Total Employer Cost|Annual Cost",
    ),
    _field("currency", "Currency of pay", "Pay Currency|Salary Currency|Compensation Currency|Currency|Currency Code"),
    _field(
        "pay_per", "Pay is per (year or month)", "Paid Per|Pay Per|Pay Period|Salary Period|Pay Frequency|Pay Basis"
    ),
)
# Columns that only members with the cost right may see the cells of.
COST_COLUMNS = frozenset({"pay", "cost", "currency", "pay_per"})

PRODUCTS = (
    _field("product_id", "Product id", "Product ID|Product Key|Product Code|Product Slug|Product #|ID|Key|Code|Slug"),
    _field("product", "Product", "Product|Product Name|Name|Product Title|Product Line|Product Area"),
    _field("stage", "Stage", "Stage|Product Stage|Lifecycle Stage|Lifecycle|Life Cycle Stage|Phase|Maturity|Status"),
    _field(
        "market",
        "Market-facing (yes or no)",
        "Market Facing|Market-facing|Is Market Facing|External|Is External|Customer Facing|Public",
    ),
    _field("internal", "Internal (yes or no)", "Internal|Is Internal|Internal?|Internal Only"),
    _field(
        "audience", "Audience (market or internal)", "Audience|Facing|Product Type|Type|Internal or External|Visibility"
    ),
    _field("launch", "Launch date", "Launch Date|Launch|Launches|Launch On|GA Date|Go Live Date|Go Live|Release Date"),
    _field("tier", "Launch tier", "Launch Tier|Tier|Launch Size|Launch Level"),
    _field("team", "Team", "Team|Team Name|Product Team|Squad|Group|Department"),
    # Where each row is one assignment. The names stay as they are: remembered choices of columns hold them.
    _field("slot_role", "Role (one assignment a row)", "Role|Slot|Assignment Role|Covering Role"),
    _field(
        "slot_position",
        "Who (one assignment a row)",
        "Position ID|Position|Employee ID|Person ID|Person|Employee|Assignee|Assigned To|Who|Holder|Email",
    ),
    _field("slot_kind", "Kind (owner, backup, stand-in)", "Kind|Assignment Kind|Assignment Type|Cover|Coverage Type"),
    _field("slot_share", "Share or FTE", "Share|Share %|FTE|Allocation|Allocation %|Percent|Percentage"),
    _field("slot_starts", "Assignment from", "Start Date|From|Start|Starts|Assignment Start|Valid From"),
    _field("slot_ends", "Assignment to", "End Date|To|Until|End|Ends|Assignment End|Valid To"),
)

BANDS = (
    _field("role", "Role", "Role|Role Name|Job Role|Job|Job Title|Title|Position|Job Family"),
    _field("level", "Level (1 to 7, empty for every level)", "Level|Job Level|Career Level|Grade"),
    _field("location", "Location (empty for everywhere)", "Location|Work Location|Office|City|Country|Region|Zone|Geo"),
    _field("currency", "Currency (ISO 4217)", "Currency|Currency Code|Pay Currency|Salary Currency"),
    _field(
        "low",
        "Base from",
        "Base From|From|Low|Min|Minimum|Salary Min|Min Salary|Salary From|Base Min|Range Min|Band Min|Pay Min|"
        "Pay Range Minimum",
    ),
    _field(
        "high",
        "Base to",
        "Base To|To|High|Max|Maximum|Salary Max|Max Salary|Salary To|Base Max|Range Max|Band Max|Pay Max|"
        "Pay Range Maximum",
    ),
    _field("bonus", "Bonus %", "Bonus|Bonus %|Bonus Percent|Target Bonus|Target Bonus %|Variable %"),
    _field("equity", "Equity a year", "Equity|Equity a Year|Annual Equity|Equity Value|Stock"),
    _field(
        "factor", "On-cost factor", "On-cost Factor|Oncost Factor|On Cost|Factor|Overhead Factor|Loading|Burden Rate"
    ),
    _field("since", "Valid from", "Valid From|Effective From|Effective Date|Since|Start Date|Starts"),
)

FIELDS = {"people": PEOPLE, "products": PRODUCTS, "bands": BANDS}
