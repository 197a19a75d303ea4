"""The use cases of a brainstorm: begin one, add ideas, vote, and keep the best as reasons."""

from graph.advice.brainstorm import Board, Idea, boards, votes_on
from graph.errors import BadInput, NotFound
from graph.identity import free_id
from graph.log import Batch, Entity, FieldValue, Statement
from graph.model import Account
from graph.planning.finding import answering, find_among, find_person
from graph.planning.recording import By, checked, create, state
from graph.settings import BRAINSTORM_MINUTES, VOTE
from graph.store import Store
from graph.vocabulary import EntityKind, ReasonKind

MOST_MINUTES = 24 * 60
"""No board's clock runs longer."""


def begin(
    store: Store, account: Account, text: str, person: str | None, minutes: float | None, by: By
) -> str:
    """Begin a brainstorm, whose clock runs from now, and return its id. Raises BadInput."""
    if not text.strip():
        raise BadInput("Say what the brainstorm is about.")
    lasts = BRAINSTORM_MINUTES if minutes is None else minutes
    if not 0 < lasts <= MOST_MINUTES:
        raise BadInput(f"It can last up to {MOST_MINUTES} minutes, not {lasts:g}.")
    given: dict[str, FieldValue] = {
        "text": text,
        "minutes": lasts,
        "on": by.now.date().isoformat(),
        "starts_at": by.now.isoformat(),
    }
    if person is not None:
        given["person"] = find_person(account, person).id
    parts = (text, by.now.isoformat(), by.author)
    return create(store, account.id, EntityKind.BRAINSTORM, parts, given, by.having_seen(account))


def find_board(account: Account, text: str | None = None) -> Board:
    """The board with this id or text; the latest if none is named. Raises as `find_person`."""
    all_ = boards(account)
    if text is None and all_:
        return all_[0]
    if text is None:
        raise NotFound(f"{account.name} has no brainstorm yet: begin one with --new.")
    things = account.of_kind(EntityKind.BRAINSTORM)
    wanted = find_among(things, text, "brainstorm", f"at {account.name}").id
    return next(one for one in all_ if one.id == wanted)


def find_idea(account: Account, board: Board, text: str) -> Idea:
    """The idea of a board with this number, id or text. Raises as `find_person`."""
    for idea in board.ideas:
        if str(idea.number) == text.strip():
            return idea
    ours = {one.id: one for one in board.ideas}
    things = [one for one in account.of_kind(EntityKind.IDEA) if one.id in ours]
    return ours[find_among(things, text, "idea", f"on “{board.text}”").id]


def add_idea(store: Store, account: Account, board: Board, text: str, by: By) -> str:
    """Add an idea to a board, and return its id. Raises BadInput where it is there already."""
    if not text.strip():
        raise BadInput("The idea is empty.")
    ours = {one.id for one in board.ideas}
    there = [one for one in account.of_kind(EntityKind.IDEA) if one.id in ours]
    if answering(there, text):
        raise BadInput(f"That idea is on the board already: {text!r}.")
    given = {"text": text, "brainstorm": board.id}
    parts = (board.id, text, by.now.isoformat(), by.author)
    return create(store, account.id, EntityKind.IDEA, parts, given, by.having_seen(account))


def vote(store: Store, account: Account, idea: Idea, value: float, by: By) -> None:
    """Say what an idea is worth to the listener; a second vote of the same colleague replaces
    the first. Raises BadInput for a value out of its range."""
    least, most = VOTE
    if not least <= value <= most:
        raise BadInput(f"A vote is {least} to {most}, the value to the listener; not {value:g}.")
    said = by.having_seen(account)
    for one in votes_on(account, idea.id):
        if one.created is not None and one.created.author == by.author:
            state(store, account.id, EntityKind.VOTE, one.id, {"value": value}, said)
            return
    given: dict[str, FieldValue] = {"idea": idea.id, "value": value}
    create(store, account.id, EntityKind.VOTE, (idea.id, by.author), given, said)


def keep_best(store: Store, account: Account, board: Board, number: int, by: By) -> tuple[str, ...]:
    """Make reasons of the best ideas that have votes and are none yet; ids of the reasons.

    A board about one person makes reasons for that person. Raises BadInput where there is none.
    """
    best = [one for one in board.ideas if one.votes and one.reason is None][: max(0, number)]
    if not best:
        raise BadInput("No idea that has votes is left to be kept: vote first.")
    log = store.read_account(account.id)
    taken = {entity.id for _, entity in log.entities}
    made: list[Entity] = []
    said: list[Statement] = []
    for idea in best:
        new = free_id(EntityKind.REASON, (account.id, idea.id), taken.__contains__)
        made.append(Entity(new, EntityKind.REASON, account.id))
        said.append(by.statement(account.id, new, _reason(idea, board)))
        said.append(by.statement(account.id, idea.id, {"reason": new}))
    header = by.header("keep the best ideas as reasons")
    seen = by.having_seen(account).seen
    store.commit(Batch(header, entities=made, statements=said, based_on=seen, token=by.token))
    return tuple(one.id for one in made)


def _reason(idea: Idea, board: Board) -> dict[str, FieldValue]:
    given: dict[str, FieldValue] = {"text": idea.text, "kind": ReasonKind.BRAINSTORMED}
    if board.person is not None:
        given["person"] = board.person.id
    return checked(EntityKind.REASON, given)
