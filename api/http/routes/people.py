"""People: list, add, read, change."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Annotated

from fastapi import APIRouter, Query
from starlette.responses import Response

from api.answers.people import is_about, person_json, portrait, row_json
from api.http.answers import Json, refuse_unseen, single
from api.http.calling import AccountRef, PersonRef, Reading, Writing
from api.http.once import created_once
from api.http.paging import Key, page, page_json
from api.http.routing import router_for
from api.http.said import said_by
from api.http.schemas.answers import PersonPage
from api.http.schemas.describing import CHANGES, CREATES, READS, answer
from api.http.schemas.queries import PeopleQuery, PersonQuery
from api.http.schemas.requests import NewPerson, PersonChange
from api.http.schemas.things import PersonDetail
from graph.analysis.coverage import Contact, coverage
from graph.model import Person
from graph.planning.adding import add_person, named
from graph.planning.asking import NextRequest, open_for
from graph.planning.finding import find_opportunity, find_person
from graph.planning.opening import account_id, open_account
from graph.planning.recording import By, state
from graph.planning.replaying import left_by, made_by
from graph.planning.retrying import until_written
from graph.vocabulary import EntityKind

router: APIRouter = router_for("/accounts/{account}/people", "people")

Covered = tuple[Person, Contact]


def _by_name(one: Covered) -> Key:
    return one[0].name, one[0].id


def _by_contact(one: Covered) -> Key:
    """Whoever had none stands where the longest ago would."""
    last = one[1].last_contact
    return str(last or ""), one[0].id


def _by_engaged(one: Covered) -> Key:
    return one[1].engaged, one[0].id


_KEYS: Mapping[str, Callable[[Covered], Key]] = {
    "name": _by_name,
    "last_contact": _by_contact,
    "engaged": _by_engaged,
}


@router.get("", responses=READS | answer(PersonPage))
def list_people(
    call: Reading, account: AccountRef, asked: Annotated[PeopleQuery, Query()]
) -> Response:
    """Who is at an account, how each stands to us, and how long ago the last contact was."""
    opened = open_account(call.store, account, call.view(asked.as_of))
    contacts = coverage(opened)
    all_ = [(one, contacts[one.id]) for one in opened.people]
    found = [one for one in all_ if _is_asked_for(one, asked)]
    shown, following = page(found, _KEYS[asked.sort.removeprefix("-")], asked)
    return Json(page_json([row_json(*one) for one in shown], following))


def _is_asked_for(one: Covered, asked: PeopleQuery) -> bool:
    person, contact = one
    wanted = (
        (asked.status, person.status),
        (asked.level, person.level),
        (asked.function, person.function),
        (asked.support, person.support),
        (asked.coverage, contact.coverage),
    )
    return (
        all(want in (None, has) for want, has in wanted)
        and asked.buying_role in (None, *person.buying_roles)
        and is_about(person, asked.q)
    )


@router.post("", status_code=201, responses=CREATES | answer(PersonDetail, 201))
def add_person_(call: Writing, account: AccountRef, given: NewPerson) -> Response:
    """Add a person. With an Idempotency-Key it is safe to repeat."""
    id_ = account_id(call.store, account, call.view())

    def write(by: By) -> str:
        at = open_account(call.store, id_, call.view())
        return add_person(call.store, at, given.name, given.values(), by)

    header = created_once(call, said_by(call, given), write)
    person = made_by(call.store.read_account(id_), header, EntityKind.PERSON)
    made = person_json(portrait(left_by(call.store, id_, header, call.who.name), person))
    return single(call.request, made, 201, f"/v1/accounts/{id_}/people/{person}")


@router.get("/{person}", responses=READS | answer(PersonDetail))
def read_person(
    call: Reading, account: AccountRef, person: PersonRef, asked: Annotated[PersonQuery, Query()]
) -> Response:
    """One person with who said what and when, links, touches and notes."""
    as_of = call.view(asked.as_of).as_of
    request = NextRequest(account, as_of=as_of, opportunity=asked.opportunity, viewer=call.who.name)
    opened = open_for(call.store, request, call.now)
    return single(call.request, person_json(portrait(opened, find_person(opened, person).id)))


@router.patch("/{person}", responses=CHANGES | answer(PersonDetail))
def change_person(
    call: Writing, account: AccountRef, person: PersonRef, given: PersonChange
) -> Response:
    """Say something of a person anew; it stays when a later import says otherwise."""
    fields = named(given.values())

    def write() -> tuple[str, str]:
        at = open_account(call.store, account, call.view())
        id_ = find_person(at, person).id
        refuse_unseen(call.request, person_json(portrait(at, id_)))
        meant_for = given.opportunity and find_opportunity(at, given.opportunity).id
        by = replace(said_by(call, given, at), opportunity=meant_for)
        state(call.store, at.id, EntityKind.PERSON, id_, fields, by)
        return at.id, id_

    at, id_ = until_written(write)
    opened = open_account(call.store, at, call.view())
    return single(call.request, person_json(portrait(opened, id_)))
