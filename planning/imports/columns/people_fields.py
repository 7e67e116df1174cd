"""What a column of a people file can hold, and under which headers it is known.

Headers are those that HR systems and org chart tools share, as their public documentation and exports show them; what
a header means in one system alone stands with that system in `planning/imports/formats/`.
"""

from __future__ import annotations

from planning.imports.columns.field import Field, field
from planning.imports.columns.works_on import WORKS_ON

PEOPLE = (
    field(
        "position_id",
        "Position ID",
        "Position ID|Position Number|Position No|Position #|Position Key|Position Code|Position Reference|Post ID|"
        "Post Unique Reference|Post Reference|Post Number|Unique Reference|Built Position ID|Seat ID|Seat",
    ),
    field(
        "person_id",
        "Person ID",
        "Employee ID|Employee #|Employee Number|Employee No|Employee Code|Emp ID|Emp No|Badge ID|"
        "Person ID|Person Number|Person #|Worker ID|Staff ID|Staff Number|Staff No|EEID|EE ID|"
        "Personnel Number|Payroll Number|Associate ID|User ID|Holder ID|File Number|Company ID|Employee",
    ),
    field(
        "id",
        "ID (same for position and person)",
        "ID|Key|Unique ID|External ID|Identifier|Record ID|UID|Ref|Reference|Node ID|Person Key",
    ),
    field(
        "requisition_id",
        "Requisition (ID of an open position)",
        "Requisition ID|Requisition Number|Req ID|Req|Req #|Job Requisition|Job Requisition ID|Opening ID|"
        "Requisition|Headcount ID|Job ID",
    ),
    field(
        "name",
        "Name",
        "Preferred Full Name|Full Name|Name|Employee Name|Worker Name|Display Name|Person|Person Name|Holder|"
        "Incumbent|Payroll Name|Worker",
    ),
    field("legal_name", "Legal name", "Legal Name|Legal Full Name"),
    field(
        "preferred_name",
        "Preferred name",
        "Preferred Name|Known As|Preferred First Name|Nickname|Preferred Given Name|Goes By",
    ),
    field("first_name", "First name", "First Name|Given Name|Forename|First|Firstname"),
    field("middle_name", "Middle name", "Middle Name|Middle Initial|Middle"),
    field("last_name", "Last name", "Last Name|Surname|Family Name|Last|Lastname"),
    field(
        "last_name_prefix",
        "Last name prefix",
        "Tussenvoegsel|Voorvoegsel|Tussenvoegsels|Last Name Prefix|Namenszusatz",
    ),
    field("legal_first_name", "Legal first name", "Legal First Name|Legal Given Name"),
    field("legal_last_name", "Legal last name", "Legal Last Name|Legal Surname|Legal Family Name"),
    field(
        "email",
        "E-mail",
        "Work Email|Email|E-mail|Email Address|Business Email|Company Email|Primary Email|Primary Work Email|Mail|"
        "Email - Work|Work Email Address|User Principal Name",
    ),
    field(
        "other_id",
        "Login or alias",
        "Username|User Name|Login|sAMAccountName|Alias Emails|AliasEmails|Aliases",
    ),
    field(
        "title",
        "Job title",
        "Business Title|Job Title|Title|Role Title|Position Title|Post Title|Working Title|Job Title Description|"
        "Job Name|Designation|Position Name|Job Position|Position|Job|Role|Job Role",
    ),
    field(
        "manager",
        "Manager (ID, e-mail or name)",
        "Manager Position ID|Reports To Position ID|Supervisor Position ID|Parent Position ID|Parent ID|PID|Manager ID|"
        "Manager Employee ID|Manager Employee Number|Manager Number|Manager #|Manager Person ID|Line Manager ID|"
        "Reports To ID|Reports To Associate ID|Supervisor ID|Boss ID|Manager Key|Reports to Senior Post|"
        "Reports To Post|Worker s Manager ID|Workers Manager Group Manager ID|Superior ID|Manager User ID|"
        "Manager Email|Manager E-mail|Manager Email Address|Line Manager Email|Supervisor Email|Reports To Email|"
        "Reports To|Reporting To|Reports|Manager|Line Manager|Direct Manager|Supervisor|Boss|Manager Name|"
        "Line Manager Name|Supervisor Name|Reports To Name|Superior|Parent|Hiring Manager",
    ),
    field("manager_first_name", "Manager's first name", "Manager First Name|Supervisor First Name"),
    field("manager_last_name", "Manager's last name", "Manager Last Name|Supervisor Last Name"),
    field("manager_requisition", "Manager (requisition ID)", "Manager Requisition ID|Manager Req|Manager Requisition"),
    field(
        "dotted",
        "Dotted lines (separated by ;)",
        "Alt Reports To|Dotted IDs|Dotted Line Relationships|Dotted Line|Dotted Lines|Dotted Line Manager|"
        "Dotted Line Manager ID|Dotted Line To|Secondary Manager|Secondary Manager ID|Matrix Manager|Matrix Manager ID|"
        "Functional Manager|Other Managers|Additional Managers|Indirect Manager",
    ),
    field(
        "division",
        "Division (contains departments)",
        "Division|Division Name|Business Unit|Line of Business|Portfolio|Tribe|Value Stream",
    ),
    field("department", "Department", "Department|Dept|Department Name|Department Dept"),
    field(
        "team",
        "Team (within the department)",
        "Team|Team Name|Sub Department|Subdepartment|Squad|Crew|Pod|Chapter|Incubator|Unit|Unit Name|Group|"
        "Supervisory Organization|Supervisory Organisation|Org Unit|Organisational Unit|Organizational Unit",
    ),
    field("team_path", "Team path (/Product/Core)", "Org Unit Path|Department Path|Team Path|Organisation Path"),
    field("parent_team", "Parent team", "Parent Department|Parent Team|Parent Unit"),
    field("team_head", "Head of the department", "Head of Department|Department Manager|Department Head Name"),
    field("head", "Leads the department (yes or no)", "Is Department Head|Department Head|Is Team Lead|Is Head"),
    field(
        "depth",
        "Depth in the hierarchy (0 is the top)",
        "Depth|Tree Level|Outline Level|Hierarchy Level|Indent Level|WBS",
    ),
    field("chain", "Management chain in one cell", "Management Chain|Reporting Chain|Manager Path|Reporting Path"),
    field("location", "Location", "Location|Work Location|Location Name|Office|Office Location|Site|Workplace"),
    field("city", "City", "City|Town|Location City"),
    field("region", "State or region", "State|Province|Region|Location State"),
    field("country", "Country", "Country|Location Country|Country Name"),
    field(
        "fte",
        "FTE",
        "Part-time %|Part-time percentage|Employment %|Employment percentage|Workload %|Pensum|"
        "FTE|FTE %|Full Time Equivalent|FTE Percent|FTE Percentage|Time Percentage|Working Time",
    ),
    field(
        "starts",
        "Person’s start date",
        "Last Hire Date|Most Recent Hire Date|Latest Hire Date|Rehire Date|"
        "Start Date|Hire Date|Date of Hire|Original Hire Date|Joining Date|Date Joined|Start|Employment Start Date|"
        "Date of Joining|Date Joining",
    ),
    field(
        "leaves",
        "Person’s last day",
        "Termination Date|End Date|Leaving Date|Last Day|Last Working Day|Leave Date|Exit Date|Relieving Date|"
        "Contract End Date|Employment End Date",
    ),
    field(
        "away_from",
        "First day of leave",
        "Leave Start Date|Leave Start|Start of Leave|First Day of Leave|On Leave From|Leave From|Absence Start Date|"
        "Leave of Absence Start Date|LOA Start Date",
    ),
    field(
        "away_until",
        "Last day of leave",
        "Leave End Date|Leave End|End of Leave|Last Day of Leave|On Leave Until|Leave Until|Absence End Date|"
        "Leave of Absence End Date|LOA End Date",
    ),
    field(
        "returns",
        "First day back from leave",
        "Return Date|Expected Return Date|Return from Leave|Expected Return|Return to Work Date|First Day Back|"
        "Estimated Return Date|LOA Return Date",
    ),
    field("position_starts", "Position’s start date", "Position Start Date|Position Start|Effective From"),
    field("position_ends", "Position’s end date", "Position End Date|Position End|Effective To"),
    field(
        "target_start",
        "Target start date of a hire",
        "Target Start Date|Target Start|Target Hire Date|Planned Start Date|Planned Hire Date|Expected Start Date|"
        "Open From|Needed By|Hire By",
    ),
    field("stage", "Hiring stage", "Hiring Stage|Recruiting Stage|Recruitment Stage|Requisition Status|Hiring Status"),
    field(
        "status",
        "Status (active, inactive, vacant)",
        "Status|Employment Status|Employee Status|Position Status|Worker Status|Post Status|User Status",
    ),
    field("valid", "Valid (yes or no)", "Valid|Valid?|Is Valid|Active|Is Active|Active?|Current"),
    field("account_enabled", "Account enabled (yes or no)", "Account Enabled|Enabled"),
    field(
        "employee_type",
        "Employment type",
        "Employee Type|Worker Type|Employment Type|Employment|Contract|Contract Type|User Type|Person Type",
    ),
    field("vacant", "Open position (yes or no)", "Vacant|Is Vacant|Vacant?|Vacancy|Is Vacancy|Open|Open?|Is Open"),
    field("level", "Level (1 to 7)", "Level|Job Level|Career Level|Position Level|Management Level"),
    field("function", "Function", "Function|Job Function|Business Function"),
    field(
        "pay",
        "Base pay",
        "Base Salary|Annual Base Salary|Annual Salary|Salary|Base Pay|Annual Base Pay|Annual Pay|"
        "Basic Salary|Gross Salary|Current Salary|Salary Amount|"
        "Annual Compensation|Base Compensation|Compensation|Pay Rate|Pay",
    ),
    field(
        "cost",
        "Annual cost, fully loaded",
        "Fully Loaded Cost|Fully Loaded|Loaded Cost|Total Employer Cost|Annual Cost",
    ),
    field("currency", "Pay currency", "Pay Currency|Salary Currency|Compensation Currency|Currency|Currency Code"),
    # By no header for certain: `works_on` tells them where nothing else wants the column.
    Field(WORKS_ON, "What they work on: product, project or cost centre (to find products)", ()),
    field("pay_per", "Pay period (year or month)", "Paid Per|Pay Per|Pay Period|Salary Period|Pay Frequency|Pay Basis"),
)
# Columns that only members with the cost right may see the cells of.
COST_COLUMNS = frozenset({"pay", "cost", "currency", "pay_per"})
