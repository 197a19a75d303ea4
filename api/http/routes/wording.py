"""Words against the practices, before they are sent."""

from fastapi import APIRouter
from starlette.responses import Response

from api.http.answers import Json
from api.http.calling import Reading
from api.http.routing import router_for
from api.http.schemas.describing import CREATES, answer
from api.http.schemas.requests import DraftText
from graph.planning.wording import WordingAnswer, check_text

router: APIRouter = router_for("/check", "wording")


@router.post("", responses=CREATES | answer(WordingAnswer))
def check_wording(_: Reading, given: DraftText) -> Response:
    """Check words before they are sent, in English: what `inroad check --json` answers."""
    return Json(check_text(given.text, given.kind, given.intent).as_json())
