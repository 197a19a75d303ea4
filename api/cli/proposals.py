"""`inroad proposals`: what imports noticed, for a person to decide."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import click

from api.answers.things import proposal_json
from api.cli.accepting import decide_named, deciding_options
from api.cli.output import Heading, as_json_option, say, show, table
from api.cli.session import Session, with_session
from graph.analysis.phrases import counted
from graph.errors import BadInput
from graph.log import BatchHeader
from graph.model import Account, Thing
from graph.planning.opening import list_accounts, open_account
from graph.planning.proposals import Decided, decide_proposals, list_proposals
from graph.planning.recording import By
from graph.store import Store
from graph.vocabulary import ProposalKind, ProposalState

KINDS = [one.value for one in ProposalKind if one is not ProposalKind.UNKNOWN]
STATES = [one.value for one in ProposalState if one is not ProposalState.UNKNOWN]


@click.command()
@click.argument("account", required=False)
@click.option("--kind", type=click.Choice(KINDS), help="Only of this kind.")
@click.option(
    "--state",
    type=click.Choice(STATES),
    default=ProposalState.OPEN.value,
    show_default=True,
    help="Only in this state.",
)
@deciding_options
@as_json_option
@with_session
def proposals(session: Session, account: str | None, as_json: bool, **given: Any) -> None:
    """List what imports noticed at ACCOUNT, or anywhere, and decide it.

    Nothing is applied unasked. What is accepted counts as said by you; what is rejected
    isn't proposed again. What one command decides is one batch: undoing it undoes all.
    """
    kind, state = given["kind"], ProposalState(given["state"])
    with session.opened() as store:
        if given["accept"] or given["reject"]:
            if account is None:
                raise BadInput("Say at which account: inroad proposals ACCOUNT --accept ID.")
            for line in _decide_all(store, session, account, given):
                say(line, err=as_json)
        names = [account] if account else [one.id for one in list_accounts(store, session.view())]
        opened = [open_account(store, name, session.view()) for name in names]
    found = [(one, _listed(one, kind, state)) for one in opened]
    show(
        as_json,
        lambda: [proposal_json(at, one) for at, all_ in found for one in all_],
        lambda: list(_lines(found)) or [f"No {state} proposal."],
    )


def _decide_all(
    store: Store, session: Session, account: str, given: Mapping[str, Any]
) -> Iterator[str]:
    """Decide all that were named in one batch, and say so; if one can't be, none is."""
    opened = open_account(store, account, session.view())
    texts = {one.id: one.text("text") for one in list_proposals(opened, None)}
    every = [one.id for one in _listed(opened, given["kind"], ProposalState.OPEN)]
    by = By(session.author, session.now)

    def decide(decided: Decided) -> BatchHeader:
        at = open_account(store, opened.id, session.view())
        return decide_proposals(store, at, decided, by)

    return decide_named(given, every, texts, decide)


def _listed(account: Account, kind: str | None, state: ProposalState) -> list[Thing]:
    return [one for one in list_proposals(account, state) if kind in {None, one.text("kind")}]


def _lines(found: Sequence[tuple[Account, Sequence[Thing]]]) -> Iterator[str]:
    for account, all_ in found:
        if all_:
            yield Heading(f"{account.name}: {counted(len(all_), 'proposal')}")
            yield from table([(one.id, one.text("text"), one.text("why")) for one in all_])
