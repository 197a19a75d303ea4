"""What is known of an account beyond its people, kind by kind: list, add, read, change."""

from collections.abc import Mapping
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
from api.http.schemas.answers import ThingPage
from api.http.schemas.describing import CHANGES, CREATES, READS, answer, shown_request
from api.http.schemas.queries import AsOf, ThingsQuery
from api.http.schemas.requests import Change, NewThing
from api.http.schemas.things import Thing
from graph.log import FieldValue
from graph.planning.opening import account_id, open_account
from graph.planning.recording import By
from graph.planning.replaying import left_by, made_by
from graph.planning.retrying import until_written
from graph.planning.things import WRITINGS, add_thing, change_thing, find_thing
from graph.vocabulary import EntityKind

EXAMPLES: Mapping[EntityKind, Mapping[str, FieldValue]] = {
    EntityKind.REASON: {
        "text": "your close takes nine days and the new rule allows five",
        "kind": "shared_challenge",
        "functions": ["finance"],
        "question": "Which of the nine would you cut first?",
    },
    EntityKind.GAP: {"text": "The close takes nine days", "person": "Ann Lee", "on": "2026-03-02"},
    EntityKind.CHANGE: {"text": "A new ERP in May", "kind": "spending", "phase": "expected"},
    EntityKind.COMPETITOR: {"name": "Globex"},
    EntityKind.COMPETITOR_TIE: {
        "text": "looks after the ERP",
        "competitor": "Globex",
        "tie": "supplier",
        "on": "2026-01-15",
    },
    EntityKind.HAPPENING: {"text": "runs a marathon", "person": "Ann Lee", "on": "2026-05-03"},
    EntityKind.REFERRAL: {"text": "to Bo at Initech", "person": "Ann Lee", "direction": "received"},
}
"""What a request may say. A tie in them names a competitor that the one above it makes."""

ThingRef = Annotated[str, Path(max_length=1_000, description="By id, name or whole text.")]


def things_router(kind: EntityKind) -> APIRouter:
    """The routes of one kind of thing."""
    one, several = str(kind), f"{kind}s"
    slug = several.replace("_", "-")
    router = router_for(f"/accounts/{{account}}/{slug}", slug)
    noun = WRITINGS[kind].noun
    example = {"fields": dict(EXAMPLES[kind])}

    @router.get(
        "",
        name=f"list_{several}",
        description=f"The {noun}s of an account and of all, a page at a time.",
        responses=READS | answer(ThingPage),
    )
    def list_things(
        call: Reading, account: AccountRef, asked: Annotated[ThingsQuery, Query()]
    ) -> Response:
        opened = open_account(call.store, account, call.view(asked.as_of))
        shown, following = page(opened.of_kind(kind), lambda it: (it.called, it.id), asked)
        return Json(page_json([thing_json(it) for it in shown], following))

    @router.post(
        "",
        name=f"add_{one}",
        description=f"Add a {noun}. With an Idempotency-Key it is safe to repeat.",
        status_code=201,
        responses=CREATES | answer(Thing, 201),
        openapi_extra=shown_request(example),
    )
    def add(call: Writing, account: AccountRef, given: NewThing) -> Response:
        id_ = account_id(call.store, account, call.view())

        def write(by: By) -> str:
            at = open_account(call.store, id_, call.view())
            return add_thing(call.store, at, kind, given.values(), by, for_all=given.for_all)

        header = created_once(call, said_by(call, given), write)
        left = left_by(call.store, id_, header, call.who.name)
        made = find_thing(left, kind, made_by(call.store.read_account(id_), header, kind))
        return single(call.request, thing_json(made), 201, f"/v1/accounts/{id_}/{slug}/{made.id}")

    @router.get(
        "/{thing}",
        name=f"read_{one}",
        description=f"One {noun} with its facts.",
        responses=READS | answer(Thing),
    )
    def read(
        call: Reading, account: AccountRef, thing: ThingRef, asked: Annotated[AsOf, Query()]
    ) -> Response:
        opened = open_account(call.store, account, call.view(asked.as_of))
        return single(call.request, thing_json(find_thing(opened, kind, thing)))

    @router.patch(
        "/{thing}",
        name=f"change_{one}",
        description=f"Say something of a {noun} anew.",
        responses=CHANGES | answer(Thing),
        openapi_extra=shown_request(example),
    )
    def change(call: Writing, account: AccountRef, thing: ThingRef, given: Change) -> Response:
        def write() -> tuple[str, str]:
            at = open_account(call.store, account, call.view())
            found = find_thing(at, kind, thing)
            refuse_unseen(call.request, thing_json(found))
            change_thing(call.store, at, found, given.values(), said_by(call, given, at))
            return at.id, found.id

        at, id_ = until_written(write)
        opened = open_account(call.store, at, call.view())
        return single(call.request, thing_json(find_thing(opened, kind, id_)))

    return router


routers = tuple(map(things_router, WRITINGS))
