"""What became of a suggestion, and notes about people."""

from dataclasses import replace
from typing import Annotated, Literal

from fastapi import APIRouter, Path
from starlette.responses import Response

from api.http.answers import Json
from api.http.calling import AccountRef, PersonRef, Writing
from api.http.once import created_once
from api.http.routing import router_for
from api.http.schemas.describing import CREATES, answer
from api.http.schemas.requests import Decision, NewNote
from api.http.schemas.written import WrittenDecision, WrittenNote
from graph.errors import BadInput
from graph.planning.deciding import NO_END, decide, put_off
from graph.planning.finding import find_person
from graph.planning.opening import open_account
from graph.planning.recording import By, add_note
from graph.planning.replaying import made_by
from graph.vocabulary import EntityKind, SuggestionAction

router: APIRouter = router_for("/accounts/{account}", "suggestions")

_ACTIONS = {
    "accept": SuggestionAction.ACCEPTED,
    "dismiss": SuggestionAction.DISMISSED,
    "put-off": SuggestionAction.DISMISSED,
    "done": SuggestionAction.DONE,
}


@router.post(
    "/suggestions/{person}/{action}",
    status_code=201,
    responses=CREATES | answer(WrittenDecision, 201),
)
def decide_suggestion(
    call: Writing,
    account: AccountRef,
    person: PersonRef,
    action: Annotated[Literal["accept", "dismiss", "put-off", "done"], Path()],
    given: Decision,
) -> Response:
    """Take up the suggestion to reach a person, turn it down, put the person off, or say that it
    was done. Nobody is put off for long, nor twice in a row without evidence."""
    at = open_account(call.store, account, call.view())
    id_, what = find_person(at, person).id, _ACTIONS[action]
    if action == "put-off" and given.until is None:
        raise BadInput(NO_END)

    def write(by: By) -> str:
        if what is SuggestionAction.DISMISSED:
            seen = open_account(call.store, at.id, call.view())
            return put_off(call.store, seen, id_, given.why, given.until, by)
        return decide(call.store, at.id, id_, what, given.why, given.until, by)

    header = created_once(call, replace(call.by(), evidence=given.evidence), write)
    made = made_by(call.store.read_account(at.id), header, EntityKind.DECISION)
    return Json(
        {
            "batch": header.id,
            "account_id": at.id,
            "decision": made,
            "person": id_,
            "action": what,
        },
        201,
    )


@router.post(
    "/people/{person}/notes", status_code=201, responses=CREATES | answer(WrittenNote, 201)
)
def add_note_(call: Writing, account: AccountRef, person: PersonRef, given: NewNote) -> Response:
    """Keep a note about a person, for all, or for whoever writes it."""
    at = open_account(call.store, account, call.view())
    id_ = find_person(at, person).id
    by = By(call.who.name, call.now, private=given.private)
    header = created_once(call, by, lambda by: add_note(call.store, at.id, id_, given.text, by))
    made = made_by(call.store.read_account(at.id), header, EntityKind.NOTE)
    return Json({"batch": header.id, "account_id": at.id, "note": made, "person": id_}, 201)
