"""Something to change: which practice says so, whom it concerns, numbers, what to do instead."""

from collections.abc import Mapping
from dataclasses import dataclass

from graph.advice.answer import Acquaintance, Card


@dataclass(frozen=True, slots=True)
class Flag:
    """`row`: the practice's id in docs/practices.md; `kind`: a word for programs.

    `person` and `colleague`: whom it concerns, neither for the account as a whole. `numbers`:
    those that it rests on. `touches`: keys of those that raise it.
    """

    row: str
    kind: str
    person: Acquaintance | None
    colleague: Card | None
    numbers: Mapping[str, float]
    says: str
    instead: str
    touches: tuple[str, ...] = ()
