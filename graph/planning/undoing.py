"""The use case of taking a batch back, with what was built on it."""

from collections.abc import Callable, Sequence

from graph.errors import Conflict
from graph.log import BatchHeader
from graph.planning.recording import By
from graph.store import Store


def undo_with_later(
    store: Store, batch: int, by: By, agreed: Callable[[Sequence[int]], object]
) -> Sequence[BatchHeader]:
    """Take a batch back and, before it, the later ones that build on it, the newest first.

    `agreed` is asked about these before anything is taken back, and raises if they are to stay.
    Each is taken back by itself: whatever ends it, what is left is as it was before those that
    are gone. Raises as `Store.undo`.
    """
    try:
        return [store.undo(batch, by.author, by.now)]
    except Conflict as error:
        if not error.batches:
            raise
        later = sorted(error.batches, reverse=True)
    agreed(later)
    return [store.undo(one, by.author, by.now) for one in (*later, batch)]
