"""Bytes to text: byte-order marks, UTF-8, UTF-16, and what older programs write."""

import codecs
import re
from dataclasses import dataclass

from graph.importers.faults import Fault, excerpt, in_words

SAMPLE_BYTES = 65_536
LOOKED_THROUGH = 1 << 22  # bytes from which the sample is taken
MAX_ODD_SHARE = 0.1  # of the letters outside ASCII, in an encoding taken for the right one
COHERENCE_LEAD = 0.1  # by which another Latin encoding must fit a language better to win

MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
LATIN = ("cp1252", "cp1250", "cp1254", "cp1257", "cp850", "mac_roman")  # likeliest first
OTHER_SCRIPTS = (
    *("cp1251", "koi8_r", "cp1253", "cp1255", "cp1256"),
    *("cp932", "euc_jp", "gb18030", "big5", "cp949"),
)
NAMES = {
    "cp1252": "Windows-1252",
    "cp1250": "Windows-1250",
    "cp1251": "Windows-1251",
    "cp1253": "Windows-1253",
    "cp1254": "Windows-1254",
    "cp1255": "Windows-1255",
    "cp1256": "Windows-1256",
    "cp1257": "Windows-1257",
    "mac_roman": "Mac Roman",
    "cp850": "code page 850",
    "cp932": "Shift-JIS",
    "gb18030": "GB 18030",
    "cp949": "Korean (code page 949)",
}

OUTSIDE_ASCII = re.compile(r"[^\x00-\x7f]")
OUTSIDE_AFTER_LETTER = re.compile(r"(?<=([^\W\d_]))([^\x00-\x7f\W\d_])")
AT_EDGES = "“”‘„‚…—•€£©®™°§«»¿¡ªº"  # signs that stand beside words
INSIDE = "’·–\u00a0\u00ad"  # signs that stand inside them too
ODD = re.compile(
    rf"[^\x00-\x7f\w{AT_EDGES}{INSIDE}]|[¹²³¼½¾\u02b0-\u02ff]"
    rf"|(?<=[^\W\d_])[{AT_EDGES}](?=[^\W\d_])"
    r"|[^\x00-\x7f\W\d_]{4,}"
)
ICELANDIC_OR_TURKISH = re.compile("[ÐÝÞðýþ]")  # in Windows-1254 they are ĞİŞğış
MIXED = re.compile(r"(?i:[a-z][^\x00-\x7f\W\d_]|[^\x00-\x7f\W\d_][a-z])")


@dataclass(frozen=True, slots=True)
class Decoded:
    text: str
    encoding: str


def decode(data: bytes, name: str, encoding: str | None) -> tuple[Decoded | None, list[Fault]]:
    """The text of `data`, without a byte-order mark; None where a fault is fatal."""
    declared = encoding or _marked(data) or _unmarked_utf32(data) or _unmarked_utf16(data)
    if declared is not None:
        return _decode_as(data, name, declared)
    try:
        decoded = Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError as error:
        return _decode_older(data, name, error)
    return _without_nul(decoded, name)


def _marked(data: bytes) -> str | None:
    return next((encoding for mark, encoding in MARKS if data.startswith(mark)), None)


def _unmarked_utf32(data: bytes) -> str | None:
    """UTF-32 without a mark: of every four bytes one end is always zero, and nearly the next."""
    sample = data[:4096]
    zeros = [sample[place::4].count(0) for place in range(4)]
    quarter = len(sample) // 4
    if zeros[3] >= quarter > 0 and zeros[2] > 0.9 * quarter and zeros[0] < 0.05 * quarter:
        return "utf-32-le"
    if zeros[0] >= quarter > 0 and zeros[1] > 0.9 * quarter and zeros[3] < 0.05 * quarter:
        return "utf-32-be"
    return None


def _unmarked_utf16(data: bytes) -> str | None:
    """UTF-16 without a mark shows in text that is mostly ASCII: every other byte is zero."""
    sample = data[:4096]
    half = len(sample) // 2
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if odd > 0.3 * half and even < 0.05 * half:
        return "utf-16-le"
    if even > 0.3 * half and odd < 0.05 * half:
        return "utf-16-be"
    return None


