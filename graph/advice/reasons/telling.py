"""What to say to somebody, in sentences with their numbers."""

from collections.abc import Iterator

from graph.advice.reasons.answer import ReasonAnswer, Saying, Use
from graph.analysis.phrases import ago, argument, listed, spelt


def told(saying: Saying, name: str, account: str) -> Iterator[str]:
    """What to say and to ask, why so, what to mind, and what else of theirs to speak of."""
    if saying.reason is None:
        yield _needs(saying, name, account)
    else:
        yield from _offered(saying.reason, saying, name)
    yield from saying.approach
    if theirs := [one.said for one in saying.mentions if one.about == "person"]:
        yield " ".join(theirs)


def told_of_account(saying: Saying) -> Iterator[str]:
    """What else to know, the same for all people of the account."""
    yield from (one.said for one in saying.mentions if one.about == "account")


def _offered(reason: ReasonAnswer, saying: Saying, name: str) -> Iterator[str]:
    yield f"Say: “{reason.opener}” Ask: “{reason.question}”"
    yield f"Why this reason: {fit(reason)}; {used(reason, name)}."
    yield from reason.flags
    alike = [f"“{one.text}”" for one in saying.other_reasons if one.ties]
    if alike:
        yield f"A tie: {listed(alike)} would do as well."


def fit(reason: ReasonAnswer) -> str:
    """Its grounds with their points: "works in finance (1 point), the role champion (2 points)"."""
    return (
        ", ".join(f"{one.why} ({_points(one.points)})" for one in reason.grounds)
        or "nothing matches"
    )


def _points(points: float) -> str:
    return f"{points:g} {'point' if points == 1 else 'points'}"


def used(reason: ReasonAnswer, name: str) -> str:
    """Whether it is new for them, and where it was used last with which result."""
    here = f"new for {name}" if reason.is_new else "used before"
    if reason.last_use is not None:
        here = f"used on {name} {when(reason.last_use)}"
    elsewhere = reason.last_use_elsewhere
    if elsewhere is None:
        return here
    return f"{here}; last used on {listed(elsewhere.people)} {when(elsewhere)}"


def when(use: Use) -> str:
    """How long ago it was, by which channel, and its result."""
    return f"{ago(use.days_ago)} ({spelt(use.channel)}, {_result(use)})"


def _result(use: Use) -> str:
    return "result not recorded" if use.outcome == "unknown" else spelt(use.outcome)


def _needs(saying: Saying, name: str, account: str) -> str:
    add = f"inroad reason {argument(account)} TEXT --new"
    if not saying.other_reasons:
        return f"Needs a reason: none is recorded that could be for {name}. Add one: {add}."
    nearest = "; ".join(
        f"“{one.text}”, but {' and '.join(one.lacks)}" for one in saying.other_reasons
    )
    return f"Needs a reason: none that is recorded will do for {name}. The nearest: {nearest}."
