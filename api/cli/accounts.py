"""`inroad accounts`, `account` and `opportunity`."""

from typing import Any

import click

from api.answers.things import account_json, thing_json
from api.cli.options import (
    by,
    private_option,
    provenance_options,
    said,
    set_option,
    word_option,
)
from api.cli.output import as_json_option, show, table
from api.cli.session import Session, with_session
from api.cli.things import facts_text
from graph.analysis.phrases import counted
from graph.errors import BadInput
from graph.model import Account, Thing
from graph.planning.adding import add_account, add_opportunity, with_settings
from graph.planning.finding import find_opportunity
from graph.planning.opening import account_id, list_accounts, open_account
from graph.planning.recording import change_account, state
from graph.planning.retrying import until_written
from graph.vocabulary import AccountKind, EntityKind, OpportunityStage


@click.command()
@as_json_option
@with_session
def accounts(session: Session, as_json: bool) -> None:
    """List the accounts."""
    with session.opened() as store:
        all_ = list_accounts(store, session.view())
    rows = [(one.name, one.text("kind") or "kind unknown", one.id) for one in all_]
    empty = ["No account yet: `inroad import FILE --account NAME` makes one."]
    show(
        as_json,
        lambda: [thing_json(one) for one in all_],
        lambda: table(rows, ("account", "kind", "id")) if rows else empty,
    )


@click.command()
@click.argument("name")
@click.option("--new", is_flag=True, help="Add an account with this name.")
@word_option("--kind", AccountKind)
@click.option("--parent", metavar="NAME", help="The company that it belongs to.")
@click.option("--supplier", metavar="NAME", help="From whom they buy now.")
@click.option("--industry", metavar="TEXT", help="The industry.")
@click.option("--website", metavar="TEXT", help="The website.")
@set_option
@provenance_options
@private_option
@as_json_option
@with_session
def account(session: Session, name: str, new: bool, as_json: bool, **given: Any) -> None:
    """Show, add or change an account (by name or id).

    `--set` takes any field, and any setting, such as half_life_days=120.
    """
    author = by(session, given)
    fields = with_settings(said(given))
    with session.opened() as store:
        if new:
            id_ = until_written(lambda: add_account(store, name, fields, author))
        else:
            id_ = account_id(store, name, session.view())
            if fields:
                change_account(store, id_, fields, author)
        opened = open_account(store, id_, session.view())
    show(
        as_json,
        lambda: account_json(opened),
        lambda: [f"{opened.name}  ({opened.id}): {_sizes(opened)}", *facts_text(opened.thing)],
    )


def _sizes(account: Account) -> str:
    people = counted(len(account.people), "person", "people")
    touches = counted(len(account.touches), "touch", "touches")
    return f"{people}, {counted(len(account.links), 'link')}, {touches}"


@click.command()
@click.argument("account")
@click.argument("name", required=False)
@click.option("--new", is_flag=True, help="Add an opportunity with this name.")
@word_option("--stage", OpportunityStage)
@click.option("--stage-name", metavar="TEXT", help="The stage as your CRM calls it.")
@click.option("--close-date", metavar="DATE", help="When it is expected to close.")
@click.option("--amount", metavar="NUMBER", help="What it is worth, such as 120000.")
@click.option("--currency", metavar="TEXT", help="In which currency.")
@set_option
@provenance_options
@private_option
@as_json_option
@with_session
def opportunity(
    session: Session, account: str, name: str | None, new: bool, as_json: bool, **given: Any
) -> None:
    """List an ACCOUNT's opportunities, or show, add or change one by NAME."""
    author = by(session, given)
    fields = said(given)
    if name is None and (new or fields):
        raise BadInput("Say which opportunity: inroad opportunity ACCOUNT NAME.")
    with session.opened() as store:
        opened = open_account(store, account, session.view())
        if name is not None and new:
            until_written(
                lambda: add_opportunity(
                    store, open_account(store, account, session.view()), name, fields, author
                )
            )
        elif name is not None and fields:
            found = find_opportunity(opened, name)
            state(store, opened.id, EntityKind.OPPORTUNITY, found.id, fields, author)
        opened = open_account(store, opened.id, session.view())
    all_ = opened.of_kind(EntityKind.OPPORTUNITY)
    listed = all_ if name is None else (find_opportunity(opened, name),)
    show(
        as_json,
        lambda: [thing_json(one) for one in listed],
        lambda: (
            [line for one in listed for line in _opportunity_lines(one)]
            or [f"{opened.name} has no opportunity yet: add one with --new."]
        ),
    )


def _opportunity_lines(one: Thing) -> list[str]:
    return [f"{one.name}  ({one.id})", *facts_text(one)]
