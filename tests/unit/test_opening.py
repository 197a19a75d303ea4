"""Finding somebody in any account: no more is read than has to be, and near names are offered."""

import pytest

from graph.errors import Ambiguous, NotFound
from graph.log import AccountLog
from graph.planning.opening import locate, locate_pair
from graph.resolve import View
from tests.contract.store.making import ACME, DANA, NOW, RAVI, account, batch, person, said
from tests.memory_store import MemoryStore

VIEW = View(NOW, "Ann")
BETA, GAMMA, EVE, DANA_TOO = "a-beta", "a-gamma", "p-eve", "p-dana-too"


class Watched(MemoryStore):
    """A store that remembers which accounts were read."""

    def __init__(self) -> None:
        super().__init__()
        self.read: list[str] = []

    def read_account(self, account: str) -> AccountLog:
        self.read.append(account)
        return super().read_account(account)


@pytest.fixture
def store() -> Watched:
    watched = Watched()
    watched.commit(
        batch(
            *account(),
            *person(DANA, name="Dana Reyes", email="dana@acme.example"),
            *person(RAVI, name="Ravi Patel", email="ravi@old.example"),
            said(RAVI, **{"external_id:hr": "17"}),
            said(RAVI, email="ravi@acme.example"),
            *account(BETA, "Beta"),
            *person(EVE, BETA, name="Eve Moss", email="eve@beta.example"),
            *person(DANA_TOO, BETA, name="Dana Reyes", other_emails=["dana@home.example"]),
            *account(GAMMA, "Gamma"),
        )
    )
    return watched


@pytest.mark.parametrize(
    ("text", "found", "read"),
    [
        ("EVE@beta.example", EVE, [BETA]),
        ("hr:17", RAVI, [ACME]),
        ("17", RAVI, [ACME, BETA, GAMMA]),
        ("eve moss", EVE, [ACME, BETA, GAMMA]),
        (f" {EVE} ", EVE, [ACME, BETA]),
        ("dana@home.example", DANA_TOO, [ACME, BETA, GAMMA]),
    ],
)
def test_somebody_is_found_without_reading_more_than_needed(
    store: Watched, text: str, found: str, read: list[str]
) -> None:
    assert locate(store, text, VIEW)[1].id == found
    assert store.read == read


def test_an_address_that_was_replaced_finds_nobody(store: Watched) -> None:
    with pytest.raises(NotFound, match=r"Nobody in any account answers to 'ravi@old.example'"):
        locate(store, "ravi@old.example", VIEW)


def test_a_private_address_finds_somebody_for_its_author_alone(store: Watched) -> None:
    store.commit(batch(said(EVE, BETA, email="eve@home.example")._replace(private=True)))
    assert locate(store, "eve@home.example", VIEW)[1].id == EVE
    with pytest.raises(NotFound):
        locate(store, "eve@home.example", View(NOW, "Kim"))


def test_namesakes_in_several_accounts_are_listed_with_their_accounts(store: Watched) -> None:
    with pytest.raises(Ambiguous, match="give the id, or --account") as caught:
        locate(store, "Dana Reyes", VIEW)
    assert [one.rpartition(", ")[2] for one in caught.value.choices] == ["Acme", "Beta"]


def test_near_names_are_offered_with_their_account(store: Watched) -> None:
    with pytest.raises(NotFound, match=r"Did you mean Eve Moss \(Beta\)\?"):
        locate(store, "Eve Mos", VIEW)
    with pytest.raises(NotFound, match=r"'Eva Moss' or 'Nobody'\. Did you mean Eve Moss \(Beta\)"):
        locate_pair(store, "Eva Moss", "Nobody", VIEW)
    with pytest.raises(NotFound, match=r"answers to 'Zzz'\.$"):
        locate(store, "Zzz", VIEW)
