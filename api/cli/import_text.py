"""What an import did, or would do, as text."""

from collections.abc import Iterator

from graph.analysis.phrases import counted
from graph.importers.drafts.findings import counts_in_words
from graph.importers.faults import in_words
from graph.planning.import_report import ImportReport, ListReport
from graph.vocabulary import ProposalKind

MOST_ACCOUNTS = 5
"""So many accounts of an import are named, and the rest is counted if it is more than one."""

MOST_PROPOSALS = 10
"""So many proposals of one kind are shown; `inroad proposals` lists all."""


def report_lines(report: ImportReport) -> Iterator[str]:
    """The report, line by line: what was written, list by list, then what to look at."""
    names = [one.name + (" (new)" if one.is_new else "") for one in report.accounts]
    if len(names) > MOST_ACCOUNTS + 1:
        names[MOST_ACCOUNTS:] = [f"{len(names) - MOST_ACCOUNTS:,} more accounts"]
    yield _headline(report, in_words(names))
    for one in report.lists:
        yield from _list_lines(one)
    for file, lines in report.erased.items():
        yield f"  {file}: {counted(len(lines), 'row')} left out, being about somebody erased."
    yield from (f"  {kept}" for kept in report.kept_by_hand)
    yield from _proposal_lines(report)
    for fault in report.faults:
        yield f"  {fault}"


def _headline(report: ImportReport, names: str) -> str:
    if report.batch is not None:
        undo = f"take it back with `inroad imports undo {report.batch.id}`"
        return f"Imported into {names} as batch {report.batch.id}; {undo}."
    if report.dry_run and report.would_write:
        return f"A preview for {names}: nothing was written."
    return f"Nothing new for {names}: nothing was written."


def _list_lines(one: ListReport) -> Iterator[str]:
    yield f"  {one.file} ({one.source}): {counts_in_words(one.counts) or 'no rows'}"
    if one.unknown_columns:
        columns = ", ".join(f'"{name}"' for name in one.unknown_columns)
        yield f'    columns not taken: {columns}; --map "Their column=our field" takes one'


def _proposal_lines(report: ImportReport) -> Iterator[str]:
    if report.proposals:
        number = counted(len(report.proposals), "proposal")
        yield f"  {number} to decide with `inroad proposals`:"
    for kind in ProposalKind:
        these = [one for one in report.proposals if one.kind is kind]
        yield from (f"    {one.id}  {one.text}" for one in these[:MOST_PROPOSALS])
        if len(these) > MOST_PROPOSALS:
            yield f"    and {len(these) - MOST_PROPOSALS:,} more of this kind"
    if report.more_duplicates:
        pairs = counted(report.more_duplicates, "further pair")
        yield f"  {pairs} may be one person{' each' if report.more_duplicates > 1 else ''}."
