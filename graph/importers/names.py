"""Spellings of one name: accents, transcribed umlauts, short forms of first names, titles."""

import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from unicodedata import combining, normalize

_LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ß": "ss", "æ": "a", "œ": "o", "ı": "i"}
)
_APOSTROPHES = str.maketrans("", "", "'’‘ʼ`´")
_TRANSCRIBED = re.compile("([aou])e")
_PARTS = re.compile(r"[^\W_]+")

_SHORT: Mapping[str, str] = {
    # full form: its short forms; folded as `fold_name` folds
    "abigail": "abby gail",
    "albert": "al bert",
    "alexander": "alex sandy sascha",
    "alexandra": "sandra lexi",
    "alfred": "alf fred",
    "andrew": "andy drew",
    "anthony": "tony",
    "barbara": "barb babs",
    "benjamin": "ben benny",
    "bernard": "bernie",
    "bradley": "brad",
    "catherine": "kathy cathy kate katie cate katherine kathryn katharine",
    "charles": "charlie chuck",
    "christina": "tina",
    "christine": "chrissy",
    "christopher": "chris topher",
    "cynthia": "cindy",
    "daniel": "dan danny",
    "david": "dave davy",
    "deborah": "deb debbie debra",
    "donald": "don donny",
    "dorothy": "dot dottie",
    "douglas": "doug",
    "edward": "ed eddie ted ned",
    "elizabeth": "liz lizzie beth betty eliza elisabeth",
    "eugene": "gene",
    "francis": "frank",
    "frederick": "freddie fritz friedrich",
    "gabriel": "gabe",
    "gerald": "gerry jerry",
    "gregory": "greg",
    "harold": "harry hal",
    "henry": "hank heinz",
    "jacob": "jake",
    "jacqueline": "jackie",
    "james": "jim jimmy jamie",
    "jeffrey": "jeff geoffrey geoff",
    "jennifer": "jen jenny",
    "jessica": "jess jessie",
    "johannes": "hannes hans",
    "john": "jack johnny jon",
    "jonathan": "jonny",
    "joseph": "joe joey",
    "joshua": "josh",
    "judith": "judy",
    "kenneth": "ken kenny",
    "kimberly": "kim",
    "lawrence": "larry laurence",
    "leonard": "len lenny",
    "margaret": "maggie meg peggy margie",
    "matthew": "matt",
    "michael": "mike mick micky mickey",
    "michelle": "shelly",
    "nathaniel": "nate nathan",
    "nicholas": "nick nicky nicolas klaus",
    "pamela": "pam",
    "patricia": "patty trish tricia",
    "patrick": "paddy",
    "peter": "pete",
    "philip": "phil phillip",
    "raymond": "ray",
    "rebecca": "becky becca",
    "richard": "rick ricky dick rich",
    "robert": "bob bobby rob robbie bert",
    "ronald": "ron ronny ronnie",
    "samantha": "sammy",
    "samuel": "sam",
    "stephanie": "steph",
    "stephen": "steve steven stefan stephan",
    "susan": "sue susie suzanne",
    "theodore": "theo",
    "theresa": "terry terri teresa",
    "thomas": "tom tommy",
    "timothy": "tim timmy",
    "victoria": "vicky",
    "vincent": "vince vinnie",
    "walter": "walt",
    "william": "bill billy will liam wilhelm",
    "zachary": "zach",
}
_TITLES = frozenset(
    (
        *("dr", "drs", "prof", "professor", "dipl", "ing", "phd", "ph", "mba", "mr", "mrs", "ms"),
        *("mx", "herr", "frau", "mme", "jr", "sr", "esq"),
    )
)
LONGEST_DEGREE = 5
_EAST_ASIAN = re.compile("[\u3005\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]+")


def fold_name(name: str) -> str:
    """The name in small plain letters, its parts apart: "Müller-Łącki" is "muller lacki".

    "ae", "oe" and "ue" fold to one letter too, so that "Mueller" and "Müller" are one.
    Scripts other than Latin keep their letters.
    """
    small = name.translate(_APOSTROPHES).casefold()
    plain = small if small.isascii() else _without_marks(normalize("NFKD", small))
    parts = plain if plain.isalnum() else " ".join(_PARTS.findall(plain))
    return _TRANSCRIBED.sub(r"\1", parts) if "e" in parts else parts


def _without_marks(text: str) -> str:
    kept = "".join(char for char in text if not combining(char)).translate(_LETTERS)
    return normalize("NFC", kept)


_FULL: Mapping[str, str] = {
    fold_name(short): fold_name(full) for full, shorts in _SHORT.items() for short in shorts.split()
}


def full_form(part: str) -> str:
    """The first name that a folded short form stands for, or the part itself."""
    return _FULL.get(part, part)


def spelt_parts(names: Sequence[str]) -> list[list[str]]:
    """Of each name the folded parts that tell people apart."""
    words = [without_degrees(name).split() for name in names]
    folded = {word: fold_name(word).split() for word in set(chain.from_iterable(words))}
    plain = {word: all(map(_tells, parts)) for word, parts in folded.items()}
    return [
        list(chain.from_iterable(map(folded.__getitem__, name)))
        if all(map(plain.__getitem__, name))
        else meaningful(chain.from_iterable(map(folded.__getitem__, name)))
        for name in words
    ]


def is_east_asian(text: str) -> bool:
    """Whether it is wholly Chinese, Japanese or Korean, where names have no space in them."""
    return _EAST_ASIAN.fullmatch(text) is not None


def without_degrees(name: str) -> str:
    """The name without the degrees that stand behind it: "Sara Kim, MBA, CPSM" is "Sara Kim"."""
    said, comma, behind = name.partition(",")
    if not comma or len(said.split()) < 2:
        return name
    degrees = [part.replace(".", "").strip() for part in behind.split(",")]
    are_known = all(one.casefold() in _TITLES for one in degrees)
    look_so = not said.isupper() and all(map(_looks_like_a_degree, degrees))
    return said if are_known or look_so else name


def _looks_like_a_degree(text: str) -> bool:
    return text.casefold() in _TITLES or (text.isupper() and len(text) <= LONGEST_DEGREE)


def meaningful(parts: Iterable[str]) -> list[str]:
    """The parts of a folded name that tell people apart: no titles, initials only if need be."""
    kept = [part for part in parts if part not in _TITLES]
    long = list(filter(_tells, kept))
    return long if len(long) > 1 else kept


def _tells(part: str) -> bool:
    return len(part) > 1 and part not in _TITLES


_VACANT = frozenset(
    (
        *("tbd", "tba", "tbc", "tbh", "vacant", "vacancy", "open", "unknown", "not known", "n/a"),
        *("to be determined", "to be hired", "to be confirmed", "open position", "open role"),
        *("new hire", "nobody", "none", "offen", "vakant", "unbekannt"),
    )
)


def is_vacant(name: str) -> bool:
    """Whether a name says that a seat's holder isn't known: "TBD", "(vacant)", "?"."""
    bare = name.strip(" .,;:!?*()[]<>-–—_/").casefold()
    return not bare or bare in _VACANT
