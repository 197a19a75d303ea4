"""Dated events as arrays: who wrote to whom, or met whom, and when."""

from dataclasses import dataclass

import numpy as np

from graph.analysis.reach.influence import Bools, Floats, Ints

DAY = 86_400
"""Seconds."""


@dataclass(frozen=True, slots=True, eq=False)
class Record:
    """Events among the people 0 … `people` - 1, as they are known at `as_of`.

    `sender[i]` reached `recipient[i]` at `seconds[i]`, whole, since 1970 by local clocks; a mail
    to several people is as many events. They stand in the order of time, at one time by sender
    and recipient.
    """

    people: int
    sender: Ints
    recipient: Ints
    seconds: Ints
    as_of: int

    @property
    def count(self) -> int:
        return self.sender.size

    @property
    def age(self) -> Floats:
        """Days before `as_of`, for each event."""
        return (self.as_of - self.seconds) / DAY

    @property
    def days(self) -> float:
        """From the first event to `as_of`; 0 where there is none."""
        return float(self.as_of - self.seconds[0]) / DAY if self.count else 0.0

    @property
    def pairs(self) -> Ints:
        """A number that tells sender and recipient of each event: sender × people + recipient."""
        return self.sender * self.people + self.recipient

    def among(self, rows: Bools) -> "Record":
        """Some of the events, seen at the same moment."""
        return Record(
            self.people, self.sender[rows], self.recipient[rows], self.seconds[rows], self.as_of
        )


def record(people: int, sender: Ints, recipient: Ints, seconds: Ints, as_of: int) -> Record:
    """What is seen at `as_of`: events up to then, without those from somebody to themselves.

    The order of the rows makes no difference. Two rows alike are two events.

    Raises:
        ValueError: the arrays differ in length or hold no whole numbers, or an end is nobody.
    """
    for name, values in (("sender", sender), ("recipient", recipient), ("seconds", seconds)):
        if values.shape != (sender.size,) or values.dtype.kind not in "iu":
            raise ValueError(f"{name} must hold one whole number for each event")
    for name, ends in (("sender", sender), ("recipient", recipient)):
        outside = np.flatnonzero((ends < 0) | (ends >= people))
        if outside.size:
            at = int(outside[0])
            raise ValueError(f"{name}[{at}] is {ends[at]}: people are 0 … {people - 1}")
    seen = np.flatnonzero((seconds <= as_of) & (sender != recipient))
    order = seen[np.lexsort((recipient[seen], sender[seen], seconds[seen]))]
    source, target, moment = (
        values[order].astype(np.int64) for values in (sender, recipient, seconds)
    )
    return Record(people, source, target, moment, as_of)
