"""`inroad consensus`: who stands behind each decision-maker, and how many want the change."""

from collections.abc import Iterator, Sequence

import click

from api.cli.options import as_of_option
from api.cli.output import Heading, as_json_option, show, table
from api.cli.session import Session, with_session
from graph.advice.account_review.consensus import (
    ConsensusAnswer,
    DecisionMakerAnswer,
    GapAnswer,
    sum_told,
)
from graph.advice.answer import plain
from graph.analysis.phrases import percent, spelt
from graph.planning.asking import NextRequest
from graph.planning.reviewing import consensus_of
from graph.planning.typed import moment, numbered


@click.command()
@click.argument("account")
@click.option("--target", "targets", multiple=True, metavar="PERSON[=WEIGHT]", help="Who decides.")
@click.option("--for", "opportunity", metavar="OPPORTUNITY", help="For this buying decision.")
@as_of_option
@as_json_option
@with_session
def consensus(
    session: Session,
    account: str,
    targets: Sequence[str],
    opportunity: str | None,
    as_of: str | None,
    as_json: bool,
) -> None:
    """How much of the influence on each decision-maker of ACCOUNT wants the change.

    What it is worth, which voices are missing, and who from below could carry it.
    """
    request = NextRequest(
        account,
        targets=numbered(targets),
        opportunity=opportunity,
        as_of=moment(as_of),
        viewer=session.author,
    )
    with session.opened(to_read=True) as store:
        answer = consensus_of(store, request, session.now)
    show(as_json, lambda: plain(answer), lambda: consensus_lines(answer))


def consensus_lines(answer: ConsensusAnswer) -> Iterator[str]:
    """The answer, line by line."""
    yield Heading(f"{answer.account}: consensus for change")
    if not answer.decision_makers:
        yield "Nobody is known who decides: name them with --target, or give people their roles."
    for one in answer.decision_makers:
        yield from ("", Heading(f"{one.person.introduced}, {one.person.last_contact}"))
        yield f"{one.why}; {_stance(one)}."
        yield from one.says
        yield from _voices(one)
    yield from ("", Heading("Gaps"))
    yield from gap_lines(answer.gaps)
    yield from (sum_told(one) for one in answer.worth)


def gap_lines(gaps: Sequence[GapAnswer]) -> Iterator[str]:
    """Each gap with its money, who said so and when."""
    if not gaps:
        yield "No gap is recorded: ask what they are dissatisfied with, and what it costs a year."
    yield from table([_gap(one) for one in gaps])


def _gap(one: GapAnswer) -> tuple[str, str, str]:
    value = "value not known" if one.yearly_value is None else f"{one.yearly_value:,.0f} a year"
    return one.text, f"{one.currency} {value}".strip(), f"{one.said_by}, {one.on or 'no day'}"


def _stance(one: DecisionMakerAnswer) -> str:
    """Where they stand, and what tells us unless that is the same word."""
    if one.own_stance == "unknown":
        return "stance unknown"
    told = f" ({one.own_why})" if one.own_why not in ("", one.own_stance) else ""
    return f"stands {spelt(one.own_stance)}{told}"


def _voices(one: DecisionMakerAnswer) -> list[str]:
    rows = [
        (
            f"  {voice.person.introduced}",
            percent(voice.influence),
            spelt(voice.stance),
            voice.why + (", relies on it" if voice.is_constituent else ""),
            voice.person.last_contact,
        )
        for voice in one.voices
    ]
    return table(rows, ("  voice", "influence", "stance", "why", "last contact")) if rows else []
