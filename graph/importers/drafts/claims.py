"""What lists say that is new: the difference from what the same lists said before."""

from collections import Counter
from collections.abc import Iterable, Mapping

from graph.fields import Value
from graph.importers.drafts.draft import Draft, stored
from graph.importers.drafts.findings import Count, Findings, KeptByHand, ListKey, list_key
from graph.importers.drafts.known import Scope
from graph.importers.rows.model import Rows
from graph.log import FieldValue, Statement
from graph.vocabulary import EntityKind

Said = Mapping[str, FieldValue]
_NOTHING: Said = {}
_NEVER = object()
_ALWAYS = (None, None, None)
"""The scope of what is said of somebody in any decision, without days."""

_OTHERS = {
    EntityKind.ACCOUNT: Count.ACCOUNTS_CHANGED,
    EntityKind.OPPORTUNITY: Count.OPPORTUNITIES_CHANGED,
}


def state(draft: Draft, findings: Findings) -> None:
    """Make statements of what the lists say that they didn't say before.

    What somebody set by hand stands all the same (hand wins over import when the account is
    read); where a list says something else, that is told.
    """
    sources = {source for by_source in draft.said.values() for source in by_source}
    before = {source: said for source in sources if (said := draft.known.said(source))}
    counts: Counter[tuple[ListKey, Count]] = Counter()
    keys = {id(rows): list_key(rows) for rows in draft.first.values()}
    for scope, by_source in draft.said.items():
        rows = draft.first[scope]
        lasts = {source: said[scope] for source, said in before.items() if scope in said}
        new = _new(by_source, lasts)
        if new:
            draft.statements.append(_statement(draft.account, scope, new))
        if (what := _change(draft, scope, new)) is not None:
            counts[keys[id(rows)], what] += 1
        if rows.source in lasts and draft.kind_of(scope.entity) is EntityKind.PERSON:
            emptied = _emptied(rows, by_source[rows.source], lasts[rows.source])
            counts[keys[id(rows)], Count.CELLS_EMPTIED] += emptied
        if scope.opportunity is None and scope.entity in draft.known.by_hand:
            findings.kept += _kept(draft, scope.entity, by_source.values())
    findings.add(counts)


def _new(by_source: Mapping[str, Said], lasts: Mapping[str, Said]) -> Said:
    """The fields in which a list says something else than last; the first list to say wins."""
    if len(by_source) == 1 and not lasts:
        return next(iter(by_source.values()))
    new: dict[str, FieldValue] = {}
    settled: set[str] = set()
    for source, said in by_source.items():
        last = lasts.get(source, _NOTHING)
        new |= {
            name: value
            for name, value in said.items()
            if name not in settled and last.get(name, _NEVER) != value
        }
        settled.update(said)
    return new


def _statement(account: str, scope: Scope, fields: Said) -> Statement:
    entity, opportunity, since, until = scope
    return Statement(account, entity, fields, None, None, since, until, opportunity)


def _change(draft: Draft, scope: Scope, new: Said) -> Count | None:
    """What happens to the one it is about, for whoever looks at them; None if nothing."""
    if scope[1:] != _ALWAYS:
        return Count.ROLES_STATED if new else None
    kind = draft.kind_of(scope.entity)
    if kind is not EntityKind.PERSON:
        return _OTHERS[kind] if new else None
    if scope.entity in draft.new:
        return Count.PEOPLE_ADDED
    if new and any(_visible(draft, scope.entity, name) != new[name] for name in new):
        return Count.PEOPLE_CHANGED
    return Count.PEOPLE_UNCHANGED


def _visible(draft: Draft, who: str, name: str) -> FieldValue:
    person = draft.known.people.get(draft.known.aliases.get(who, who))
    value: Value | None = person.value(name) if person else None
    return None if value is None else stored(value)


def _emptied(rows: Rows, said: Said, last: Said) -> int:
    """How many cells are empty now of which this list said something before."""
    return sum(name in rows.columns for name in last.keys() - said.keys())


def _kept(draft: Draft, who: str, lists: Iterable[Said]) -> list[KeptByHand]:
    """Fields that stand as somebody set them, though a list says something else."""
    by_hand = draft.known.by_hand[who]
    files = {name: value for said in reversed(list(lists)) for name, value in said.items()}
    return [
        KeptByHand(who, draft.name_of(who), name, files[name], hand.value, hand.author, hand.at)
        for name, hand in by_hand.items()
        if name in files and files[name] != hand.value
    ]