def _decode_as(data: bytes, name: str, encoding: str) -> tuple[Decoded | None, list[Fault]]:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        return None, [_undecodable(data, name, encoding, error)]
    except (LookupError, ValueError):
        message = f'"{excerpt(encoding)}" is no text encoding known here'
        mend = "name another with --encoding, for example utf-8 or cp1252"
        return None, [Fault(message, name, mend=mend, fatal=True)]
    return _without_nul(Decoded(text.lstrip("\ufeff"), encoding), name)


def _without_nul(decoded: Decoded, name: str) -> tuple[Decoded | None, list[Fault]]:
    at = decoded.text.find("\0")
    if at < 0:
        return decoded, []
    place = at - decoded.text.rfind("\n", 0, at)
    message = f"a NUL byte stands here (character {place:,}), which no text contains"
    mend = "export the table anew, as CSV or .xlsx; if it is UTF-16, give --encoding utf-16"
    line = decoded.text.count("\n", 0, at) + 1
    return None, [Fault(message, name, line, mend=mend, fatal=True)]


def _undecodable(data: bytes, name: str, encoding: str, error: UnicodeDecodeError) -> Fault:
    message = (
        f"byte {error.start + 1:,} (hexadecimal {data[error.start]:02x}) is not valid"
        f" {NAMES.get(encoding, encoding)}"
    )
    mend = "name the file's encoding with --encoding, for example cp1252"
    if encoding.startswith(("utf-16", "utf-32")):
        mend = "it is cut off or damaged: export it anew"
    line = data.count(b"\n", 0, error.start) + 1
    return Fault(message, name, line, mend=mend, fatal=True)


def _decode_older(
    data: bytes, name: str, error: UnicodeDecodeError
) -> tuple[Decoded | None, list[Fault]]:
    """Text that is not UTF-8: recognised where that is safe enough, and always said."""
    if b"\0" in data[:SAMPLE_BYTES]:
        message = "this is no text but some other kind of file"
        mend = "export the list as CSV or .xlsx"
        return None, [Fault(message, name, mend=mend, fatal=True)]
    if _nearly_utf8(data[max(0, error.start - SAMPLE_BYTES) : error.start + SAMPLE_BYTES]):
        return None, [_undecodable(data, name, "utf-8", error)]
    if _is_cesu(data):
        return None, [_in_halves(data, name, error)]
    fitting = _recognise(_sample(data, error.start))
    if len(fitting) != 1:
        return None, [_unrecognised(data, name, fitting, error)]
    encoding = fitting[0]
    decoded, faults = _decode_as(data, name, encoding)
    if decoded is None:
        return None, faults
    line = data.count(b"\n", 0, error.start) + 1
    message = f"not UTF-8; read as {NAMES.get(encoding, encoding)}, first needed here"
    mend = "if names look wrong, name the encoding with --encoding"
    return decoded, [*faults, Fault(message, name, line, mend=mend)]


def _nearly_utf8(sample: bytes) -> bool:
    """Whether most of what is not ASCII is valid UTF-8, so that a single byte is the damage."""
    text = sample.decode("utf-8", errors="replace")
    broken = text.count("\ufffd")
    return len(OUTSIDE_ASCII.findall(text)) > 6 * broken


def _is_cesu(data: bytes) -> bool:
    """Whether only halves of characters, each written as if it were one, keep it from UTF-8."""
    try:
        data.decode("utf-8", errors="surrogatepass")
    except UnicodeDecodeError:
        return False
    return True


def _in_halves(data: bytes, name: str, error: UnicodeDecodeError) -> Fault:
    message = f"byte {error.start + 1:,} begins half of a character (CESU-8), which is no UTF-8"
    mend = "export it as UTF-8"
    line = data.count(b"\n", 0, error.start) + 1
    return Fault(message, name, line, mend=mend, fatal=True)


