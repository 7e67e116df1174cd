"""The columns of the shared cases: what each header of them stands for."""

from __future__ import annotations

import pytest

from planning.imports.columns import match
from planning.imports.pipeline import File, prepare
from tests.imports.helpers import CONTENT, shared

pytestmark = [
    pytest.mark.pure,
    pytest.mark.skipif(not shared("cases").exists(), reason="the sample data is not there"),
]

# By case: "header=field" with bars between them; a header that is not named is not looked at, one without a field is
# not used.
COLUMNS = {
    "01-successfactors-two-header-rows": "USERID=person_id|USERNAME=other_id|MANAGER=manager|HR=|EMPID=other_id",
    "02-rippling-manager-work-email": "Employee name=name|Manager - Work email=manager|Employment status=status",
    "03-remote-managers-email": "Manager=manager|Manager's email=manager",
    "04-namely-dotted-line-email": "Reports To (Email)=manager|Dotted Line Reports To (Email)=dotted",
    "05-reporting-manager": "Badge id=person_id|Reporting Manager=manager|Date joining=starts|Contract End Date=leaves",
    "06-employee-is-a-name": "Company=|Employee=name|JobTitle=title|Manager=manager",
    "07-visio-first-name-and-name": "Unique_ID=id|Name=last_name|First_Name=first_name|Reports_To=manager",
    "08-hiring-plan-open-jobs-only": "req=requisition_id|Manager:req=manager_requisition|Start date=starts|Date=",
    "11-statuses": "Employee=person_id|Designation=title|Relieving Date=leaves",
    "16-german-headers": "Personalnummer=person_id|Vorname=first_name|Nachname=last_name|Vorgesetzter=manager|"
    "Position=title|Anstelldatum=starts|Austrittsdatum=leaves",
    "17-chinese-xlsx": "工号=id|姓名=name|职位=title|直属主管=manager|入职日期=starts",
    "18-column-per-level": "Level 1=level:1|Level 2=level:2|Level 3=level:3|Level 4=level:4|Title=title",
    "19-depth-number": "Depth=depth|Name=name|Job Title=title",
    "20-adp-last-first-footer": "Payroll Name=name|Position ID=position_id|Associate ID=person_id|"
    "Job Title Description=title|Reports To Name=manager|Reports To Associate ID=manager",
    "21-workday-xlsx": "Worker=name|Worker's Manager=manager|Supervisory Organization=team|Worker Type=employee_type",
    "22-solid-and-dotted": "Solid Line Manager ID=manager|Dotted Line Manager IDs=dotted",
    "23-two-reporting-managers": "Manager 1=manager|Manager 2=dotted",
    "24-leading-zeros-xlsx": "Employee ID=person_id|Manager ID=manager",
    "27-departments-no-managers": "Employee=person_id|Full Name=name|Is Department Head=head",
    "31-workday-name-suffixes": "Full Name=name|Manager=manager|Supervisory Organization=team",
    "32-grouped-headers-xlsx": "Employee ID=person_id|Reports to=manager|Reports to (email)=manager",
    "33-numbers-title-row-and-totals": "Name=name|Reports To=manager|Annual Salary=pay",
    "34-french-headers": "Matricule=id|Nom=last_name|Prénom=first_name|Adresse e-mail=email|Intitulé du poste=title|"
    "Responsable hiérarchique=manager|Date d'entrée=starts|Date de sortie=leaves",
    "40-management-chain": "Preferred_Name=name|Manager=manager|Manager_Title=|Manager_Email=manager|"
    "Management_Chain_01=chain:1|Management_Chain_03=chain:3",
    "41-external-manager-id": "Preferred full name=name|Manager ID (external ID)=manager|Manager email=manager",
    "45-preferred-and-legal-names": "First Name=first_name|Preferred Name=preferred_name|Reporting to=manager",
    "46-manager-by-title": "Position Title=title|Incumbent=name|Reports To=manager",
    "47-blank-manager-for-leavers-managers": "Manager Name=manager|Manager Email=manager",
    "48-database-null-marker": "EmployeeId=person_id|LastName=last_name|ReportsTo=manager",
    "49-google-workspace": "Org Unit Path [Required]=team_path|Employee Title=title|Manager Email=manager",
    "50-entra-users": "displayName=name|id=id|accountEnabled=account_enabled|managerUserPrincipalName=manager",
    "51-d3-sample-two-roots": "positionName=title|id=id|parentId=manager|area=|isLoggedUser=",
    "52-balkan-pid": "id=id|pid=manager|title=title",
}


@pytest.mark.parametrize("case", COLUMNS)
def test_each_header_of_the_case_is_read_right(case: str) -> None:
    path = sorted(shared("cases", case).glob("people*.*"))[-1]
    source = prepare(File("people", path.name, path.read_bytes()), CONTENT, {})
    found = dict(zip(source.table.headers, source.matched, strict=True))
    expected = dict(pair.rpartition("=")[::2] for pair in COLUMNS[case].split("|"))
    assert {header: found.get(header) for header in expected} == expected


def test_manager_columns_are_told_apart_by_how_they_name() -> None:
    path = shared("cases", "03-remote-managers-email", "people.csv")
    source = prepare(File("people", path.name, path.read_bytes()), CONTENT, {})
    columns = match.columns_of("people", source.table, source.matched)
    assert (columns["manager"], columns["manager:email"], columns["manager:name"]) == ([4, 3], [4], [3])
