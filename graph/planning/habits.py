"""The use cases of asking what our touches have become, and when the next are due."""

from collections.abc import Iterator
from dataclasses import dataclass, fields

from graph.advice.answer import Card, card, plain
from graph.advice.cadence.answer import WhenAnswer, due_people
from graph.advice.flags import Flag
from graph.advice.ledger import LedgerAnswer, ledger
from graph.analysis.phrases import called, listed
from graph.analysis.touches import SPOKEN, is_contact
from graph.model import Account, Touch
from graph.planning.finding import find_colleague, find_person


def give_and_take(
    account: Account, person: str | None = None, colleague: str | None = None
) -> LedgerAnswer:
    """The ledger, of one person and of one of ours alone if they are named.

    Raises NotFound or Ambiguous for a name that doesn't fit one.
    """
    return ledger(
        account,
        find_person(account, person).id if person else None,
        find_colleague(account, colleague).id if colleague else None,
    )


@dataclass(frozen=True, slots=True)
class AfterTouch:
    """What there is to say once a touch is kept: the flags that it raises, whom it put on the
    map, and what to ask whoever wrote it down."""

    flags: tuple[Flag, ...]
    placeholders: tuple[Card, ...]
    asks: tuple[str, ...]

    def as_json(self) -> dict[str, object]:
        """The same as plain JSON values."""
        return {one.name: plain(getattr(self, one.name)) for one in fields(self)}


def after_touch(account: Account, batch: int) -> AfterTouch:
    """Of the account right after a batch that wrote touches down."""
    written = [one for one in account.touches if one.provenance.batch == batch]
    keys = {one.key for one in written}
    return AfterTouch(
        tuple(one for one in ledger(account).flags if not keys.isdisjoint(one.touches)),
        tuple(card(one) for one in account.people if one.created and one.created.batch == batch),
        tuple(ask for one in written for ask in _asks(one, account)),
    )


def _asks(touch: Touch, account: Account) -> Iterator[str]:
    """Whom else they named, and what it did, where that isn't recorded."""
    if not is_contact(touch):
        return
    who = listed([called(one) for one in account.people if one.id in touch.people])
    if "named" not in touch.details:
        yield f"Who else did {who} name?"
    if touch.visit is None and touch.channel in SPOKEN:
        yield "Which of these did it do: connect, learn, share, engage? Or none?"


def when_due(account: Account, days: int, person: str | None = None) -> WhenAnswer:
    """Who is to be reached within so many days, or one person whenever that is. Raises as
    `give_and_take`."""
    return due_people(account, days, find_person(account, person).id if person else None)
