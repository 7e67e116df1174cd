"""What a column can hold, and under which headers it is known, by the kind of file."""

from __future__ import annotations

from planning.imports.columns.field import Field, field
from planning.imports.columns.people_fields import COST_COLUMNS, PEOPLE

__all__ = ["BANDS", "COST_COLUMNS", "FIELDS", "PEOPLE", "PRODUCTS"]

PRODUCTS = (
    field("product_id", "Product ID", "Product ID|Product Key|Product Code|Product Slug|Product #|ID|Key|Code|Slug"),
    field(
        "product",
        "Product",
        "Product|Product Name|Name|Product Title|Product Area|Products|Product(s)|Products Owned|Product Areas",
    ),
    field(
        "product_line", "Product line (contains products)", "Product Line|Product Family|Product Group|Line of Business"
    ),
    field(
        "stage",
        "Stage",
        "Stage|Product Stage|Lifecycle Stage|Lifecycle|Life Cycle Stage|Phase|Maturity|Status|"
        "Lifecycle Phase|Life Cycle Phase|Life Cycle|Product Phase|Product Status|Lifecycle Status|Development Stage|"
        "Release Stage|Product Lifecycle",
    ),
    field(
        "market",
        "Market-facing (yes or no)",
        "Market Facing|Market-facing|Is Market Facing|External|Is External|Customer Facing|Public",
    ),
    field("internal", "Internal (yes or no)", "Internal|Is Internal|Internal?|Internal Only"),
    field(
        "audience", "Audience (market or internal)", "Audience|Facing|Product Type|Type|Internal or External|Visibility"
    ),
    field("launch", "Launch date", "Launch Date|Launch|Launches|Launch On|GA Date|Go Live Date|Go Live|Release Date"),
    field("tier", "Launch tier", "Launch Tier|Tier|Launch Size|Launch Level"),
    field("team", "Team", "Team|Team Name|Product Team|Squad|Crew|Pod|Value Stream|Tribe|Chapter|Group|Department"),
    field("owner", "Owner (role from their title, else the first)", "Owner|Product Owner|Product Lead|DRI"),
    field("contact", "Contact, champion or sponsor", "Contact|Point of Contact|Champion|Sponsor|Executive Sponsor"),
    # Where each row is one assignment. The names stay as they are: remembered choices of columns hold them.
    field("slot_role", "Role (one assignment per row)", "Role|Slot|Assignment Role|Covering Role"),
    field(
        "slot_position",
        "Who (one assignment per row)",
        "Position ID|Position|Employee ID|Person ID|Person|Employee|Assignee|Assigned To|Who|Holder|Email",
    ),
    field("slot_kind", "Kind (owner, backup, stand-in)", "Kind|Assignment Kind|Assignment Type|Cover|Coverage Type"),
    field("slot_share", "Share or FTE", "Share|Share %|FTE|Allocation|Allocation %|Percent|Percentage"),
    field("slot_starts", "Assignment from", "Start Date|From|Start|Starts|Assignment Start|Valid From"),
    field("slot_ends", "Assignment to", "End Date|To|Until|End|Ends|Assignment End|Valid To"),
)

BANDS = (
    field("role", "Role", "Role|Role Name|Job Role|Job|Job Title|Title|Position|Job Family"),
    field("level", "Level (1 to 7, empty for all levels)", "Level|Job Level|Career Level|Grade"),
    field(
        "location", "Location (empty for all locations)", "Location|Work Location|Office|City|Country|Region|Zone|Geo"
    ),
    field("currency", "Currency (ISO 4217)", "Currency|Currency Code|Pay Currency|Salary Currency"),
    field(
        "low",
        "Base from",
        "Base From|From|Low|Min|Minimum|Salary Min|Min Salary|Salary From|Base Min|Range Min|Band Min|Pay Min|"
        "Pay Range Minimum",
    ),
    field(
        "high",
        "Base to",
        "Base To|To|High|Max|Maximum|Salary Max|Max Salary|Salary To|Base Max|Range Max|Band Max|Pay Max|"
        "Pay Range Maximum",
    ),
    field("bonus", "Bonus %", "Bonus|Bonus %|Bonus Percent|Target Bonus|Target Bonus %|Variable %"),
    field("equity", "Equity per year", "Equity|Equity a Year|Annual Equity|Equity Value|Stock"),
    field(
        "factor", "On-cost factor", "On-cost Factor|Oncost Factor|On Cost|Factor|Overhead Factor|Loading|Burden Rate"
    ),
    field("since", "Valid from", "Valid From|Effective From|Effective Date|Since|Start Date|Starts"),
)

FIELDS: dict[str, tuple[Field, ...]] = {"people": PEOPLE, "products": PRODUCTS, "bands": BANDS}
