"""Asking more than giving."""

from collections.abc import Iterator

from graph.advice.flags import Flag
from graph.advice.habits.book import Book, Page
from graph.analysis.ledger import OPERATIONAL, Act, balance, first_ask, is_ours
from graph.analysis.phrases import percent
from graph.model import Person
from graph.vocabulary import AccountKind, Channel, HappeningKind

WRITTEN = frozenset({Channel.EMAIL, Channel.MESSAGE})
PERSONAL = frozenset({HappeningKind.PERSONAL, HappeningKind.OTHER, HappeningKind.UNKNOWN})


def asks(book: Book) -> Iterator[Flag]:
    """A6: the share of asks, of each person, each of ours and the account."""
    for page in book.pages():
        counts = balance(page.entries)
        share, told = counts.ask_share, counts.told
        if share is None or told < book.settings.habit_from or share < book.settings.ask_share:
            continue
        yield page.flag(
            "A6",
            "dialing_for_dollars",
            f"{counts.asked} of {told} touches {page.between} were asks ({percent(share)}).",
            "Make the next ones gives: something that is of use to them, with nothing to sell.",
            (one for one in page.entries if one.act is Act.ASKED),
            asked=counts.asked,
            of=told,
            share=share,
            setting=book.settings.ask_share,
        )


def early_asks(book: Book) -> Iterator[Flag]:
    """B17: the first ask of a person before anything was given."""
    for page in book.people.values():
        found = first_ask(page.entries)
        if found is None or found[1]:
            continue
        asked = found[0]
        since = balance(page.entries).relationship
        given = f"; since then {since} {'give' if since == 1 else 'gives'}" if since else ""
        yield page.flag(
            "B17",
            "ask_before_give",
            f"The first ask of {page.who}, on {asked.touch.on}, had no give before it{given}.",
            "Bring something of value first; ask once it has been of use to them.",
            (asked,),
            gives_before=0,
            gives_since=since,
        )


def operational(book: Book) -> Iterator[Flag]:
    """D10 and C11: all we ever did was business; of a customer that is to take for granted."""
    for id_, page in book.people.items():
        if (count := _all_operational(page, book)) is None:
            continue
        person = next(one for one in book.account.people if one.id == id_)
        raised = [one for one in page.entries if one.act in OPERATIONAL]
        yield page.flag(
            "D10",
            "all_operational",
            f"All {count} touches with {page.who} were business: asks and deliveries.",
            occasion(person, book),
            raised,
            operational=count,
            relationship=0,
        )
        if book.account.kind is AccountKind.CUSTOMER:
            yield _taken_for_granted(page, count)
    count = _all_operational(book.whole, book)
    if count is not None and book.account.kind is AccountKind.CUSTOMER:
        yield _taken_for_granted(book.whole, count)


def _all_operational(page: Page, book: Book) -> int | None:
    """How many touches there were, where they make a habit and none was for the relationship."""
    counts = balance(page.entries)
    is_all = counts.operational >= book.settings.habit_from
    return counts.operational if is_all and not counts.relationship else None


def _taken_for_granted(page: Page, count: int) -> Flag:
    return page.flag(
        "C11",
        "taken_for_granted",
        f"{page.who} buys, and has heard from us only for business, {count} times.",
        "A customer needs a reason too: call with something that is of use to them.",
        (one for one in page.entries if one.act in OPERATIONAL),
        operational=count,
        relationship=0,
    )


def occasion(person: Person, book: Book) -> str:
    """An occasion to get personal, from what is known of somebody."""
    today = book.account.today
    for one in book.happening.get(person.id, ()):
        if one.kind in PERSONAL and one.last >= today:
            return f"Get personal for once: ask about “{one.text}” ({one.first})."
    for name, words in (("topics", "talk about"), ("interests", "ask about")):
        if known := person.texts(name):
            return f"Get personal for once: {words} {known[0]}."
    return "Get personal for once: meet over a coffee, and ask what they care for outside work."


def alone_by_mail(book: Book) -> Iterator[Flag]:
    """D12: contacts in writing alone."""
    for page in book.people.values():
        met = [one for one in page.entries if one.met]
        channels = {one.touch.channel for one in met}
        if len(met) < book.settings.habit_from or not channels <= WRITTEN:
            continue
        how = "by e-mail" if channels == {Channel.EMAIL} else "in writing"
        yield page.flag(
            "D12",
            "email_alone",
            f"All {len(met)} contacts with {page.who} were {how} alone.",
            "Call, or meet in person.",
            (one for one in met if is_ours(one.touch)),
            contacts=len(met),
        )
