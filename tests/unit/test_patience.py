"""Work on a server goes on as long as the server answers, and no longer."""

from collections.abc import Callable
from threading import Event
from time import sleep

import pytest

from graph.store.neo4j import patience
from graph.store.neo4j.patience import Unanswered, while_answering


@pytest.fixture(autouse=True)
def _soon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(patience, "PATIENCE_SECONDS", 0.02)
    monkeypatch.setattr(patience, "SILENCE_SECONDS", 60.0)


def failing(error: Exception) -> Callable[[], None]:
    def work() -> None:
        raise error

    return work


def test_what_work_comes_to_is_returned_and_its_error_raised() -> None:
    assert while_answering(lambda: 7, failing(ValueError())) == 7
    with pytest.raises(KeyError, match="what it was"):
        while_answering(failing(KeyError("what it was")), lambda: None)


def test_long_work_is_waited_for_while_the_server_answers() -> None:
    answered: list[int] = []
    enough = Event()

    def ask() -> None:
        answered.append(1)
        if len(answered) == 3:
            enough.set()

    assert while_answering(enough.wait, ask)
    assert len(answered) >= 3


def test_a_server_that_does_not_answer_ends_the_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(patience, "SILENCE_SECONDS", 0.3)
    never = Event()
    with pytest.raises(Unanswered):
        while_answering(never.wait, never.wait)
    with pytest.raises(Unanswered):
        while_answering(never.wait, failing(OSError("gone")))
    never.set()


def test_a_server_that_fails_for_a_moment_is_asked_again() -> None:
    answers = iter([False, False, True, True])
    enough = Event()

    def ask() -> None:
        if not next(answers):
            raise OSError
        enough.set()

    assert while_answering(enough.wait, ask)


def test_work_that_ends_while_the_server_fails_to_answer_counts() -> None:
    finish, done = Event(), Event()

    def work() -> int:
        finish.wait()
        done.set()
        return 7

    def ask() -> None:
        finish.set()
        done.wait()
        sleep(0.05)
        raise OSError

    assert while_answering(work, ask) == 7


def test_one_answer_of_several_is_enough() -> None:
    never, enough, answered = Event(), Event(), list[int]()

    def ask() -> None:
        answered.append(1)
        if len(answered) == 3:
            enough.set()

    assert while_answering(enough.wait, never.wait, failing(OSError("gone")), ask)
    never.set()


def test_after_long_work_a_longer_silence_is_borne(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(patience, "SILENCE_SECONDS", 0.3)
    monkeypatch.setattr(patience, "LONGER", 100.0)
    answers = iter([True, False])
    silence = Event()

    def ask() -> None:
        if not next(answers, False):
            silence.wait()

    def work() -> int:
        sleep(0.6)  # twice as long as a server may be silent that never answered
        return 7

    assert while_answering(work, ask) == 7
    silence.set()
