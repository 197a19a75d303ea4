"""Messages without what they quote of a request, and where in it that stands instead.

The core says "There is no person 'Ann' at Acme." A caller is told that there is no such person at
Acme, of `query.won[1]`: which parameter it was helps, and what stood in it is nobody else's affair.
"""

import re
from collections.abc import Iterator, Mapping, Sequence

from fastapi import Request

from api.http.scope import PARSED

FREE = "fields"
"""The member of a request whose names the caller chooses."""

Places = Mapping[str, str]
"""How messages quote what stands in a request, the longest first; and where each stands."""

_GAP = "\0"
"""Where a quotation was; no text that is kept holds one."""

_READS: Sequence[tuple[str, str]] = (
    # what stands around the gap, and how it reads without the quotation
    ("^\0: ", ""),  # "'Ann=x': 'x' is not a number."
    ("\0 or \0", "\0"),
    (r"\bno ((?:[\w-]+ )*[\w-]+) \0", r"no such \1"),
    (r"\b(an?) ([\w-]+|API key) \0", r"\1 \2 of that name"),
    (r"\bcalled \0", "of that name"),
    (r"\b(answers?) to \0", r"\1 to it"),
    (" of \0 is ", " is "),
    (r": \0\.", "."),
    ("^\0", "This"),
    ("\0", "this"),
)

_ADVICE: Sequence[tuple[str, str]] = (
    # what only the command line takes, and what HTTP has for it
    (r"`inroad import FILE --account NAME` makes one", "POST /v1/accounts makes one"),
    (r" \(`inroad [^`]*`\)", ""),
    (
        "--leaves, --engaged, --won or --lost PERSON",
        "name somebody with leaves, engaged, won or lost",
    ),
    (r"(?<!\S)--(?=[a-z])", ""),
)

_LISTS: Mapping[str, str] = {
    "account": "GET /v1/accounts lists them.",
    "person": "GET /v1/accounts/{account}/people lists them.",
    "opportunity": "GET /v1/accounts/{account}/opportunities lists them.",
    "proposal": "GET /v1/accounts/{account}/proposals lists them.",
    "inferred link": "GET /v1/accounts/{account}/inferred lists them.",
}


def unquoted(message: str, places: Places) -> str:
    """A message in which no quoted text of the request stands, as a sentence still."""
    told = message.replace(_GAP, " ")
    for quotation in places:
        told = told.replace(quotation, _GAP)
    for around, reads in (*_READS, *_ADVICE):
        told = re.sub(around, reads, told)
    return told


def fault_of(message: str, places: Places) -> Mapping[str, str] | None:
    """Where in the request the trouble is, and what; None where the message quotes nothing."""
    quoted = [(message.find(one), where) for one, where in places.items() if one in message]
    if not quoted:
        return None
    what = unquoted(message, places)
    listed = (told for noun, told in _LISTS.items() if f"no such {noun} " in what)
    return {"where": min(quoted)[1], "what": " ".join([what, *listed])}


def places_of(request: Request) -> Places:
    """How messages quote what stands in a request: its path, its query and its body."""
    query = {name: request.query_params.getlist(name) for name in request.query_params}
    asked = {name: several if several[1:] else several[0] for name, several in query.items()}
    whole = {"path": request.path_params, "query": asked, "body": request.scope.get(PARSED)}
    return places([pair for where, one in whole.items() for pair in _values(one, where)])


def places(found: Sequence[tuple[object, str]]) -> Places:
    """How messages quote values, each with where it stands; what stands twice is the later one."""
    quoted = {repr(one): where for one, where in found}
    return dict(sorted(quoted.items(), key=lambda pair: len(pair[0]), reverse=True))


def places_in(value: object, where: str) -> Places:
    """How messages quote a value and what is in it."""
    return places(list(_values(value, where)))


def dotted(parts: Sequence[str | int]) -> str:
    """A place as callers are told it: body.rows[2].fields; no names that the caller made up."""
    shown = parts[: parts.index(FREE) + 1] if FREE in parts[:-1] else parts
    named = (f"[{one}]" if isinstance(one, int) else f".{one}" for one in shown)
    return "".join(named).removeprefix(".")


def _values(value: object, where: str) -> Iterator[tuple[object, str]]:
    """Everything that a message may quote, in a value and below it, with its place."""
    if isinstance(value, str):
        parts = [*value.rpartition("=")[::2], *value.split(";")]
        for one in (value, *filter(None, parts)):
            yield from ((one, where), (one.strip(), where))
    elif isinstance(value, list):
        yield value, where
        for number, one in enumerate(value):
            yield from _values(one, f"{where}[{number}]")
    elif isinstance(value, Mapping):
        yield value, where
        for name, one in value.items():
            yield from _values(name, where)
            yield from _values(one, where if where.endswith(f".{FREE}") else f"{where}.{name}")
