"""Events among an account's own people: kept, told apart, undone and erased as touches are."""

from datetime import date, time

from graph.log import AMONG, TouchClaim
from graph.store import Store
from graph.vocabulary import Channel
from tests.contract.store.making import ACME, DANA, FIRST, LATER, RAVI, batch


def event(key: str, *people: str, at: time | None = time(9, 30, 12)) -> TouchClaim:
    return TouchClaim(ACME, AMONG + key, date(2026, 3, 1), at, (), people, Channel.EMAIL)


def kept(store: Store) -> list[TouchClaim]:
    return [one for _, one in store.read_account(ACME).touches if one.is_event]


def test_events_come_back_as_they_were_with_the_order_of_their_people(store: Store) -> None:
    store.commit(FIRST)
    given = [event("1", RAVI, DANA), event("2", DANA, RAVI, "p-mei", at=None)]
    store.commit(batch(*given))
    assert kept(store) == given


def test_an_event_may_name_somebody_who_is_only_proposed(store: Store) -> None:
    store.commit(FIRST)
    before = store.digest()
    written = store.commit(batch(event("1", "p-proposed", DANA)))
    assert kept(store) == [event("1", "p-proposed", DANA)]
    store.undo(written.id, "Ann", LATER)
    assert kept(store) == []
    assert store.digest().keys() == before.keys()


def test_erasing_takes_the_events_that_somebody_began_and_them_out_of_others(
    store: Store,
) -> None:
    store.commit(FIRST)
    events = [event("1", DANA, RAVI), event("2", RAVI, DANA), event("3", RAVI, DANA, "p-mei")]
    store.commit(batch(*events))
    store.erase({DANA}, ())
    assert kept(store) == [event("3", RAVI, "p-mei")]
