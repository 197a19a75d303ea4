"""The use case of asking whom to reach next."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from graph.advice.case import Query
from graph.advice.next_answer import NextAnswer
from graph.advice.suggestions import suggest
from graph.advice.ways import WaysAnswer, ways_answer
from graph.analysis.reach.ranking import By
from graph.analysis.ways_in import several_ways
from graph.errors import BadInput
from graph.model import Account
from graph.planning.finding import find_colleague, find_opportunity, find_person
from graph.planning.folding import folded
from graph.planning.opening import account_id
from graph.resolve import View
from graph.store import Store

LONGEST_HORIZON = 3_650
"""Days."""


@dataclass(frozen=True, slots=True)
class NextRequest:
    """What to answer. People, colleague, opportunity and account are texts as `finding` reads.

    `as_of`: nothing after it counts; now if None. `targets`: who decides, with which weight.
    `engaged`: who counts as active with which probability. `by`: "score" or "gain".
    `horizon`: how many days ahead one looks, where mails among their own people are known.
    `viewer`: whose private facts count. `explain`: each suggestion in full.
    """

    account: str
    limit: int = 5
    colleague: str | None = None
    as_of: datetime | None = None
    seed: int = 1
    opportunity: str | None = None
    targets: Mapping[str, float] = field(default_factory=dict)
    engaged: Mapping[str, float] = field(default_factory=dict)
    include_targets: bool = False
    exclude: Sequence[str] = ()
    by: str = "score"
    horizon: float | None = None
    viewer: str | None = None
    explain: bool = False


def whom_next(store: Store, request: NextRequest, now: datetime) -> NextAnswer:
    """Whom to reach next at an account, why, and by which way in.

    The account is read once; after that nothing touches the store. Raises NotFound or
    Ambiguous for a name that doesn't fit one, BadInput for a number out of its range.
    """
    account = open_for(store, request, now)
    return suggest(account, query(account, request))


def ways_to(
    store: Store, request: NextRequest, person: str, now: datetime, most: int = 3
) -> tuple[Account, WaysAnswer]:
    """The account, and up to `most` ways in to one person, the most probable first."""
    account = open_for(store, request, now)
    colleague = find_colleague(account, request.colleague).id if request.colleague else None
    found = find_person(account, person)
    ways = several_ways(account, found.id, most, colleague)
    return account, ways_answer(account, found, ways)


def open_for(store: Store, request: NextRequest, now: datetime) -> Account:
    """The account as its viewer sees it at the moment asked about, for the opportunity if any."""
    view = View(request.as_of or now, request.viewer)
    log = store.read_account(account_id(store, request.account, view))
    account = folded(log, view)
    if request.opportunity is None:
        return account
    opportunity = find_opportunity(account, request.opportunity).id
    return folded(log, View(view.as_of, view.viewer, opportunity))


def query(account: Account, request: NextRequest) -> Query:
    """The request with ids for names. Raises as `whom_next`."""
    for name, number in (("limit", request.limit), ("seed", request.seed)):
        if number < 0:
            raise BadInput(f"The {name} is {number}; it can't be below 0.")
    return Query(
        limit=request.limit,
        colleague=find_colleague(account, request.colleague).id if request.colleague else None,
        seed=request.seed,
        targets=targets_by_id(account, request.targets),
        engaged=_by_id(account, request.engaged, "probability", 1.0),
        include_targets=request.include_targets,
        exclude=frozenset(find_person(account, text).id for text in request.exclude),
        by=_order(request.by),
        horizon=_horizon(request.horizon),
        explain=request.explain,
        opportunity=_opportunity(account, request),
    )


def _opportunity(account: Account, request: NextRequest) -> str | None:
    asked = request.opportunity
    return None if asked is None else find_opportunity(account, asked).called


def targets_by_id(account: Account, given: Mapping[str, float]) -> Mapping[str, float]:
    """Who decides, with which weight, by id for names. Raises as `whom_next`."""
    return _by_id(account, given, "weight", 1e6)


def _order(by: str) -> By:
    match by:
        case "score" | "gain":
            return by
        case _:
            raise BadInput(f"The order is {by!r}; it can be by score or by gain.")


def _horizon(days: float | None) -> float | None:
    if days is not None and not 0 < days <= LONGEST_HORIZON:
        raise BadInput(f"The horizon is {days:g} days; it has to be above 0, to {LONGEST_HORIZON}.")
    return days


def _by_id(
    account: Account, given: Mapping[str, float], what: str, most: float
) -> Mapping[str, float]:
    for text, number in given.items():
        if not 0 <= number <= most:
            raise BadInput(
                f"The {what} of {text!r} is {number:,.15g}; it has to be 0 to {most:,.15g}."
            )
    found: dict[str, float] = {}
    for text, number in given.items():
        person = find_person(account, text)
        if found.setdefault(person.id, number) != number:
            two = f"as {found[person.id]:g} and as {number:g}"
            raise BadInput(f"{person.called} is given twice, {two}; give one of them.")
    return found
