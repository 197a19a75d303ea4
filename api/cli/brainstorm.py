"""`inroad brainstorm`: a board where colleagues of any function fill in the blank."""

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import Any

import click

from api.cli.options import text_option
from api.cli.output import Heading, as_json_option, show
from api.cli.session import Session, with_session
from graph.advice.answer import plain
from graph.advice.brainstorm import Board, Idea
from graph.analysis.phrases import counted
from graph.errors import BadInput
from graph.model import Account
from graph.planning.brainstorming import add_idea, begin, find_board, find_idea, keep_best, vote
from graph.planning.opening import account_id, open_account
from graph.planning.recording import By
from graph.planning.retrying import until_written
from graph.planning.typed import numbered
from graph.settings import BRAINSTORM_MINUTES, VOTE
from graph.store import Store

Step = Callable[[Store, Account, Board, By], None]


@click.command()
@click.argument("account")
@text_option("--new", "Begin one: what is asked.")
@text_option("--person", "With --new: whom it is for.", "NAME")
@click.option(
    "--minutes",
    type=float,
    metavar="N",
    help=f"With --new: how long its clock runs, {BRAINSTORM_MINUTES} if left out.",
)
@text_option("--board", "Which one, by text or id; the latest if left out.")
@click.option("--idea", "ideas", multiple=True, metavar="TEXT", help="Add an idea.")
@click.option(
    "--vote",
    "votes",
    multiple=True,
    metavar="IDEA=VALUE",
    help=f"What an idea (its number, id or text) is worth to the listener, {VOTE[0]} to {VOTE[1]}.",
)
@click.option("--keep", type=int, metavar="N", help="Make reasons of the best N.")
@as_json_option
@with_session
def brainstorm(session: Session, account: str, as_json: bool, **given: Any) -> None:
    """Brainstorm reasons to call somebody at ACCOUNT, and show the board.

    “The reason I'm calling is ____”: everybody fills in the blank until the time is up, then
    everybody votes on what each idea is worth to the listener. A second vote replaces the first.
    """
    if given["new"] is None and (given["person"] or given["minutes"] is not None):
        raise BadInput("--person and --minutes go with --new TEXT.")
    steps = tuple(_steps(given["ideas"], given["votes"], given["keep"]))
    with session.opened() as store:
        id_ = account_id(store, account, session.view())
        which = given["board"]
        if given["new"] is not None:
            which = until_written(lambda: _begin(store, session, id_, given))
        for step in steps:
            until_written(partial(_take, step, store, session, id_, which))
        board = find_board(open_account(store, id_, session.view()), which)
    show(as_json, lambda: plain(board), lambda: _lines(board))


def _begin(store: Store, session: Session, account: str, given: dict[str, Any]) -> str:
    at = open_account(store, account, session.view())
    return begin(store, at, given["new"], given["person"], given["minutes"], _by(session))


def _take(step: Step, store: Store, session: Session, account: str, which: str | None) -> None:
    at = open_account(store, account, session.view())
    step(store, at, find_board(at, which), _by(session))


def _by(session: Session) -> By:
    return By(session.author, session.now)


def _steps(ideas: Iterable[str], votes: Iterable[str], keep: int | None) -> Iterator[Step]:
    """What is to be done with the board, one after the other. Raises BadInput."""
    for text in ideas:
        yield partial(_add, text)
    if wrong := [one for one in votes if "=" not in one]:
        raise BadInput(f"--vote {wrong[0]}: write it as IDEA=VALUE.")
    for idea, value in numbered(votes).items():
        yield partial(_vote, idea, value)
    if keep is not None:
        yield partial(_keep, keep)


def _add(text: str, store: Store, at: Account, board: Board, by: By) -> None:
    add_idea(store, at, board, text, by)


def _vote(idea: str, value: float, store: Store, at: Account, board: Board, by: By) -> None:
    vote(store, at, find_idea(at, board, idea), value, by)


def _keep(number: int, store: Store, at: Account, board: Board, by: By) -> None:
    keep_best(store, at, board, number, by)


def _lines(board: Board) -> Iterator[str]:
    whom = f", for {board.person.introduced}" if board.person else ""
    yield Heading(f"{board.text}  ({board.id}{whom})")
    if board.person:
        yield f"Last contact: {board.person.last_contact}."
    aim = f"aim for {board.aim_from} to {board.aim_to}"
    yield f"{counted(len(board.ideas), 'idea')}, {aim}; {_clock(board)}."
    if board.voters:
        yield f"{counted(board.voters, 'colleague')} voted on the value to the listener."
    for idea in board.ideas:
        yield f"{idea.number:3}. {idea.text}  [{_worth(idea)}]"


def _clock(board: Board) -> str:
    if board.seconds_left is None:
        return "no clock runs"
    if not board.seconds_left:
        return "the time is up: vote"
    minutes, seconds = divmod(board.seconds_left, 60)
    return f"{minutes}:{seconds:02} minutes left of {board.minutes:g}"


def _worth(idea: Idea) -> str:
    kept = f", kept as {idea.reason}" if idea.reason else ""
    if idea.value is None:
        return f"no vote yet{kept}"
    return f"{idea.value:.1f} of {VOTE[1]}, {counted(idea.votes, 'vote')}{kept}"
