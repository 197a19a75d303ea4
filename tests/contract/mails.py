"""Mails for the contract of imports, and what they brought by names."""

from typing import Any

from graph.model import Account, Touch
from graph.planning.import_report import ImportOptions, ImportReport
from graph.planning.importing import import_files
from graph.planning.source_files import SourceFile
from graph.store import Store
from graph.vocabulary import Direction, Outcome
from tests.contract.imports import LATER, seen

PEOPLE = """
    name,email
    Dana Reyes,dana@dream.example
    Bob Stone,bob@dream.example
    Eva Ochs,eva@dream.example
    """


OURS = ("ours.example",)


def mails(*rows: str) -> str:
    """A list of mails, one of ours and one of theirs in most of them."""
    return "\n".join(("message id,in reply to,from,to,cc,date", *rows))


def said(account: Account) -> list[tuple[str, tuple[str, ...], Direction, Outcome]]:
    """The touches by names: who of ours, who of theirs, which way and how it went."""
    called = {one.id: one.name for one in (*account.people, *account.colleagues)}
    return [
        (
            ",".join(called[one] for one in touch.colleagues),
            tuple(called[one] for one in touch.people),
            touch.direction,
            touch.outcome,
        )
        for touch in account.touches
    ]


def events(account: Account) -> list[tuple[str, tuple[str, ...]]]:
    called = {one.id: one.name for one in account.people}
    return [
        (called[one.sender], tuple(called[each] for each in one.recipients))
        for one in account.events
    ]


def only_touch(store: Store) -> Touch:
    (found,) = seen(store).touches
    return found


def bring_files(store: Store, *files: SourceFile, **options: Any) -> ImportReport:
    given = {"ours": OURS, **options}
    return import_files(store, files, ImportOptions("Ann", "Dream Co", **given), LATER)


def mailbox(*mails: str) -> bytes:
    """A mailbox; of each mail who sent it, to whom, on which day, and more headers."""
    told = (mail.split("|") for mail in mails)
    return "".join(
        f"From x Mon Jan  1 10:00:00 2024\nFrom: {sender}\nTo: {to}\nDate: {day} Jan 2026 9:00\n"
        f"{more}\nHello.\n\n"
        for sender, to, day, more in told
    ).encode()
