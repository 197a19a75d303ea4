"""Reading files in a process of its own, with bounded memory: `python -m tests.hostile.reading`."""

import json
import re
import resource
import subprocess
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from time import monotonic

from graph.errors import BadInput
from graph.importers.faults import Fault
from graph.importers.rows.reading import read_rows
from graph.importers.tables.any_file import read_tables
from graph.planning.source_files import mails_of, read_source

ROOT = Path(__file__).parents[2]
MEMORY = 2 << 30
"""Bytes that a reading process may ask for."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a file: `stops` are the fatal faults, `told` the others.

    `megabytes` is the most that the process held up to the end of this file.
    """

    rows: int
    stops: list[str]
    told: list[str]
    crash: str
    seconds: float
    megabytes: int


def read_apart(files: Iterable[Path], seconds: int = 120) -> Mapping[str, Outcome]:
    """Read files one after the other in one process with bounded memory; by their names."""
    command = [sys.executable, "-W", "error", "-m", "tests.hostile.reading", *map(str, files)]
    ran = subprocess.run(command, cwd=ROOT, capture_output=True, timeout=seconds, check=False)
    assert ran.returncode == 0, ran.stderr.decode()
    outcomes = map(json.loads, ran.stdout.splitlines())
    return {one.pop("file"): Outcome(**one) for one in outcomes}


def _outcome(path: Path) -> dict[str, object]:
    start, rows, crash, stops, told = monotonic(), 0, "", list[str](), list[str]()
    try:
        with path.open("rb") as file:
            source = read_source(path.name, file)
        faults: tuple[Fault, ...] = ()
        if mails := mails_of(source, datetime(2026, 1, 1, tzinfo=UTC)):
            lists = [mails]
        else:
            tables, faults = read_tables(source.data, path.name)
            lists = [read_rows(table) for table in tables]
        rows = sum(len(one.lines) for one in lists)
        for fault in (*faults, *(fault for one in lists for fault in one.faults)):
            (stops if fault.fatal else told).append(str(fault))
    except BadInput as refused:
        stops = list(refused.faults)
    except (ValueError, LookupError, TypeError, OSError, ArithmeticError, RuntimeError) as error:
        crash = repr(error)
    except MemoryError:
        crash = "MemoryError"
    return {
        "file": path.name,
        "rows": rows,
        "stops": stops,
        "told": told,
        "crash": crash,
        "seconds": round(monotonic() - start, 2),
        "megabytes": _megabytes(),
    }


def _megabytes() -> int:
    """The most that this process held. `ru_maxrss` would count what the process that started
    it held then, too (Linux keeps it over an exec)."""
    status = Path("/proc/self/status")
    if not status.exists():
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 20  # bytes on macOS
    found = re.search(r"^VmHWM:\s+(\d+) kB", status.read_text("ascii"), re.MULTILINE)
    assert found is not None
    return int(found[1]) >> 10


if __name__ == "__main__":
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    for argument in sys.argv[1:]:
        print(json.dumps(_outcome(Path(argument))), flush=True)
