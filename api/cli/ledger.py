"""`inroad ledger`: who gave and who asked, and what to change."""

from collections.abc import Iterator, Sequence

import click

from api.cli.next_text import wrapped
from api.cli.options import as_of_option
from api.cli.output import Heading, as_json_option, show, table
from api.cli.session import Session, with_session
from graph.advice.flags import Flag
from graph.advice.ledger import LedgerAnswer, WithPerson
from graph.analysis.ledger import Balance, Visits
from graph.analysis.phrases import counted, percent, spelt
from graph.planning.habits import give_and_take
from graph.planning.opening import open_account
from graph.planning.typed import moment

COUNTS = ("gave", "social", "asked", "delivered", "asks", "they gave", "they asked")


@click.command()
@click.argument("account")
@click.argument("person", required=False)
@click.option("--colleague", metavar="NAME", help="What this one of us did, alone.")
@as_of_option
@as_json_option
@with_session
def ledger(
    session: Session,
    account: str,
    person: str | None,
    colleague: str | None,
    as_of: str | None,
    as_json: bool,
) -> None:
    """Who gave and who asked at ACCOUNT, or with one PERSON, and what to change."""
    with session.opened(to_read=True) as store:
        opened = open_account(store, account, session.view(moment(as_of)))
    found = give_and_take(opened, person, colleague)
    show(as_json, found.as_json, lambda: ledger_lines(found))


def ledger_lines(found: LedgerAnswer) -> Iterator[str]:
    """The ledger, line by line."""
    about = (found.person, found.colleague)
    whom = ", ".join(one.called for one in about if one)
    yield Heading(f"{found.account}{f', {whom}' if whom else ''}: give and take {found.as_of[:10]}")
    yield _summed(found.balance)
    if found.person:
        yield f"Last contact with {found.person.called}: {found.person.last_contact}."
    if found.people:
        yield from ("", Heading("With whom"))
        head = ("person", *COUNTS, "longest run of asks", "longest gap", "last contact")
        yield from table(map(_person_row, found.people), head)
    if found.untouched and not whom:
        yield f"With {counted(found.untouched, 'other')} no touch is recorded."
    if found.colleagues:
        yield from ("", Heading("By whom, by name"))
        rows = [(one.colleague.called, *_counts(one.balance)) for one in found.colleagues]
        yield from table(rows, ("", *COUNTS))
    yield from _visit_lines(found.people)
    yield from _job_lines(found)
    if found.flags:
        yield from ("", Heading("What to change"))
        yield from flag_lines(found.flags)


def _summed(one: Balance) -> str:
    asks = "" if one.ask_share is None else f"; {percent(one.ask_share)} were asks"
    unknown = f", {one.unknown} of unknown intent" if one.unknown else ""
    return (
        f"For the relationship {one.relationship} (gave {one.gave}, social {one.social}), "
        f"operational {one.operational} (asked {one.asked}, delivered {one.delivered}){unknown}"
        f"{asks}."
    )


def _counts(one: Balance) -> Sequence[str]:
    asks = "–" if one.ask_share is None else percent(one.ask_share)
    told = (one.gave, one.social, one.asked, one.delivered)
    return (*map(str, told), asks, str(one.they_gave), str(one.they_asked))


def _person_row(one: WithPerson) -> Sequence[str]:
    run = f"{one.longest_run.asks}{' (now)' if one.run_now == one.longest_run else ''}"
    gap = "–" if one.longest_gap_days is None else counted(one.longest_gap_days, "day")
    asks = run if one.longest_run.asks else "–"
    return (one.person.called, *_counts(one.balance), asks, gap, one.person.last_contact)


def _visit_lines(people: Sequence[WithPerson]) -> Iterator[str]:
    told = [(one.person.called, one.visits) for one in people if one.visits.recorded]
    if told:
        yield from ("", Heading("What touches did, where that is recorded"))
        head = ("", "recorded", "connect", "learn", "share", "engage", "brought nothing")
        yield from table([(name, *_did(one)) for name, one in told], head)


def _did(one: Visits) -> Sequence[str]:
    return tuple(map(str, (one.recorded, one.connect, one.learn, one.share, one.engage, one.idle)))


def _job_lines(found: LedgerAnswer) -> Iterator[str]:
    if any(one.touches for one in found.jobs):
        yield from ("", Heading("Buying jobs that touches moved"))
        rows = [(spelt(one.job), str(one.touches), str(one.last or "never")) for one in found.jobs]
        yield from table(rows, ("job", "touches", "last"))


def flag_lines(flags: Sequence[Flag]) -> Iterator[str]:
    """What to change, each with the practice's id, and what to do instead."""
    for one in flags:
        yield from wrapped(f"{one.row}: {one.says} {one.instead}", "")
