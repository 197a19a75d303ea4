"""What a server is started with."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})

MEGABYTE = 1 << 20


def this_moment() -> datetime:
    """Now, with the zone of this machine."""
    return datetime.now().astimezone()


@dataclass(frozen=True, slots=True)
class Limits:
    """How much one request may hold; sizes in bytes, times in seconds.

    `body`: of JSON. `depth`: of lists and objects in one another. `body_seconds`: until all of
    the body has come. `head_seconds`: until the head has. `batch`: rows in one request.
    `files`: of an import; each piece of them has `body_seconds` to come, and all of them as long
    again as they take at `files_pace`, in bytes a second.
    """

    body: int = MEGABYTE
    depth: int = 50
    body_seconds: float = 9.0
    head_seconds: float = 5.0
    batch: int = 1_000
    files: int = 512 * MEGABYTE
    files_pace: int = 10_000


@dataclass(frozen=True, slots=True)
class HttpSettings:
    """What the app is made with.

    `keys`: the file of API keys. `hosts`: names under which it may be called, without a port.
    `origins`: pages that may change something, such as "https://inroad.example". `launch`: what
    opens a session for the person at this machine once, whose name is `person`; None: nothing does.
    `is_secure`: whether it is reached by TLS alone.
    """

    store_url: str
    keys: Path
    hosts: frozenset[str] = LOOPBACK
    origins: frozenset[str] = frozenset()
    launch: str | None = None
    person: str = ""
    is_secure: bool = False
    limits: Limits = field(default_factory=Limits)
    clock: Callable[[], datetime] = this_moment
