"""The answers that the description shows; a test gets them from a real app, and keeps them here."""

import json
from pathlib import Path
from typing import Any

FILE = Path(__file__).with_name("examples.json")


def answers() -> dict[str, Any]:
    """What each operation answers, by its id, to the request that the description shows."""
    found: dict[str, Any] = json.loads(FILE.read_bytes())
    return found
