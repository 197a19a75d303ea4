"""Imports of files: take them in, start, see how far they are, end them."""

from hashlib import sha256
from typing import Annotated, Any

from fastapi import Path, Query
from starlette.responses import Response

from api.http.answers import Json
from api.http.calling import Call, Reading, Writing
from api.http.imports.jobs import ImportJobs, Job, KeyTaken, TooManyJobs
from api.http.imports.uploads import take_in
from api.http.imports.working import Order, Upload
from api.http.once import key_of
from api.http.problems import Problem
from api.http.routing import router_for
from api.http.schemas.describing import CREATES, READS, answer
from api.http.schemas.queries import ImportQuery
from api.http.schemas.written import ImportJob
from api.http.schemas.written import ImportJobs as AllJobs
from graph.errors import BadInput
from graph.importers.rows.dates import DateOrder
from graph.planning.import_report import ImportOptions
from graph.planning.typed import mapping

router = router_for("/imports", "imports")

JobId = Annotated[str, Path(max_length=40, description="The id of a job.")]

FILES = {
    "requestBody": {
        "required": True,
        "description": "The files: a form of several, or one as it is, called ?file=NAME.",
        "content": {
            "multipart/form-data": {
                "schema": {
                    "type": "object",
                    "properties": {
                        "file": {
                            "type": "array",
                            "items": {"type": "string", "format": "binary"},
                        }
                    },
                }
            },
            "application/octet-stream": {"schema": {"type": "string", "format": "binary"}},
        },
    }
}


@router.post("", status_code=202, responses=CREATES | answer(ImportJob, 202), openapi_extra=FILES)
async def start_import(call: Writing, asked: Annotated[ImportQuery, Query()]) -> Response:
    """Import files: all of them as one batch, or nothing. The answer names the job to look at."""
    options = _options(call, asked)
    jobs = _jobs(call)
    place = jobs.place()
    settings = call.request.app.state.settings
    uploads = await take_in(call.request, place, settings.limits)
    order = Order(settings.store_url, uploads, options, call.now)
    try:
        job = jobs.start(order, call.who.id, place, key_of(call), _digest(asked, uploads))
    except TooManyJobs:
        detail = "Too many imports are waiting. Try again later."
        raise Problem(503, detail, {"Retry-After": "30"}) from None
    except KeyTaken:
        detail = "This Idempotency-Key came with another request. Choose a new one."
        raise Problem(422, detail) from None
    return Json(_job_json(job), 202, {"Location": f"/v1/imports/jobs/{job.id}"})


@router.get("/jobs", responses=READS | answer(AllJobs))
def list_jobs(call: Reading) -> Response:
    """Your imports since the server was started, the newest first."""
    return Json({"items": [_job_json(one) for one in _jobs(call).of(call.who.id)]})


@router.get("/jobs/{job}", responses=READS | answer(ImportJob))
def read_job(call: Reading, job: JobId) -> Response:
    """How far an import of yours is, and what came of it."""
    found = _found(call, job)
    headers = {} if found.is_over else {"Retry-After": "1"}
    return Json(_job_json(found), 200, headers)


@router.post("/jobs/{job}/cancel", responses=CREATES | answer(ImportJob))
def cancel_job(call: Writing, job: JobId) -> Response:
    """End an import that isn't over: nothing of it is written then. It stays to be looked at."""
    return Json(_job_json(_jobs(call).cancel(_found(call, job).id)))


def _jobs(call: Call) -> ImportJobs:
    jobs: ImportJobs = call.request.app.state.jobs
    return jobs


def _found(call: Call, id_: str) -> Job:
    job = _jobs(call).find(id_, call.who.id)
    if job is None:
        detail = "There is no such import of yours since the server was started."
        raise Problem(404, detail)
    return job


def _options(call: Call, asked: ImportQuery) -> ImportOptions:
    if (asked.account is None) != asked.all_accounts:
        raise BadInput("Say which account is meant: account=NAME, or all_accounts=true.")
    return ImportOptions(
        author=call.who.name,
        date_order=DateOrder(asked.dates.replace("-", "_")) if asked.dates else None,
        mapping=mapping(asked.map),
        ours=tuple(asked.ours),
        theirs=tuple(asked.theirs),
        also=tuple(asked.also),
        **asked.model_dump(exclude={"file", "dates", "map", "ours", "theirs", "also"}),
    )


def _digest(asked: ImportQuery, uploads: tuple[Upload, ...]) -> str:
    """By which it is seen whether two requests are the same."""
    digest = sha256(asked.model_dump_json().encode())
    for name, path in uploads:
        digest.update(name.encode("utf-8", "surrogatepass"))
        with path.open("rb") as file:
            while piece := file.read(1 << 20):
                digest.update(piece)
    return digest.hexdigest()


def _job_json(job: Job) -> dict[str, Any]:
    return {
        "id": job.id,
        "state": job.state,
        "files": job.files,
        "sent_at": job.sent_at,
        "progress": None if job.progress is None else job.progress._asdict(),
        "report": job.report,
        "refusal": None if job.refusal is None else job.refusal._asdict(),
    }
