"""Days on which somebody isn't to be called: weekends, public holidays, and what is theirs."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from graph.analysis.happenings import Happening
from graph.analysis.phrases import WEEKDAYS
from graph.model import Account, Person
from graph.vocabulary import HappeningKind

USUAL_WEEKEND = frozenset({5, 6})


@dataclass(frozen=True, slots=True)
class Country:
    """`weekend`: weekdays, Monday is 0; `holiday`: what a day is called, None for any other."""

    weekend: frozenset[int]
    holiday: Callable[[date], str | None]


@dataclass(frozen=True, slots=True)
class Calendar:
    """`country`: None where it isn't known. `weekdays` and `spans` are the bad days that were
    stated; `not_read`: those of them that nobody can read."""

    country: Country | None
    away: tuple[Happening, ...]
    weekdays: frozenset[int]
    spans: tuple[tuple[date, date], ...]
    not_read: tuple[str, ...]

    def against(self, day: date) -> str | None:
        """Why not on that day; None for a good day."""
        weekend = self.country.weekend if self.country else USUAL_WEEKEND
        if day.weekday() in weekend:
            return WEEKDAYS[day.weekday()]
        if self.country and (holiday := self.country.holiday(day)):
            return holiday
        for one in self.away:
            if one.first <= day <= one.last:
                return f"away: {one.text}"
        is_bad = day.weekday() in self.weekdays
        is_bad = is_bad or any(first <= day <= last for first, last in self.spans)
        return "a bad day for them" if is_bad else None


def calendar_of(person: Person, account: Account, happening: Iterable[Happening]) -> Calendar:
    """The calendar of somebody and of what goes on with them; the account's country where theirs
    isn't known."""
    country = person.text("country") or account.thing.text("country")
    stated = list(_stated(person.texts("bad_days")))
    away = (one for one in happening if one.kind is HappeningKind.AWAY)
    return Calendar(
        country_of(country),
        tuple(away),
        frozenset(one for one in stated if isinstance(one, int)),
        tuple(one for one in stated if isinstance(one, tuple)),
        tuple(one for one in stated if isinstance(one, str)),
    )


def _stated(texts: Iterable[str]) -> Iterator[int | tuple[date, date] | str]:
    """A weekday ("Friday", "fri"), a day, or days as "2026-12-20..2027-01-03"; else the text."""
    for text in texts:
        word = text.strip().casefold().removesuffix("s")
        weekday = [
            number
            for number, name in enumerate(WEEKDAYS)
            if len(word) >= 3 and name.casefold().startswith(word)
        ]
        yield weekday[0] if weekday else _span(text)


def _span(text: str) -> tuple[date, date] | str:
    first, _, last = (part.strip() for part in text.partition(".."))
    try:
        return date.fromisoformat(first), date.fromisoformat(last or first)
    except ValueError:
        return text


@lru_cache(maxsize=256)
def country_of(text: str) -> Country | None:
    """The holidays of a country by its name in English or its ISO 3166 code, None where it isn't
    known. The library is imported when the first country is met: it takes a third of a second."""
    if not text.strip():
        return None
    from holidays import country_holidays
    from holidays.registry import COUNTRIES

    wanted = re.sub(r"[^a-z]+", "_", text.strip().casefold())
    for name, (_, *codes) in COUNTRIES.items():
        if wanted == name or wanted in (code.casefold() for code in codes):
            found = country_holidays(codes[0], language="en_US")
            return Country(frozenset(found.weekend), found.get)
    return None
