"""LinkedIn's Connections.csv; an older form has no URL."""

from graph.importers.rows.layouts.format import Format, any_of, spelt
from graph.importers.rows.model import RowKind

CONNECTIONS = Format(
    name="linkedin-connections",
    kind=RowKind.PEOPLE,
    source="linkedin connections",
    system="linkedin",
    columns=spelt(
        first_name="First Name",
        last_name="Last Name",
        url="URL",
        email="Email Address",
        company="Company",
        title="Position",
        connected_on="Connected On",
    ),
    required=any_of("first_name+last_name+company+title+connected_on"),
)

FORMATS = (CONNECTIONS,)
