"""What one can tell of mails from their senders, recipients and times alone."""

import numpy as np

from graph.analysis.events import ANSWERED_DAYS
from graph.analysis.events.record import DAY, Record
from graph.analysis.reach.influence import Bools, Floats, Ints

CROWD = 30
"""A mail to more people than that is an announcement: it tells little of who belongs together."""


def mail_of(events: Record) -> Ints:
    """For each event the number of its mail: events of one sender at one second are one mail."""
    order = np.lexsort((events.sender, events.seconds))
    sender, seconds = events.sender[order], events.seconds[order]
    is_new = (np.diff(sender, prepend=-1) != 0) | (np.diff(seconds, prepend=0) != 0)
    mail = np.empty(events.count, np.int64)
    mail[order] = np.cumsum(is_new) - 1
    return mail


def recipients(events: Record) -> Ints:
    """For each event, to how many its mail went."""
    mail = mail_of(events)
    many: Ints = np.bincount(mail)[mail] if mail.size else mail
    return many


def seen_by(events: Record, people: Ints) -> Record:
    """The mails that one of `people` sent or got, with all their recipients."""
    mail = mail_of(events)
    is_seen = np.isin(events.sender, people) | np.isin(events.recipient, people)
    return events.among(np.isin(mail, mail[is_seen]))


def answers(events: Record) -> tuple[Bools, Floats]:
    """Which events answer the one before them between the same two, and after how many days.

    An event is an answer if the other one wrote last, at most `ANSWERED_DAYS` before.
    """
    low = np.minimum(events.sender, events.recipient)
    high = np.maximum(events.sender, events.recipient)
    order = np.lexsort((events.seconds, low, high))
    after = np.diff(events.seconds[order], prepend=0)
    same = np.diff((low * events.people + high)[order], prepend=-1) == 0
    turned = np.diff(events.sender[order], prepend=-1) != 0
    is_answer = np.zeros(events.count, bool)
    is_answer[order] = same & turned & (after <= ANSWERED_DAYS * DAY)
    days = np.zeros(events.count)
    days[order] = after / DAY
    return is_answer, days
