"""`inroad colleague`: our own people, as touches and calendars name them."""

from typing import Any

import click

from api.cli.options import by, provenance_options, said, set_option
from api.cli.output import as_json_option, show, table
from api.cli.session import Session, with_session
from graph.log import OURS
from graph.model import Thing
from graph.planning.opening import colleague_called, list_colleagues
from graph.planning.recording import state
from graph.vocabulary import EntityKind

HEAD = ("colleague", "e-mail", "known as", "id")


@click.command()
@click.argument("colleague", required=False)
@click.option("--name", metavar="TEXT", help="The full name, in place of an id that a file gave.")
@click.option("--title", metavar="TEXT", help="The job title.")
@click.option("--email", metavar="TEXT", help="The e-mail address.")
@set_option
@provenance_options
@as_json_option
@with_session
def colleague(session: Session, colleague: str | None, as_json: bool, **given: Any) -> None:
    """List our own people, or name a COLLEAGUE (id, external id, e-mail or full name)."""
    author = by(session, given)
    fields = said(given)
    with session.opened() as store:
        if colleague is None:
            found = list_colleagues(store, session.view())
        else:
            id_ = colleague_called(store, colleague, session.view()).id
            if fields:
                state(store, OURS, EntityKind.COLLEAGUE, id_, fields, author)
            found = (colleague_called(store, id_, session.view()),)
    show(as_json, lambda: list(map(_object, found)), lambda: _lines(found))


def _object(one: Thing) -> dict[str, Any]:
    return {
        "id": one.id,
        "name": one.name,
        "title": one.text("title"),
        "email": one.text("email"),
        "external_ids": dict(one.external_ids),
    }


def _lines(found: tuple[Thing, ...]) -> list[str]:
    if not found:
        return ["No colleague is known yet: touches and calendars name them."]
    rows = [
        (one.name, one.text("email"), ", ".join(one.external_ids.values()), one.id) for one in found
    ]
    return list(table(rows, HEAD))
