"""The picture of an account together with the answer to "whom next?"."""

from graph.advice.answer import NextAnswer
from graph.analysis.coverage import coverage
from graph.model import Account
from visuals.picture import CoverageLook, Highlight, Picture, picture


def account_map(account: Account, answer: NextAnswer) -> Picture:
    """The org map: everybody with their coverage, and those to reach next with why."""
    highlights = [
        Highlight(one.person.id, one.rank, one.because[0], one.because[1:])
        for one in answer.suggestions
    ]
    looks = {
        id_: CoverageLook(one.coverage, one.days_since_contact, one.contact_known)
        for id_, one in coverage(account).items()
    }
    return picture(account, highlights, looks)
