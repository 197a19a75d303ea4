"""Small accounts at random, brought by files and asked from the command line."""

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import strategies as st

from tests.api.commands import done
from tests.e2e.exact import ALONG, WEIGHT, Exact, Meeting, Somebody, Tie, ways, weight
from tests.e2e.exact import engaged as engaged_by

DAY = date(2026, 5, 31)
NAMES = ("Ann Lee", "Bo Ström", "Cy Fox", "Di Ray", "Ed Poe", "Flo Kim", "Gus Orr", "Hal Ito")
MOST_ARROWS = 9


@dataclass(frozen=True)
class World:
    """An account and a question; people by name. `left`: who left, since when."""

    people: Sequence[Somebody]
    ties: Sequence[Tie] = ()
    meetings: Sequence[Meeting] = ()
    left: Mapping[str, date] = field(default_factory=dict)
    engaged: Mapping[str, float] = field(default_factory=dict)
    targets: Mapping[str, float] = field(default_factory=dict)
    exclude: frozenset[str] = frozenset()
    include_targets: bool = False
    by: str = "score"
    day: date = DAY

    @property
    def there(self) -> Sequence[Somebody]:
        """Those who neither left nor objected, on the day."""
        gone = {name for name, since in self.left.items() if since <= self.day}
        return [
            one
            for one in self.people
            if one.name not in gone and one.status not in {"left", "objected"}
        ]

    @property
    def weights(self) -> Mapping[str, float]:
        """Who decides, and how much."""
        there = {one.name for one in self.there}
        if self.targets:
            return {name: each for name, each in self.targets.items() if name in there}
        return {one.name: each for one in self.there if (each := weight(one)) > 0}

    @property
    def candidates(self) -> set[str]:
        """Who may be suggested."""
        named = {one.name for one in self.there if one.status != "placeholder"}
        certain = {name for name, chance in self.engaged.items() if chance == 1}
        deciding = {name for name, each in self.weights.items() if each > 0}
        led_to = any(to in deciding and by not in deciding for by, to, _ in self.arrows)
        if self.include_targets or not led_to:
            deciding = set()
        return named - certain - deciding - self.exclude

    @property
    def arrows(self) -> Sequence[tuple[str, str, float]]:
        there = {one.name for one in self.there}
        lines = [Tie(one.name, one.manager, "reports_to") for one in self.people if one.manager]
        found = [arrow for tie in (*lines, *self.ties) for arrow in tie.arrows(self.day)]
        return [arrow for arrow in found if {*arrow[:2]} <= there]

    def exact(self) -> Exact:
        """All that the answer follows from."""
        active = {one.name: engaged_by(one.name, self.meetings, self.day) for one in self.there}
        given = {name: each for name, each in self.engaged.items() if name in active}
        return Exact(self.weights, active | given, ways(self.weights, self.arrows))


def ask(world: World) -> Any:
    """Import the account's files into a new store, ask, and return the JSON."""
    with TemporaryDirectory() as folder:
        store = str(Path(folder) / "store.db")
        files = [str(path) for path in write(world, Path(folder))]
        done("import", *files, "--account", "Dream Co", "--store", store)
        for name, since in world.left.items():
            done("person", name, "--status", "left", "--on", str(since), "--store", store)
        return done("next", "Dream Co", "--store", store, "--json", *_options(world)).json


def _options(world: World) -> list[str]:
    options = ["--limit", "99", "--by", world.by, "--as-of", str(world.day)]
    options += ["--include", "targets"] if world.include_targets else []
    for option, given in (("--target", world.targets), ("--engaged", world.engaged)):
        for name, number in given.items():
            options += [option, f"{name}={number}"]
    for name in sorted(world.exclude):
        options += ["--exclude", name]
    return options


