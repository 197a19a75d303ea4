"""Speaking to a Neo4j server: transactions that are tried again, and what its errors mean.

A reply that is lost after a commit leaves it unknown whether anything was written. Hence work that
writes finds out first whether it was done before, by its operation's id, and may be done again.
"""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from threading import Lock
from typing import Generic, TypeVar

from neo4j import (
    Driver,
    GraphDatabase,
    ManagedTransaction,
    NotificationMinimumSeverity,
    Query,
    Session,
    unit_of_work,
)
from neo4j.exceptions import (
    AuthError,
    ConfigurationError,
    ConnectionAcquisitionTimeoutError,
    DriverError,
    Forbidden,
    IncompleteCommit,
    Neo4jError,
    ServiceUnavailable,
    SessionExpired,
)

from graph.errors import BadInput, StoreUnavailable
from graph.store.neo4j.connecting import Connection
from graph.store.neo4j.knocking import knock
from graph.store.neo4j.patience import SILENCE_SECONDS, Unanswered, while_answering

T = TypeVar("T")

WRITE_SECONDS = 60.0
"""How long a small write may take before the server gives it up; one that is new to our queries
takes its time to plan them."""

LONG_SECONDS = 3_600.0
"""The same for what goes through much of the store."""

WAIT_SECONDS = 4.0
"""How long others who write are waited for."""

_CONNECT_SECONDS = 3.0
_RETRY_SECONDS = 3.0
_WAIT = "MATCH (i:Inroad {name: 'store'}) SET i.changes = i.changes"
_SETTLE = "MATCH (s:Inroad {name: 'settled'}) SET s.times = s.times + 1"
_TRY = "MATCH (s:Inroad {name: 'settled'}) SET s.tried = NOT coalesce(s.tried, false)"
_UNREACHABLE = (ServiceUnavailable, SessionExpired, ConnectionAcquisitionTimeoutError)
_BUSY = "somebody else writes to it, or it is too busy. Try again"
_SAID: dict[str, str] = {
    "Neo.ClientError.Transaction.TransactionTimedOut": _BUSY,
    "Neo.ClientError.Transaction.TransactionTimedOutClientConfiguration": _BUSY,
    "Neo.ClientError.Transaction.LockClientStopped": _BUSY,
    "Neo.TransientError.Transaction.LockClientStopped": _BUSY,
    "Neo.ClientError.Database.DatabaseNotFound": "there is no such database. Make it, or name "
    "another with NEO4J_DATABASE",
    "Neo.TransientError.General.MemoryPoolOutOfMemoryError": "it has too little memory for so "
    "much at once. Raise server.memory.heap.max_size, or write less at once",
}


logging.getLogger("neo4j").addHandler(logging.NullHandler())
"""What goes wrong is told once, by us."""


class Server:
    """One database of a server. Threads may use it at the same time."""

    def __init__(self, connection: Connection) -> None:
        self._url, self._database = connection.url, connection.database
        self._driver = _driver(connection)
        self._knock = partial(knock, connection, SILENCE_SECONDS)
        self._bookmarks = GraphDatabase.bookmark_manager()

    @contextmanager
    def session(self) -> Iterator[Session]:
        """A session that sees what this program wrote before."""
        with (
            told(self._url),
            self._driver.session(
                database=self._database, bookmark_manager=self._bookmarks, fetch_size=-1
            ) as session,
        ):
            yield session

    def using(self, work: Callable[[Session], T]) -> T:
        """What some work does with a session, which goes on as long as the server answers."""

        def run() -> T:
            with self.session() as session:
                return work(session)

        try:
            return while_answering(run, self._knock, self._driver.verify_connectivity)
        except Unanswered as error:
            raise _unreachable(self._url) from error

    def reading(self, work: Callable[[ManagedTransaction], T], seconds: float = LONG_SECONDS) -> T:
        """What some work reads; it is done again where the server was lost."""
        within = unit_of_work(timeout=seconds)(work)
        return self.using(lambda session: session.execute_read(within))

    def writing(self, work: Callable[[ManagedTransaction], T], seconds: float) -> T:
        """What comes of some work, all of which is written or nothing.

        It may be done twice, and has to see by itself that it was done. Others who write are
        waited for, but not for long.
        """
        write = _Write(work)
        within = unit_of_work(timeout=seconds)(write)
        try:
            done = self.using(lambda session: _write(session, within))
        except StoreUnavailable as error:
            if isinstance(error.__cause__, Unanswered) and write.may_be_done():
                raise _unknown(self._url) from error
            raise
        with suppress(StoreUnavailable):  # what was written is written
            self.using(lambda session: session.run(_SETTLE).consume())
        return done

    def try_write(self) -> None:
        """Write something that nobody reads."""
        self.using(lambda session: session.run(Query(_TRY, timeout=WAIT_SECONDS)).consume())

    def close(self) -> None:
        self._driver.close()


