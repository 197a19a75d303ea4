"""The app: a store, who may call, and the routes."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from importlib.metadata import version

from fastapi import FastAPI

from api.http import problems
from api.http.access import Access
from api.http.guard import Guarded
from api.http.imports.jobs import ImportJobs
from api.http.keeping import Answers, KeptFirst
from api.http.limits import LimitedBodies
from api.http.once import InFlight
from api.http.openapi import DescribedApi, name_of
from api.http.routes import (
    accounts,
    across,
    asking,
    batches,
    brainstorms,
    habits,
    health,
    inferred,
    jobs,
    links,
    maps,
    opportunities,
    people,
    privacy,
    proposals,
    rows,
    start,
    suggestions,
    things,
    touches,
    wording,
)
from api.http.settings import HttpSettings
from graph.store import open_store

TITLE = "Inroad"

ROUTERS = (
    accounts.router,
    across.router,
    asking.router,
    batches.router,
    brainstorms.router,
    habits.router,
    inferred.router,
    jobs.router,
    links.router,
    maps.router,
    opportunities.router,
    rows.router,
    people.router,
    privacy.router,
    proposals.router,
    suggestions.router,
    *things.routers,
    touches.router,
    wording.router,
)


def create_app(settings: HttpSettings) -> FastAPI:
    """The app over the store that the settings name; it is open while the app runs."""

    @asynccontextmanager
    async def opened(app: FastAPI) -> AsyncIterator[None]:
        with closing(open_store(settings.store_url)) as store, closing(ImportJobs()) as running:
            app.state.store, app.state.jobs = store, running
            yield

    app = DescribedApi(
        title=TITLE,
        version=version("inroad"),
        description="Whom at a dream client to reach next, through whom, and why.",
        lifespan=opened,
        openapi_url=None,
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
        generate_unique_id_function=name_of,
    )
    app.state.settings = settings
    app.state.access = Access(settings)
    app.state.in_flight = InFlight()
    app.state.answers = Answers()
    problems.install(app)
    app.include_router(health.router)
    app.include_router(start.router)
    for router in ROUTERS:
        app.include_router(router, prefix="/v1")
    app.add_middleware(LimitedBodies, limits=settings.limits)
    app.add_middleware(KeptFirst)
    app.add_middleware(Guarded, settings=settings)
    return app


def build_routes(app: FastAPI) -> None:
    """Have FastAPI build every route now: it would at the first request that looks for one, and
    all others would wait for it."""
    nowhere = {"type": "http", "method": "GET", "path": "", "root_path": "", "headers": []}
    for route in app.routes:
        route.matches(nowhere)
