"""How far a review finds the decision reached, in words, and on what that rests."""

from collections.abc import Iterator

from graph.advice.wording import MOST_NAMED, reached
from graph.analysis.phrases import introduced, listed, names
from graph.analysis.reviewing import Review


def reached_lines(found: Review) -> Iterator[str]:
    """The share that is reached today, or why it isn't known; who is only taken to decide."""
    targets = found.targets.targets
    today = reached(
        found.decision_reached, touches_kept=found.touches_kept, weightless=bool(targets)
    )
    if today.endswith("%"):
        yield f"{today} of the decision is reached today."
    else:
        yield f"How much of the decision is reached today is {today}."
    if found.targets.inferred and targets:
        called = names(found.account.people)
        shown = [introduced(one.person, called[one.person.id]) for one in targets[:MOST_NAMED]]
        more = len(targets) - len(shown)
        who = listed([*shown, f"{more} more"] if more else shown)
        yield f"Who decides is inferred from titles: {who}."
