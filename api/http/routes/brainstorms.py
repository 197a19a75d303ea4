"""Brainstorms: boards of ideas, the votes on them, and the best kept as reasons."""

from collections.abc import Callable
from typing import Annotated, Any

from fastapi import APIRouter, Path, Query
from starlette.responses import Response

from api.http.answers import Json, single
from api.http.calling import AccountRef, Call, Reading, Writing
from api.http.once import created_once
from api.http.paging import page, page_json
from api.http.routing import router_for
from api.http.schemas.answers import BoardPage
from api.http.schemas.describing import CREATES, READS, answer
from api.http.schemas.queries import BoardsQuery
from api.http.schemas.requests import KeptIdeas, NewBoard, NewIdea, Vote
from graph.advice.answer import as_object
from graph.advice.brainstorm import Board, boards
from graph.model import Account
from graph.planning.brainstorming import add_idea, begin, find_board, find_idea, keep_best, vote
from graph.planning.opening import account_id, open_account
from graph.planning.recording import By
from graph.planning.replaying import left_by
from graph.planning.retrying import until_written

router: APIRouter = router_for("/accounts/{account}/brainstorms", "brainstorms")

BoardRef = Annotated[str, Path(max_length=1_000, description="By id or whole text.")]
IdeaRef = Annotated[str, Path(max_length=1_000, description="By number, id or whole text.")]


@router.get("", responses=READS | answer(BoardPage))
def list_brainstorms(
    call: Reading, account: AccountRef, asked: Annotated[BoardsQuery, Query()]
) -> Response:
    """The boards of an account, a page at a time."""
    found = boards(open_account(call.store, account, call.view()))
    shown, following = page(found, lambda one: (one.started_at or "", one.id), asked)
    return Json(page_json([as_object(one) for one in shown], following))


@router.post("", status_code=201, responses=CREATES | answer(Board, 201))
def begin_brainstorm(call: Writing, account: AccountRef, given: NewBoard) -> Response:
    """Begin a brainstorm; its clock runs from now."""

    def write(at: Account, by: By) -> str:
        return begin(call.store, at, given.text, given.person, given.minutes, by)

    return _created(call, account, None, write)


@router.get("/{board}", responses=READS | answer(Board))
def read_brainstorm(call: Reading, account: AccountRef, board: BoardRef) -> Response:
    """A board with its ideas, the best first, and the time that is left."""
    opened = open_account(call.store, account, call.view())
    return single(call.request, as_object(find_board(opened, board)))


@router.post("/{board}/ideas", status_code=201, responses=CREATES | answer(Board, 201))
def add_idea_(call: Writing, account: AccountRef, board: BoardRef, given: NewIdea) -> Response:
    """Add an idea to a board."""

    def write(at: Account, by: By) -> str:
        return add_idea(call.store, at, find_board(at, board), given.text, by)

    return _created(call, account, board, write)


@router.put("/{board}/ideas/{idea}/vote", responses=CREATES | answer(Board))
def vote_idea(
    call: Writing, account: AccountRef, board: BoardRef, idea: IdeaRef, given: Vote
) -> Response:
    """Say what an idea is worth to the listener; a second vote replaces your first."""
    id_ = account_id(call.store, account, call.view())

    def write() -> None:
        at = open_account(call.store, id_, call.view())
        found = find_idea(at, find_board(at, board), idea)
        vote(call.store, at, found, given.value, call.by())

    until_written(write)
    opened = open_account(call.store, id_, call.view())
    return single(call.request, as_object(find_board(opened, board)))


@router.post("/{board}/keep", status_code=201, responses=CREATES | answer(Board, 201))
def keep_ideas(call: Writing, account: AccountRef, board: BoardRef, given: KeptIdeas) -> Response:
    """Make reasons of the best ideas that have votes and aren't reasons yet."""

    def write(at: Account, by: By) -> object:
        return keep_best(call.store, at, find_board(at, board), given.best, by)

    return _created(call, account, board, write)


def _created(
    call: Call, account: str, board: str | None, write: Callable[[Account, By], Any]
) -> Response:
    """The board as the request left it; the latest where none is named."""
    id_ = account_id(call.store, account, call.view())
    header = created_once(
        call, call.by(), lambda by: write(open_account(call.store, id_, call.view()), by)
    )
    left = find_board(left_by(call.store, id_, header, call.who.name), board)
    where = f"/v1/accounts/{id_}/brainstorms/{left.id}"
    return single(call.request, as_object(left), 201, where)
