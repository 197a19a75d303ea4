"""`inroad reason`, `gap`, `change`, `competitor`, `competitor-tie`, `happening`, `referral`: what
is known of an account beyond its people."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import click

from api.answers.things import thing_json
from api.cli.options import (
    Command,
    private_option,
    said,
    set_option,
    source_options,
    text_option,
    word_option,
)
from api.cli.output import as_json_option, show
from api.cli.session import Session, with_session
from api.cli.things import facts_text
from graph.analysis.phrases import called
from graph.errors import BadInput
from graph.log import OURS, FieldValue
from graph.model import Account, Thing
from graph.planning.opening import account_id, open_account
from graph.planning.recording import By
from graph.planning.retrying import until_written
from graph.planning.things import WRITINGS, add_thing, change_thing, find_thing
from graph.resolve import View
from graph.store import Store
from graph.vocabulary import (
    BuyingRole,
    ChangeKind,
    ChangePhase,
    CompetitorTie,
    EntityKind,
    Function,
    HappeningKind,
    Objection,
    ReasonKind,
    ReferralDirection,
)

for_all_option = click.option(
    "--for-all", is_flag=True, help="With --new: for all accounts, not this one alone."
)


def knowledge(kind: EntityKind, help_: str, *options: Any) -> click.Command:
    """The command that lists, shows, adds and changes things of one kind."""

    def run(session: Session, account: str, which: str | None, as_json: bool, **given: Any) -> None:
        new = _said(session, kind, which, given)
        view = session.view()
        with session.opened() as store:
            id_ = account_id(store, account, view)
            if new.is_new or new.fields:
                which = until_written(lambda: new.write(store, id_, view))
            opened = open_account(store, id_, view)
        _show(opened, kind, which, as_json=as_json)

    run.__doc__ = help_
    command: Command = with_session(run)
    for option in (as_json_option, private_option, source_options, set_option, *reversed(options)):
        command = option(command)
    command = click.option("--new", is_flag=True, help="Add it; WHICH is its text.")(command)
    command = click.argument("which", required=False)(command)
    command = click.argument("account")(command)
    return click.command(str(kind).replace("_", "-"))(command)


@dataclass(frozen=True, slots=True)
class _Said:
    """What is said of one thing, which is new or there already."""

    kind: EntityKind
    which: str | None
    fields: Mapping[str, FieldValue]
    by: By
    is_new: bool
    for_all: bool

    def write(self, store: Store, account: str, view: View) -> str:
        """Write it down, and return the id of the thing."""
        at = open_account(store, account, view)
        if self.is_new:
            text = {} if self.which is None else {WRITINGS[self.kind].called: self.which}
            given = {**text, **self.fields}
            return add_thing(store, at, self.kind, given, self.by, for_all=self.for_all)
        found = find_thing(at, self.kind, self.which or "")
        change_thing(store, at, found, self.fields, self.by.having_seen(at))
        return found.id


def _said(session: Session, kind: EntityKind, which: str | None, given: dict[str, Any]) -> _Said:
    """Raises BadInput where something is said of nothing."""
    author, is_new, for_all = _by(session, given), given.pop("new"), given.pop("for_all", False)
    given_as = _Said(kind, which, said(given), author, is_new, for_all)
    needs_text = not is_new or WRITINGS[kind].called in WRITINGS[kind].needs
    if which is None and needs_text and (is_new or given_as.fields):
        raise BadInput(f"Say which {WRITINGS[kind].noun}: its text or its id.")
    return given_as


def _by(session: Session, given: dict[str, Any]) -> By:
    return By(
        session.author,
        session.now,
        said_by=given.pop("said_by"),
        evidence=given.pop("evidence"),
        private=given.pop("private"),
    )


def _show(account: Account, kind: EntityKind, which: str | None, *, as_json: bool) -> None:
    all_ = account.of_kind(kind)
    listed = all_ if which is None else (find_thing(account, kind, which),)
    names = {one.id: called(one) for one in account.people}
    names |= {one.id: one.called for things in account.things.values() for one in things}
    none = f"{account.name} has no {WRITINGS[kind].noun} yet: add one with --new."
    show(
        as_json,
        lambda: [thing_json(one) for one in listed],
        lambda: [line for one in listed for line in _lines(one, names)] or [none],
    )


def _lines(one: Thing, names: Mapping[str, str]) -> list[str]:
    for_all = ", for all accounts" if one.at == OURS else ""
    return [f"{one.called or one.id}  ({one.id}{for_all})", *facts_text(one, names)]


person_option = text_option("--person", "Whom it is about, or who said it.", "NAME")
on_option = text_option("--on", "When.", "DATE")
until_option = text_option("--until", "Until when.", "DATE")

reason = knowledge(
    EntityKind.REASON,
    """List an ACCOUNT's reasons to call, or show, add or change one (WHICH: text or id).

    A reason fills “The reason I'm calling is ____”, and is worth something to the listener.
    """,
    word_option("--kind", ReasonKind),
    text_option("--benefit", "What it means for the listener."),
    text_option("--question", "What to ask them about it."),
    text_option("--source", "Where it comes from: an article, say."),
    text_option("--offering", "What it brings: an article, a benchmark, a visit."),
    text_option("--roles", f"Whom it fits, several by ;: {', '.join(BuyingRole)}", "WORDS"),
    text_option("--functions", f"Whom it fits: {', '.join(Function)}", "WORDS"),
    text_option("--interests", "Whose interests it meets, several by ;", "WORDS"),
    text_option("--challenges", "Whose challenges it meets, several by ;", "WORDS"),
    text_option("--removes", f"Which objections it answers: {', '.join(Objection)}", "WORDS"),
    text_option("--person", "For this person alone.", "NAME"),
    click.option("--for-group", type=bool, metavar="WORD", help="Yes or no: it serves all."),
    until_option,
    for_all_option,
)

gap = knowledge(
    EntityKind.GAP,
    """List an ACCOUNT's gaps, or show, add or change one (WHICH: text or id).

    A gap is dissatisfaction, or performance that could be better, with who said so and when.
    """,
    person_option,
    on_option,
    text_option("--yearly-value", "What it costs them a year, such as 610000.", "NUMBER"),
    text_option("--cost-to-close", "What closing it would cost.", "NUMBER"),
    text_option("--currency", "In which currency."),
    text_option("--closed-on", "When it was closed.", "DATE"),
)

change = knowledge(
    EntityKind.CHANGE,
    """List what changed, changes or may change at an ACCOUNT, or show, add or change one.""",
    word_option("--kind", ChangeKind),
    word_option("--phase", ChangePhase),
    text_option("--person", "Whom it concerns.", "NAME"),
    on_option,
    text_option("--source", "Where it is known from."),
)

competitor = knowledge(
    EntityKind.COMPETITOR,
    """List the competitors at an ACCOUNT, or show, add or change one (WHICH: name or id).""",
    text_option("--notes", "What is known of them."),
)

competitor_tie = knowledge(
    EntityKind.COMPETITOR_TIE,
    """List how competitors stand to an ACCOUNT and its people, or show, add or change a tie.

    Without --person it is a tie to the account as a whole. Without evidence a competitor is
    assumed to be present, never absent.
    """,
    text_option("--competitor", "Which competitor.", "NAME"),
    word_option("--tie", CompetitorTie),
    text_option("--person", "With whom.", "NAME"),
    on_option,
    text_option("--where", "Where they were seen."),
)

happening = knowledge(
    EntityKind.HAPPENING,
    """List what is going on with the people of an ACCOUNT, or show, add or change it.

    Something personal, a meeting of theirs, or that they are away; it has its time.
    """,
    word_option("--kind", HappeningKind),
    text_option("--person", "With whom.", "NAME"),
    on_option,
    until_option,
)

referral = knowledge(
    EntityKind.REFERRAL,
    """List referrals given and received at an ACCOUNT, or show, add or change one.""",
    word_option("--direction", ReferralDirection),
    text_option("--person", "Who of theirs.", "NAME"),
    on_option,
)
