"""The picture of an account together with the answer to "whom next?"."""

from collections.abc import Mapping
from dataclasses import replace

from graph.advice.answer import Step
from graph.advice.next_answer import NextAnswer, Suggestion, TargetAnswer
from graph.advice.reasons.telling import told
from graph.advice.wording import NO_WAY
from graph.analysis.coverage import Contact, coverage
from graph.analysis.inferring import inferred_links
from graph.analysis.phrases import listed, percent
from graph.model import Account
from visuals.facts import open_name
from visuals.highlights import CoverageLook, Deciding, Highlight
from visuals.picture import Answered, Picture, picture
from visuals.suggested import suggested


def account_map(account: Account, answer: NextAnswer) -> Picture:
    """The org map: everybody with their coverage, who decides, those to reach next with why, and
    beside the stated links the surest of those that mails suggest."""
    highlights = [_highlight(one, answer) for one in answer.suggestions]
    deciding = tuple(_deciding(one, answer) for one in answer.targets if one.weight > 0)
    looks = _looks(account, coverage(account))
    by_mails = suggested(account, inferred_links(account))
    whole = replace(account, links=(*account.links, *by_mails.links))
    said = Answered(deciding, answer.notes, by_mails.left_out)
    return picture(whole, highlights, looks, said)


def _looks(account: Account, contacts: Mapping[str, Contact]) -> Mapping[str, CoverageLook]:
    ours = {one.id: open_name(one) for one in account.colleagues}
    return {
        id_: CoverageLook(
            one.coverage,
            one.days_since_contact,
            one.contact_known,
            tuple(ours[by] for by in one.last_by if by in ours),
        )
        for id_, one in contacts.items()
    }


def _highlight(one: Suggestion, answer: NextAnswer) -> Highlight:
    doubts = (doubt.says for doubt in one.doubts)
    because = (*doubts, *one.because[1:], _say(one, answer))
    explained = one.explanation.says if one.explanation else ()
    return Highlight(
        one.person.id, one.rank, one.because[0], because, explained, (_gist(one), _via(one))
    )


def _gist(one: Suggestion) -> str:
    """What reaching them adds, and to whom they are the way: "+17 % · way to Dana Reyes"."""
    others = [target.called for target in one.leads_to if target.id != one.person.id]
    decides = ["decides"] if len(others) < len(one.leads_to) else []
    way = [f"way to {listed(others)}"] if others else []
    return f"+{percent(one.share)} · {listed([*decides, *way])}"


def _via(one: Suggestion) -> str:
    over = [step.person.called for step in one.way_in]
    return f"via {' → '.join(over)}" if over else "no way in known"


def _say(one: Suggestion, answer: NextAnswer) -> str:
    """What to say and to ask, or that a reason is needed."""
    return next(told(one.saying, one.person.called, answer.account))


def _deciding(one: TargetAnswer, answer: NextAnswer) -> Deciding:
    headline = (
        f"Taken to decide (weight {one.weight:g}), inferred from the title"
        if answer.targets_inferred
        else f"Decides (weight {one.weight:g}): {one.why}"
    )
    reached = "reach not known" if one.reached is None else f"{percent(one.reached)} reached"
    says = (f"Today: {reached}.", _way(one.direct_way_in, one.direct_way_in_probability))
    return Deciding(one.person.id, headline, answer.targets_inferred, reached, says)


def _way(steps: tuple[Step, ...], probability: float | None) -> str:
    if probability is None:
        return NO_WAY
    hops = "; ".join(f"{step.person.called} {step.by}" for step in steps)
    return f"Best way in ({percent(probability)}): {hops}."
