"""Which mails of ours were answered, as far as the files of one import tell."""

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from graph.importers.drafts.joined_mails import Mail
from graph.importers.drafts.parties import Party, Side
from graph.vocabulary import Outcome

ANSWERED_WITHIN = timedelta(days=14)
"""A mail without an answer is called so where the files go on for so long after it."""


@dataclass(slots=True)
class Placed:
    """A mail with whom it is from and to; only those of our side and theirs."""

    mail: Mail
    sender: Party
    ours: Sequence[Party]
    theirs: Sequence[Party]
    copied: frozenset[str]


@dataclass(slots=True)
class Replies:
    """Which mails were answered, and when each of theirs wrote to us.

    `mails`: keys of all mails there are. `until`: the moment of the last from them.
    """

    mails: Mapping[str, Mail]
    answered: set[str] = field(default_factory=set)
    wrote: dict[str, list[datetime]] = field(default_factory=dict)
    until: datetime | None = None

    @classmethod
    def among(cls, placed: Iterable[Placed], mails: Mapping[str, Mail]) -> "Replies":
        found = cls(mails)
        for one in placed:
            if one.sender.side is Side.THEIRS and one.ours:
                found._note(one)
        for moments in found.wrote.values():
            moments.sort()
        return found

    def _note(self, one: Placed) -> None:
        if one.mail.answers:
            self.answered.add(one.mail.answers)
        self.wrote.setdefault(one.sender.id, []).append(one.mail.moment)
        self.until = max(self.until or one.mail.moment, one.mail.moment)

    def outcome(self, one: Placed) -> Outcome:
        """Of a mail of ours. No answer: none of those to whom it went wrote to us for a while,
        though the files hold what came later."""
        if one.mail.key in self.answered:
            return Outcome.REPLIED
        sent = one.mail.moment
        if self.until is None or self.until - sent <= ANSWERED_WITHIN:
            return Outcome.UNKNOWN
        wrote = any(self._wrote_after(person.id, sent) for person in one.theirs)
        return Outcome.UNKNOWN if wrote else Outcome.NO_ANSWER

    def _wrote_after(self, person: str, sent: datetime) -> bool:
        """Whether they wrote to us within the time for an answer, to whichever mail."""
        moments = self.wrote.get(person, [])
        place = bisect_left(moments, sent)
        return place < len(moments) and moments[place] - sent <= ANSWERED_WITHIN
