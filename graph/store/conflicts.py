"""Why a store refuses to write, in the same words whichever store it is."""

from collections.abc import Callable, Collection, Sequence

from graph.errors import Conflict
from graph.log import BatchHeader

_MOST_NAMED = 10


def moved_on(account: str, expected: int, now: int) -> Conflict:
    """The account isn't as it was when the batch was worked out."""
    return Conflict(
        f"Account {account} has changed since it was read (it was at version {expected}, now it "
        f"is at {now}). Nothing was written; read it again and repeat the change."
    )


def not_next(batch: int, following: int) -> Conflict:
    """A batch of another store that doesn't follow those which are here."""
    return Conflict(
        f"Batch {batch} can't be taken over: the next one here is {following}. Somebody else "
        "wrote to this store. Nothing was written; copy into an empty store."
    )


def other_key() -> Conflict:
    """People were erased here who can't be told with the key of the other store."""
    return Conflict(
        "People were erased from this store who weren't erased from the other one, and would come "
        "back. Nothing was written; copy into an empty store."
    )


def undone_already(header: BatchHeader) -> Conflict:
    """There is nothing left to take back."""
    day = "" if header.undone_at is None else f" on {header.undone_at.date()}"
    return Conflict(f"Batch {header.id} was undone already, by {header.undone_by}{day}.")


def whole_pile(batch: int, above: Callable[[int], Collection[int]]) -> list[int]:
    """The batches that stand on a batch, and those that stand on these, in their order; `above`:
    those that build on one. Where as many are known as are named, no more are looked for."""
    found: set[int] = set()
    waiting = [batch]
    while waiting and len(found) <= _MOST_NAMED:
        new = {*above(waiting.pop())} - found
        found |= new
        waiting += sorted(new)
    return sorted(found)


def built_upon(batch: int, later: Sequence[int]) -> Conflict:
    """Later batches stand in the way; `later` in their order."""
    newest = sorted(later, reverse=True)
    one = len(newest) == 1
    return Conflict(
        f"Batch {batch} can't be undone: {'batch' if one else 'batches'} {_listed(newest[::-1])} "
        f"{'builds' if one else 'build'} on it. Undo {'that one' if one else 'those'} first: "
        f"{', then '.join(map(str, newest[:_MOST_NAMED]))}{', …' * (len(newest) > _MOST_NAMED)}.",
        later,
    )


def _listed(batches: Sequence[int]) -> str:
    """12, 14 and 15; of many the first ones and how many more."""
    named = [str(batch) for batch in batches[:_MOST_NAMED]]
    if len(batches) > _MOST_NAMED:
        named.append(f"{len(batches) - _MOST_NAMED} more")
    *first, last = named
    return f"{', '.join(first)} and {last}" if first else last
