"""The history of an account, laid open for the rules."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from graph.advice.answer import Acquaintance, Card, acquaintances, card
from graph.advice.flags import Flag
from graph.analysis.coverage import coverage
from graph.analysis.happenings import Happening, happenings
from graph.analysis.ledger import Entry, by_colleague, by_person, history
from graph.analysis.phrases import names
from graph.analysis.standing import is_gone
from graph.analysis.targets import find_targets
from graph.model import Account
from graph.settings import Settings


@dataclass(frozen=True, slots=True)
class Page:
    """The touches with one person, or of one of ours, or, with neither, of the whole account.

    `who`: what to call whom we touch; `of`: what to call the one who does.
    """

    entries: Sequence[Entry]
    who: str
    of: str = "us"
    person: Acquaintance | None = None
    colleague: Card | None = None

    @property
    def between(self) -> str:
        """Between whom the touches were: "with Ann Lee", "by Kim Ito at Acme"."""
        return f"by {self.of} at {self.who}" if self.colleague else f"with {self.who}"

    def flag(
        self,
        row: str,
        kind: str,
        says: str,
        instead: str,
        raised_by: Iterable[Entry] = (),
        **numbers: float,
    ) -> Flag:
        """A flag about whom this page is about."""
        keys = tuple(one.touch.key for one in raised_by)
        return Flag(row, kind, self.person, self.colleague, numbers, says, instead, keys)


@dataclass(frozen=True, slots=True)
class Book:
    """`people` and `colleagues` by id, in the account's order; `happening`: what goes on with
    whom; `mattering`: ids of those who have a weight in the decision, or political status."""

    account: Account
    whole: Page
    people: Mapping[str, Page]
    colleagues: Mapping[str, Page]
    happening: Mapping[str, Sequence[Happening]]
    mattering: frozenset[str]

    @property
    def settings(self) -> Settings:
        return self.account.settings

    def pages(self) -> Iterator[Page]:
        """All pages: the account, each person, each of ours."""
        yield self.whole
        yield from self.people.values()
        yield from self.colleagues.values()


def book(account: Account) -> Book:
    """The history of an account; of who left or objected there is no page."""
    entries = history(account)
    theirs, ours = by_person(entries), by_colleague(entries)
    called = names((*account.people, *account.colleagues))
    known = acquaintances(account, coverage(account))
    there = [one for one in account.people if not is_gone(one)]
    weighty = {one.person.id for one in find_targets(account, {}).targets if one.weight > 0}
    return Book(
        account,
        Page(entries, account.name),
        {
            one.id: Page(theirs.get(one.id, ()), called[one.id], person=known[one.id])
            for one in there
        },
        {
            one.id: Page(ours.get(one.id, ()), account.name, called[one.id], colleague=card(one))
            for one in account.colleagues
        },
        happenings(account),
        frozenset(weighty | {one.id for one in there if one.is_key_player}),
    )
