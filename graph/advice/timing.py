"""When to reach somebody next: a plain value."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Timing:
    """`state`: overdue, due or later by the cadence; never or not_recorded where there was no
    contact; put_off or not_open until `due`. `latest`: the day after which they are overdue,
    None where there was no contact. `suggested_day` isn't before the account's day.
    `longest_gap_days` between attempts up to now, None where there was none. `occasions`: what
    could be done on the way, in words."""

    state: str
    due: date
    latest: date | None
    suggested_day: date
    ideal_days: float
    longest_days: float
    longest_gap_days: int | None
    why: tuple[str, ...]
    occasions: tuple[str, ...]

    def told(self) -> str:
        """In words: the day, and why."""
        day = f"When: {self.suggested_day:%A} {self.suggested_day}."
        return " ".join((day, *self.why, *self.occasions))
