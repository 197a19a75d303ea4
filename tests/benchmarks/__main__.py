"""Every benchmark, one after the other: `python -m tests.benchmarks [--nethept FILE]`.

Each runs in a process of its own and prints its figures side by side with a peer's. Where a
single one is named, it gets all arguments that follow: `python -m tests.benchmarks NAME --help`.
"""

import argparse
import subprocess
import sys

BENCHMARKS = {
    "importing": "50,000 people and 500,000 touches: import against the sqlite3 shell",
    "mailbox": "a mailbox of 6 kB mails, against Python's mailbox.mbox",
    "loading": "the same as ready-made claims: the store alone",
    "asking": "a cold `inroad next` on 300 people against a process that loads the account",
    "serving": "an answer kept in memory against a bare route; others while an import runs",
    "neo4j": "writing and reading on a Neo4j server, against the plain driver's best queries",
    "ranking": "sampling and choosing against networkit's PageRank; quality of the choice",
    "patterns": "intervals and weekdays that repeat: false alarms, and how many are found",
    "whom_next_on_events": "whom next from dated events, on mails that were held out",
    "inference": "who outranks whom, and who is whose manager, from events alone",
    "what_if": "what if somebody leaves or is won, at 500 people, in worlds that are there",
    "explaining": "why five suggestions stand where they do, beside ranking them",
    "wording": "the check of wording on labelled sentences: precision and recall by practice",
}


def main() -> int:
    """Run them all; 1 where one of them fails."""
    if len(sys.argv) > 2 and sys.argv[1] in BENCHMARKS and sys.argv[2] not in BENCHMARKS:
        return _run(*sys.argv[1:])
    parser = argparse.ArgumentParser(description="Every benchmark of Inroad.")
    parser.add_argument("only", nargs="*", choices=[*BENCHMARKS, []], help="all if left out")
    parser.add_argument("--nethept", metavar="FILE", help="arcs `from to probability`")
    given = parser.parse_args()
    failed = 0
    for name in given.only or BENCHMARKS:
        print(f"\n# {name}: {BENCHMARKS[name]}", flush=True)
        more = ["--nethept", given.nethept] if name == "ranking" and given.nethept else []
        failed |= _run(name, *more) != 0
    return int(failed)


def _run(name: str, *arguments: str) -> int:
    command = [sys.executable, "-m", f"tests.benchmarks.{name}", *arguments]
    return subprocess.run(command, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
