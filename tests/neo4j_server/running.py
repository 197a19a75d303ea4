"""A Neo4j server of our own on loopback, gone with whoever started it."""

import os
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from time import monotonic, sleep

from neo4j import Driver, GraphDatabase
from neo4j.exceptions import ServiceUnavailable

from tests.neo4j_server.assembling import jars

USERNAME, PASSWORD, _FIRST_PASSWORD = "neo4j", "only-for-tests", "neo4j"
_URI, _PASSWORD = "INROAD_TEST_NEO4J_URI", "INROAD_TEST_NEO4J_PASSWORD"
QUICK = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")
"""Java starts in half the time; what runs for long runs slower."""

_START_SECONDS = 240
_OPENED = ("java.nio", "java.io", "sun.nio.ch", "java.util.concurrent")
_SETTINGS = """
server.default_listen_address=127.0.0.1
server.bolt.listen_address=127.0.0.1:{port}
server.http.enabled=false
server.https.enabled=false
dbms.usage_report.enabled=false
server.memory.pagecache.size={page_cache}
db.tx_log.preallocate=false
db.tx_log.rotation.retention_policy=false
"""


@dataclass(frozen=True, slots=True)
class Neo4jServer:
    """A server that answers at `uri`; everything in it may be deleted."""

    uri: str
    username: str
    password: str

    def driver(self) -> Driver:
        return GraphDatabase.driver(self.uri, auth=(self.username, self.password))

    def empty(self) -> None:
        """Delete all that it holds; constraints and indexes stay, and that it is a store."""
        with self.driver() as driver, driver.session() as session:
            session.run("MATCH (n) WHERE NOT n:Inroad DETACH DELETE n").consume()
            session.run("MATCH (i:Inroad {name: 'store'}) SET i.batches = 0").consume()


class OwnServer:
    """A server with a home of its own, which can be stopped and started again."""

    def __init__(self, home: Path, heap: str, *options: str, page_cache: str = "128m") -> None:
        self.port = _free_port()
        self._home, self._options = home, (f"-Xmx{heap}", *options)
        self._process: subprocess.Popen[bytes] | None = None
        (home / "conf").mkdir()
        (home / "conf" / "neo4j.conf").write_text(
            _SETTINGS.format(port=self.port, page_cache=page_cache)
        )

    @property
    def uri(self) -> str:
        return f"bolt://127.0.0.1:{self.port}"

    @property
    def pid(self) -> int:
        """Of the process that runs."""
        assert self._process is not None
        return self._process.pid

    def start(self) -> None:
        """Start it and wait until it answers. Raises AssertionError with its log if it doesn't."""
        opened = [f"--add-opens=java.base/{name}=ALL-UNNAMED" for name in _OPENED]
        runs = ["java", *self._options, *opened, "-cp", f"{jars()}/*"]
        main = ["org.neo4j.server.CommunityEntryPoint", f"--home-dir={self._home}"]
        command = [*runs, *main, f"--config-dir={self._home / 'conf'}"]
        with (self._home / "console.log").open("ab") as said:
            self._process = subprocess.Popen(
                command, stdin=subprocess.DEVNULL, stdout=said, stderr=said
            )
        self._wait()

    def stop(self) -> None:
        """Kill it: nothing that it holds is worth its time to shut down."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()

    def _wait(self) -> None:
        until = monotonic() + _START_SECONDS
        while not _answers(self.port):
            assert self._process is not None
            assert self._process.poll() is None, f"Neo4j ended at its start:\n{self._log()}"
            assert monotonic() < until, f"Neo4j doesn't answer:\n{self._log()}"
            sleep(0.1)

    def _log(self) -> str:
        logs = (self._home / "console.log", self._home / "logs" / "neo4j.log")
        return "\n".join(log.read_text()[-5_000:] for log in logs if log.exists())


def _answers(port: int) -> bool:
    try:
        socket.create_connection(("127.0.0.1", port), 1).close()
    except OSError:
        return False
    return True


def _free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


@contextmanager
def own_server(heap: str, *options: str, page_cache: str = "128m") -> Iterator[OwnServer]:
    """A server that is new and empty, with its password set; `options`: more of Java's."""
    with TemporaryDirectory(prefix="inroad-neo4j-") as home:
        server = OwnServer(Path(home), heap, *options, page_cache=page_cache)
        try:
            server.start()
            _set_password(server.uri)
            yield server
        finally:
            server.stop()


def _set_password(uri: str) -> None:
    """It answers a moment before it can do this."""
    until = monotonic() + _START_SECONDS
    with GraphDatabase.driver(uri, auth=(USERNAME, _FIRST_PASSWORD)) as driver:
        while True:
            try:
                driver.execute_query(
                    "ALTER CURRENT USER SET PASSWORD FROM $old TO $new",
                    old=_FIRST_PASSWORD,
                    new=PASSWORD,
                    database_="system",
                )
            except ServiceUnavailable:
                assert monotonic() < until
                sleep(0.1)
            else:
                return


def is_named() -> bool:
    """Whether somebody named a server for the tests, which they delete everything on."""
    return bool(os.environ.get(_URI))


@contextmanager
def any_server() -> Iterator[Neo4jServer]:
    """The one that INROAD_TEST_NEO4J_URI names, else one of our own."""
    if is_named():
        yield Neo4jServer(os.environ[_URI], USERNAME, os.environ.get(_PASSWORD, ""))
        return
    with own_server("768m", *QUICK) as own:
        yield Neo4jServer(own.uri, USERNAME, PASSWORD)
