"""The use cases of looking at an account as a whole."""

from datetime import datetime

from graph.advice.account_review.consensus import ConsensusAnswer, consensus_answer
from graph.planning.asking import NextRequest, open_for, targets_by_id
from graph.store import Store


def consensus_of(store: Store, request: NextRequest, now: datetime) -> ConsensusAnswer:
    """Who stands behind each decision-maker, and how many want the change.

    Of a request account, targets, opportunity, moment and viewer count. Raises as `whom_next`.
    """
    account = open_for(store, request, now)
    return consensus_answer(account, targets_by_id(account, request.targets))
