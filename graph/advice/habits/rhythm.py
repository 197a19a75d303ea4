"""Touches that can be foreseen, and attempts too far apart."""

from collections.abc import Iterator, Sequence
from datetime import date, time

from graph.advice.flags import Flag
from graph.advice.habits.book import Book, Page
from graph.analysis.ledger import Entry, attempts, is_ours, longest_gap
from graph.analysis.patterns import SameInterval, SameWeekday, same_interval, same_weekday
from graph.analysis.phrases import WEEKDAYS, percent
from graph.analysis.targets import find_candidates
from graph.analysis.touches import SPOKEN
from graph.settings import Settings
from graph.vocabulary import Channel


def weekday_of(entries: Sequence[Entry], settings: Settings) -> SameWeekday | None:
    """The weekday on which somebody was touched again and again of late."""
    return same_weekday(_moments(_late(entries, settings)), settings.pattern_chance)


def interval_of(entries: Sequence[Entry], settings: Settings) -> SameInterval | None:
    """The interval after which somebody was touched again and again of late."""
    days = [one.touch.on for one in _late(entries, settings)]
    return same_interval(days, settings.pattern_chance)


def _late(entries: Sequence[Entry], settings: Settings) -> Sequence[Entry]:
    """Those of ours on the last `pattern_touches` days."""
    ours = [one for one in entries if is_ours(one.touch)]
    days = attempts(ours)[-int(settings.pattern_touches) :]
    return [one for one in ours if days and one.touch.on >= days[0]]


def _moments(entries: Sequence[Entry]) -> list[tuple[date, time | None]]:
    return [(one.touch.on, one.touch.at) for one in entries]


def foreseen(book: Book) -> Iterator[Flag]:
    """B15: near-equal intervals, or always the same weekday."""
    for page in book.people.values():
        late = _late(page.entries, book.settings)
        if interval := interval_of(page.entries, book.settings):
            yield _interval(page, interval, late)
        if weekday := weekday_of(page.entries, book.settings):
            yield _weekday(page, weekday, late)


def _interval(page: Page, found: SameInterval, late: Sequence[Entry]) -> Flag:
    first, last = found.expected
    return page.flag(
        "B15",
        "same_interval",
        f"The last {found.of} touches of {page.who} came every {found.days:.0f} days, give or take "
        f"{percent(found.spread)}; chance brings that less than once in {1 / found.chance:,.0f}.",
        f"Surprise them: not between {first} and {last}, when the next would be expected.",
        late,
        days=found.days,
        spread=found.spread,
        touches=found.of,
        chance=found.chance,
    )


def _weekday(page: Page, found: SameWeekday, late: Sequence[Entry]) -> Flag:
    return page.flag(
        "B15",
        "same_weekday",
        _often(page, found),
        f"Surprise them: not on a {WEEKDAYS[found.weekday]}.",
        [one for one in late if one.touch.on.weekday() == found.weekday],
        weekday=found.weekday,
        times=found.times,
        touches=found.of,
        chance=found.chance,
    )


def _often(page: Page, found: SameWeekday) -> str:
    return (
        f"{found.times} of the last {found.of} touches of {page.who} were on a "
        f"{WEEKDAYS[found.weekday]}; chance brings that less than once in {1 / found.chance:,.0f}."
    )


def milk_route(book: Book) -> Iterator[Flag]:
    """E1: the same weekday and time, again and again."""
    for page in book.people.values():
        found, raised = _route(page, book.settings)
        if found is None:
            continue
        at = f", around {found.around:%H:%M}" if found.around else "; no time is recorded"
        day = WEEKDAYS[found.weekday]
        yield page.flag(
            "E1",
            "milk_route",
            f"{found.times} of the last {found.of} times that we spoke with {page.who} were on a "
            f"{day}{at}: a milk route.",
            f"Come on another day than {day}, at another time, and for a reason.",
            [one for one in raised if one.touch.on.weekday() == found.weekday],
            weekday=found.weekday,
            times=found.times,
            touches=found.of,
            chance=found.chance,
        )


def _route(page: Page, settings: Settings) -> tuple[SameWeekday | None, Sequence[Entry]]:
    """Of those that were spoken; of visits whose time nobody recorded the weekday alone tells."""
    late = [one for one in _late(page.entries, settings) if one.touch.channel in SPOKEN]
    found = same_weekday(_moments(late), settings.pattern_chance)
    if found and found.around:
        return found, late
    visits = [one for one in late if one.touch.channel is Channel.IN_PERSON and not one.touch.at]
    return same_weekday(_moments(visits), settings.pattern_chance), visits


def gaps(book: Book) -> Iterator[Flag]:
    """B22: too long between attempts with who matters; an account where nobody has tried."""
    if not any(is_ours(one.touch) for one in book.whole.entries):
        page = book.whole
        yield page.flag(
            "B22",
            "nobody_tried",
            f"As far as is recorded nobody of us has tried to reach anybody at {page.who}.",
            "Begin with the first suggestion of `inroad next`.",
        )
        return
    for one in find_candidates(book.account, {}, ()).people:
        if one.id in book.mattering and (flag := _gap(book.people[one.id], book)):
            yield flag


def _gap(page: Page, book: Book) -> Flag | None:
    most, tried = book.settings.attempt_gap_days, attempts(page.entries)
    gap = longest_gap(tried, book.account.today)
    if gap is None:
        return page.flag(
            "B22",
            "never_tried",
            f"Nobody has tried to reach {page.who}, who matters to the decision.",
            "Find a way in (inroad ways-in), and make the first attempt.",
        )
    if gap <= most:
        return None
    now = (book.account.today - tried[-1]).days
    return page.flag(
        "B22",
        "too_long_between",
        f"The longest time between attempts to reach {page.who} is {gap:,} days, more than "
        f"{most:g}; the last was {now:,} days ago.",
        "Try again, with something of value, before they forget us.",
        gap_days=gap,
        since_last=now,
        setting=most,
    )
