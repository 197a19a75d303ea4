"""A file packed with gzip, unpacked as far as is safe."""

import zlib

from graph.importers.faults import Fault
from graph.importers.tables.unpacking import MAX_RATIO, MAX_UNPACKED_BYTES, SMALL_PART_BYTES

_MAGIC = b"\x1f\x8b"
_GZIP = 16 + zlib.MAX_WBITS
_PIECE = 1 << 20
_FED = 1 << 16
MAX_MEMBERS = 20_000
"""An archive may be several, one after the other; as blocks of 64 kB they fill what is read."""

_UNSAFE = (
    f"the gzip archive would unpack to {MAX_RATIO} times its size, or to more than"
    f" {MAX_UNPACKED_BYTES / 1e6:,.0f} MB, or is made of more than {MAX_MEMBERS:,} archives, which"
    " is more than is safe to read"
)

_AS_IT_IS = "unpack it first, or import it in parts"


def unpacked(data: bytes, name: str) -> tuple[bytes, str] | Fault:
    """What is in a packed file and what it is called without ".gz"; any other file as it is."""
    if data[:2] != _MAGIC:
        return data, name
    try:
        held = _inflated(data)
    except zlib.error:
        return Fault("the gzip archive is damaged", name, mend="export it anew", fatal=True)
    if held is None:
        return Fault(_UNSAFE, name, mend=_AS_IT_IS, fatal=True)
    if held[:2] == _MAGIC:
        message = "a gzip archive within a gzip archive, which is not read"
        return Fault(message, name, mend="unpack it first", fatal=True)
    return held, name.removesuffix(".gz")


def _inflated(data: bytes) -> bytes | None:
    """All members of the archive, None where they hold more than is safe. Raises zlib.error for a
    broken one, and for one that is cut off."""
    held = bytearray()
    at = members = 0
    while data[at : at + 2] == _MAGIC:
        members += 1
        member = zlib.decompressobj(_GZIP)
        while not member.eof:
            if at >= len(data):
                raise zlib.error("cut off")
            fed = data[at : at + _FED]
            held += member.decompress(fed, _PIECE)
            at += len(fed) - len(member.unconsumed_tail) - len(member.unused_data)
            if members > MAX_MEMBERS or not _is_safe(len(held), at):
                return None
    return bytes(held)


def _is_safe(unpacked: int, packed: int) -> bool:
    return unpacked <= max(SMALL_PART_BYTES, min(MAX_UNPACKED_BYTES, MAX_RATIO * packed))
