"""People from another system: one by its id there, or many at once."""

from typing import Annotated, Any

from fastapi import APIRouter, Path
from starlette.responses import Response

from api.answers.people import person_json, portrait
from api.http.answers import Json, refuse_unseen, single
from api.http.calling import AccountRef, Writing
from api.http.once import written_once
from api.http.problems import Problem
from api.http.routing import router_for
from api.http.schemas.describing import CHANGES, CREATES, answer
from api.http.schemas.requests import PeopleRows, PersonRow, UpsertPerson
from api.http.schemas.things import PersonDetail
from api.http.schemas.written import RowResults
from api.http.unquoted import places_in, places_of, unquoted
from graph.model import Account
from graph.planning.finding import find_person, people_called
from graph.planning.opening import account_id, open_account
from graph.planning.replaying import found_by
from graph.planning.retrying import until_written
from graph.planning.upserting import Outcome, Row, RowResult, erased_of, results_on, upsert

router: APIRouter = router_for("/accounts/{account}/people", "people from another system")

_STATUS = {
    Outcome.CREATED: 201,
    Outcome.CHANGED: 200,
    Outcome.UNCHANGED: 200,
    Outcome.REFUSED: 422,
}

System = Annotated[str, Path(pattern=r"^[a-z0-9_-]{1,40}$", description="Such as salesforce.")]
ExternalId = Annotated[str, Path(min_length=1, max_length=200, description="The id there.")]


@router.put(
    "/by-external-id/{system}/{external_id}",
    responses=CHANGES | answer(PersonDetail) | answer(PersonDetail, 201),
)
def upsert_person(
    call: Writing,
    account: AccountRef,
    system: System,
    external_id: ExternalId,
    given: UpsertPerson,
) -> Response:
    """Add the person with this id in another system, or say what it says anew; safe to repeat.

    It counts like an import: what somebody said by hand stays. If-Match is heeded if given.
    """
    id_ = account_id(call.store, account, call.view())
    row = Row(system, external_id, given.values())

    def write() -> RowResult:
        at = open_account(call.store, id_, call.view())
        if "if-match" in call.request.headers:
            refuse_unseen(call.request, _as_it_is(at, f"{system}:{external_id}"))
        by = call.by().having_seen(at)
        return upsert(call.store, id_, [row], by)[0]

    result = until_written(write)
    if result.person is None:
        raise Problem(422, unquoted(result.fault or "", places_of(call.request)))
    left = open_account(call.store, id_, call.view())
    location = f"/v1/accounts/{id_}/people/{result.person}"
    whole = person_json(portrait(left, find_person(left, result.person).id))
    return single(call.request, whole, _STATUS[result.outcome], location)


def _as_it_is(at: Account, text: str) -> dict[str, Any] | None:
    """What there is to be matched, None for nobody."""
    known = people_called(at, text)
    return person_json(portrait(at, known[0].id)) if known else None


@router.post("/batch", responses=CREATES | answer(RowResults))
def take_people(call: Writing, account: AccountRef, given: PeopleRows) -> Response:
    """Take many people at once, each with a status of its own; with `atomic` all or none."""
    id_ = account_id(call.store, account, call.view())
    rows = [Row(one.system, one.id, one.values()) for one in given.rows]
    by = call.by()
    header = written_once(
        call, by, lambda by: upsert(call.store, id_, rows, by, atomic=given.atomic)
    )
    log = found_by(call.store, id_, header) if header else call.store.read_account(id_)
    results = results_on(log, rows, by, erased_of(call.store))
    is_taken = not given.atomic or all(one.outcome is not Outcome.REFUSED for one in results)
    told = [_row_json(*pair, is_taken) for pair in zip(given.rows, results, strict=True)]
    if not is_taken:
        raise Problem(422, "Nothing was taken, as some rows can't be.", more={"rows": told})
    return Json({"written": header is not None, "rows": told})


def _row_json(row: PersonRow, one: RowResult, is_taken: bool) -> dict[str, Any]:
    """What became of a row; 424 for one that could be taken where others kept it out."""
    if not is_taken and one.outcome is not Outcome.REFUSED:
        return {"status": 424, "outcome": "not_taken", "person": None, "fault": None}
    given = places_in([row.system, row.id, row.fields], "row") if one.fault else {}
    return {
        "status": _STATUS[one.outcome],
        "outcome": one.outcome,
        "person": one.person,
        "fault": unquoted(one.fault, given) if one.fault else None,
    }
