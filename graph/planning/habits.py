"""The use cases of asking what our touches have become, and when the next are due."""

from graph.advice.ledger import LedgerAnswer, ledger
from graph.model import Account
from graph.planning.finding import find_colleague, find_person


def give_and_take(
    account: Account, person: str | None = None, colleague: str | None = None
) -> LedgerAnswer:
    """The ledger, of one person and of one of ours alone if they are named.

    Raises NotFound or Ambiguous for a name that doesn't fit one.
    """
    return ledger(
        account,
        find_person(account, person).id if person else None,
        find_colleague(account, colleague).id if colleague else None,
    )
