"""Who is named in the header of a mail, a calendar or a list: names with their addresses.

Each is kept as one text, "Dana Reyes <dana@acme.example>", or the address alone. Reading takes
time in proportion to what is read, whatever stands there.
"""

import re
from binascii import Error as NotBase64
from collections.abc import Iterator
from email.errors import HeaderParseError
from email.header import decode_header
from functools import lru_cache
from typing import NamedTuple
from unicodedata import category

LONGEST_NAME = 200
_REMEMBERED = 50_000
_TOKEN = re.compile(
    r'"(?P<quoted>(?:[^"\\]|\\.)*)"|<(?P<address>[^<>]*)>|(?P<end>[,;])|(?P<group>:)'
    r"|\((?P<comment>[^()]*)\)|(?P<words>[^\",;:<>()]+)|(?P<other>.)",
    re.DOTALL,
)
_PLAIN = re.compile(r"[^\s@<>()\[\],;:\"]+@[^\s@<>()\[\],;:\"]+")
_DOMAIN = re.compile(r"(?:[^\W_](?:[-\w]*[^\W_])?\.)+[^\W_][-\w]*[^\W_]")
_CODED = "xn--"
_SCHEME = re.compile(r"(?i:mailto|smtp):")
_IN_BRACKETS = re.compile(r"(?:\s*(?:\([^()]*\)|\[[^\[\]]*\]))+$")
_LAST_FIRST = re.compile(r"\s*([^\s<>\",;:@()][^<>\",;:@()]*, [^<>\",;:@]+?)\s*(<[^<>]*>)\s*")
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)

FREE = frozenset(
    (
        *("gmail.com", "googlemail.com", "outlook.com", "hotmail.com", "live.com", "msn.com"),
        *("yahoo.com", "ymail.com", "aol.com", "icloud.com", "me.com", "mac.com", "gmx.de"),
        *("gmx.net", "gmx.at", "gmx.com", "web.de", "t-online.de", "freenet.de", "mail.ru"),
        *("yandex.ru", "proton.me", "protonmail.com", "hey.com", "fastmail.com", "zoho.com"),
        *("orange.fr", "free.fr", "laposte.net", "libero.it", "bluewin.ch", "qq.com", "163.com"),
        *("126.com", "naver.com", "comcast.net", "verizon.net", "btinternet.com", "mail.com"),
        *("posteo.de", "mailbox.org", "tutanota.com", "tuta.io", "pm.me", "hotmail.co.uk"),
        *("hotmail.de", "hotmail.fr", "hotmail.it", "live.de", "live.co.uk", "outlook.de"),
        *("outlook.fr", "yahoo.de", "yahoo.fr", "yahoo.co.uk", "yahoo.co.jp", "yahoo.co.in"),
        *("wanadoo.fr", "sfr.fr", "web.at", "chello.at", "hispeed.ch", "arcor.de", "1und1.de"),
        *("seznam.cz", "wp.pl", "onet.pl", "interia.pl", "o2.pl", "rambler.ru", "bk.ru", "ukr.net"),
        *("att.net", "sbcglobal.net", "cox.net", "bellsouth.net", "sky.com", "virginmedia.com"),
        *("rogers.com", "shaw.ca", "bigpond.com", "xtra.co.nz", "rediffmail.com", "daum.net"),
        *("sina.com", "sohu.com", "foxmail.com", "terra.com.br", "uol.com.br", "bol.com.br"),
    )
)
"""Domains at which anybody may have an address: they are no company's."""

_OF_NOBODY = frozenset(
    (
        *("info", "office", "contact", "kontakt", "hello", "mail", "post", "welcome", "team"),
        *("sales", "support", "service", "help", "helpdesk", "servicedesk", "marketing", "press"),
        *("billing", "invoice", "invoices", "rechnung", "accounting", "accounts", "orders"),
        *("hr", "jobs", "careers", "recruiting", "events", "admin", "webmaster", "hostmaster"),
        *("abuse", "security", "privacy", "legal", "reception", "vertrieb", "einkauf", "it"),
    )
)
_NEVER_READ = re.compile(
    r"(?:.*[-_.+])?(?:no|do-?not|never)[-_.]?reply(?:[-_.+].*)?|mailer-daemon|postmaster"
    r"|(?:.*[-_.])?bounces?(?:[-_.+=].*)?|auto(?:-?reply|-?respond(?:er)?|mailer)|(?:e-?)?newsletters?"
    r"|notifications?(?:[-_.+].*)?|alerts?|daemon|listserv|majordomo|calendar-notification"
)


class Named(NamedTuple):
    """Somebody as a header names them: `address` is folded, "" where there is none."""

    name: str
    address: str

    def __str__(self) -> str:
        return f"{self.name} <{self.address}>" if self.name and self.address else max(self)


@lru_cache(_REMEMBERED)
def named(text: str) -> Named:
    """One of the texts that `read_addresses` gives, taken apart again."""
    name, angle, address = text.rpartition(" <")
    if angle and text.endswith(">"):
        return Named(name, address[:-1])
    return Named("", text.casefold()) if is_address(text) else Named(text, "")


