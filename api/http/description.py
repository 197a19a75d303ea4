"""The description of the API as a text that can be kept, and held against an earlier one."""

import json
from pathlib import Path
from typing import Any

from api.http.app import TITLE, create_app
from api.http.compatibility import breaking
from api.http.settings import HttpSettings
from graph.errors import BadInput

_UNUSED = Path()


def description(since: Path | None = None) -> str:
    """The OpenAPI document as JSON.

    Raises BadInput where it breaks callers of an earlier one, which the file `since` holds.
    """
    now = create_app(HttpSettings("", _UNUSED)).openapi()
    if since and (told := breaking(_earlier(since), now)):
        raise BadInput(f"Callers who rely on {since} would break.", told)
    return json.dumps(now, ensure_ascii=False, indent=1) + "\n"


def _earlier(path: Path) -> dict[str, Any]:
    try:
        found = json.loads(path.read_bytes())
    except ValueError:
        found = None
    if not isinstance(found, dict) or found.get("info", {}).get("title") != TITLE:
        raise BadInput(f"{path} is none that `inroad serve --describe` printed.")
    return found
