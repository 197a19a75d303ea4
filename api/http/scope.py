"""What our middleware notes in the scope of a request, and how it is read."""

from collections.abc import MutableMapping
from typing import Any

Scope = MutableMapping[str, Any]

REQUEST_ID = "inroad.request_id"
PARSED = "inroad.json"
"""The body as it was read, once and strictly; absent where there was none."""

BODY = "inroad.body"
"""The bytes of that body."""


def request_id(scope: Scope) -> str:
    """The id by which a request is found in the log."""
    return str(scope.get(REQUEST_ID, ""))
