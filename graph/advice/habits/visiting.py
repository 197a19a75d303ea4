"""Visits that bring nothing, and food too often."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from graph.advice.flags import Flag
from graph.advice.habits.book import Book, Page
from graph.analysis.ledger import FOUR, Entry, is_idle, is_ours, visits
from graph.analysis.phrases import listed, percent
from graph.vocabulary import Channel, HappeningKind

YEAR = timedelta(days=365)


def idle(book: Book) -> Iterator[Flag]:
    """E2: visits without learning, value or a next step."""
    for page in (*book.people.values(), *book.colleagues.values()):
        done = visits(page.entries)
        settings = book.settings
        if done.idle < settings.habit_from or done.idle < settings.idle_share * done.recorded:
            continue
        share = done.idle / done.recorded
        yield page.flag(
            "E2",
            "professional_visitor",
            f"Professional visitor: {done.idle} of {done.recorded} touches {page.between} brought "
            f"no learning, no value and no next step ({percent(share)}).",
            "Go with something to learn or to give, or a next step to agree; else don't go.",
            (one for one in page.entries if is_ours(one.touch) and is_idle(one.touch)),
            idle=done.idle,
            recorded=done.recorded,
            share=share,
            setting=settings.idle_share,
        )


def lacking(book: Book) -> Iterator[Flag]:
    """E6: of connect, learn, share and engage those that never happened."""
    for page in book.people.values():
        done = visits(page.entries)
        never = [word for word in FOUR if not getattr(done, word)]
        if done.recorded < book.settings.habit_from or not never:
            continue
        yield page.flag(
            "E6",
            "not_all_four",
            f"With {page.who} we never {listed(never, 'or')}: {done.recorded} touches say what "
            "they did.",
            f"Plan the next one so that it does: {listed(never)}.",
            **{str(word): getattr(done, word) for word in FOUR},
            recorded=done.recorded,
        )


def treats(book: Book) -> Iterator[Flag]:
    """E3: food too often, or not before a meeting of theirs."""
    for page in (book.whole, *book.people.values()):
        yield from _too_many(page, book)
    for id_, page in book.people.items():
        going_on = book.happening.get(id_, ())
        meetings = [one for one in going_on if one.kind is HappeningKind.MEETING]
        for one in _treats(page.entries, book.account.today):
            if not any(
                _is_before(one.touch.on, meeting.first, meeting.last) for meeting in meetings
            ):
                yield _without_meeting(page, one)


def treats_in_year(entries: Sequence[Entry], today: date) -> int:
    """How much food there was in the year up to a day."""
    return len(_treats(entries, today))


def _treats(entries: Sequence[Entry], today: date) -> Sequence[Entry]:
    return [
        one
        for one in entries
        if one.touch.channel is Channel.TREAT and is_ours(one.touch) and one.touch.on > today - YEAR
    ]


def _too_many(page: Page, book: Book) -> Iterator[Flag]:
    found, most = _treats(page.entries, book.account.today), book.settings.treats_a_year
    if len(found) <= most:
        return
    yield page.flag(
        "E3",
        "food_too_often",
        f"Food for {page.who} {len(found)} times within a year, more than {most:g}.",
        "Leave food for rare occasions: before a meeting of theirs, deliver it and leave.",
        found,
        treats=len(found),
        setting=most,
    )


def _is_before(day: date, first: date, last: date) -> bool:
    """Whether food on that day was for a meeting: on its day, or the day before."""
    return first - timedelta(days=1) <= day <= last


def _without_meeting(page: Page, one: Entry) -> Flag:
    return page.flag(
        "E3",
        "food_without_meeting",
        f"Food for {page.who} on {one.touch.on}: no meeting of theirs is known for that day.",
        "Find out when they meet (inroad happening … --kind meeting); deliver it and leave.",
        (one,),
    )
