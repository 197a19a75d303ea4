"""Touches: list, and write one down."""

from typing import Annotated

from fastapi import APIRouter, Query
from starlette.responses import Response

from api.answers.people import names_of, touch_json
from api.http.answers import Json
from api.http.calling import AccountRef, Call, Reading, Writing
from api.http.once import created_once
from api.http.paging import page, page_json
from api.http.routing import router_for
from api.http.schemas.answers import TouchPage
from api.http.schemas.describing import CREATES, READS, answer
from api.http.schemas.queries import TouchesQuery
from api.http.schemas.requests import NewTouch as Given
from api.http.schemas.written import WrittenTouch
from graph.advice.answer import plain
from graph.model import Account
from graph.planning.finding import find_person
from graph.planning.habits import after_touch
from graph.planning.opening import account_id, open_account
from graph.planning.recording import By
from graph.planning.replaying import left_by
from graph.planning.touching import NewTouch, names_of_ours, record_touch
from graph.planning.wording import check_touch, refuse_hidden_agenda

router: APIRouter = router_for("/accounts/{account}/touches", "touches")


@router.get("", responses=READS | answer(TouchPage))
def list_touches(
    call: Reading, account: AccountRef, asked: Annotated[TouchesQuery, Query()]
) -> Response:
    """The contacts, the latest first; with one person, if one is named."""
    opened = open_account(call.store, account, call.view())
    whose = find_person(opened, asked.person).id if asked.person else None
    found = [one for one in opened.touches if whose is None or whose in one.people]
    shown, following = page(found, lambda one: (one.on.isoformat(), one.key), asked)
    who = names_of(opened)
    return Json(page_json([{"key": one.key, **touch_json(one, who)} for one in shown], following))


@router.post("", status_code=201, responses=CREATES | answer(WrittenTouch, 201))
def add_touch(call: Writing, account: AccountRef, given: Given) -> Response:
    """Write down one contact; a colleague who is new is added. A give or a social touch whose
    reason or note speaks of selling is kept only with `accept_findings`."""
    id_ = account_id(call.store, account, call.view())
    found = check_touch(given.intent, given.reason, given.note)
    if not given.accept_findings:
        refuse_hidden_agenda(found)

    def write(by: By) -> None:
        at = open_account(call.store, id_, call.view())
        record_touch(call.store, at, _typed(call, at, given), by)

    by = By(call.who.name, call.now, private=given.private)
    header = created_once(call, by, write)
    left = left_by(call.store, id_, header, call.who.name)
    who = names_of(left)
    written = (one for one in left.touches if one.provenance.batch == header.id)
    touches = [{"key": one.key, **touch_json(one, who)} for one in written]
    after = after_touch(left, header.id).as_json() | {"findings": plain(found)}
    return Json({"batch": header.id, "account_id": id_, "touches": touches, **after}, 201)


def _typed(call: Call, at: Account, given: Given) -> NewTouch:
    return NewTouch(
        [find_person(at, text).id for text in given.people],
        names_of_ours(at, given.colleagues or [call.who.name]),
        given.on or call.now.date(),
        given.at,
        given.channel,
        given.direction,
        given.intent,
        given.outcome,
        given.reason,
        given.note,
        given.values(),
    )
