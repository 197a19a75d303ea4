"""A copy that is killed, again and again, goes on where it was and ends the same."""

import subprocess
import sys
from contextlib import closing
from pathlib import Path
from random import Random

from graph.store import copying, open_store
from tests.contract.store.making import DANA, FIRST, batch, touch
from tests.faults import ALL

KILLS = 20 if ALL else 4
BATCHES = 12 * KILLS
_COPY = "from api.cli import main; main()"


def fill(path: Path) -> dict[str, str]:
    """Many batches, each so large that it is written by itself."""
    with closing(open_store(str(path))) as store:
        store.commit(FIRST)
        for number in range(BATCHES):
            touches = [touch(f"{number}-{n}", DANA) for n in range(copying.TOGETHER)]
            store.commit(batch(*touches, token=f"t{number}"))
        return dict(store.digest())


def copied(path: Path) -> int:
    with closing(open_store(str(path))) as store:
        return len(store.batches())


def kill_at(batches: int, target: Path, command: list[str]) -> None:
    """Start a copy and kill it when it has come so far. It must not have ended before."""
    with subprocess.Popen(command, stdout=subprocess.DEVNULL) as program:
        while copied(target) < batches:
            assert program.poll() is None
        program.kill()


def test_a_copy_that_is_killed_again_and_again_ends_the_same(tmp_path: Path) -> None:
    source, target, rng = tmp_path / "source.db", tmp_path / "target.db", Random(1)
    wanted = fill(source)
    command = [sys.executable, "-c", _COPY, "copy", str(source), str(target)]
    reached = [copied(target)]
    for _ in range(KILLS):
        kill_at(reached[-1] + rng.randint(1, 6), target, command)
        with closing(open_store(str(target))) as store:
            store.verify()
        reached.append(copied(target))
    assert reached[-1] < BATCHES
    assert subprocess.run(command, check=True, capture_output=True).returncode == 0
    with closing(open_store(str(target))) as store:
        store.verify()
        assert store.digest() == wanted
        assert len(store.batches()) == BATCHES + 1
