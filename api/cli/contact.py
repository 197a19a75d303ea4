"""How long it has been: stands beside every person, wherever one is shown."""

from typing import Any

from graph.analysis.coverage import Contact
from graph.analysis.phrases import ago, spelt
from graph.vocabulary import Coverage


def contact_text(contact: Contact) -> str:
    """Coverage and the last contact in words; "never" and "not recorded" differ."""
    is_known = contact.coverage is not Coverage.UNKNOWN
    covered = spelt(contact.coverage) if is_known else "coverage unknown"
    return f"{covered}, last contact {last_contact_text(contact)}"


def last_contact_text(contact: Contact) -> str:
    """When somebody was last in touch: "12 days ago", "never" or "not recorded"."""
    if contact.days_since_contact is not None:
        return ago(contact.days_since_contact)
    return "never" if contact.contact_known else "not recorded"


def contact_json(contact: Contact) -> dict[str, Any]:
    """The same as JSON; `days_since_contact` is null for both, `contact_known` tells which."""
    return {
        "coverage": str(contact.coverage),
        "engaged": round(contact.engaged, 6),
        "days_since_contact": contact.days_since_contact,
        "contact_known": contact.contact_known,
    }
