"""The picture of an account together with the answer to "whom next?"."""

from graph.advice.next_answer import NextAnswer, Suggestion
from graph.advice.reasons.telling import told
from graph.analysis.coverage import coverage
from graph.model import Account
from visuals.picture import CoverageLook, Highlight, Picture, picture


def account_map(account: Account, answer: NextAnswer) -> Picture:
    """The org map: everybody with their coverage, and those to reach next with why."""
    highlights = [
        Highlight(one.person.id, one.rank, one.because[0], (*one.because[1:], _say(one, answer)))
        for one in answer.suggestions
    ]
    looks = {
        id_: CoverageLook(one.coverage, one.days_since_contact, one.contact_known)
        for id_, one in coverage(account).items()
    }
    return picture(account, highlights, looks)


def _say(one: Suggestion, answer: NextAnswer) -> str:
    """What to say and to ask, or that a reason is needed."""
    return next(told(one.saying, one.person.called, answer.account))
