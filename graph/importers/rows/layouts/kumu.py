"""Kumu's elements and connections."""

from dataclasses import replace

from graph.importers.rows.layouts.format import Format, any_of, spelt
from graph.importers.rows.model import RowKind, Rows
from graph.importers.rows.selecting import leave_out

NO_PERSON = {"organization", "organisation", "company", "project", "event", "place", "group"}

PERSON = {"person", "people", "individual", "human"}
"""Where elements are of one of these types, those of any other are none."""


def _people_only(rows: Rows) -> Rows:
    """Elements that are no people are left out, and told."""
    types = rows.columns.get("element_type", ())
    columns = {name: cells for name, cells in rows.columns.items() if name != "element_type"}
    kinds = [str(kind or "").casefold() for kind in types]
    known = PERSON & set(kinds)
    others = [
        row
        for row, kind in enumerate(kinds)
        if kind in NO_PERSON or (known and kind and kind not in PERSON)
    ]
    return leave_out(replace(rows, columns=columns), others, "as by its type it is no person")


ELEMENTS = Format(
    name="kumu-elements",
    kind=RowKind.PEOPLE,
    source="kumu elements",
    system="kumu",
    columns=spelt(
        external_id="Id",
        name="Label",
        element_type="Type",
        notes="Description",
        tags="Tags",
        title="Title,Job Title,Position",
        company="Company,Organization",
        email="Email",
    ),
    required=any_of("name+element_type", "name+tags"),
    separator="|",
    finish=_people_only,
)

CONNECTIONS = Format(
    name="kumu-connections",
    kind=RowKind.LINKS,
    source="kumu connections",
    system="kumu",
    columns={
        **spelt(kind="Type", strength="Strength", evidence="Description"),
        "from": "from",
        "to": "to",
    },
    required=any_of("from+to"),
    marks=frozenset({"Label", "Tags", "Direction"}),
    least_marks=1,
)

FORMATS = (ELEMENTS, CONNECTIONS)
