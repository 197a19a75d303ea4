"""Google's contacts in the new form (First Name, Organization Name, …) and the old one
(Given Name, Organization 1 - Name, …); several values in one cell are parted by ":::"."""

from collections.abc import Iterator
from dataclasses import replace

from graph.importers.rows.layouts.format import Format, any_of, fold, spelt
from graph.importers.rows.model import Cell, RowKind, Rows

MOST_OF_A_KIND = 20
"""Numbered columns (E-mail 1, E-mail 2, …) are known up to here."""

RELATIONS = {"manager": "manager", "assistant": "assistant", "referredby": "referred_by"}
"""The relations to a colleague, by their folded label, and our field for each."""


ON_EVERY_CONTACT = "myContacts"


def _numbered(pattern: str, first: int = 1) -> str:
    return ",".join(pattern.format(n) for n in range(first, MOST_OF_A_KIND + 1))


def _relation_columns() -> dict[str, str]:
    columns: dict[str, str] = {}
    for n in range(1, MOST_OF_A_KIND + 1):
        columns[f"relation_label_{n}"] = f"Relation {n} - Label,Relation {n} - Type"
        columns[f"relation_{n}"] = f"Relation {n} - Value"
    return columns


def _read_relations(rows: Rows) -> Rows:
    """Relations to a manager, an assistant or a referrer become fields; the rest is listed."""
    columns = {name: cells for name, cells in rows.columns.items() if "relation_" not in name}
    for n in range(1, MOST_OF_A_KIND + 1):
        labels, values = (rows.columns.get(f"relation_{part}{n}") for part in ("label_", ""))
        if labels is None or values is None:
            continue
        wanted = [RELATIONS.get(fold(str(label or ""))) for label in labels]
        for field in sorted(set(filter(None, wanted))):
            before = columns.get(field, [None] * len(wanted))
            found = zip(before, wanted, values, strict=True)
            columns[field] = [old or (new if name == field else None) for old, name, new in found]
    return replace(rows, columns=columns)


def _labels(tags: Cell) -> Iterator[str]:
    """The labels that somebody gave; Google's own stands on every contact."""
    if isinstance(tags, tuple):
        labels = (tag.removeprefix("*").strip() for tag in tags)
        yield from (label for label in labels if label != ON_EVERY_CONTACT)


def _finish(rows: Rows) -> Rows:
    rows = _read_relations(rows)
    if "tags" not in rows.columns:
        return rows
    tags = [tuple(_labels(cell)) or None for cell in rows.columns["tags"]]
    return replace(rows, columns={**rows.columns, "tags": tags})


CONTACTS = Format(
    name="google-contacts",
    kind=RowKind.PEOPLE,
    source="google contacts",
    system="google",
    columns=spelt(
        name="Name",
        first_name="First Name,Given Name",
        middle_name="Middle Name,Additional Name",
        last_name="Last Name,Family Name",
        company="Organization Name,Organization 1 - Name",
        title="Organization Title,Organization 1 - Title",
        department="Organization Department,Organization 1 - Department",
        site="Organization 1 - Location",
        email="E-mail 1 - Value",
        other_emails=_numbered("E-mail {} - Value", first=2),
        phone="Phone 1 - Value",
        other_phones=_numbered("Phone {} - Value", first=2),
        url="Website 1 - Value",
        birthday="Birthday",
        notes="Notes",
        tags="Labels,Group Membership",
        **_relation_columns(),
    ),
    required=any_of("first_name", "last_name", "name", "email"),
    marks=frozenset(
        {
            *("email1value", "phone1value", "organizationtitle", "organization1title"),
            *("organizationname", "organization1name", "groupmembership", "Phonetic First Name"),
            *("yominame", "Labels", "File As"),
        }
    ),
    least_marks=2,
    separator=":::",
    finish=_finish,
)

FORMATS = (CONTACTS,)
