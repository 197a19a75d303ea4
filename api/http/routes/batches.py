"""What was written, by imports and by hand: list it, and take it back."""

from typing import Annotated

from fastapi import APIRouter, Path, Query
from starlette.responses import Response

from api.answers.batches import batch_json
from api.http.answers import Json
from api.http.calling import Administering, Reading
from api.http.paging import page, page_json
from api.http.routing import router_for
from api.http.schemas.answers import BatchPage
from api.http.schemas.describing import CREATES, READS, answer
from api.http.schemas.queries import BatchesQuery
from api.http.schemas.things import Batch
from graph.planning.opening import account_id

router: APIRouter = router_for("/imports", "imports")


@router.get("", responses=READS | answer(BatchPage))
def list_batches(call: Reading, asked: Annotated[BatchesQuery, Query()]) -> Response:
    """What was written, the newest first; of one account, if one is named."""
    id_ = account_id(call.store, asked.account, call.view()) if asked.account else None
    shown, following = page(call.store.batches(id_), lambda one: (one.id,), asked)
    return Json(page_json([batch_json(one) for one in shown], following))


@router.post("/{batch}/undo", responses=CREATES | answer(Batch))
def undo_batch(call: Administering, batch: Annotated[int, Path(ge=1, lt=2**63)]) -> Response:
    """Take a batch back exactly, or say which later ones stand in the way (409)."""
    return Json(batch_json(call.store.undo(batch, call.who.name, call.now)))
