"""Whether an opportunity is open, won or lost, from the name of its stage."""

import re
from dataclasses import replace

from graph.importers.rows.model import Cell, Rows
from graph.vocabulary import OpportunityStage

_FLAGS = ("is_closed", "is_won")


def stage_of(name: Cell) -> str | None:
    """By the words of the name: "Closed Won" is won; "Closed" alone may be either."""
    if not isinstance(name, str):
        return None
    words = re.findall(r"\w+", name.casefold())
    for word, stage in (
        ("won", OpportunityStage.WON),
        ("lost", OpportunityStage.LOST),
        ("closed", OpportunityStage.UNKNOWN),
    ):
        if word in words:
            return stage
    return OpportunityStage.OPEN


def stage_by_flags(is_closed: Cell, is_won: Cell) -> str | None:
    """What the system itself says, where it says enough."""
    if is_won is True:
        return OpportunityStage.WON
    if is_closed is False:
        return OpportunityStage.OPEN
    return OpportunityStage.LOST if is_closed is True and is_won is False else None


def finish_stages(rows: Rows) -> Rows:
    """Adds `stage`; the system's own flags go before the name."""
    nothing: list[Cell] = [None] * len(rows.lines)
    closed, won = (rows.columns.get(flag, nothing) for flag in _FLAGS)
    names = rows.columns.get("stage_name", nothing)
    stages = [
        stage_by_flags(is_closed, is_won) or stage_of(name)
        for is_closed, is_won, name in zip(closed, won, names, strict=True)
    ]
    columns = {field: cells for field, cells in rows.columns.items() if field not in _FLAGS}
    return replace(rows, columns={**columns, "stage": stages})
