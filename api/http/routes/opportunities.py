"""Opportunities of an account: list, add, read, change."""

from typing import Annotated

from fastapi import APIRouter, Path, Query
from starlette.responses import Response

from api.answers.things import thing_json
from api.http.answers import Json, refuse_unseen, single
from api.http.calling import AccountRef, Reading, Writing
from api.http.once import created_once
from api.http.paging import page, page_json
from api.http.routing import router_for
from api.http.said import said_by
from api.http.schemas.answers import OpportunityPage
from api.http.schemas.describing import CHANGES, CREATES, READS, answer
from api.http.schemas.queries import AsOf, OpportunitiesQuery
from api.http.schemas.requests import Change, NewOpportunity
from api.http.schemas.things import Thing
from graph.planning.adding import add_opportunity, named
from graph.planning.finding import find_opportunity
from graph.planning.opening import account_id, open_account
from graph.planning.recording import By, state
from graph.planning.replaying import left_by, made_by
from graph.planning.retrying import until_written
from graph.vocabulary import EntityKind

router: APIRouter = router_for("/accounts/{account}/opportunities", "opportunities")

OpportunityRef = Annotated[str, Path(max_length=1_000, description="By id, external id or name.")]


@router.get("", responses=READS | answer(OpportunityPage))
def list_opportunities(
    call: Reading, account: AccountRef, asked: Annotated[OpportunitiesQuery, Query()]
) -> Response:
    """The opportunities, a page at a time."""
    opened = open_account(call.store, account, call.view())
    all_ = opened.of_kind(EntityKind.OPPORTUNITY)
    shown, following = page(all_, lambda one: (one.name, one.id), asked)
    return Json(page_json([thing_json(one) for one in shown], following))


@router.post("", status_code=201, responses=CREATES | answer(Thing, 201))
def add_opportunity_(call: Writing, account: AccountRef, given: NewOpportunity) -> Response:
    """Add a buying decision. With an Idempotency-Key it is safe to repeat."""
    id_ = account_id(call.store, account, call.view())

    def write(by: By) -> str:
        at = open_account(call.store, id_, call.view())
        return add_opportunity(call.store, at, given.name, given.values(), by)

    header = created_once(call, said_by(call, given), write)
    new = made_by(call.store.read_account(id_), header, EntityKind.OPPORTUNITY)
    made = find_opportunity(left_by(call.store, id_, header, call.who.name), new)
    return single(call.request, thing_json(made), 201, f"/v1/accounts/{id_}/opportunities/{new}")


@router.get("/{opportunity}", responses=READS | answer(Thing))
def read_opportunity(
    call: Reading,
    account: AccountRef,
    opportunity: OpportunityRef,
    asked: Annotated[AsOf, Query()],
) -> Response:
    """One opportunity with its facts."""
    opened = open_account(call.store, account, call.view(asked.as_of))
    return single(call.request, thing_json(find_opportunity(opened, opportunity)))


@router.patch("/{opportunity}", responses=CHANGES | answer(Thing))
def change_opportunity(
    call: Writing, account: AccountRef, opportunity: OpportunityRef, given: Change
) -> Response:
    """Say something of an opportunity anew."""
    fields = named(given.values())

    def write() -> tuple[str, str]:
        at = open_account(call.store, account, call.view())
        found = find_opportunity(at, opportunity)
        refuse_unseen(call.request, thing_json(found))
        by = said_by(call, given, at)
        state(call.store, at.id, EntityKind.OPPORTUNITY, found.id, fields, by)
        return at.id, found.id

    at, id_ = until_written(write)
    opened = open_account(call.store, at, call.view())
    return single(call.request, thing_json(find_opportunity(opened, id_)))
