"""A fault of ours, told without a word of what was worked on: it can be reported as it stands."""

import os
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path
from traceback import FrameSummary, extract_tb

FAULT = 70
"""The exit code, as for an internal software error in sysexits.h."""

DETAILS_VARIABLE = "INROAD_TRACEBACK"

_ROOT = Path(__file__).parents[2]
_OURS = {"api", "graph", "visuals"}


def fault_lines(error: Exception) -> Iterator[str]:
    """What to tell of an error that nobody foresaw, line by line: its kind and where it came up.

    Its message may hold names of people, and whole paths that of the user: they are left out.
    """
    steps = extract_tb(error.__traceback__)
    where = f" in {_place(_ours(steps))}" if steps else ""
    yield (
        f"This is a fault in Inroad, not in what you asked: {type(error).__name__}{where}, version "
        f"{version('inroad')}. What was acknowledged before is kept. Please report this line and "
        f"which command it was; no name from your data is in it. {DETAILS_VARIABLE}=1 shows how "
        "it came to it."
    )
    if os.environ.get(DETAILS_VARIABLE):
        yield from (f"{_place(one)}, {one.name}" for one in steps)


def _ours(steps: list[FrameSummary]) -> FrameSummary:
    """The last step that is ours: below it a library only does as it was told."""
    return next((one for one in reversed(steps) if _is_ours(one)), steps[-1])


def _is_ours(step: FrameSummary) -> bool:
    file = Path(step.filename)
    return file.is_relative_to(_ROOT) and file.relative_to(_ROOT).parts[0] in _OURS


def _place(step: FrameSummary) -> str:
    file = Path(step.filename)
    shown = file.relative_to(_ROOT).as_posix() if _is_ours(step) else file.name
    return f"{shown}, line {step.lineno}"
