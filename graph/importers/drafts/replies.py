"""Which mails of ours were answered, as far as these files and earlier ones tell.

What was imported before counts too, so that it makes no difference whether the mails that we
sent and those that we got come together or one after the other.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta

from graph.analysis.events import ANSWERED_DAYS
from graph.importers.addresses import Named
from graph.importers.drafts.joined_mails import Mail
from graph.importers.drafts.parties import Parties, Party, Side
from graph.importers.rows.layouts.format import LIST
from graph.importers.rows.model import Rows
from graph.log import TouchClaim
from graph.vocabulary import Direction, Outcome

ANSWERED_WITHIN = timedelta(days=14)
"""A mail without an answer is called so where mails to its sender go on for so long after it."""

_NEXT = timedelta(days=ANSWERED_DAYS)
"""In lists that don't say what is answered, the next mail of the other one is an answer so soon."""

_MIDNIGHT = time()


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

    `mails`: keys of all mails there are. `heard`: by our addresses, when the last mail of anybody
    else came there. `turns`: of one of ours and one of theirs, who wrote when, by lists that
    don't say what is answered.
    """

    mails: Mapping[str, Mail]
    answered: set[str] = field(default_factory=set)
    wrote: dict[str, list[datetime]] = field(default_factory=dict)
    heard: dict[str, datetime] = field(default_factory=dict)
    turns: dict[tuple[str, str], list[tuple[datetime, bool]]] = field(default_factory=dict)

    @classmethod
    def among(
        cls,
        placed: Iterable[Placed],
        mails: Mapping[str, Mail],
        parties: Parties,
        known: Iterable[TouchClaim],
    ) -> "Replies":
        """From the mails of an import, and those that earlier ones brought."""
        found = cls(mails)
        for one in placed:
            found._note(one)
        for mail in mails.values():
            found._note_heard(mail, parties)
        emails = parties.colleagues.emails
        for claim in known:
            if claim.direction is Direction.INBOUND:
                found._note_known(claim, addresses_of(claim, emails))
        for moments in found.wrote.values():
            moments.sort()
        for turns in found.turns.values():
            turns.sort()
        return found

    def _note(self, one: Placed) -> None:
        is_ours = one.sender.side is Side.OURS
        if not is_ours and one.ours:
            if one.mail.answers:
                self.answered.add(one.mail.answers)
            self.wrote.setdefault(one.sender.id, []).append(one.mail.moment)
        if not _says_what_it_answers(one.mail.rows):
            ours, theirs = ([one.sender], one.theirs) if is_ours else (one.ours, [one.sender])
            for pair in ((_mark(a.who), b.id) for a in ours for b in theirs):
                self.turns.setdefault(pair, []).append((one.mail.moment, is_ours))

    def _note_heard(self, mail: Mail, parties: Parties) -> None:
        system = mail.rows.system
        if parties.find(mail.sender, system).side is not Side.OURS:
            for text in (*mail.recipients, *mail.copied):
                if (one := parties.find(text, system)).side is Side.OURS:
                    self._hear(_mark(one.who), mail.moment)

    def _note_known(self, claim: TouchClaim, addresses: Iterable[str]) -> None:
        if answers := (claim.details or {}).get("answers"):
            self.answered.add(str(answers))
        for person in claim.people:
            self.wrote.setdefault(person, []).append(moment_of(claim))
        for address in addresses:
            self._hear(address, moment_of(claim))

    def _hear(self, address: str, moment: datetime) -> None:
        self.heard[address] = max(self.heard.get(address, moment), moment)

    def outcome(self, one: Placed) -> Outcome:
        """Of a mail of ours."""
        mark, sent = _mark(one.sender.who), one.mail.moment
        people = [each.id for each in one.theirs]
        if one.mail.key in self.answered or self._is_answered_next(mark, people, sent):
            return Outcome.REPLIED
        return self.silence([mark], people, sent)

    def silence(self, ours: Iterable[str], people: Iterable[str], sent: datetime) -> Outcome:
        """Of a mail from our addresses that nothing answers. No answer: none of those to whom it
        went wrote to us for a while, though mails to its sender go on for longer."""
        went_on = any(self.heard.get(one, sent) - sent > ANSWERED_WITHIN for one in ours)
        return (
            Outcome.NO_ANSWER if went_on and not self.wrote_after(people, sent) else Outcome.UNKNOWN
        )

    def wrote_after(self, people: Iterable[str], sent: datetime) -> bool:
        """Whether any of them wrote to us within the time for an answer, to whichever mail."""
        for moments in (self.wrote.get(one, ()) for one in people):
            place = bisect_left(moments, sent)
            if place < len(moments) and moments[place] - sent <= ANSWERED_WITHIN:
                return True
        return False

    def _is_answered_next(self, mark: str, people: Iterable[str], sent: datetime) -> bool:
        """Whether the next mail between the two is of theirs, and comes soon."""
        for turns in (self.turns.get((mark, one), ()) for one in people):
            place = bisect_right(turns, (sent, True))
            if place < len(turns) and not turns[place][1] and turns[place][0] - sent <= _NEXT:
                return True
        return False


def settled(last: TouchClaim, made: Outcome, replies: Replies) -> Outcome:
    """How a mail of ours went that an earlier import knew: what it said stands where these files
    know less. Whoever wrote to us soon after it may have answered."""
    told = {last.outcome, made}
    if Outcome.REPLIED in told:
        return Outcome.REPLIED
    if Outcome.NO_ANSWER not in told or replies.wrote_after(last.people, moment_of(last)):
        return made if made is not Outcome.NO_ANSWER else Outcome.UNKNOWN
    return Outcome.NO_ANSWER


def moment_of(claim: TouchClaim) -> datetime:
    """When a mail was sent, at midnight where the time of day isn't known."""
    return datetime.combine(claim.on, claim.at or _MIDNIGHT)


def addresses_of(claim: TouchClaim, emails: Mapping[str, Sequence[str]]) -> list[str]:
    """The addresses of ours who are on a mail; `emails`: by id."""
    return [address for one in claim.colleagues for address in emails.get(one, ())]


def _mark(who: Named) -> str:
    """By what one of ours is told apart."""
    return who.address or who.name


def _says_what_it_answers(rows: Rows) -> bool:
    """Whether the mails of a file name those that they answer."""
    return rows.system != LIST or any(rows.columns.get("answers", ()))
