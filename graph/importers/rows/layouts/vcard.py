"""Address books (vCard), as `graph.importers.tables.vcards` makes tables of them."""

from graph.importers.rows.layouts.format import Format, any_of, spelt
from graph.importers.rows.model import RowKind

VCARD = Format(
    name="vcard",
    kind=RowKind.PEOPLE,
    source="vcard",
    system="vcard",
    columns=spelt(
        external_id="UID",
        name="FN",
        first_name="Given name",
        middle_name="Additional names",
        last_name="Family name",
        company="ORG",
        department="ORG unit",
        title="TITLE",
        other_titles="ROLE",
        email="EMAIL",
        phone="TEL",
        manager="Manager",
        assistant="Assistant",
        birthday="BDAY",
        url="URL",
        tags="CATEGORIES",
        notes="NOTE",
    ),
    required=any_of("name", "first_name", "last_name", "email"),
    marks=frozenset({"FN", "ORG", "UID", "CATEGORIES"}),
    least_marks=4,
)

FORMATS = (VCARD,)
