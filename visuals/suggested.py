"""Which of the links that mails suggest are drawn: few enough that the chart can still be read."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from graph.analysis.inferring import Inferred
from graph.analysis.phrases import counted, percent
from graph.model import Account, Link
from graph.vocabulary import LinkKind

LEAST_SURE = 0.5
"""Of a manager: likelier than not."""

LEAST_INFLUENCE = 0.3
"""Of the strongest influence on somebody: as what is stated as of medium strength."""


@dataclass(frozen=True, slots=True)
class Suggested:
    """The links that are drawn, and how many are left out."""

    links: tuple[Link, ...]
    left_out: int


def suggested(account: Account, found: Sequence[Inferred]) -> Suggested:
    """Managers who are likelier than not, and the strongest influence on each person where it is
    strong; nothing that speaks against what was stated. `found`: as `inferred_links` has it."""
    influenced: set[str] = set()
    drawn = []
    for one in found:
        link = one.link
        if link.kind is LinkKind.REPORTS_TO:
            is_drawn = one.confidence >= LEAST_SURE and one.stated is None
        else:
            is_drawn = (link.probability or 0) >= LEAST_INFLUENCE and link.target not in influenced
            influenced.add(link.target)
        if is_drawn:
            drawn.append(_told(account, one))
    return Suggested(tuple(drawn), len(found) - len(drawn))


def _told(account: Account, one: Inferred) -> Link:
    """The link, with how to decide it beside its evidence, and of a manager how sure that is: the
    evidence of influence says how likely another mail is."""
    confidence = f"confidence {percent(one.confidence)} · " if one.link.probability is None else ""
    evidence = (
        f"{confidence}{one.evidence} · inroad inferred {account.id} --accept {one.id} (or --reject)"
    )
    return replace(one.link, provenance=replace(one.link.provenance, evidence=evidence))


def note(left_out: int) -> str:
    """What is left out of the chart, and by which rule; "" where nothing is."""
    if not left_out:
        return ""
    return (
        f"Mails suggest {counted(left_out, 'more link')}, not drawn. Drawn: likely managers (over "
        f"{percent(LEAST_SURE)}) and each person's strongest influence "
        f"({percent(LEAST_INFLUENCE)} or more)."
    )
