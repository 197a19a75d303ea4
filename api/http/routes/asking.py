"""What an account is asked: whom next, by which ways in, how it is covered, a review."""

from typing import Annotated, Any

from fastapi import APIRouter, Query
from starlette.responses import Response

from api.answers.next_csv import next_csv
from api.answers.reviews import coverage_json, review_json
from api.http.calling import AccountRef, Call, PersonRef, Reading
from api.http.keeping import KeptRoute, Lasting
from api.http.routing import router_for
from api.http.schemas.answers import CoverageAnswer, Review
from api.http.schemas.describing import READS, answer, file
from api.http.schemas.queries import (
    AsOf,
    ConsensusQuery,
    NextQuery,
    PersonQuery,
    WaysQuery,
    WhatIfQuery,
)
from graph.advice.account_review.consensus import ConsensusAnswer, consensus_answer
from graph.advice.answer import plain
from graph.advice.next_answer import NextAnswer
from graph.advice.reasons.answering import ReasonsAnswer, ToolkitAnswer, answer_for, answer_of
from graph.advice.suggestions import suggest
from graph.advice.ways import WaysAnswer
from graph.advice.what_if_answer import WhatIfAnswer
from graph.analysis.reviewing import review
from graph.model import Account
from graph.planning.asking import NextRequest, open_for, query, targets_by_id, ways_to
from graph.planning.finding import find_person
from graph.planning.typed import moment, numbered
from graph.planning.what_if import Supposition, ask_what_if

router: APIRouter = router_for("/accounts/{account}", "asking", KeptRoute)


@router.get("/next", responses=READS | answer(NextAnswer))
def whom_next_(
    call: Reading, account: AccountRef, asked: Annotated[NextQuery, Query()]
) -> Response:
    """Whom to reach next, why, and by which way in: what `inroad next --json` answers."""
    opened, found = _whom_next(call, account, asked)
    return _lasting(call, opened, found.as_json())


@router.get("/next.csv", responses=READS | file("text/csv"))
def whom_next_as_csv(
    call: Reading, account: AccountRef, asked: Annotated[NextQuery, Query()]
) -> Response:
    """Whom to reach next as a table that a spreadsheet opens: what `inroad next --csv` answers."""
    _, found = _whom_next(call, account, asked)
    return Response(next_csv(found), media_type="text/csv; charset=utf-8")


@router.get("/people/{person}/ways-in", responses=READS | answer(WaysAnswer))
def list_ways_in(
    call: Reading, account: AccountRef, person: PersonRef, asked: Annotated[WaysQuery, Query()]
) -> Response:
    """The ways in to one person, the most probable first, and past buyers who could refer us."""
    request = NextRequest(
        account, colleague=asked.colleague, as_of=moment(asked.as_of), viewer=call.who.name
    )
    opened, ways = ways_to(call.store, request, person, call.now, asked.limit)
    return _lasting(call, opened, plain(ways))


@router.get("/people/{person}/reasons", responses=READS | answer(ReasonsAnswer))
def list_reasons_for(
    call: Reading, account: AccountRef, person: PersonRef, asked: Annotated[PersonQuery, Query()]
) -> Response:
    """With what reason to call somebody: those that fit, and what the nearest others lack."""
    opened = _opened(call, account, asked, asked.opportunity)
    return _lasting(call, opened, plain(answer_for(opened, find_person(opened, person))))


@router.get("/toolkit", responses=READS | answer(ToolkitAnswer))
def read_toolkit(call: Reading, account: AccountRef, asked: Annotated[AsOf, Query()]) -> Response:
    """The reasons of an account: for whom each is, and how it did."""
    opened = _opened(call, account, asked)
    return _lasting(call, opened, plain(answer_of(opened)))


@router.get("/coverage", responses=READS | answer(CoverageAnswer))
def read_coverage(call: Reading, account: AccountRef, asked: Annotated[AsOf, Query()]) -> Response:
    """How everybody who is there stands to us, and how many stand how."""
    opened = _opened(call, account, asked)
    return _lasting(call, opened, coverage_json(opened))


@router.get("/consensus", responses=READS | answer(ConsensusAnswer))
def read_consensus(
    call: Reading, account: AccountRef, asked: Annotated[ConsensusQuery, Query()]
) -> Response:
    """Who stands behind each decision-maker, how many want the change, and what it is worth."""
    opened = _opened(call, account, asked, asked.opportunity)
    named = targets_by_id(opened, numbered(asked.target))
    return _lasting(call, opened, plain(consensus_answer(opened, named)))


@router.get("/what-if", responses=READS | answer(WhatIfAnswer))
def read_what_if(
    call: Reading, account: AccountRef, asked: Annotated[WhatIfQuery, Query()]
) -> Response:
    """What changes in the decision if somebody leaves, is won or lost, and who is next then."""
    request = NextRequest(
        account,
        limit=asked.limit,
        as_of=moment(asked.as_of),
        seed=asked.seed,
        opportunity=asked.opportunity,
        targets=numbered(asked.target),
        horizon=asked.horizon,
        viewer=call.who.name,
    )
    supposition = Supposition(asked.leaves, asked.engaged, asked.won, asked.lost)
    opened, found = ask_what_if(call.store, request, supposition, call.now)
    return _lasting(call, opened, plain(found))


@router.get("/review", responses=READS | answer(Review))
def read_review(call: Reading, account: AccountRef, asked: Annotated[AsOf, Query()]) -> Response:
    """Who is covered, what hangs on one person, and what we know and don't know."""
    opened = _opened(call, account, asked)
    return _lasting(call, opened, review_json(review(opened)))


def _whom_next(call: Call, account: str, asked: NextQuery) -> tuple[Account, NextAnswer]:
    """The account as it was asked about, and the answer."""
    request = NextRequest(
        account,
        limit=asked.limit,
        colleague=asked.colleague,
        as_of=moment(asked.as_of),
        seed=asked.seed,
        opportunity=asked.opportunity,
        targets=numbered(asked.target),
        engaged=numbered(asked.engaged),
        include_targets=asked.include_targets,
        exclude=asked.exclude,
        by=asked.by,
        horizon=asked.horizon,
        viewer=call.who.name,
        explain=asked.explain,
    )
    opened = open_for(call.store, request, call.now)
    return opened, suggest(opened, query(opened, request))


def _opened(call: Call, account: str, asked: AsOf, opportunity: str | None = None) -> Account:
    request = NextRequest(
        account, as_of=moment(asked.as_of), opportunity=opportunity, viewer=call.who.name
    )
    return open_for(call.store, request, call.now)


def _lasting(call: Call, opened: Account, content: Any) -> Response:
    """The answer holds while the account stands so; for another moment, whatever the time."""
    return Lasting(content, call.now, opened.next_touch_at if opened.as_of == call.now else None)
