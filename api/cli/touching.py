"""`inroad touch` and `note`: what happened with somebody."""

from collections.abc import Sequence
from typing import Any

import click

from api.cli.ledger import flag_lines
from api.cli.options import account_option, private_option, text_option, word_option, yes_option
from api.cli.output import as_json_option, show
from api.cli.session import Session, clock, with_session
from api.cli.wording import warn
from graph.advice.answer import plain
from graph.fields import TOUCH_DETAILS
from graph.identity import name_key
from graph.model import Account, Person
from graph.planning.finding import find_person
from graph.planning.habits import after_touch
from graph.planning.opening import locate, open_account
from graph.planning.recording import By, add_note
from graph.planning.retrying import until_written
from graph.planning.touching import NewTouch, names_of_ours, record_touch
from graph.planning.typed import day_behind
from graph.planning.wording import TouchFinding, check_touch, hidden_agenda
from graph.store import Store
from graph.vocabulary import BuyingJob, Channel, Direction, Intent, Outcome


@click.command()
@click.argument("people", nargs=-1, required=True, metavar="PERSON…")
@account_option
@click.option(
    "--colleague", "colleagues", multiple=True, metavar="NAME", help="Who of us, if not you."
)
@click.option("--on", "day_", metavar="DATE", help="When, or yesterday; today if left out.")
@click.option("--at", "time_", metavar="HH:MM", help="At what time.")
@word_option("--channel", Channel, default=Channel.UNKNOWN.value)
@word_option("--direction", Direction, default=Direction.UNKNOWN.value)
@word_option("--intent", Intent, default=Intent.UNKNOWN.value)
@word_option("--outcome", Outcome, default=Outcome.UNKNOWN.value)
@click.option(
    "--visit",
    metavar="WORDS",
    help="What it did, several by ;: connect, learn, share, engage; none for an empty visit.",
)
@click.option(
    "--reason",
    metavar="TEXT",
    help="What filled “The reason I'm calling is ____”: words, or the id of a recorded reason.",
)
@text_option("--offering", "What it brought: an article, a benchmark, a card.")
@text_option("--their-world", "What is happening in their world.")
@text_option("--learned", "What we learned.")
@text_option("--next-step", "What was agreed to come next.")
@text_option("--named", "Whom they named, several by ;", "NAMES")
@text_option("--helped-with", "Which goal or challenge of theirs it helped with.")
@word_option("--buying-job", BuyingJob)
@click.option("--note", metavar="TEXT", help="What was said.")
@click.option("--private", is_flag=True, help="Keep reason and note for your eyes only.")
@yes_option
@as_json_option
@with_session
def touch(session: Session, people: tuple[str, ...], as_json: bool, **given: Any) -> None:
    """Write down a contact with one or more of their people.

    --colleague takes one of us by name, id or e-mail, and several times; who is new is added.
    What goes against a practice is told first; a give or a social touch that speaks of selling
    is kept only if you say so.
    """
    within, private, yes = given.pop("account"), given.pop("private"), given.pop("yes")
    named = given.pop("colleagues")
    typed = named or (session.author,)
    today = session.now.date()
    on, at = day_behind(given.pop("day_"), today) or today, clock(given.pop("time_"))
    details = {name: given.pop(name) for name in TOUCH_DETAILS if name in given}
    details = {name: value for name, value in details.items() if value is not None}
    with session.opened() as store:
        account, found = _their_people(store, session, people, within)
        ours = names_of_ours(account, typed)
        new = NewTouch([one.id for one in found], ours, on, at, details=details, **given)
        wording = _told(new, yes=yes)
        by = By(session.author, session.now, private=private)
        batch = record_touch(store, account, new, by).id
        after = after_touch(open_account(store, account.id, session.view()), batch)
    known = {name_key(one.name) for one in account.colleagues}
    made = [name for name in ours if name_key(name) not in known]
    names = ", ".join(one.name for one in found)
    undo = f"if that is wrong, take it back with `inroad imports undo {batch}`"
    show(
        as_json,
        lambda: {
            "batch": batch,
            "account": account.id,
            "on": on,
            "people": [one.id for one in found],
            "colleagues": ours,
            "new_colleagues": made,
            **after.as_json(),
            "findings": plain(wording),
        },
        lambda: [
            f"Kept: {on}, {', '.join(ours)} with {names} at {account.name}.",
            *(
                f"{name} is new among us; {undo}."
                if named or session.author_named
                else f"It is kept as by {name}, who is new among us: you, as this machine calls "
                f"you. Say --as NAME to be called otherwise; {undo}."
                for name in made
            ),
            *(
                f"{one.introduced} is on the map now, to be found out about."
                for one in after.placeholders
            ),
            *flag_lines(after.flags),
            *after.asks,
        ],
    )


def _told(new: NewTouch, *, yes: bool) -> tuple[TouchFinding, ...]:
    """Its findings, told before it is kept; a hidden agenda asks whether to go on."""
    found = check_touch(new.intent, new.reason, new.note)
    warn(found)
    if hidden_agenda(found) and not yes:
        click.confirm("Keep it as it stands?", abort=True, err=True)
    return found


def _their_people(
    store: Store, session: Session, typed: Sequence[str], within: str | None
) -> tuple[Account, Sequence[Person]]:
    """Each once; the first says at which account."""
    account, first = locate(store, typed[0], session.view(), within)
    people = (first, *(find_person(account, one) for one in typed[1:]))
    return account, list({one.id: one for one in people}.values())


@click.command()
@click.argument("person")
@click.argument("text")
@account_option
@private_option
@as_json_option
@with_session
def note(
    session: Session, person: str, text: str, account: str | None, private: bool, as_json: bool
) -> None:
    """Keep a note about a PERSON, for all who use the store, or for yourself."""
    with session.opened() as store:
        at, found = locate(store, person, session.view(), account)
        by = By(session.author, session.now, private=private)
        id_ = until_written(lambda: add_note(store, at.id, found.id, text, by))
    show(
        as_json,
        lambda: {"note": id_, "person": found.id, "account": at.id, "private": private},
        lambda: [f"Kept a note about {found.name} at {at.name}."],
    )
