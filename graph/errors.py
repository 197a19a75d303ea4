"""Everything that can go wrong, as a tree.

    InroadError
    ├── NotFound          nothing has this id, e-mail or name
    │   └── Ambiguous     several have it; `choices` lists them
    ├── BadInput          what was given can't be taken; `faults` say where and how to mend it
    ├── Conflict          the data changed since it was read, or later changes stand in the way
    ├── StoreUnavailable  the store can't be reached or opened
    └── StoreDamaged      the store is reached, but what it holds is not whole

No status codes here: `api` turns these into exit codes and HTTP answers.
"""

from collections.abc import Sequence


class InroadError(Exception):
    """The root: whoever catches this catches all that Inroad raises on purpose."""


class NotFound(InroadError):
    """Nothing has this id, e-mail or name."""


class Ambiguous(NotFound):
    """Several things answer to one name; `choices` lists each in one line."""

    def __init__(self, message: str, choices: Sequence[str]) -> None:
        super().__init__(message)
        self.choices = tuple(choices)


class BadInput(InroadError):
    """What was given can't be taken; `faults` are full sentences, one a fault."""

    def __init__(self, message: str, faults: Sequence[str] = ()) -> None:
        super().__init__(message)
        self.faults = tuple(faults)


class Conflict(InroadError):
    """The data changed since it was read, or later changes stand in the way (`batches`)."""

    def __init__(self, message: str, batches: Sequence[int] = ()) -> None:
        super().__init__(message)
        self.batches = tuple(batches)


class StoreUnavailable(InroadError):
    """The store can't be reached or opened."""


class StoreDamaged(InroadError):
    """The store is reached, but what it holds is not whole."""
