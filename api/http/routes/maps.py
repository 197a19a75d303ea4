"""Pages and pictures of an account: its map, and its review to print."""

from typing import Annotated

from fastapi import APIRouter, Query
from starlette.responses import Response

from api.answers.maps import drawn, pictured
from api.http.answers import Json
from api.http.calling import AccountRef, Call, Reading
from api.http.routing import router_for
from api.http.schemas.answers import MapData
from api.http.schemas.describing import READS, answer, file
from api.http.schemas.queries import AsOf, MapQuery
from graph.analysis.reviewing import review
from graph.planning.asking import NextRequest
from graph.planning.opening import open_account
from graph.planning.typed import moment

router: APIRouter = router_for("/accounts/{account}", "maps")

_PAGE = "frame-ancestors 'none'"
"""The page brings the rest of its policy with it."""

_HTML = "text/html; charset=utf-8"

_DRAWING = "default-src 'none'; style-src 'unsafe-inline'; font-src data:; frame-ancestors 'none'"

Asked = Annotated[MapQuery, Query()]


@router.get("/map", responses=READS | answer(MapData))
def read_map_data(call: Reading, account: AccountRef, asked: Asked) -> Response:
    """What the map's page draws from: cards with their places, and lines."""
    from visuals.page_data import edges, nodes, page_data

    picture = pictured(call.store, _request(account, asked), call.now)
    return Json({"data": page_data(picture), "nodes": nodes(picture), "edges": edges(picture)})


@router.get("/map.html", responses=READS | file("text/html"))
def read_map_page(call: Reading, account: AccountRef, asked: Asked) -> Response:
    """The map as a page that stands alone."""
    return _file(call, _request(account, asked), "html", _HTML, _PAGE)


@router.get("/map.svg", responses=READS | file("image/svg+xml"))
def read_map_svg(call: Reading, account: AccountRef, asked: Asked) -> Response:
    """The map as a drawing."""
    return _file(call, _request(account, asked), "svg", "image/svg+xml", _DRAWING)


@router.get("/map.png", responses=READS | file("image/png"))
def read_map_png(call: Reading, account: AccountRef, asked: Asked) -> Response:
    """The map as a picture."""
    return _file(call, _request(account, asked), "png", "image/png", _PAGE)


@router.get("/review.html", responses=READS | file("text/html"))
def read_review_page(
    call: Reading, account: AccountRef, asked: Annotated[AsOf, Query()]
) -> Response:
    """The account review as a page to print."""
    from visuals.review_page import review_page

    opened = open_account(call.store, account, call.view(asked.as_of))
    headers = {"Content-Security-Policy": _PAGE}
    return Response(review_page(review(opened), is_served=True), headers=headers, media_type=_HTML)


def _request(account: str, asked: MapQuery) -> NextRequest:
    return NextRequest(
        account,
        limit=asked.limit,
        as_of=moment(asked.as_of),
        seed=asked.seed,
        explain=asked.explain,
    )


def _file(call: Call, request: NextRequest, format_: str, media_type: str, policy: str) -> Response:
    data, _ = drawn(call.store, request, call.now, format_, is_served=True)
    return Response(data, headers={"Content-Security-Policy": policy}, media_type=media_type)
