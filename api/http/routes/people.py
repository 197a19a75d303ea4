"""People: list, add, read, change."""

from collections.abc import Callable, Mapping, Sequence
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
from api.http.schemas.queries import ExchangesQuery, PeopleQuery, PersonQuery
from api.http.schemas.requests import NewPerson, PersonChange
from api.http.schemas.things import PersonDetail
from graph.advice.answer import as_object
from graph.advice.exchanged import ExchangesAnswer, exchanges_answer
from graph.analysis.coverage import Contact, coverage
from graph.model import Account, Person
from graph.planning.adding import add_person, named
from graph.planning.asking import NextRequest, open_for
from graph.planning.finding import find_opportunity, find_person
from graph.planning.opening import account_id, open_account
from graph.planning.recording import By, state
from graph.planning.replaying import left_by, made_by
from graph.planning.retrying import until_written
from graph.vocabulary import EntityKind

router: APIRouter = router_for("/accounts/{account}/people", "people")

Contacts = Mapping[str, Contact]


def _by_name(one: Person, _: Contacts) -> Key:
    return one.name, one.id


def _by_contact(one: Person, contacts: Contacts) -> Key:
    """Whoever had none stands where the longest ago would."""
    return str(contacts[one.id].last_contact or ""), one.id


def _by_engaged(one: Person, contacts: Contacts) -> Key:
    return contacts[one.id].engaged, one.id


_KEYS: Mapping[str, Callable[[Person, Contacts], Key]] = {
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
    key = _KEYS[asked.sort.removeprefix("-")]
    found, contacts = _found(opened, asked), dict[str, Contact]()
    if asked.coverage is not None or key is not _by_name:
        contacts.update(coverage(opened, found))
    if asked.coverage is not None:
        found = [one for one in found if contacts[one.id].coverage is asked.coverage]
    shown, following = page(found, lambda one: key(one, contacts), asked)
    contacts.update(coverage(opened, shown))
    return Json(page_json([row_json(one, contacts[one.id]) for one in shown], following))


def _found(account: Account, asked: PeopleQuery) -> Sequence[Person]:
    """The people who are asked for by what was said of them."""
    found: Sequence[Person] = account.people
    for name in ("status", "level", "function", "support"):
        if (wanted := getattr(asked, name)) is not None:
            found = [one for one in found if getattr(one, name) is wanted]
    if asked.buying_role is not None:
        found = [one for one in found if asked.buying_role in one.buying_roles]
    return [one for one in found if is_about(one, asked.q)] if asked.q else found


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


@router.get("/{person}/exchanges", responses=READS | answer(ExchangesAnswer))
def list_exchanges(
    call: Reading, account: AccountRef, person: PersonRef, asked: Annotated[ExchangesQuery, Query()]
) -> Response:
    """Who is in mails and meetings with somebody, how fast each answers, and who introduced whom.

    The closest first; nothing of what was written is kept.
    """
    opened = open_account(call.store, account, call.view(asked.as_of))
    id_ = find_person(opened, person).id
    return Json(as_object(exchanges_answer(opened, id_, asked.limit)))


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
