"""What the program that kept a mail says of it: a draft, spam, or thrown away."""

import re

from graph.importers.addresses import decoded
from graph.importers.mail.headers import Headers, text_of
from graph.importers.rows.model import LeftOut

_EXPUNGED = 0x0008
"""The bit of X-Mozilla-Status that Thunderbird sets on what was deleted or moved elsewhere."""

_MOST_DIGITS = 8
_SAYING = frozenset(
    (b"x-gmail-labels", b"x-unsent", b"x-mozilla-status", b"x-status", b"x-spam-flag")
)
_DRAFTS = frozenset(
    (
        *("draft", "drafts", "entwurf", "entwürfe", "brouillons", "borradores", "bozze"),
        *("rascunhos", "concepten", "utkast", "kladder"),
    )
)
_THROWN_OUT = frozenset(
    (
        *("spam", "junk", "trash", "bin", "deleted", "papierkorb", "corbeille", "papelera"),
        *("cestino", "lixeira", "prullenbak", "papperskorgen", "papirkurv", "pourriel"),
    )
)
_PARTING = re.compile(r"[,;]")


def why_thrown_out(headers: Headers) -> LeftOut | None:
    """Whether it is a draft that was never sent, or spam or a deleted mail, as it was kept."""
    if _SAYING.isdisjoint(headers):
        return None
    labels = _labels(headers)
    marks = text_of(headers.get(b"x-status", b"")).upper()
    if text_of(headers.get(b"x-unsent", b"")) == "1" or "T" in marks or labels & _DRAFTS:
        return LeftOut.UNSENT
    spam = text_of(headers.get(b"x-spam-flag", b"")).casefold() == "yes"
    if spam or "D" in marks or _is_expunged(headers) or labels & _THROWN_OUT:
        return LeftOut.THROWN_OUT
    return None


def _labels(headers: Headers) -> frozenset[str]:
    """What Google calls the folders of a mail."""
    text = decoded(text_of(headers.get(b"x-gmail-labels", b"")))
    return frozenset(one.strip(' "').casefold() for one in _PARTING.split(text))


def _is_expunged(headers: Headers) -> bool:
    told = text_of(headers.get(b"x-mozilla-status", b""))[:_MOST_DIGITS]
    try:
        return bool(int(told or "0", 16) & _EXPUNGED)
    except ValueError:
        return False
