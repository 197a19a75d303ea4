"""A links file from a list of mails: `python -m tests.benchmarks.mail_links MAILS > links.csv`.

MAILS is `sender,recipient,timestamp` with a header, plain or `.gz`. Each mail passes influence
on with probability β; n mails within the window give the link 1 − (1 − β)ⁿ. What comes into
one person is scaled down to a sum of at most `--cap`, or those who get the most mail drown
the rest. That is an assumption about reachability, not a measurement of decisions. It stands
in until mail can be imported as such.
"""

import argparse
import csv
import gzip
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path


def counts(mails: Path, first: date, days: int) -> Counter[tuple[str, str]]:
    """How many mails each person sent to each other within the window."""
    last = first + timedelta(days=days)
    return Counter(
        (row["sender"], row["recipient"])
        for row in _rows(mails)
        if first <= date.fromisoformat(row["timestamp"][:10]) < last
        and row["sender"] != row["recipient"]
    )


def _rows(path: Path) -> Iterator[dict[str, str]]:
    opened = gzip.open if path.suffix == ".gz" else open
    with opened(path, "rt", encoding="utf-8", newline="") as lines:
        yield from csv.DictReader(lines)


def links(mails: Counter[tuple[str, str]], beta: float, cap: float) -> Iterator[tuple[str, ...]]:
    """The rows of the links file, in a fixed order."""
    raw = {pair: 1 - (1 - beta) ** several for pair, several in mails.items()}
    into: dict[str, float] = defaultdict(float)
    for (_, recipient), probability in raw.items():
        into[recipient] += probability
    for (sender, recipient), probability in sorted(raw.items()):
        capped = probability * min(1.0, cap / into[recipient])
        yield sender, recipient, "influences", f"{capped:.4f}"


def main() -> None:
    """Write the links to standard output."""
    parser = argparse.ArgumentParser(description="Links from mails.")
    parser.add_argument("mails", type=Path)
    parser.add_argument("--first", type=date.fromisoformat, required=True, help="first day")
    parser.add_argument("--days", type=int, default=45, help="length of the window")
    parser.add_argument("--beta", type=float, default=0.05, help="probability of one mail")
    parser.add_argument("--cap", type=float, default=1.0, help="sum into one person")
    given = parser.parse_args()
    writer = csv.writer(sys.stdout)
    writer.writerow(("from", "to", "kind", "probability"))
    found = counts(given.mails, given.first, given.days)
    writer.writerows(links(found, given.beta, given.cap))


if __name__ == "__main__":
    main()
