"""Proposals to put on the map whom mails and meetings name: people, and domains of the account."""

from collections.abc import Iterable

from graph.fields import EXTERNAL_ID
from graph.importers.drafts.draft import Draft
from graph.importers.drafts.findings import Findings
from graph.importers.drafts.parties import Newcomer, Parties
from graph.importers.drafts.proposals import Proposal, propose
from graph.importers.faults import Fault, excerpt, in_words
from graph.importers.rows.layouts.format import LIST
from graph.vocabulary import ProposalKind

MOST_NEWCOMERS = 500
"""So many people of one import are proposed, those with the most mails; the rest is counted."""

MOST_DOMAINS = 10
LEAST_MAILS = 2
"""A domain has to be on so many mails to be proposed."""


def propose_newcomers(draft: Draft, parties: Parties, file: str, findings: Findings) -> None:
    """People of the account who aren't on the map, and domains that may be the account's too."""
    met = [one for one in parties.newcomers.values() if one.with_us + one.among_them]
    met.sort(key=lambda one: (-one.with_us, -one.among_them, one.id))
    for one in met[:MOST_NEWCOMERS]:
        propose(draft, _newcomer(one), findings)
    if len(met) > MOST_NEWCOMERS:
        _tell_rest(len(met) - MOST_NEWCOMERS, file, findings)
    for domain, mails in _domains(parties):
        propose(draft, _domain(draft, domain, mails), findings)


def _newcomer(one: Newcomer) -> Proposal:
    name, address = excerpt(one.who.name), excerpt(one.who.address)
    called = f"{name}, {address}," if name and address else name or address
    counts = {"with us": one.with_us, "among themselves": one.among_them}
    told = in_words(f"{number:,} {how}" for how, number in counts.items() if number)
    return Proposal(
        ProposalKind.NEWCOMER,
        one.id,
        f"{called} isn't on the map: add them?",
        f"mails and meetings: {told}",
        field="email" if address else EXTERNAL_ID + LIST,
        value=one.who.address or one.who.name,
        name=one.who.name or None,
    )


def _domain(draft: Draft, domain: str, mails: int) -> Proposal:
    shown, name = excerpt(domain), excerpt(draft.name_of(draft.account))
    return Proposal(
        ProposalKind.DOMAIN,
        draft.account,
        f"Are people at {shown} of {name} too?",
        f"they are on {mails:,} mails and meetings together with ours; import the files again then",
        field="domains",
        value=domain,
    )


def _domains(parties: Parties) -> Iterable[tuple[str, int]]:
    ranked = sorted(parties.elsewhere.items(), key=lambda one: (-one[1], one[0]))
    return [one for one in ranked if one[1] >= LEAST_MAILS][:MOST_DOMAINS]


def _tell_rest(left: int, file: str, findings: Findings) -> None:
    message = f"{left:,} more people aren't on the map; those with the most mails are proposed"
    findings.faults.append(Fault(message, file, mend="import a list of people first"))
