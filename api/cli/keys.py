"""`inroad keys`: with what other tools may call the server."""

import re
from datetime import datetime, timedelta
from typing import Any

import click

from api.cli.examples import shown
from api.cli.output import as_json_option, say, show, table
from api.cli.session import Session, with_session
from api.http.keys import ENDING, ApiKey, KeyFile, KeyScope
from graph.errors import BadInput
from graph.planning.typed import moment
from graph.store import beside

HEAD = ("id", "name", "scope", "made", "ends", "")
NEVER = "never"

_DAYS = re.compile(r"(\d{1,4})d")


@click.group(invoke_without_command=True)
@as_json_option
@click.pass_context
@with_session
def keys(session: Session, ctx: click.Context, as_json: bool) -> None:
    """Make, list and revoke the keys with which other tools call `inroad serve`."""
    if ctx.invoked_subcommand is None:
        _list(session, as_json)


@keys.command(epilog=shown("inroad keys add crm --scope write --expires 90d"))
@click.argument("name")
@click.option(
    "--scope",
    type=click.Choice([one.value for one in KeyScope]),
    default=KeyScope.READ.value,
    show_default=True,
    help="What it may do; admin may also undo and erase.",
)
@click.option(
    "--expires", default="90d", show_default=True, metavar="WHEN", help="Days, a date, or never."
)
@as_json_option
@with_session
def add(session: Session, name: str, scope: str, expires: str, as_json: bool) -> None:
    """Make a key called NAME, which signs what is written with it. It is shown this once."""
    now = session.now
    made, text = key_file(session).add(name, KeyScope(scope), now, _end(expires, now))
    show(as_json, lambda: key_json(made) | {"key": text}, lambda: [text])
    if not as_json:
        say("Keep it safe: it is not shown again. Revoke it with", err=True)
        say(f"  inroad keys revoke {made.id}", err=True)


@keys.command("list", epilog=shown("inroad keys list"))
@as_json_option
@with_session
def list_(session: Session, as_json: bool) -> None:
    """List the keys; what they open with is not kept."""
    _list(session, as_json)


def _list(session: Session, as_json: bool) -> None:
    known = key_file(session).all()
    rows = [_row(one, session.now) for one in known]
    show(
        as_json,
        lambda: [key_json(one) for one in known],
        lambda: table(rows, HEAD) if rows else ["No key yet: `inroad keys add NAME` makes one."],
    )


@keys.command(epilog=shown("inroad keys revoke 0123456789ab"))
@click.argument("id_", metavar="ID")
@as_json_option
@with_session
def revoke(session: Session, id_: str, as_json: bool) -> None:
    """End a key at once, also for a server that runs."""
    gone = key_file(session).revoke(id_, session.now)
    show(as_json, lambda: key_json(gone), lambda: [f"Revoked: {gone.name} ({gone.id})."])


def key_file(session: Session) -> KeyFile:
    """The keys of the session's store."""
    return KeyFile(beside(session.url, ENDING))


def key_json(one: ApiKey) -> dict[str, Any]:
    """A key as JSON, without the hash of its secret."""
    return {
        "id": one.id,
        "name": one.name,
        "scope": one.scope,
        "created_at": one.created_at,
        "expires_at": one.expires_at,
        "revoked_at": one.revoked_at,
    }


def _row(one: ApiKey, now: datetime) -> tuple[str, ...]:
    state = "" if one.is_good(now) else "revoked" if one.revoked_at else "expired"
    ends = NEVER if one.expires_at is None else str(one.expires_at.date())
    return (one.id, one.name, one.scope, str(one.created_at.date()), ends, state)


def _end(text: str, now: datetime) -> datetime | None:
    """When a key ends, from "90d", a date or "never". Raises BadInput."""
    if text == NEVER:
        return None
    days = _DAYS.fullmatch(text)
    end = now + timedelta(days=int(days[1])) if days else moment(text)
    assert end is not None
    if end <= now:
        raise BadInput(f"--expires {text} is over already; give days such as 90d, or a date.")
    return end