def write(world: World, folder: Path) -> list[Path]:
    """The account as three files, those that hold anything."""
    people = [
        {
            "name": one.name,
            "buying_role": ";".join(one.roles),
            "political_status": one.political_status,
            "decision_weight": one.decision_weight,
            "support": one.support,
            "status": one.status,
            "manager": one.manager,
        }
        for one in world.people
    ]
    links = [
        {
            "from": one.source,
            "to": one.target,
            "kind": one.kind,
            "probability": one.probability,
            "strength": one.strength,
            "valid_from": one.since,
            "valid_until": one.until,
        }
        for one in world.ties
    ]
    touches = [
        {
            "date": one.on,
            "colleague": "Colin Marsh",
            "person": one.person,
            "channel": "in_person",
            "intent": "give",
            "outcome": "connected",
        }
        for one in world.meetings
    ]
    named = (("people", people), ("links", links), ("touches", touches))
    return [_write(folder / f"{name}.csv", rows) for name, rows in named if rows]


def _write(path: Path, rows: Sequence[Mapping[str, object]]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0])
        writer.writeheader()
        writer.writerows(rows)
    return path


probabilities = st.sampled_from((0.05, 0.3, 0.5, 0.9, 1.0))
days = st.sampled_from((-400, -90, -7, 0, 1, 30)).map(lambda n: DAY + timedelta(n))
kinds = st.sampled_from(
    ("influences", "influences", *ALONG, "knows", "conflicts_with", "introduced_by")
)
roles = st.lists(st.sampled_from((*WEIGHT, "champion")), max_size=2, unique=True)


@st.composite
def somebody(draw: st.DrawFn, name: str, above: Sequence[str]) -> Somebody:
    return Somebody(
        name,
        tuple(draw(roles)) if len(above) % 3 == 0 else (),
        draw(st.sampled_from(("", "", "inner_circle", "political_structure"))),
        draw(st.sampled_from((*6 * (None,), 0.0, 2.5))),
        draw(st.sampled_from(("", "supporter", "neutral", "non_supporter", "enemy"))),
        draw(st.sampled_from((*6 * ("",), "active", "placeholder", "left", "objected"))),
        draw(st.sampled_from(("", *above[-2:]))),
    )


@st.composite
def tie(draw: st.DrawFn, names: Sequence[str]) -> Tie:
    source, target = draw(st.permutations(names))[:2]
    since, until = draw(st.none() | days), draw(st.none() | days)
    return Tie(
        source,
        target,
        draw(kinds),
        draw(st.none() | probabilities),
        draw(st.sampled_from(("", "weak", "medium", "strong"))),
        since,
        until if not since or not until or since <= until else None,
    )


@st.composite
def worlds(draw: st.DrawFn) -> World:
    """Up to 8 people, and so many ties that all worlds can be gone through."""
    names = NAMES[: draw(st.integers(3, len(NAMES)))]
    person = st.sampled_from(names)
    world = World(
        people=[draw(somebody(name, names[:at])) for at, name in enumerate(names)],
        meetings=draw(st.lists(st.builds(Meeting, days, person), max_size=3, unique=True)),
        left=draw(st.dictionaries(person, days, max_size=1)),
        engaged=draw(st.dictionaries(person, st.sampled_from((0.0, 0.2, 0.7, 1.0)), max_size=3)),
        targets=draw(
            st.just({}) | st.dictionaries(person, st.sampled_from((1.0, 2.5)), max_size=3)
        ),
        exclude=draw(st.frozensets(person, max_size=1)),
        include_targets=draw(st.booleans()),
        by=draw(st.sampled_from(("score", "gain"))),
    )
    for one in draw(st.lists(tie(names), min_size=4, max_size=MOST_ARROWS)):
        world = _with(world, one)
    return world


def _with(world: World, one: Tie) -> World:
    """The world with one tie more, unless it has too many arrows, or this very link, already."""
    lines = {(each.name, each.manager, "reports_to") for each in world.people}
    taken = lines | {(each.source, each.target, each.kind) for each in world.ties}
    more = replace(world, ties=[*world.ties, one])
    is_new = (one.source, one.target, one.kind) not in taken
    return more if is_new and len(more.arrows) <= MOST_ARROWS else world
