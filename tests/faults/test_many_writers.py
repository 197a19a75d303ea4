"""Several programs write to one file at once: no write is lost, and a backup holds one state."""

import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import closing
from itertools import count
from pathlib import Path
from time import sleep

from graph.store import open_store, restore_store
from tests.faults.counting import IN_ONE_ACCOUNT, numbers

WRITERS, TIMES = 4, 500
SECONDS_BETWEEN_BACKUPS = 0.5
ROOT = Path(__file__).parents[2]


def counted(path: Path) -> list[int]:
    """All numbers in a store that is found whole."""
    with closing(open_store(str(path))) as store:
        store.verify()
        places = range(WRITERS * TIMES // IN_ONE_ACCOUNT)
        return [number for place in places for number in numbers(store, place)]


def backups_until_ended(programs: Sequence[subprocess.Popen[bytes]], path: Path) -> Iterator[Path]:
    with closing(open_store(str(path))) as store:
        for number in count():
            store.backup(backup := path.with_name(f"backup {number}.db"))
            yield backup
            if all(one.poll() is not None for one in programs):
                break
            sleep(SECONDS_BETWEEN_BACKUPS)


def test_four_programs_that_count_together_lose_nothing_and_backups_are_whole(
    tmp_path: Path,
) -> None:
    path, restored = tmp_path / "store.db", tmp_path / "restored.db"
    command = [sys.executable, "-m", "tests.faults.counting", str(path), str(TIMES)]
    programs = [subprocess.Popen(command, cwd=ROOT) for _ in range(WRITERS)]
    backups = list(backups_until_ended(programs, path))
    assert [one.wait(300) for one in programs] == [0] * WRITERS
    assert counted(path) == list(range(1, WRITERS * TIMES + 1))
    reached = []
    for backup in backups:
        restore_store(backup, str(restored))
        reached.append(len(held := counted(restored)))
        assert held == list(range(1, len(held) + 1))
    assert any(0 < one < WRITERS * TIMES for one in reached)
