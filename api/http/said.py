"""From what a request says of its saying to the author that the use cases take."""

from dataclasses import replace

from api.http.calling import Call
from api.http.schemas.requests import Said, Statement
from graph.errors import BadInput
from graph.model import Account
from graph.planning.recording import By


def said_by(call: Call, given: Said, at: Account | None = None) -> By:
    """Who says it, on what evidence; based on the account as it was read, if it was.

    Raises BadInput where it would end before it begins.
    """
    since, until = given.valid_from, given.valid_until
    if since and until and until < since:
        raise BadInput(f"It can't hold from {since} until {until}, which is earlier.")
    by = replace(
        call.by(),
        said_by=given.said_by,
        evidence=given.evidence,
        valid_from=since,
        valid_until=until,
        private=given.private if isinstance(given, Statement) else False,
    )
    return by.having_seen(at) if at else by
