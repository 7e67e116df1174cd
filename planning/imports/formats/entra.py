"""Microsoft Entra. The list of users: an object id and, where HR fills it, an employee id."""

from __future__ import annotations

from planning.imports.formats.format import Format

FORMAT = Format(
    "Microsoft Entra",
    signs=(
        "userPrincipalName|User principal name",
        "displayName|Display name",
    ),
    headers={
        "id": "id|objectId|Object Id",
        "person_id": "employeeId",
        "email": "mail|userPrincipalName",
        "manager": "managerUserPrincipalName|managerMail|managerId|managerDisplayName|manager",
        "starts": "employeeHireDate",
        "leaves": "employeeLeaveDateTime",
        "employee_type": "userType|employeeType",
        "location": "officeLocation|physicalDeliveryOfficeName",
        "": "usageLocation|companyName|otherMails|proxyAddresses",
    },
)
