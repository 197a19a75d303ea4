"""Running the command line in this process, as the console script does."""

import contextlib
import io
import json
import sys
from dataclasses import dataclass
from typing import Any, BinaryIO
from unittest.mock import patch

from api.cli import main
from api.cli.faults import FAULT


@dataclass(frozen=True)
class Result:
    """What a command printed, and how it ended."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


class Terminal(io.StringIO):
    """A stream that takes itself for a terminal."""

    def isatty(self) -> bool:
        return True


def inroad(
    *arguments: str,
    stdin: bytes | BinaryIO | None = b"",
    terminal: bool = False,
    faulty: bool = False,
) -> Result:
    """Run `inroad ARGUMENTS…`, printing to a terminal if asked to.

    A fault of ours fails the test, unless one is looked for (`faulty`).
    """
    kind = Terminal if terminal else io.StringIO
    out, err = kind(), kind()
    source = io.BytesIO(stdin) if isinstance(stdin, bytes) else stdin
    given = source and io.TextIOWrapper(source, encoding="utf-8")
    code = 0
    with (
        patch.object(sys, "argv", ["inroad", *arguments]),
        patch.object(sys, "stdin", given),
        contextlib.redirect_stdout(out),
        contextlib.redirect_stderr(err),
    ):
        try:
            main()
        except SystemExit as end:
            code = end.code if isinstance(end.code, int) else 1
    assert (code == FAULT) == faulty, err.getvalue()
    return Result(code, out.getvalue(), err.getvalue())


def done(*arguments: str, stdin: bytes = b"") -> Result:
    """Run a command that has to succeed."""
    result = inroad(*arguments, stdin=stdin)
    assert result.code == 0, f"{arguments}: {result.code}\n{result.out}\n{result.err}"
    return result
