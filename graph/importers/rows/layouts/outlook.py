"""Outlook's contacts, in English, German and French; its "Title" is a form of address, and 0/0/00
is no birthday."""

from dataclasses import replace

from graph.importers.rows.layouts import languages
from graph.importers.rows.layouts.format import Format, any_of, fold, spelt
from graph.importers.rows.model import RowKind, Rows

NO_DAY = frozenset({"0/0/00", "0.0.00", "00/00/00", "0.0.0000"})

_MARKS_ABROAD = (
    *("Weitere Vornamen", "Name des/der Vorgesetzten", "Telefon geschäftlich", "Name Assistent"),
    *("E-Mail 2: Adresse", "Empfohlen von", "Straße geschäftlich", "Internet Frei/Gebucht"),
    *("Deuxième prénom", "Adresse de messagerie", "Téléphone (bureau)", "Nom de l'assistant(e)"),
    *("Recommandé par", "Rue (bureau)"),
)
_ABROAD = {
    **{
        header: name
        for header, name in languages.PEOPLE.items()
        if name != "name" and header != "titre"  # a form of address, as "Title" is
    },
    **spelt(
        last_name="Nom",
        other_emails="E-Mail 2: Adresse,E-Mail 3: Adresse,"
        "Adresse de messagerie 2,Adresse de messagerie 3",
        other_phones="Telefon geschäftlich 2,Telefon (privat),Téléphone 2 (bureau)",
    ),
}


def _without_empty_birthdays(rows: Rows) -> Rows:
    birthdays = rows.columns.get("birthday")
    if birthdays is None:
        return rows
    real = [None if day in NO_DAY else day for day in birthdays]
    return replace(rows, columns={**rows.columns, "birthday": real})


CONTACTS = Format(
    name="outlook-contacts",
    kind=RowKind.PEOPLE,
    source="outlook contacts",
    system="outlook",
    columns={
        **spelt(
            first_name="First Name",
            middle_name="Middle Name",
            last_name="Last Name",
            company="Company",
            department="Department",
            title="Job Title",
            site="Office Location",
            email="E-mail Address",
            other_emails="E-mail 2 Address,E-mail 3 Address",
            phone="Business Phone,Primary Phone",
            other_phones="Business Phone 2,Mobile Phone,Home Phone,Home Phone 2,Other Phone",
            manager="Manager's Name",
            assistant="Assistant's Name",
            referred_by="Referred By",
            birthday="Birthday",
            notes="Notes",
            tags="Categories",
            interests="Hobby",
            url="Web Page,Personal Web Page",
        ),
        **_ABROAD,
    },
    required=any_of("first_name", "last_name", "email"),
    marks=frozenset(
        {
            *("E-mail Address", "E-mail 2 Address", "Manager's Name", "Assistant's Name"),
            *(
                "Business Phone",
                "Business Street",
                "Company Main Phone",
                "Organizational ID Number",
            ),
            *("Referred By", "Internet Free Busy"),
            *map(fold, _MARKS_ABROAD),
        }
    ),
    least_marks=2,
    finish=_without_empty_birthdays,
)

FORMATS = (CONTACTS,)
