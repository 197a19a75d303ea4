"""The use case of asking what if somebody left, or were won or lost."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from graph.advice.supposing import Supposed
from graph.advice.what_if import what_if
from graph.advice.what_if_answer import WhatIfAnswer
from graph.errors import BadInput
from graph.model import Account, Person
from graph.planning.asking import NextRequest, open_for, query
from graph.planning.finding import colleagues_called, find_present, people_called
from graph.planning.kept_starts import STARTS
from graph.store import Store


@dataclass(frozen=True, slots=True)
class Supposition:
    """Who is supposed to leave, to be engaged, won or lost; texts as `finding` reads them."""

    leaves: Sequence[str] = ()
    engaged: Sequence[str] = ()
    won: Sequence[str] = ()
    lost: Sequence[str] = ()


def ask_what_if(
    store: Store, request: NextRequest, supposition: Supposition, now: datetime
) -> tuple[Account, WhatIfAnswer]:
    """The account, and what would change in the decision. Raises as `whom_next`, and BadInput
    where nothing is supposed, or of one person two things."""
    account = open_for(store, request, now)
    supposed = _supposed(account, supposition)
    asked, today = STARTS.of(account, query(account, request))
    return account, what_if(asked, supposed, today)


def _supposed(account: Account, given: Supposition) -> Supposed:
    found: dict[str, str] = {}
    for what in ("leaves", "engaged", "won", "lost"):
        for text in getattr(given, what):
            person = _somebody(account, text)
            if found.setdefault(person.id, what) != what:
                raise BadInput(f"{text!r} can't be both: {found[person.id]} and {what}.")
    if not found:
        raise BadInput("Say what if: --leaves, --engaged, --won or --lost PERSON.")
    of = {
        what: frozenset(id_ for id_, one in found.items() if one == what)
        for what in ("leaves", "engaged", "won", "lost")
    }
    return Supposed(of["leaves"], of["engaged"], of["won"], of["lost"])


def _somebody(account: Account, text: str) -> Person:
    """One of theirs who is there. Raises as `find_present`, and says what else may be meant."""
    if not people_called(account, text):
        if ours := colleagues_called(account, text):
            raise BadInput(
                f"{ours[0].called} is one of us; what hangs on each of us is told by: "
                f"inroad review {account.name!r}."
            )
        if people_called(account, text.rpartition("=")[0]):
            raise BadInput(
                f"{text!r}: what is supposed here is certain. With a probability: inroad next "
                f"{account.name!r} --engaged {text!r}."
            )
    return find_present(account, text, "nothing would change")
