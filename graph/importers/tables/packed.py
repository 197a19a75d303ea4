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
    most = max(SMALL_PART_BYTES, min(MAX_UNPACKED_BYTES, MAX_RATIO * len(data)))
    try:
        held = _inflated(data, most)
    except zlib.error:
        return Fault("the gzip archive is damaged", name, mend="export it anew", fatal=True)
    if held is None:
        size = f"{most / 1e6:,.0f} MB"
        message = f"the gzip archive would unpack to more than {size}, more than is safe to read"
        return Fault(message, name, mend=_AS_IT_IS, fatal=True)
    if held[:2] == _MAGIC:
        message = "a gzip archive within a gzip archive, which is not read"
        return Fault(message, name, mend="unpack it first", fatal=True)
    return held, name.removesuffix(".gz")


def _inflated(data: bytes, most: int) -> bytes | None:
    """All members of the archive, None where they hold more than `most` bytes. Raises zlib.error
    for a broken one, and for one that is cut off."""
    held = bytearray()
    rest = data
    while rest[:2] == _MAGIC:
        member = zlib.decompressobj(_GZIP)
        piece = rest
        while not member.eof:
            if not piece and not member.unconsumed_tail:
                raise zlib.error("cut off")
            held += member.decompress(piece, _PIECE)
            if len(held) > most:
                return None
            piece = member.unconsumed_tail
        rest = member.unused_data
    return bytes(held)
