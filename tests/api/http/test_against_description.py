"""What the description allows is answered as it says, what it forbids is refused; nothing fails.

Schemathesis makes the requests. INROAD_FUZZ_EXAMPLES, of each address, makes them more.
"""

import os
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from typing import Any

import pytest
import schemathesis
from schemathesis.config import SchemathesisConfig
from schemathesis.engine import Status, events, from_schema
from schemathesis.engine.recorder import ScenarioRecorder
from schemathesis.engine.run import PhaseName
from schemathesis.python import asgi

from api.http.app import create_app
from api.http.settings import LOOPBACK
from tests.api.http.client import Client
from tests.api.http.conftest import World, made

TRIED = (PhaseName.EXAMPLES, PhaseName.COVERAGE, PhaseName.FUZZING, PhaseName.STATEFUL_TESTING)
EXAMPLES = int(os.environ.get("INROAD_FUZZ_EXAMPLES", "2"))
THERE = {
    "path.account": ["Acme"],
    "path.person": ["Ann Lee", "Dana Reyes"],
    "path.opportunity": ["Old line"],
}
"""What often stands in addresses, so that something is found there."""

MADE: list[tuple[str, dict[str, Any]]] = [
    ("", {"name": "Acme"}),
    ("/Acme/people", {"name": "Ann Lee"}),
    ("/Acme/people", {"name": "Dana Reyes"}),
    ("/Acme/opportunities", {"name": "Old line"}),
    ("/Acme/links", {"kind": "influences", "source": "Ann Lee", "target": "Dana Reyes"}),
]


def configuration(key: dict[str, str]) -> SchemathesisConfig:
    """What no description can say, such as that a name is taken, is answered 400, 409, 412, 422."""
    refusals = ["400", "401", "404", "409", "412", "413", "415", "422"]
    return SchemathesisConfig.from_dict(
        {
            "seed": 1,
            "headers": key,
            "generation": {"max-examples": EXAMPLES, "deterministic": True, "database": "none"},
            "dictionaries": {name: {"values": values} for name, values in THERE.items()},
            "parameters": {name: {"dictionary": name, "probability": 0.8} for name in THERE},
            "phases": {
                "stateful": {"generation": {"max-examples": 4 * EXAMPLES}, "max-steps": 8},
            },
            "checks": {
                "positive_data_acceptance": {"expected-statuses": ["2xx", *refusals]},
                "negative_data_rejection": {"expected-statuses": ["405", "428", *refusals]},
                "missing_required_header": {"expected-statuses": ["403", "406", "428", *refusals]},
            },
            "operations": [
                {  # where many imports wait, no further one is taken
                    "include-name": "POST /v1/imports",
                    "checks": {"not_a_server_error": {"expected-statuses": ["2xx", "4xx", "503"]}},
                },
                {  # a person may be called "batch", so that address takes more
                    "include-name": "POST /v1/accounts/{account}/people/batch",
                    "checks": {"allow_header_conformance": {"enabled": False}},
                },
            ],
        }
    )


@pytest.fixture
def happened(world: World) -> Iterator[list[events.EngineEvent]]:
    """All that happened while the app was tried, with a key that may do everything."""
    key = world.headers()
    app = create_app(world.settings(hosts=LOOPBACK | {asgi.HOST}))
    with closing(Client(app, key)) as client:
        for path, body in MADE:
            made(client.post(f"/v1/accounts{path}", json=body))
    schema = schemathesis.openapi.from_asgi(
        "/v1/openapi.json", app, config=configuration(key), headers=key
    )
    yield list(from_schema(schema).execute())
    asgi.shutdown_lifespans()


def failures(recorder: ScenarioRecorder) -> Iterator[str]:
    """What was wrong with an answer, and after which request."""
    for case, checks in recorder.checks.items():
        asked = recorder.interactions.get(case)
        for check in checks:
            if check.failure_info:
                request = f"{asked.request.method} {asked.request.uri}" if asked else ""
                failure = check.failure_info.failure
                status = asked.response.status_code if asked and asked.response else "none"
                yield f"{recorder.label}: {failure.title}: {failure.message} {request}: {status}"


def test_every_answer_fits_the_description(happened: list[events.EngineEvent]) -> None:
    errors = [one for one in happened if isinstance(one, events.NonFatalError | events.FatalError)]
    assert not errors
    ran = [one for one in happened if isinstance(one, events.ScenarioFinished)]
    assert [told for one in ran for told in failures(one.recorder)] == []
    phases = [one for one in happened if isinstance(one, events.PhaseFinished)]
    assert {one.status for one in phases} == {Status.SUCCESS}
    answers = Counter(
        (one.phase, answer.response.status_code // 100)
        for one in ran
        for answer in one.recorder.interactions.values()
        if answer.response
    )
    assert all(answers[phase, 2] for phase in TRIED)
    assert {status for _, status in answers} == {2, 4}
