"""All accounts at once: lists, and the week ahead."""

from typing import Annotated

from fastapi import APIRouter, Query
from starlette.responses import Response

from api.answers.week_calendar import week_calendar
from api.http.answers import Json
from api.http.calling import Call, Reading
from api.http.routing import router_for
from api.http.schemas.answers import (
    EffortList,
    LapsedList,
    OverdueList,
    WithoutReasonList,
)
from api.http.schemas.describing import READS, answer, file
from api.http.schemas.queries import AsOf, EffortQuery, WeekAsked
from graph.advice.across.week import WeekAnswer, WeekQuery
from graph.advice.answer import plain
from graph.planning.across import (
    list_effort,
    list_lapsed,
    list_overdue,
    list_without_reason,
    plan_week,
)
from graph.planning.typed import day

router: APIRouter = router_for("", "across accounts")


@router.get("/lists/lapsed", responses=READS | answer(LapsedList))
def list_lapsed_buyers(call: Reading, asked: Annotated[AsOf, Query()]) -> Response:
    """Who bought before and doesn't now, why, and how long ago anybody was in touch."""
    return Json({"items": plain(list_lapsed(call.store, call.view(asked.as_of)))})


@router.get("/lists/effort", responses=READS | answer(EffortList))
def list_effort_(call: Reading, asked: Annotated[EffortQuery, Query()]) -> Response:
    """How our touches spread over dream clients, customers and others."""
    return Json({"items": plain(list_effort(call.store, call.view(asked.as_of), asked.days))})


@router.get("/lists/overdue", responses=READS | answer(OverdueList))
def list_overdue_(call: Reading, asked: Annotated[AsOf, Query()]) -> Response:
    """Who matters and was left alone for too long."""
    return Json({"items": plain(list_overdue(call.store, call.view(asked.as_of)))})


@router.get("/lists/needs-reason", responses=READS | answer(WithoutReasonList))
def list_needs_reason(call: Reading, asked: Annotated[AsOf, Query()]) -> Response:
    """For whom of the overdue no recorded reason fits, with the nearest."""
    return Json({"items": plain(list_without_reason(call.store, call.view(asked.as_of)))})


@router.get("/week", responses=READS | answer(WeekAnswer))
def read_week(call: Reading, asked: Annotated[WeekAsked, Query()]) -> Response:
    """Whom to reach in the week ahead, on which day, why, and saying what."""
    return Json(plain(_week(call, asked)))


@router.get("/week.ics", responses=READS | file("text/calendar"))
def week_as_calendar(call: Reading, asked: Annotated[WeekAsked, Query()]) -> Response:
    """The same as a calendar file."""
    body = week_calendar(_week(call, asked), call.now)
    return Response(body, media_type="text/calendar; charset=utf-8")


def _week(call: Call, asked: WeekAsked) -> WeekAnswer:
    query = WeekQuery(asked.limit, asked.lapsed_share, asked.colleague, asked.seed)
    return plan_week(call.store, call.view(asked.as_of), query, day(asked.first))
