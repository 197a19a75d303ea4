"""`inroad reasons`: with what reason to call."""

from collections.abc import Iterator

import click

from api.cli.next_text import wrapped
from api.cli.options import as_of_option
from api.cli.output import Heading, as_json_option, show
from api.cli.session import Session, with_session
from graph.advice.answer import plain
from graph.advice.reasons.answer import ReasonAnswer, Saying
from graph.advice.reasons.answering import (
    ReasonsAnswer,
    ToolkitAnswer,
    ToolkitReason,
    answer_for,
    answer_of,
)
from graph.advice.reasons.telling import fit, told, told_of_account, used, when
from graph.analysis.phrases import argument, counted, listed, spelt
from graph.planning.asking import NextRequest, open_for
from graph.planning.finding import find_person
from graph.planning.typed import moment


@click.command()
@click.argument("account")
@click.argument("person", required=False)
@as_of_option
@click.option("--for", "opportunity", metavar="OPPORTUNITY", help="For this buying decision.")
@as_json_option
@with_session
def reasons(
    session: Session,
    account: str,
    person: str | None,
    as_of: str | None,
    opportunity: str | None,
    as_json: bool,
) -> None:
    """With what reason to call a PERSON at ACCOUNT; without one, all its reasons and their use."""
    request = NextRequest(
        account, as_of=moment(as_of), opportunity=opportunity, viewer=session.author
    )
    with session.opened() as store:
        opened = open_for(store, request, session.now)
    if person is None:
        whole = answer_of(opened)
        show(as_json, lambda: plain(whole), lambda: _toolkit_lines(whole))
    else:
        found = answer_for(opened, find_person(opened, person))
        show(as_json, lambda: plain(found), lambda: _person_lines(found))


def _person_lines(found: ReasonsAnswer) -> Iterator[str]:
    """What to say to one person, and every reason with how it fits."""
    name = found.person.called
    yield Heading(f"{found.account}: reasons for {found.person.introduced}, {found.as_of[:10]}")
    yield f"Last contact: {found.person.last_contact}."
    offered = next((one for one in found.reasons if not one.lacks), None)
    rest = tuple(one for one in found.reasons if one is not offered)
    say = Saying(offered, rest, found.approach, found.mentions)
    for text in (*told(say, name, found.account), *told_of_account(say)):
        yield from wrapped(text, "")
    for one in rest:
        yield ""
        yield from _reason(one, name)


def _reason(one: ReasonAnswer, name: str) -> Iterator[str]:
    kind = f" [{spelt(one.kind)}]" if one.kind != "unknown" else ""
    yield Heading(f"{one.text}{kind}")
    yield from wrapped(f"{fit(one)}; {used(one, name)}.", "    ")
    for lack in one.lacks:
        yield from wrapped(f"Not now: {lack}.", "    ")


def _toolkit_lines(found: ToolkitAnswer) -> Iterator[str]:
    """Every reason of an account, for whom it is and how it did."""
    yield Heading(f"{found.account}: reasons to call, {found.as_of[:10]}")
    if not found.reasons:
        yield f"None is recorded. Add one: inroad reason {argument(found.account)} TEXT --new."
    for one in found.reasons:
        yield ""
        yield from _kept(one)
    yield ""
    yield from wrapped(
        f"{found.without_reason} of {counted(found.people, 'person', 'people')} need a reason.", ""
    )
    for note in found.notes:
        yield from wrapped(note, "")


def _kept(one: ToolkitReason) -> Iterator[str]:
    until = f", until {one.until}" if one.until else ""
    group = ", serves the group" if one.serves_group else ""
    yield Heading(f"{one.text}  [{spelt(one.kind)}{until}{group}]  ({one.id})")
    names = [f"{person.called} ({person.last_contact})" for person in one.people]
    more = one.offered_to - len(names)
    whom = listed([*names, f"{more} more"] if more else names) or "nobody"
    yield from wrapped(f"Fits {whom}.", "    ")
    uses = [f"{listed(use.people)} {when(use)}" for use in one.uses]
    yield from wrapped(f"Used on {'; '.join(uses)}." if uses else "Not used yet.", "    ")