def is_address(text: str) -> bool:
    """Whether it is an e-mail address."""
    return _PLAIN.fullmatch(text) is not None and text.isprintable()


def domain_of(address: str) -> str:
    """What stands behind the @."""
    return address.rpartition("@")[2]


def is_domain(text: str) -> bool:
    """Whether it can be the domain of a company: "acme.example"."""
    return _DOMAIN.fullmatch(text) is not None and text.isprintable()


def with_letters(text: str) -> str:
    """An address or domain with its letters outside ASCII, where it is written with "xn--"."""
    if _CODED not in text:
        return text
    local, at, domain = text.rpartition("@")
    try:
        return f"{local}{at}{domain.encode('ascii').decode('idna')}"
    except UnicodeError:
        return text


def spellings(address: str) -> tuple[str, ...]:
    """An address as `read_addresses` gives it, and as programs write it, if that differs."""
    if address.isascii():
        return (address,)
    local, at, domain = address.rpartition("@")
    try:
        return address, f"{local}{at}{domain.encode('idna').decode('ascii')}"
    except UnicodeError:
        return (address,)


def is_shared(address: str) -> bool:
    """Whether it is the mailbox of a role ("info@"), so that nobody in particular is behind it, or
    what Exchange writes for somebody whose address it doesn't know ("imceaex-_o=…@")."""
    return address.partition("@")[0] in _OF_NOBODY or address.startswith("imceaex-")


def is_automatic(address: str) -> bool:
    """Whether a program sends under it, and nobody reads there: "no-reply@", "mailer-daemon@"."""
    return _NEVER_READ.fullmatch(address.partition("@")[0][:LONGEST_NAME]) is not None


def read_addresses(header: str) -> tuple[str, ...]:
    """Everybody whom a header names with an address, each once, in its order (RFC 5322)."""
    found = (one for one in _everybody(header) if one.address)
    return tuple({one.address: str(one) for one in found}.values())


def read_named(cell: str) -> tuple[str, ...]:
    """Everybody whom a cell names, by address, id or name."""
    return tuple(dict.fromkeys(str(one) for one in _everybody(cell) if any(one)))


def read_one(cell: str) -> str:
    """The only one whom a cell names, where "Reyes, Dana <dana@acme.example>" is one. Raises
    ValueError where it names several, or nobody."""
    turned = _LAST_FIRST.fullmatch(cell)
    several = read_named(f'"{turned[1]}" {turned[2]}' if turned else cell)
    if len(several) != 1:
        raise ValueError(f"{cell!r} doesn't name one sender")
    return several[0]


def decoded(words: str) -> str:
    """A header's words as they are meant (RFC 2047), on one line and not endlessly long."""
    text = words[: 5 * LONGEST_NAME]
    if "=?" in text:
        try:
            text = "".join(_decoded(part, charset) for part, charset in decode_header(text))
        except (HeaderParseError, NotBase64, ValueError):
            text = words
    if not text.isprintable():
        text = "".join(char if _is_text(char) else " " for char in text)
    return " ".join(text.split())[:LONGEST_NAME]


def _is_text(char: str) -> bool:
    """Whether it belongs to a name, signs without width among it."""
    return char.isprintable() or category(char) == "Cf"


def _decoded(part: bytes | str, charset: str | None) -> str:
    if isinstance(part, str):
        return part
    try:
        return part.decode(charset or "utf-8", "replace")
    except (LookupError, ValueError):
        return part.decode("latin-1")


def _everybody(text: str) -> Iterator[Named]:
    """Each entry of a list of addresses; of a group its members."""
    words: list[str] = []
    comments: list[str] = []
    address = ""
    for found in _tokens(text):
        kind, held = found.lastgroup, found[found.lastgroup or 0]
        if kind == "end":
            if words or address:
                yield _named(words, comments, address)
            words, comments, address = [], [], ""
        elif kind == "group":  # what stands before it is a group's name, or "mailto"
            words = []
        elif kind == "address":
            address = address or _SCHEME.sub("", held.strip(), count=1)
        elif kind == "comment":
            comments.append(held)
        elif kind in {"words", "quoted"}:
            words.append(_ESCAPED.sub(r"\1", held) if kind == "quoted" else held)
    yield _named(words, comments, address)


def _tokens(text: str) -> Iterator[re.Match[str]]:
    """A quote that is never closed is none, nor is any behind it."""
    for found in _TOKEN.finditer(text):
        if found["other"] == '"':
            yield from _TOKEN.finditer(text[found.end() :].replace('"', " "))
            return
        yield found


def _named(words: list[str], comments: list[str], address: str) -> Named:
    name = decoded("".join(words)).strip(" '\"")
    if not address and is_address(name):
        name, address = decoded(" ".join(comments)), name
    address = with_letters(address.casefold()) if is_address(address) else ""
    return Named("" if is_address(name) else _spoken(name), address)


def _spoken(name: str) -> str:
    """ "Reyes, Dana" as it is spoken, without what stands in brackets behind it."""
    last, comma, first = name.partition(", ")
    if not comma or "," in first:
        return name
    return f"{_IN_BRACKETS.sub('', first).strip() or first} {last}"
