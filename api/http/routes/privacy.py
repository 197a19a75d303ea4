"""What a person can ask for: everything that is held of them, and to be forgotten."""

from dataclasses import asdict
from typing import Annotated

from fastapi import APIRouter, Query
from starlette.responses import Response

from api.http.access import require
from api.http.answers import Json
from api.http.calling import AccountRef, Administering, PersonRef, Reading
from api.http.keys import KeyScope
from api.http.routing import router_for
from api.http.schemas.describing import READS, answer
from api.http.schemas.queries import ExportQuery
from api.http.schemas.written import Erased, Export
from graph.planning.finding import find_person
from graph.planning.opening import open_account
from graph.planning.privacy import erase_person, export_person

router: APIRouter = router_for("/accounts/{account}/people/{person}", "privacy")


@router.get("/export", responses=READS | answer(Export))
def export_person_(
    call: Reading, account: AccountRef, person: PersonRef, asked: Annotated[ExportQuery, Query()]
) -> Response:
    """All that is held of a person, as it was written, with who wrote it and when."""
    if asked.everything:
        require(call.who, KeyScope.ADMIN)
    at = open_account(call.store, account, call.view())
    id_ = find_person(at, person).id
    return Json(export_person(call.store, at, id_, call.who.name, everything=asked.everything))


@router.delete("", responses=READS | answer(Erased))
def erase_person_(call: Administering, account: AccountRef, person: PersonRef) -> Response:
    """Remove all that is held of a person, for good: no If-Match, for no change of others may
    keep it from being done."""
    at = open_account(call.store, account, call.view())
    return Json(asdict(erase_person(call.store, at, find_person(at, person).id)))
