"""A file packed with gzip, unpacked as far as is safe."""

import zlib

from graph.importers.faults import Fault
from graph.importers.tables.unpacking import MAX_RATIO, MAX_UNPACKED_BYTES, SMALL_PART_BYTES

_MAGIC = b"\x1f\x8b"
_GZIP = 16 + zlib.MAX_WBITS
_PIECE = 1 << 20
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
        message = f"the gzip archive would unpack to {MAX_RATIO} times its size, or to more than"
        size = f"{MAX_UNPACKED_BYTES / 1e6:,.0f} MB, more than is safe to read"
        return Fault(f"{message} {size}", name, mend=_AS_IT_IS, fatal=True)
    if held[:2] == _MAGIC:
        message = "a gzip archive within a gzip archive, which is not read"
        return Fault(message, name, mend="unpack it first", fatal=True)
    return held, name.removesuffix(".gz")


def _inflated(data: bytes) -> bytes | None:
    """All members of the archive, None where they hold more than is safe. Raises zlib.error for a
    broken one, and for one that is cut off."""
    held = bytearray()
    rest = data
    while rest[:2] == _MAGIC:
        member = zlib.decompressobj(_GZIP)
        while not member.eof:
            if not rest:
                raise zlib.error("cut off")
            held += member.decompress(rest, _PIECE)
            rest = member.unconsumed_tail
            if not _is_safe(len(held), len(data) - len(rest) - len(member.unused_data)):
                return None
        rest = member.unused_data
    return bytes(held)


def _is_safe(unpacked: int, packed: int) -> bool:
    return unpacked <= max(SMALL_PART_BYTES, min(MAX_UNPACKED_BYTES, MAX_RATIO * packed))