def _sample(data: bytes, start: int) -> bytes:
    """From the line of byte `start` on, the lines that are not ASCII, up to a bounded size."""
    line_start = data.rfind(b"\n", 0, start) + 1
    telling = bytearray()
    for line in data[line_start : line_start + LOOKED_THROUGH].splitlines():
        if not line.isascii() and len(telling) < SAMPLE_BYTES:
            telling += line[:SAMPLE_BYTES] + b"\n"
    return bytes(telling)


def _unrecognised(
    data: bytes, name: str, fitting: tuple[str, ...], error: UnicodeDecodeError
) -> Fault:
    if not fitting:
        return _undecodable(data, name, "utf-8", error)
    could_be = in_words([NAMES.get(encoding, encoding) for encoding in fitting], last="or")
    message = f"not UTF-8, and the encoding is not certain: it could be {could_be}"
    mend = f"name it, for example --encoding {fitting[0]}"
    line = data.count(b"\n", 0, error.start) + 1
    return Fault(message, name, line, mend=mend, fatal=True)


def _recognise(sample: bytes) -> tuple[str, ...]:
    """The encodings that fit best: one where it is certain enough, none where nothing fits."""
    readings = {encoding: text for encoding in LATIN if (text := _try(sample, encoding))}
    odd = {encoding: _odd_share(text) for encoding, text in readings.items()}
    least = min(odd.values(), default=1.0)
    if least > MAX_ODD_SHARE:
        return _recognise_script(sample)
    best = [encoding for encoding in readings if odd[encoding] == least]
    if len({readings[encoding] for encoding in best}) == 1:
        return (best[0],)
    coherent = readings[_most_coherent(sample, best)]
    encoding = next(encoding for encoding in best if readings[encoding] == coherent)
    if encoding == "cp1252" and ICELANDIC_OR_TURKISH.search(coherent):
        return ("cp1252", "cp1254")
    return (encoding,)


def _try(sample: bytes, encoding: str) -> str | None:
    try:
        return sample.decode(encoding)
    except UnicodeDecodeError:
        return None


def _odd_share(text: str) -> float:
    """How much of what is not ASCII reads oddly for a Latin script.

    Odd are signs that names don't hold (B³aszczyk), signs between letters (J”rg), a capital
    after a small letter (LefŽvre), and many letters in a row outside ASCII (Èâàí).
    """
    odd: int = sum(map(len, ODD.findall(text)))
    odd += sum(a.islower() and b.isupper() for a, b in OUTSIDE_AFTER_LETTER.findall(text))
    return odd / max(1, len(OUTSIDE_ASCII.findall(text)))


def _most_coherent(sample: bytes, encodings: list[str]) -> str:
    from charset_normalizer import from_bytes  # only for old files: it costs start-up time

    found = from_bytes(sample, cp_isolation=encodings, preemptive_behaviour=False)
    coherence = {str(match.encoding): float(match.coherence) for match in found}
    best = max(encodings, key=lambda encoding: coherence.get(encoding, 0.0))
    lead = coherence.get(best, 0.0) - coherence.get(encodings[0], 0.0)
    return best if lead >= COHERENCE_LEAD else encodings[0]


def _recognise_script(sample: bytes) -> tuple[str, ...]:
    """The encodings of other scripts that fit best; words that mix them with Latin don't fit."""
    from charset_normalizer import from_bytes

    matches = from_bytes(sample, cp_isolation=list(OTHER_SCRIPTS), preemptive_behaviour=False)
    fit = {match.encoding: (match.chaos, -match.coherence) for match in matches}
    fit = {code: rank for code, rank in fit.items() if not _mixes_scripts(_try(sample, code) or "")}
    best = min(fit.values(), default=None)
    return tuple(code for code in OTHER_SCRIPTS if code in fit and fit[code] == best)


def _mixes_scripts(text: str) -> bool:
    return len(MIXED.findall(text)) > 0.3 * len(OUTSIDE_ASCII.findall(text))
