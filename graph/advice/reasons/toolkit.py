"""The reasons of an account, with how they were used, worked out once for all its people."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time

from graph.analysis.coverage import Contact, coverage
from graph.analysis.phrases import names
from graph.identity import name_key
from graph.model import Account, Person, Thing, Touch
from graph.vocabulary import EntityKind, Outcome, ReasonKind


@dataclass(frozen=True, slots=True, eq=False)
class Toolkit:
    """`uses`: the touches in which a reason was used, by its id; `touches`: those with a person,
    by theirs; both the latest first. `named`: the reason that was used in a touch, by the touch's
    key. `contacts`: how everybody stands to us, by id. `names`: what
    everybody is called in a sentence, by id. `proper`: words that are always written as they are.
    """

    account: Account
    reasons: Sequence[Thing]
    uses: Mapping[str, Sequence[Touch]]
    named: Mapping[str, Thing]
    touches: Mapping[str, Sequence[Touch]]
    contacts: Mapping[str, Contact]
    names: Mapping[str, str]
    proper: frozenset[str]

    def with_person(self, person: Person) -> Sequence[Touch]:
        """The touches with them, the latest first."""
        return self.touches.get(person.id, ())

    def used_on(self, reason: Thing, person: Person) -> Sequence[Touch]:
        """The touches in which a reason was used on somebody, the latest first."""
        return [one for one in self.uses.get(reason.id, ()) if person.id in one.people]


def toolkit(account: Account, contacts: Mapping[str, Contact] | None = None) -> Toolkit:
    """Reasons and touches of an account; `contacts` where its coverage is known already."""
    touches = sorted(account.touches, key=_when, reverse=True)
    reasons = [one for one in account.of_kind(EntityKind.REASON) if one.text("text")]
    uses = _uses(reasons, touches)
    return Toolkit(
        account=account,
        reasons=reasons,
        uses=uses,
        named={touch.key: one for one in reasons for touch in uses.get(one.id, ())},
        touches=_by_person(touches),
        contacts=coverage(account) if contacts is None else contacts,
        names=names((*account.people, *account.colleagues)),
        proper=_proper(account),
    )


def kind_of(reason: Thing) -> ReasonKind:
    """Which kind of reason it is."""
    return ReasonKind(reason.text("kind") or ReasonKind.UNKNOWN)


def _when(touch: Touch) -> tuple[datetime, int, str]:
    at = datetime.combine(touch.on, touch.at or time.min)
    return at, touch.provenance.batch, touch.key


def _uses(reasons: Sequence[Thing], touches: Iterable[Touch]) -> Mapping[str, Sequence[Touch]]:
    """By id, or by the text where that is all that was kept; whoever didn't answer didn't hear."""
    by_text = {name_key(one.text("text")): one.id for one in reasons}
    found: dict[str, list[Touch]] = {}
    for touch in touches:
        id_ = touch.reason_id or by_text.get(name_key(touch.reason or ""))
        if id_ is not None and touch.outcome is not Outcome.NO_ANSWER:
            found.setdefault(id_, []).append(touch)
    return found


def _by_person(touches: Iterable[Touch]) -> Mapping[str, Sequence[Touch]]:
    found: dict[str, list[Touch]] = {}
    for touch in touches:
        for person in touch.people:
            found.setdefault(person, []).append(touch)
    return found


def _proper(account: Account) -> frozenset[str]:
    """The words of all names in the account."""
    competitors = account.of_kind(EntityKind.COMPETITOR)
    everybody = (account.thing, *account.people, *account.colleagues, *competitors)
    return frozenset(word for one in everybody for word in one.name.split())
