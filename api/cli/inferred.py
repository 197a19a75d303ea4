"""`inroad inferred`: what mails and meetings suggest, for a person to decide."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any

import click

from api.cli.accepting import ALL, decide_named, deciding_options
from api.cli.next_text import wrapped
from api.cli.options import as_of_option, limit_option
from api.cli.output import Heading, as_json_option, say, show
from api.cli.session import Session, with_session
from graph.advice.answer import plain
from graph.advice.inferences import KINDS, OUTRANKS, Inference
from graph.analysis.phrases import percent
from graph.log import BatchHeader
from graph.model import Account
from graph.planning.inferred import InferredRequest, decide_inferred, list_inferred
from graph.planning.proposals import Decided
from graph.planning.recording import By
from graph.planning.typed import moment
from graph.store import Store
from graph.vocabulary import LinkKind

HEADINGS: Mapping[str, str] = {
    LinkKind.REPORTS_TO: "who reports to whom",
    LinkKind.INFLUENCES: "who influences whom",
    OUTRANKS: "who outranks whom",
}


@click.command()
@click.argument("account")
@click.option("--kind", type=click.Choice(KINDS), help="Only of this kind.")
@click.option("--person", metavar="NAME", help="Only of this person.")
@click.option(
    "--seen-by",
    multiple=True,
    metavar="PERSON",
    help="Only by mails that these are on; several times.",
)
@limit_option(10, "of each kind")
@as_of_option
@deciding_options
@as_json_option
@with_session
def inferred(session: Session, account: str, as_json: bool, limit: int, **given: Any) -> None:
    """List what mails and meetings among the people of ACCOUNT suggest, and decide it.

    Nobody said it. What is accepted counts as said by you; what is rejected isn't inferred again.
    What one command decides is one batch: undoing it undoes all.
    """
    asked = {name: given[name] for name in ("kind", "person", "seen_by")}
    request = InferredRequest(account, **asked, as_of=moment(given["as_of"]), viewer=session.author)
    with session.opened() as store:
        if given["accept"] or given["reject"]:
            for line in _decide_all(store, session, request, given, limit):
                say(line, err=as_json)
        opened, found = list_inferred(store, request, session.now)
    shown = first_of_each(found, limit)
    show(as_json, lambda: plain(shown), lambda: list(inferred_lines(opened, found, limit)))


def _decide_all(
    store: Store, session: Session, request: InferredRequest, given: Mapping[str, Any], limit: int
) -> Iterator[str]:
    """Decide all that were named in one batch; "all" is what is listed and can be decided so."""
    _, found = list_inferred(store, request, session.now)
    every = [
        one.id
        for one in first_of_each(found, limit)
        if one.id and (one.stated is None or ALL in given["reject"])
    ]
    by = By(session.author, session.now)

    def decide(decided: Decided) -> BatchHeader:
        return decide_inferred(store, request, decided, by)

    return decide_named(given, every, {one.id: one.text for one in found}, decide)


def first_of_each(found: Sequence[Inference], limit: int) -> list[Inference]:
    """Up to `limit` of each kind."""
    return [one for _, all_ in groupby(found, _kind) for one in list(all_)[:limit]]


def _kind(one: Inference) -> str:
    return one.kind


def inferred_lines(account: Account, found: Sequence[Inference], limit: int) -> Iterator[str]:
    """What is inferred, kind by kind, as text for a person to read."""
    if not found:
        yield (
            f"Nothing is inferred at {account.name}: by {account.today} no mails or meetings among "
            "their own people are known that tell anything."
        )
    for kind, all_ in groupby(found, _kind):
        several = list(all_)
        yield Heading(f"{account.name}: {HEADINGS[kind]}, inferred as of {account.today}")
        for one in several[:limit]:
            yield from inference_lines(one)
        if len(several) > limit:
            yield f"  and {len(several) - limit:,} more: --limit shows them"
        yield ""
    if any(one.id for one in found):
        yield "Decide with --accept ID or --reject ID."


def inference_lines(one: Inference) -> Iterator[str]:
    """Its id, what it says and how sure that is; then its evidence, which of influence says how
    likely another mail is."""
    if one.probability is None:
        sure = f"confidence {percent(one.confidence)}"
    else:
        sure = f"probability {percent(one.probability)}"
    id_ = f"{one.id}  " if one.id else ""
    yield f"  {id_}{one.text} ({sure})"
    if one.stated is not None:
        below = "stand below" if one.kind == OUTRANKS else "report to"
        yield f"      but was stated to {below} {one.stated.called}"
    yield from wrapped(one.evidence, "      ")
