"""How ids are made and names compared."""

from collections.abc import Callable, Sequence
from hashlib import blake2b
from unicodedata import normalize

from graph.vocabulary import EntityKind

_PREFIX = {
    EntityKind.ACCOUNT: "a",
    EntityKind.PERSON: "p",
    EntityKind.COLLEAGUE: "c",
    EntityKind.OPPORTUNITY: "o",
    EntityKind.PROPOSAL: "q",
    EntityKind.DECISION: "d",
    EntityKind.NOTE: "n",
    EntityKind.REASON: "r",
    EntityKind.GAP: "g",
    EntityKind.CHANGE: "h",
    EntityKind.COMPETITOR: "k",
    EntityKind.COMPETITOR_TIE: "t",
    EntityKind.HAPPENING: "w",
    EntityKind.REFERRAL: "f",
    EntityKind.BRAINSTORM: "b",
    EntityKind.IDEA: "i",
    EntityKind.VOTE: "v",
}

_LETTERS = "abcdefghijklmnopqrstuvwxyz234567"
"""Base 32 as in RFC 4648, in small letters: five bits each."""

_TWO = tuple(one + other for one in _LETTERS for other in _LETTERS)


def entity_id(kind: EntityKind, *parts: str) -> str:
    """A short id from what identifies the entity when it is made, e.g. "p-4f7k2mzq6a".

    The same parts give the same id on every store; it stays when the parts change later.
    50 bits: among 50,000 people two collide with a probability of about 1e-6, and whoever
    makes an id checks that it is free.
    """
    digest = blake2b("\x1f".join(parts).encode("utf-8", "surrogatepass"), digest_size=7).digest()
    bits = int.from_bytes(digest, "big") >> 6
    one, two, three, four = bits >> 40, bits >> 30 & 1023, bits >> 20 & 1023, bits >> 10 & 1023
    letters = f"{_TWO[one]}{_TWO[two]}{_TWO[three]}{_TWO[four]}{_TWO[bits & 1023]}"
    return f"{_PREFIX[kind]}-{letters}"


def free_id(kind: EntityKind, parts: Sequence[str], is_taken: Callable[[str], bool]) -> str:
    """The id that `entity_id` makes of the parts, or of them and a number where it is taken."""
    new, attempt = entity_id(kind, *parts), 1
    while is_taken(new):
        attempt += 1
        new = entity_id(kind, *parts, str(attempt))
    return new


def name_key(name: str) -> str:
    """What two spellings of one name share: compatibility forms, case and spaces folded."""
    return " ".join(normalize("NFKC", name).casefold().split())


def erasure_digest(key: bytes, *parts: str) -> str:
    """What is kept of somebody erased: a keyed digest of an id, e-mail or name (hexadecimal).

    Without the store's own key (at most 64 bytes; RFC 7693) it can't be found by trying names.
    """
    said = "\x1f".join(parts).encode("utf-8", "surrogatepass")
    return blake2b(said, digest_size=32, key=key).hexdigest()
