"""HubSpot's exports of contacts and companies, by the labels of its properties."""

from graph.importers.rows.layouts.format import Format, any_of, spelt
from graph.importers.rows.model import RowKind

CONTACTS = Format(
    name="hubspot-contacts",
    kind=RowKind.PEOPLE,
    source="hubspot contacts",
    system="hubspot",
    columns=spelt(
        external_id="Record ID,Record ID - Contact,Contact ID",
        first_name="First Name",
        last_name="Last Name",
        email="Email",
        other_emails="Work email,Additional email addresses",
        phone="Phone Number",
        other_phones="Mobile Phone Number",
        title="Job Title",
        department="Department",
        level="Employment Seniority",
        company="Associated Company,Associated Company (Primary),Primary Associated Company,"
        "Company Name",
        company_id="Associated Company IDs,Associated Company IDs (Primary),"
        "Primary Associated Company ID",
        buying_role="Buying Role",
        owner="Contact owner",
        lead_source="Lead Source,Original Source",
        last_activity="Last Activity Date,Last Contacted",
        url="LinkedIn URL,LinkedIn Profile URL,LinkedIn Bio",
        notes="Message",
        birthday="Date of birth",
        timezone="Time Zone",
    ),
    required=any_of("first_name", "last_name", "email"),
    marks=frozenset({"Record ID", "Record ID - Contact", "associatedcompanyids"}),
    least_marks=1,
)

COMPANIES = Format(
    name="hubspot-companies",
    kind=RowKind.ACCOUNTS,
    source="hubspot companies",
    system="hubspot",
    columns=spelt(
        external_id="Record ID,Record ID - Company,Company ID",
        name="Company name,Name",
        industry="Industry",
        website="Website URL,Company Domain Name",
        parent="Parent Company",
        parent_id="Parent Company ID,Parent Company IDs",
        notes="Description",
    ),
    required=any_of("name"),
    marks=frozenset({"Record ID", "Record ID - Company"}),
    least_marks=1,
)

FORMATS = (CONTACTS, COMPANIES)
