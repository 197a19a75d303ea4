"""A real `inroad serve` in a process of its own, for tests that need one."""

import re
import ssl
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx

from api.http.keys import ENDING, KeyFile, KeyScope
from api.http.settings import this_moment
from graph.store import beside

_SERVE = "from api.cli import main; main()"
_ADDRESS = re.compile(r"https?://[^/]+")


@dataclass(frozen=True, slots=True)
class Server:
    """A server that runs: its process, where it answers, and a key that it knows."""

    process: "subprocess.Popen[str]"
    address: str
    key: str
    said: str = ""
    """The line that it printed first."""

    def client(self, verify: ssl.SSLContext | bool = True) -> httpx.Client:
        """Whoever calls it, with the key."""
        headers = {"Authorization": f"Bearer {self.key}"}
        return httpx.Client(base_url=self.address, headers=headers, timeout=60, verify=verify)


def new_key(store: Path | str, name: str = "tool", scope: KeyScope = KeyScope.WRITE) -> str:
    """A key that a server on this store knows."""
    return KeyFile(beside(str(store), ENDING)).add(name, scope, this_moment(), None)[1]


@contextmanager
def serving(store: Path | str, key: str, *options: str) -> Iterator[Server]:
    """A server on a store and on any free port; it is gone afterwards, however it went."""
    serve = (_SERVE, "--store", str(store), "serve", "--port", "0", *options)
    command = [sys.executable, "-uc", *serve]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            said = process.stdout.readline()
            address = _ADDRESS.search(said)
            assert address is not None
            yield Server(process, address[0], key, said)
        finally:
            process.kill()
