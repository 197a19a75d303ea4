"""What our touches have become, and when the next are due."""

from typing import Annotated

from fastapi import APIRouter, Query
from starlette.responses import Response

from api.http.answers import Json
from api.http.calling import AccountRef, Reading
from api.http.routing import router_for
from api.http.schemas.describing import READS, answer
from api.http.schemas.queries import LedgerQuery, WhenQuery
from graph.advice.cadence.answer import WhenAnswer
from graph.advice.ledger import LedgerAnswer
from graph.planning.habits import give_and_take, when_due
from graph.planning.opening import open_account

router: APIRouter = router_for("/accounts/{account}", "habits")


@router.get("/ledger", responses=READS | answer(LedgerAnswer))
def read_ledger(
    call: Reading, account: AccountRef, asked: Annotated[LedgerQuery, Query()]
) -> Response:
    """Who gave and who asked, and what to change: what `inroad ledger --json` answers."""
    opened = open_account(call.store, account, call.view(asked.as_of))
    return Json(give_and_take(opened, asked.person, asked.colleague).as_json())


@router.get("/when", responses=READS | answer(WhenAnswer))
def read_when(call: Reading, account: AccountRef, asked: Annotated[WhenQuery, Query()]) -> Response:
    """Who is due, on which day, and why then: what `inroad when --json` answers."""
    opened = open_account(call.store, account, call.view(asked.as_of))
    return Json(when_due(opened, asked.days, asked.person).as_json())
