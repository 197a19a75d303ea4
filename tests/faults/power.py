"""A disk whose power is cut: what wasn't synced is there in part, in any order, or not at all."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

import apsw

from tests.faults.vfs import Call, Watcher

SECTOR = 512
"""So many bytes are written whole or not at all."""

Change = Callable[[bytearray], None]


@dataclass(slots=True)
class _File:
    """What a power cut leaves for certain, and what came since, sector by sector."""

    synced: bytearray
    since: list[Change] = field(default_factory=list)


class Power(Watcher):
    """Remembers what isn't synced. After the nth call there is no power any more."""

    def __init__(self, rng: Random, calls: int) -> None:
        self._rng = rng
        self._calls = calls
        self._files: dict[int, _File] = {}
        self._new: set[Path] = set()
        self._deleted: dict[Path, bytes] = {}

    @property
    def is_cut(self) -> bool:
        return self._calls <= 0

    def before(self, call: Call, path: Path) -> None:
        if self.is_cut:
            raise apsw.IOError(f"there is no power to {call} {path.name}")
        self._calls -= 1

    def open(self, path: Path) -> None:
        super().open(path)
        if not path.exists():
            self._new.add(path)

    def delete(self, path: Path, is_synced: bool) -> None:
        super().delete(path, is_synced)
        if path.exists() and not is_synced:
            self._deleted[path] = self._left(path)

    def write(self, path: Path, data: bytes, offset: int) -> None:
        super().write(path, data, offset)
        self._file(path).since.extend(_sectors(bytes(data), offset))

    def truncate(self, path: Path, size: int) -> None:
        super().truncate(path, size)
        self._file(path).since.append(lambda held: held.__delitem__(slice(size, None)))

    def sync(self, path: Path) -> None:
        super().sync(path)
        self._files[path.stat().st_ino] = _File(bytearray(path.read_bytes()))
        if path in self._new:  # SQLite syncs the folder of a new file with it
            self._new.discard(path)
            self._deleted.clear()

    def _file(self, path: Path) -> _File:
        """By number, as a file may be renamed; before its first change it is as synced."""
        number = path.stat().st_ino
        if number not in self._files or (path in self._new and not path.stat().st_size):
            self._files[number] = _File(bytearray(path.read_bytes()))
        return self._files[number]

    def leave(self, folder: Path, to: Path) -> None:
        """Put what the disk holds after the cut into another folder."""
        to.mkdir()
        for path, held in self._deleted.items():
            if self._rng.random() < 0.5:
                (to / path.name).write_bytes(held)
        for path in sorted(folder.iterdir()):
            if path.is_file() and not path.name.endswith("-shm"):  # which is memory
                (to / path.name).write_bytes(self._left(path))

    def _left(self, path: Path) -> bytes:
        file = self._files.get(path.stat().st_ino)
        if file is None:
            return path.read_bytes()
        held = bytearray(file.synced)
        for change in self._survivors(file.since):
            change(held)
        return bytes(held)

    def _survivors(self, since: list[Change]) -> list[Change]:
        """All up to somewhere, any, or none of what wasn't synced."""
        if self._rng.random() < 0.3:
            return since[: self._rng.randint(0, len(since))]
        share = self._rng.random()
        return [change for change in since if self._rng.random() < share]


def _sectors(data: bytes, offset: int) -> Iterator[Change]:
    """A write, cut where sectors begin."""
    start = 0
    while start < len(data):
        end = min(len(data), start + SECTOR - (offset + start) % SECTOR)
        yield _write(data[start:end], offset + start)
        start = end


def _write(data: bytes, offset: int) -> Change:
    def change(held: bytearray) -> None:
        if len(held) < offset:
            held.extend(bytes(offset - len(held)))
        held[offset : offset + len(data)] = data

    return change
