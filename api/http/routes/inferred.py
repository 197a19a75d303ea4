"""What mails and meetings among an account's own people suggest: list it, and decide it."""

from typing import Annotated

from fastapi import APIRouter, Query
from starlette.responses import Response

from api.http.answers import Json
from api.http.calling import AccountRef, Reading, Writing
from api.http.once import created_once
from api.http.paging import page, page_json
from api.http.routing import router_for
from api.http.schemas.answers import InferredPage
from api.http.schemas.describing import CREATES, READS, answer
from api.http.schemas.queries import InferredQuery
from api.http.schemas.requests import InferredDecisions
from api.http.schemas.written import Written
from graph.advice.answer import as_object
from graph.errors import BadInput
from graph.planning.inferred import InferredRequest, decide_inferred, list_inferred
from graph.planning.opening import account_id
from graph.planning.proposals import Decided
from graph.planning.recording import By
from graph.planning.typed import moment

router: APIRouter = router_for("/accounts/{account}/inferred", "inferred")


@router.get("", responses=READS | answer(InferredPage))
def list_inferred_(
    call: Reading, account: AccountRef, asked: Annotated[InferredQuery, Query()]
) -> Response:
    """Who reports to, influences and outranks whom, a page at a time."""
    seen_by, as_of = tuple(asked.seen_by), moment(asked.as_of)
    viewer = call.who.name
    request = InferredRequest(account, asked.kind, asked.person, seen_by, as_of, viewer)
    _, found = list_inferred(call.store, request, call.now)
    shown, following = page(found, lambda one: one.order, asked)
    return Json(page_json([as_object(one) for one in shown], following))


@router.post("/decisions", status_code=201, responses=CREATES | answer(Written, 201))
def decide_inferred_(call: Writing, account: AccountRef, given: InferredDecisions) -> Response:
    """Take inferred links as said, or turn them down: all in one batch, or none."""
    if not given.accept and not given.reject:
        raise BadInput("Say which inferred links to accept or to reject.")
    id_ = account_id(call.store, account, call.view())
    seen_by, as_of = tuple(given.seen_by), moment(given.as_of)
    request = InferredRequest(id_, seen_by=seen_by, as_of=as_of, viewer=call.who.name)
    decided = Decided(given.accept, given.reject, given.why)

    def write(by: By) -> None:
        decide_inferred(call.store, request, decided, by)

    header = created_once(call, call.by(), write)
    return Json({"batch": header.id, "account_id": id_}, 201)
