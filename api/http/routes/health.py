"""Whether the server is there, whether it can do its work, and what it offers."""

from fastapi import APIRouter, Request, Response

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


@router.get("/v1/openapi.json", include_in_schema=False)
def describe(request: Request) -> Response:
    """The description of the API."""
    return Response(request.app.openapi_json, media_type="application/json")
