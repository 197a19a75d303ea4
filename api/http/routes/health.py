"""Whether the server is there, and whether it can do its work."""

from fastapi import APIRouter, Request

from api.http.answers import Json
from api.http.schemas.answers import Health
from api.http.schemas.describing import READS, answer

router = APIRouter(tags=["health"])


@router.get("/livez", responses=answer(Health))
def alive() -> Json:
    """The server answers; that is all."""
    return Json({"status": "alive"})


@router.get("/readyz", responses=answer(Health) | {503: READS[503]})
def ready(request: Request) -> Json:
    """The store takes a write, shown by one that changes nothing; 503 otherwise."""
    request.app.state.store.try_write()
    return Json({"status": "ready"})
