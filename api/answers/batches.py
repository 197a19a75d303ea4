"""What was written, as JSON."""

from typing import Any

from graph.log import BatchHeader


def batch_json(one: BatchHeader) -> dict[str, Any]:
    """Who wrote a batch, when, from where, and whether it was taken back."""
    return {
        "id": one.id,
        "recorded_at": one.recorded_at,
        "author": one.author,
        "origin": str(one.origin),
        "source": one.source,
        "action": one.action,
        "file": one.file,
        "digest": one.digest,
        "counts": dict(one.counts),
        "undone_at": one.undone_at,
        "undone_by": one.undone_by,
    }
