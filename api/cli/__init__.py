"""The command line. `inroad` is the console script; each command stands in a file of its own."""

import sys
from typing import NoReturn

INTERRUPTED = 130


def main() -> NoReturn:
    """Run a command and exit: 0 done, 1 stopped, 2 input, 3 conflict, 4 and 5 store, 70 a fault of
    ours, 130 Ctrl-C."""
    try:
        from api.cli.app import run  # here, so that Ctrl-C is quiet while it is imported too

        code = run()
    except KeyboardInterrupt:
        code = INTERRUPTED
    sys.exit(code)
