"""For the person at this machine: the launch that opens a session, and the first page."""

from typing import Annotated

from fastapi import APIRouter, Query, Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from api.http.access import Access, cookie_name
from api.http.calling import Reading
from api.http.pages import POLICY, first_page
from api.http.problems import Problem
from graph.planning.opening import list_accounts

router = APIRouter(include_in_schema=False)


@router.get("/launch")
def launch(request: Request, token: Annotated[str, Query(max_length=200)]) -> Response:
    """Open a session with the token that `inroad serve` printed; it does so once."""
    access: Access = request.app.state.access
    cookie = access.open_session(token)
    if cookie is None:
        raise Problem(403, "This link was used before, or is of an earlier start. Start again.")
    answer = RedirectResponse("/", 303)
    answer.set_cookie(
        cookie_name(request),
        cookie,
        path="/",
        httponly=True,
        samesite="strict",
        secure=request.app.state.settings.is_secure,
    )
    return answer


@router.get("/")
def index(call: Reading) -> Response:
    """The accounts, each with its map."""
    page = first_page(list_accounts(call.store, call.view()))
    return HTMLResponse(page, headers={"Content-Security-Policy": POLICY})
