"""How long it has been: stands beside every person, wherever one is shown."""

from graph.analysis.coverage import Contact
from graph.analysis.phrases import since_contact, spelt
from graph.vocabulary import Coverage


def contact_text(contact: Contact) -> str:
    """Coverage and the last contact in words; "never" and "not recorded" differ."""
    is_known = contact.coverage is not Coverage.UNKNOWN
    covered = spelt(contact.coverage) if is_known else "coverage unknown"
    return f"{covered}, last contact {last_contact_text(contact)}"


def last_contact_text(contact: Contact) -> str:
    """When somebody was last in touch: "12 days ago", "never" or "not recorded"."""
    return since_contact(contact.days_since_contact, known=contact.contact_known)
