"""The picture of an account together with the answer to "whom next?"."""

from dataclasses import replace

from graph.advice.next_answer import NextAnswer, Suggestion
from graph.advice.reasons.telling import told
from graph.analysis.coverage import coverage
from graph.analysis.inferring import inferred_links
from graph.model import Account
from visuals.picture import CoverageLook, Highlight, Picture, picture
from visuals.suggested import suggested


def account_map(account: Account, answer: NextAnswer) -> Picture:
    """The org map: everybody with their coverage, those to reach next with why, and beside the
    stated links the surest of those that mails suggest."""
    highlights = [_highlight(one, answer) for one in answer.suggestions]
    looks = {
        id_: CoverageLook(one.coverage, one.days_since_contact, one.contact_known)
        for id_, one in coverage(account).items()
    }
    by_mails = suggested(account, inferred_links(account))
    whole = replace(account, links=(*account.links, *by_mails.links))
    return picture(whole, highlights, looks, by_mails.left_out)


def _highlight(one: Suggestion, answer: NextAnswer) -> Highlight:
    doubts = (doubt.says for doubt in one.doubts)
    because = (*doubts, *one.because[1:], _say(one, answer))
    explained = one.explanation.says if one.explanation else ()
    return Highlight(one.person.id, one.rank, one.because[0], because, explained)


def _say(one: Suggestion, answer: NextAnswer) -> str:
    """What to say and to ask, or that a reason is needed."""
    return next(told(one.saying, one.person.called, answer.account))