class _Write(Generic[T]):
    """Work that writes, and whether it was sent for good."""

    def __init__(self, work: Callable[[ManagedTransaction], T]) -> None:
        self._work = work
        self._lock = Lock()
        self._is_sent = False
        self._is_given_up = False

    def __call__(self, tx: ManagedTransaction) -> T:
        done = self._work(tx)
        with self._lock:
            if self._is_given_up:
                raise Unanswered
            self._is_sent = True
        return done

    def may_be_done(self) -> bool:
        """Whether a commit was asked for; none is any more."""
        with self._lock:
            self._is_given_up = True
            return self._is_sent


def _write(session: Session, within: Callable[[ManagedTransaction], T]) -> T:
    """Wait for others who write, and write; again where it isn't known whether that was done."""
    session.run(Query(_WAIT, timeout=WAIT_SECONDS)).consume()
    try:
        return session.execute_write(within)
    except IncompleteCommit as lost:
        try:
            return session.execute_write(within)
        except (DriverError, Neo4jError):
            raise lost from None


def _driver(connection: Connection) -> Driver:
    with told(connection.url):
        return GraphDatabase.driver(
            connection.uri,
            auth=connection.auth,
            user_agent="inroad",
            connection_timeout=_CONNECT_SECONDS,
            connection_acquisition_timeout=_CONNECT_SECONDS + 1,
            max_transaction_retry_time=_RETRY_SECONDS,
            notifications_min_severity=NotificationMinimumSeverity.OFF,
        )


@contextmanager
def told(url: str) -> Iterator[None]:
    """Say what went wrong with the server, and what to do about it; nothing of what was sent."""
    try:
        yield
    except AuthError as error:
        raise StoreUnavailable(
            f"{url} refused the user name or the password. Check NEO4J_USERNAME and NEO4J_PASSWORD."
        ) from error
    except Forbidden as error:
        raise StoreUnavailable(
            f"{url} doesn't let this user do that. Choose another with NEO4J_USERNAME."
        ) from error
    except IncompleteCommit as error:
        raise _unknown(url) from error
    except _UNREACHABLE as error:
        raise _unreachable(url) from error
    except ConfigurationError as error:
        raise BadInput(f"{url} can't be used as the address of a server: {error}.") from error
    except Neo4jError as error:
        how = _SAID.get(error.code or "", f"it answered {error.code}")
        raise StoreUnavailable(f"{url} did nothing: {how}.") from error
    except DriverError as error:
        raise StoreUnavailable(f"{url} can't be used: {type(error).__name__}.") from error


def _unreachable(url: str) -> StoreUnavailable:
    return StoreUnavailable(
        f"{url} can't be reached, and nothing was written. Check that the server runs and "
        "that NEO4J_URI names it, then try again."
    )


def _unknown(url: str) -> StoreUnavailable:
    return StoreUnavailable(
        f"{url} was lost while it wrote, and it isn't known whether it did. Look before you "
        "try again."
    )
