"""Links between people: list, and say how two stand to each other."""

from typing import Annotated

from fastapi import APIRouter, Query
from starlette.responses import Response

from api.answers.people import link_json, names_of
from api.http.answers import Json
from api.http.calling import AccountRef, Reading, Writing
from api.http.once import created_once
from api.http.paging import page, page_json
from api.http.routing import router_for
from api.http.said import said_by
from api.http.schemas.answers import LinkPage
from api.http.schemas.describing import CREATES, READS, answer
from api.http.schemas.queries import LinksQuery
from api.http.schemas.requests import NewLink
from api.http.schemas.written import WrittenLink
from graph.planning.finding import find_anybody
from graph.planning.linking import claim_between
from graph.planning.opening import account_id, open_account
from graph.planning.recording import By, link_claim

router: APIRouter = router_for("/accounts/{account}/links", "links")


@router.get("", responses=READS | answer(LinkPage))
def list_links(
    call: Reading, account: AccountRef, asked: Annotated[LinksQuery, Query()]
) -> Response:
    """Who stands how to whom; of one person, if one is named."""
    opened = open_account(call.store, account, call.view(asked.as_of))
    whose = find_anybody(opened, asked.person).id if asked.person else None
    found = [one for one in opened.links if whose in (None, one.source, one.target)]
    shown, following = page(found, lambda one: (one.kind, one.source, one.target), asked)
    who = names_of(opened)
    return Json(page_json([link_json(one, who) for one in shown], following))


@router.post("", status_code=201, responses=CREATES | answer(WrittenLink, 201))
def add_link(call: Writing, account: AccountRef, given: NewLink) -> Response:
    """Say how `source` stands to `target`, or (`removed`) that it is not, or no longer, so."""
    id_ = account_id(call.store, account, call.view())

    def write(by: By) -> None:
        at = open_account(call.store, id_, call.view())
        claim = link_claim(
            id_,
            given.kind,
            find_anybody(at, given.source).id,
            find_anybody(at, given.target).id,
            probability=given.probability,
            strength=given.strength,
            withdrawn=given.removed,
        )
        claim_between(call.store, at, claim, by)

    header = created_once(call, said_by(call, given), write)
    written = (one for batch, one in call.store.read_account(id_).links if batch == header.id)
    claims = [
        {"kind": one.kind, "source": one.source, "target": one.target, "removed": one.withdrawn}
        for one in written
    ]
    return Json({"batch": header.id, "account_id": id_, "claims": claims}, 201)
