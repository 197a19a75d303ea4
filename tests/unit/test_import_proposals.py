"""Near matches: who may be one person, without comparing everybody with everybody."""

from collections.abc import Iterable

import pytest

from graph.importers.matching.identities import Identity
from graph.importers.matching.near import Candidate, Likeness, Pair, near_pairs, slips_of


def somebody(name: str, email: str = "", id_: str = "") -> Candidate:
    """A candidate whose id is name and e-mail; `id_` as "system:id"."""
    identity = Identity(*((one.casefold(),) if one else () for one in (id_, email, name)))
    return Candidate(f"{name} {email}".strip(), name, identity)


FIRST = ("Ida", "Karl", "Mona", "Nils", "Olga", "Paul", "Rita", "Sven", "Tara", "Ulla")
LAST = (
    "Aalto",
    "Brandt",
    "Cohen",
    "Duarte",
    "Egger",
    "Farkas",
    "Gruber",
    "Hansen",
    "Iversen",
    "Ek",
)
CROWD = [somebody(f"{first} {last}") for first, last in zip(FIRST, LAST, strict=True)]


def pairs(*people: Candidate, marks: Iterable[str] = ()) -> list[Pair]:
    """Pairs among the people in a small crowd; `marks`: who share a title."""
    everybody = [*CROWD, *people]
    shared = set(marks)
    return near_pairs(
        everybody,
        {one.id for one in everybody},
        lambda id_: frozenset({"title cfo"} if id_ in shared else ()),
    )


@pytest.mark.parametrize(
    ("one", "other", "likeness"),
    [
        ("Dana Reyes", "dana  reyes", Likeness.SAME_NAME),
        ("Dana Reyes", "Reyes, Dana", Likeness.SPELLING),
        ("Dana Reyes", "Dr. Dana Réyes", Likeness.SPELLING),
        ("Dana Reyes", "Dana Reyes, MBA, CPSM", Likeness.SPELLING),
        ("Jörg Müller", "Joerg Mueller", Likeness.SPELLING),
        ("Bob Stone", "Robert Stone", Likeness.SHORT_FORM),
        ("Jon Smith", "John Smyth", Likeness.SLIP),
        ("Dana Reyes", "Dana Reyse", Likeness.SLIP),
        ("Catherine Stone", "Kathryn Stone", Likeness.SHORT_FORM),
        ("Dana Maria Reyes", "Dana Reyes", Likeness.LEFT_OUT),
        ("D. Reyes", "Dana Reyes", Likeness.INITIAL),
        ("Dana Reyes", "Dana Holt", None),
        ("P001", "P002", None),
        ("Person 11", "Person 12", None),
    ],
)
def test_spellings_of_one_name_are_found(one: str, other: str, likeness: Likeness | None) -> None:
    found = pairs(somebody(one, "x@a.example"), somebody(other, "y@b.example"))
    assert [pair.likeness for pair in found] == ([] if likeness is None else [likeness])


def test_emails_show_one_person_but_shared_mailboxes_do_not() -> None:
    same = pairs(somebody("Dana Reyes", "d@x.example"), somebody("D Reyes-Holt", "D@X.example"))
    assert [one.likeness for one in same] == [Likeness.SAME_EMAIL]
    moved = pairs(somebody("Dana R", "dreyes@x.example"), somebody("Dana", "dreyes@home.example"))
    assert [one.likeness for one in moved] == [Likeness.SAME_MAILBOX]
    assert not pairs(somebody("Dana R", "info@x.example"), somebody("Dana Holt", "info@y.example"))
    assert not pairs(somebody("Dana R", "info@x.example"), somebody("Bob Ray", "info@x.example"))


def test_the_plainest_pair_of_several_spellings_is_among_those_found() -> None:
    names = ("Jon Smith", "John Smith", "SMITH JOHN")
    found = pairs(*map(somebody, names))
    assert {(one.one, one.other, one.likeness) for one in found} == {
        ("Jon Smith", "John Smith", Likeness.SHORT_FORM),
        ("John Smith", "SMITH JOHN", Likeness.SPELLING),
    }


def test_only_pairs_with_somebody_new_are_found() -> None:
    people = [somebody("Bob Stone", "a@x"), somebody("Robert Stone", "b@x")]
    assert near_pairs(people, set(), lambda _: frozenset()) == []
    assert len(near_pairs(people, {people[0].id}, lambda _: frozenset())) == 1


def test_namesakes_whom_chance_explains_are_left_alone() -> None:
    firsts, lasts = [f"First{chr(97 + n)}{n}" for n in range(20)], ["Smith", "Jones"]
    crowd = [
        somebody(f"{first} {last}", f"{first}{last}{n}@x.example", f"crm:{first}{last}{n}")
        for n in range(4)
        for first in firsts
        for last in lasts
    ]
    assert near_pairs(crowd, {one.id for one in crowd}, lambda _: frozenset()) == []
    rare = [somebody("Dana Reyes", f"dana{n}@x.example", f"crm:{n}") for n in range(2)]
    people = [*crowd, *rare]
    assert len(near_pairs(people, {one.id for one in rare}, lambda _: frozenset())) == 1


def test_slips_are_one_letter_more_less_other_or_swapped() -> None:
    parts = ["reyes", "reyse", "reye", "reyess", "rayes", "holt", "ann", "anna"]
    near = slips_of(parts)
    assert set(near["reyes"]) == {"reyse", "reye", "reyess", "rayes"}
    assert "ann" not in near
    assert "holt" not in near


def test_the_work_grows_with_the_people_not_with_their_square() -> None:
    def compared(count: int) -> int:
        """How often two people are looked at, where all bear one of few names."""
        looked = 0

        def marks_of(_: str) -> frozenset[str]:
            nonlocal looked
            looked += 1
            return frozenset()

        crowd = [somebody(f"Anna Smith{'abcd'[n % 4]}", f"{n}@x.example") for n in range(count)]
        near_pairs(crowd, {one.id for one in crowd}, marks_of)
        return looked

    assert compared(4_000) <= 2.5 * compared(2_000)
