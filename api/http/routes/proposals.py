"""What imports noticed: list it, and decide it."""

from typing import Annotated

from fastapi import APIRouter, Query
from starlette.responses import Response

from api.answers.things import proposal_json
from api.http.answers import Json
from api.http.calling import AccountRef, Reading, Writing
from api.http.once import created_once
from api.http.paging import page, page_json
from api.http.routing import router_for
from api.http.schemas.answers import ProposalPage
from api.http.schemas.describing import CREATES, READS, answer
from api.http.schemas.queries import ProposalsQuery
from api.http.schemas.requests import ProposalDecisions
from api.http.schemas.written import Written
from graph.errors import BadInput
from graph.planning.opening import account_id, open_account
from graph.planning.proposals import Decided, decide_proposals, list_proposals
from graph.planning.recording import By

router: APIRouter = router_for("/accounts/{account}/proposals", "proposals")


@router.get("", responses=READS | answer(ProposalPage))
def list_proposals_(
    call: Reading, account: AccountRef, asked: Annotated[ProposalsQuery, Query()]
) -> Response:
    """The proposals in a state, a page at a time."""
    opened = open_account(call.store, account, call.view())
    found = [
        one for one in list_proposals(opened, asked.state) if asked.kind in (None, one.text("kind"))
    ]
    shown, following = page(found, lambda one: (one.text("kind"), one.text("text"), one.id), asked)
    return Json(page_json([proposal_json(opened, one) for one in shown], following))


@router.post("/decisions", status_code=201, responses=CREATES | answer(Written, 201))
def decide_proposals_(call: Writing, account: AccountRef, given: ProposalDecisions) -> Response:
    """Take proposals as said, or turn them down: all in one batch, or none."""
    if not given.accept and not given.reject:
        raise BadInput("Say which proposals to accept or to reject.")
    id_ = account_id(call.store, account, call.view())
    decided = Decided(given.accept, given.reject, given.why)

    def write(by: By) -> None:
        at = open_account(call.store, id_, call.view())
        decide_proposals(call.store, at, decided, by)

    header = created_once(call, call.by(), write)
    return Json({"batch": header.id, "account_id": id_}, 201)
