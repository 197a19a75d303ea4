"""Imports in a process of their own: what they tell, and what is left of those that end early."""

from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from time import monotonic, sleep

import pytest

from api.http.imports import jobs as module
from api.http.imports.jobs import ImportJobs, Job, JobState, TooManyJobs
from api.http.imports.working import Order, Upload
from graph.planning.import_report import ImportOptions
from graph.store import open_store

NOW = datetime(2026, 6, 30, 12, tzinfo=UTC)
PEOPLE = "name,email,title\nDana Reyes,dana@acme.example,CFO\nRavi Patel,ravi@acme.example,CTO\n"
MANY = "name,email\n" + "".join(f"Dana {n},d{n}@acme.example\n" for n in range(60_000))


@pytest.fixture
def url(tmp_path: Path) -> str:
    return str(tmp_path / "store.db")


@pytest.fixture
def jobs() -> Iterator[ImportJobs]:
    with closing(ImportJobs()) as opened:
        yield opened
    assert not opened.folder.exists()


def sent(jobs: ImportJobs, url: str, text: str) -> Job:
    place = jobs.place()
    (place / "0").write_text(text, encoding="utf-8")
    options = ImportOptions(author="crm", account="Acme")
    return jobs.start(Order(url, (Upload("people.csv", place / "0"),), options, NOW), "crm", place)


def when(jobs: ImportJobs, job: Job, holds: Callable[[Job], bool]) -> Job:
    """The job as soon as something holds of it."""
    end = monotonic() + 60
    while (now := jobs.find(job.id, "crm")) is not None:
        if holds(now):
            return now
        assert monotonic() < end, now.state
        sleep(0.02)
    raise AssertionError("the job is forgotten")


def over(jobs: ImportJobs, job: Job) -> Job:
    return when(jobs, job, lambda one: one.is_over)


def people_in(url: str) -> int:
    with closing(open_store(url)) as store:
        accounts = [one.id for _, one in store.read_directory().entities]
        return sum(len(store.read_account(account).listings) for account in accounts)


def test_an_import_is_done_and_tells_what_the_command_line_tells(
    jobs: ImportJobs, url: str
) -> None:
    done = over(jobs, sent(jobs, url, PEOPLE))
    assert done.state is JobState.DONE
    assert done.report is not None
    assert (done.report["batch"], done.report["lists"][0]["counts"]["people added"]) == (1, 2)
    assert done.progress is not None
    assert people_in(url) == 2
    assert list(jobs.folder.iterdir()) == []


def test_a_file_that_is_refused_tells_where_and_writes_nothing(jobs: ImportJobs, url: str) -> None:
    refused = over(jobs, sent(jobs, url, "name,name\nDana,Reyes\n"))
    assert refused.state is JobState.REFUSED
    assert refused.refusal is not None
    assert "people.csv, line 1" in refused.refusal.faults[0]
    assert people_in(url) == 0


def test_a_job_that_is_cancelled_while_it_waits_never_starts(jobs: ImportJobs, url: str) -> None:
    first, second = sent(jobs, url, MANY), sent(jobs, url, PEOPLE)
    jobs.cancel(second.id)
    assert over(jobs, first).state is JobState.DONE
    assert people_in(url) == 60_000
    assert over(jobs, second).state is JobState.CANCELLED


def test_a_running_job_that_is_cancelled_writes_nothing(jobs: ImportJobs, url: str) -> None:
    job = sent(jobs, url, MANY)
    when(jobs, job, lambda one: one.progress is not None)
    jobs.cancel(job.id)
    assert over(jobs, job).state is JobState.CANCELLED
    assert over(jobs, sent(jobs, url, PEOPLE)).state is JobState.DONE
    assert people_in(url) == 2


def test_a_process_that_dies_is_a_job_that_failed(jobs: ImportJobs, url: str) -> None:
    job = sent(jobs, url, MANY)
    when(jobs, job, lambda one: one.progress is not None)
    jobs._ends[job.id]()
    assert over(jobs, job).state is JobState.FAILED
    assert people_in(url) == 0


def test_a_job_is_its_owners_alone(jobs: ImportJobs, url: str) -> None:
    job = sent(jobs, url, PEOPLE)
    assert jobs.find(job.id, "somebody else") is None
    assert jobs.of("somebody else") == []
    assert [one.id for one in jobs.of("crm")] == [job.id]


def test_only_so_many_wait(jobs: ImportJobs, url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST_WAITING", 2)
    for _ in range(2):
        sent(jobs, url, MANY)
    with pytest.raises(TooManyJobs):
        sent(jobs, url, PEOPLE)


def test_the_oldest_that_are_over_are_forgotten_first(
    jobs: ImportJobs, url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "MOST_KEPT", 2)
    first, second, third = (over(jobs, sent(jobs, url, PEOPLE)) for _ in range(3))
    assert [one.id for one in jobs.of("crm")] == [third.id, second.id]
    assert jobs.find(first.id, "crm") is None
