"""Copying a store to another, batch by batch, so that it can go on where it was interrupted."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from graph.errors import BadInput, Conflict
from graph.store.protocol import KeptBatch, Store

TOGETHER = 2_000
"""Batches are written together until they hold so many claims: each write waits for a disk."""

Tell = Callable[[int, int], object]
"""Is told how many batches are done, and of how many."""


@dataclass(frozen=True, slots=True)
class Copied:
    """What came of it. `before`: how many of the batches were there already. `digest`: of what
    both stores hold."""

    batches: int
    before: int
    digest: Mapping[str, str]


def copy(source: Store, target: Store, tell: Tell) -> Copied:
    """Bring everything that `source` keeps to `target`: all batches in order, undone ones too,
    with their ids and tokens; who was erased; versions. One group of batches is in memory.

    `target` is empty, or holds the beginning of the same. Others may write to `source`: what
    comes too late is brought by copying again.

    Raises BadInput where there is nothing to copy, and Conflict where `target` holds anything
    else or doesn't hold the same in the end.
    """
    ids = _ids(source)
    if not ids:
        raise BadInput(f"There is nothing in {source.url} to copy.")
    before = _refuse_other(source, target, ids)
    for group in _groups(map(source.read_batch, ids[before:])):
        target.adopt(group)
        tell(group[-1].batch.header.id, len(ids))
    target.adopt_facts(source.facts())
    return Copied(len(ids), before, _same_digest(source, target))


def _ids(store: Store) -> list[int]:
    """Of all batches, in order."""
    return [header.id for header in reversed(store.batches())]


def _refuse_other(source: Store, target: Store, ids: Sequence[int]) -> int:
    """How many of the batches are in `target`. Raises Conflict where anything else is there."""
    there = _ids(target)
    if there != ids[: len(there)]:
        raise _other(source, target, f"it holds {len(there)} batches, the other {len(ids)}")
    for id_ in there:
        if _parts(source.read_batch(id_)) != _parts(target.read_batch(id_)):
            raise _other(source, target, f"batch {id_} differs")
    kept_out = target.erased()
    if kept_out and (kept_out - source.erased() or target.erasure_key() != source.erasure_key()):
        raise _other(source, target, "others were erased from it")
    return len(there)


def _other(source: Store, target: Store, how: str) -> Conflict:
    return Conflict(
        f"{target.url} is no beginning of a copy of {source.url}: {how}. Nothing was written; "
        "copy into an empty store."
    )


def _parts(kept: KeptBatch) -> Sequence[object]:
    """What is in a batch, whichever kind of sequence a store gives."""
    one = kept.batch
    claims = (one.entities, one.statements, one.links, one.touches, one.listings)
    return [one.header, one.token, kept.accounts, *map(list, claims)]


def _groups(batches: Iterable[KeptBatch]) -> Iterator[Sequence[KeptBatch]]:
    """Batches in groups of some size; a large one ends its group."""
    group: list[KeptBatch] = []
    size = 0
    for kept in batches:
        group.append(kept)
        size += _size(kept)
        if size >= TOGETHER:
            yield group
            group, size = [], 0
    if group:
        yield group


def _size(kept: KeptBatch) -> int:
    """A header counts as a claim."""
    one = kept.batch
    return 1 + sum(map(len, (one.entities, one.statements, one.links, one.touches, one.listings)))


def _same_digest(source: Store, target: Store) -> Mapping[str, str]:
    """The digest of both. Raises Conflict where they differ."""
    wanted, found = source.digest(), target.digest()
    differing = [name for name in wanted if wanted[name] != found[name]]
    if source.facts() != target.facts() or source.batches() != target.batches():
        differing.append("headers and versions")
    if differing:
        raise Conflict(
            f"{target.url} doesn't hold the same as {source.url}: {', '.join(differing)} differ. "
            "If somebody wrote meanwhile, copy again; else `inroad verify` finds what is damaged."
        )
    return wanted
