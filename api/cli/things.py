"""Things and their facts, each with who said it, where and when, as text."""

from collections.abc import Mapping

from api.cli.output import table
from graph.model import Fact, Provenance, Thing
from graph.vocabulary import Origin

_NO_NAMES: Mapping[str, str] = {}


def facts_text(thing: Thing, names: Mapping[str, str] = _NO_NAMES) -> list[str]:
    """The facts in columns: field, value (by name where it is an id), and where it comes from."""
    return table(
        [
            (
                name,
                names.get(str(fact.value)) or value_text(fact),
                source_text(fact.provenance) + _for_whom(fact) + _otherwise(fact),
            )
            for name, fact in sorted(thing.facts.items())
        ]
    )


def _for_whom(fact: Fact) -> str:
    private = ", private" if fact.private else ""
    return private + (", for this opportunity" if fact.opportunity else "")


def _otherwise(fact: Fact) -> str:
    """What others said of the same day."""
    return "".join(f"; but {one.provenance.who}: {value_text(one)}" for one in fact.otherwise)


def value_text(fact: Fact) -> str:
    """A value as a person reads it."""
    value = fact.value
    if isinstance(value, tuple):
        return "; ".join(value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    return f"{value:.15g}" if isinstance(value, float) else str(value)


def source_text(source: Provenance) -> str:
    """Who said it, where and when, in a few words."""
    if source.origin is Origin.INFERRED:
        return f"inferred from the {source.source}"
    when = f" {source.recorded_at.date()}" if source.recorded_at else ""
    since = f", since {source.valid_from}" if source.valid_from else ""
    until = f", until {source.valid_until}" if source.valid_until else ""
    return f"{source.who}, {source.source}{when}{since}{until}"
