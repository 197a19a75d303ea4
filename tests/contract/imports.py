"""Bringing files into a store, and looking at what came of it."""

from datetime import UTC, datetime, timedelta
from textwrap import dedent
from typing import Any

from graph.model import Account, Person, Thing
from graph.planning.import_report import ImportOptions, ImportReport, SourceFile
from graph.planning.importing import import_files
from graph.planning.opening import open_account
from graph.planning.proposals import list_proposals
from graph.planning.recording import By
from graph.resolve import View
from graph.store import Store
from graph.vocabulary import EntityKind, LinkKind

NOW = datetime(2026, 3, 31, 12, tzinfo=UTC)
LATER = NOW + timedelta(days=30)
BY_ANN = By("Ann", NOW)


def bring(
    store: Store,
    *texts: str,
    account: str | None = "Dream Co",
    now: datetime = NOW,
    **options: Any,
) -> ImportReport:
    """Import texts as files a.csv, b.csv, …"""
    files = [
        SourceFile(f"{chr(97 + number)}.csv", dedent(text).lstrip().encode())
        for number, text in enumerate(texts)
    ]
    given = ImportOptions(author="Ann", account=account, **options)
    return import_files(store, files, given, now)


def seen(store: Store, account: str = "Dream Co", now: datetime = LATER) -> Account:
    return open_account(store, account, View(now))


def person(account: Account, name: str) -> Person:
    """The only person of this name."""
    (found,) = (one for one in account.people if one.name == name)
    return found


def names(account: Account) -> list[str]:
    return [one.name for one in account.people]


def links(account: Account, kind: LinkKind = LinkKind.REPORTS_TO) -> set[tuple[str, str]]:
    """Links of a kind by the names of their ends."""
    called = {one.id: one.name for one in (*account.people, *account.colleagues)}
    return {(called[one.source], called[one.target]) for one in account.links if one.kind is kind}


def asked(store: Store, account: str = "Dream Co") -> list[str]:
    """What the open proposals ask."""
    return [one.text("text") for one in list_proposals(seen(store, account))]


def proposal(store: Store, text: str, account: str = "Dream Co") -> Thing:
    """The proposal that asks this, in whichever state."""
    proposals = seen(store, account).of_kind(EntityKind.PROPOSAL)
    (found,) = (one for one in proposals if one.text("text") == text)
    return found


def told(report: ImportReport) -> str:
    """All that a report has to tell, as one text."""
    return "\n".join(map(str, report.faults))
