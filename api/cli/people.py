"""`inroad person` and `link`: what is written by hand about people."""

from dataclasses import replace
from typing import Any

import click

from api.answers.people import person_json, portrait
from api.cli.options import (
    account_option,
    by,
    private_option,
    provenance_options,
    said,
    set_option,
    word_option,
)
from api.cli.output import as_json_option, show
from api.cli.person_text import person_lines
from api.cli.session import Session, with_session
from graph.analysis.phrases import ALONG, called
from graph.errors import BadInput
from graph.model import Account
from graph.planning.adding import add_person
from graph.planning.finding import find_opportunity
from graph.planning.linking import claim_between
from graph.planning.opening import locate, locate_pair, open_account
from graph.planning.recording import link_claim, state
from graph.planning.retrying import until_written
from graph.store import Store
from graph.vocabulary import (
    BuyingRole,
    EntityKind,
    LinkKind,
    PersonStatus,
    PoliticalStatus,
    Strength,
    Support,
)


@click.command()
@click.argument("person")
@account_option
@click.option("--new", is_flag=True, help="Add somebody with this full name.")
@click.option("--name", metavar="TEXT", help="The full name.")
@click.option("--title", metavar="TEXT", help="The job title.")
@click.option("--department", metavar="TEXT", help="The department.")
@click.option("--site", metavar="TEXT", help="Where they work.")
@click.option("--email", metavar="TEXT", help="The e-mail address.")
@click.option("--phone", metavar="TEXT", help="The phone number.")
@word_option("--status", PersonStatus)
@click.option("--buying-role", metavar="WORDS", help=f"Several by ;: {', '.join(BuyingRole)}")
@word_option("--support", Support)
@word_option("--political-status", PoliticalStatus)
@click.option("--decision-weight", type=float, metavar="NUMBER", help="Weight in the decision.")
@click.option("--opportunity", metavar="NAME", help="Say it for this opportunity alone.")
@set_option
@provenance_options
@private_option
@as_json_option
@with_session
def person(session: Session, person: str, **given: Any) -> None:
    """Show, add or change a PERSON (id, e-mail or full name).

    Without a field the person is shown, with who said what and when. What is set by hand
    stays when a later import says otherwise.
    """
    as_json, new, within = given.pop("as_json"), given.pop("new"), given.pop("account")
    author, opportunity = by(session, given), given.pop("opportunity")
    fields = said(given)
    with session.opened() as store:
        if new:
            account = _account_of_new(store, session, within, opportunity)
            id_ = until_written(
                lambda: add_person(
                    store, open_account(store, account.id, session.view()), person, fields, author
                )
            )
        else:
            account, found = locate(store, person, session.view(), within)
            id_ = found.id
            if opportunity:
                author = replace(author, opportunity=find_opportunity(account, opportunity).id)
            if fields:
                state(store, account.id, EntityKind.PERSON, id_, fields, author)
        if new or fields or opportunity:
            view = session.view(opportunity=author.opportunity)
            account = open_account(store, account.id, view)
    shown = portrait(account, id_)
    show(as_json, lambda: person_json(shown), lambda: person_lines(shown))


def _account_of_new(
    store: Store, session: Session, within: str | None, opportunity: str | None
) -> Account:
    if within is None:
        raise BadInput("Say at which account: --account NAME.")
    if opportunity:
        raise BadInput("Add the person first, then say what holds for --opportunity.")
    return open_account(store, within, session.view())


@click.command()
@click.argument("source", metavar="FROM")
@click.argument("target", metavar="TO")
@account_option
@word_option("--kind", LinkKind, default=LinkKind.INFLUENCES.value)
@click.option("--probability", type=float, metavar="P", help="That influence gets through, 0 to 1.")
@word_option("--strength", Strength)
@click.option("--remove", is_flag=True, help="It is not, or no longer, so.")
@provenance_options
@as_json_option
@with_session
def link(session: Session, source: str, target: str, as_json: bool, **given: Any) -> None:
    """Say how two people stand to each other: FROM influences, reports to, knows … TO."""
    within, kind, remove = given.pop("account"), given.pop("kind"), given.pop("remove")
    author = by(session, given)
    with session.opened() as store:
        account, first, second = locate_pair(store, source, target, session.view(), within)
        claim = link_claim(account.id, kind, first.id, second.id, withdrawn=remove, **given)
        words = f"{called(first)} {ALONG[claim.kind].format(called(second))}"
        batch = until_written(
            lambda: claim_between(
                store, open_account(store, account.id, session.view()), claim, author
            )
        ).id
    verb = "Taken back" if remove else "Kept"
    show(
        as_json,
        lambda: {
            "batch": batch,
            "account": account.id,
            "kind": claim.kind,
            "from": first.id,
            "to": second.id,
            "removed": remove,
        },
        lambda: [f"{verb}: {words} at {account.name}."],
    )
