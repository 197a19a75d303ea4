"""The use case of saying how two people of an account stand to each other, or no longer do."""

from graph.analysis.phrases import ALONG, called
from graph.errors import BadInput
from graph.log import BatchHeader, LinkClaim, link_key
from graph.model import Account
from graph.planning.recording import By, link
from graph.store import Store


def claim_between(store: Store, account: Account, claim: LinkClaim, by: By) -> BatchHeader:
    """Write the claim. Raises BadInput as `recording.link`, and where a link that is to be
    taken back doesn't stand."""
    if claim.withdrawn and not _stands(account, claim):
        who = {one.id: called(one) for one in (*account.people, *account.colleagues)}
        words = f"{who[claim.source]} {ALONG[claim.kind].format(who[claim.target])}"
        raise BadInput(f"There is no link “{words}” at {account.name} to take back.")
    return link(store, claim, by.having_seen(account))


def _stands(account: Account, claim: LinkClaim) -> bool:
    return any(link_key(one.kind, one.source, one.target) == claim.key for one in account.links)
