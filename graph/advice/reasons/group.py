"""Whether the reasons of an account serve its group, or only single people."""

from collections.abc import Iterator, Sequence

from graph.advice.reasons.fitting import CRITERIA, is_for_one
from graph.advice.reasons.toolkit import kind_of
from graph.analysis.phrases import argument
from graph.model import Account, Thing
from graph.vocabulary import EntityKind, ReasonKind


def group_notes(account: Account) -> Iterator[str]:
    """A warning where every reason that holds is tailored to some, and none is for the group."""
    reasons = [one for one in account.of_kind(EntityKind.REASON) if _holds(one, account)]
    if reasons and not any(map(serves_group, reasons)):
        yield (
            f"{_all_of(reasons)} tailored to individuals, and none serves the whole group: what "
            "each of them likes best seldom makes them agree. Find one that they share: inroad "
            f"reason {argument(account.name)} TEXT --new --for-group yes."
        )


def serves_group(reason: Thing) -> bool:
    """As it was said, or else whether it is for everybody and not personal."""
    said = reason.value("for_group")
    if said is not None:
        return said is True
    is_personal = is_for_one(reason) or kind_of(reason) is ReasonKind.PERSONAL
    return not is_personal and not any(one.wants(reason) for one in CRITERIA)


def _holds(reason: Thing, account: Account) -> bool:
    end = reason.day("until")
    return bool(reason.text("text")) and (end is None or end >= account.today)


def _all_of(reasons: Sequence[Thing]) -> str:
    return "The only reason is" if len(reasons) == 1 else f"All {len(reasons)} reasons are"
