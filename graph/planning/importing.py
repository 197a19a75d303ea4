"""The use case of bringing data: files in, one batch out, all or nothing."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from itertools import chain

from graph.collecting import without_collector
from graph.errors import BadInput, Conflict
from graph.importers.drafts.account_import import Progress
from graph.importers.drafts.findings import list_key
from graph.importers.drafts.known import speakable
from graph.importers.faults import Fault
from graph.importers.rows.headers import without_odd_sheets
from graph.importers.rows.layouts.format import fold
from graph.importers.rows.model import Rows
from graph.importers.rows.possible import possible_mails
from graph.importers.rows.reading import read_rows
from graph.importers.tables.any_file import Table, read_tables
from graph.log import BatchHeader
from graph.planning.import_plan import Plan, plan_import
from graph.planning.import_report import (
    AccountReport,
    ImportOptions,
    ImportReport,
    ListReport,
    SourceFile,
)
from graph.planning.source_files import mails_of
from graph.store import Store

TRIES = 3
"""How often an import is worked out, when an account keeps changing meanwhile."""


def silent(_stage: str, _done: int, _total: int) -> None:
    """For callers who don't show progress."""


def import_files(
    store: Store,
    files: Sequence[SourceFile],
    options: ImportOptions,
    now: datetime,
    progress: Progress = silent,
) -> ImportReport:
    """Read files and write what is new in them as one batch.

    The files may refer to each other, in any order. Raises BadInput with all faults where one
    is fatal, or where it isn't clear which account is meant; then nothing is written.
    Raises Conflict where an account keeps changing while the import is worked out.
    """
    with without_collector():
        lists, faults = _read(files, options, now, progress)
        for attempt in range(TRIES):
            try:
                plan = plan_import(store, files, lists, options, now, progress)
            except BadInput as refused:  # what is wrong with the files may be why
                raise BadInput(str(refused), [*refused.faults, *map(str, faults)]) from None
            if options.dry_run or plan.is_empty:
                break
            progress("write", 0, 1)
            try:
                header = store.commit(plan.batch)
            except Conflict:
                if attempt == TRIES - 1:
                    raise
                continue
            progress("write", 1, 1)
            return _report(header, plan, lists, faults, options)
    return _report(None, plan, lists, faults, options)


def _read(
    files: Sequence[SourceFile], options: ImportOptions, now: datetime, progress: Progress
) -> tuple[list[Rows], list[Fault]]:
    """The lists of all files, and their faults. Raises BadInput with all where one is fatal."""
    tables: list[Table] = []
    lists: list[Rows] = []
    faults: list[Fault] = []
    for number, file in enumerate(files):
        progress("read", number, 2 * len(files))
        if options.format is None and (mails := mails_of(file, now)) is not None:
            lists.append(possible_mails(mails, now))
            continue
        found, wrong = read_tables(
            file.data,
            file.name,
            encoding=options.encoding,
            delimiter=options.delimiter,
            sheet=options.sheet,
        )
        tables += found
        faults += wrong
    if options.format is None and options.sheet is None:
        tables, left_out = without_odd_sheets(tables, options.mapping)
        faults += left_out
    for number, table in enumerate(tables):
        progress("read", len(tables) + number, 2 * len(tables))
        rows = read_rows(
            table,
            format=options.format,
            mapping=_mapping_of(table, tables, options.mapping),
            date_order=options.date_order,
        )
        lists.append(possible_mails(rows, now))
    faults += chain.from_iterable(rows.faults for rows in lists)
    progress("read", len(files), len(files))
    if not files or any(fault.fatal for fault in faults) or (faults and _are_all_empty(lists)):
        raise BadInput("Nothing was imported.", [str(fault) for fault in faults])
    return [_called(rows, options) for rows in lists], faults


def _are_all_empty(lists: Sequence[Rows]) -> bool:
    """Whether no row of any list is left, not even one passed over on purpose."""
    return not any(len(rows.lines) or rows.left_out for rows in lists)


def _called(rows: Rows, options: ImportOptions) -> Rows:
    """The rows under the name of the list that they are; their faults were told."""
    return replace(rows, source=speakable(options.source or rows.source), faults=())


def _mapping_of(
    table: Table, tables: Sequence[Table], mapping: Mapping[str, str]
) -> Mapping[str, str]:
    """The part that is about a table: its own columns, and such as no table has, to be told."""
    own, all_ = (
        {fold(header) for one in several for header in one.columns} for several in ([table], tables)
    )
    return {
        theirs: ours
        for theirs, ours in mapping.items()
        if fold(theirs) in own or fold(theirs) not in all_
    }


def _report(
    header: BatchHeader | None,
    plan: Plan,
    lists: Sequence[Rows],
    faults: Sequence[Fault],
    options: ImportOptions,
) -> ImportReport:
    findings = plan.findings
    return ImportReport(
        batch=header,
        dry_run=options.dry_run,
        would_write=not plan.is_empty,
        accounts=tuple(AccountReport(one.id, one.name, one.is_new) for one in plan.targets),
        lists=tuple(
            ListReport(
                rows.file,
                rows.kind,
                rows.source,
                dict(findings.counts.get(list_key(rows), {})),
                rows.unknown_columns,
            )
            for rows in lists
        ),
        kept_by_hand=tuple(findings.kept),
        proposals=tuple(findings.proposed),
        faults=(*faults, *findings.faults),
        erased={file: tuple(lines) for file, lines in findings.erased.items() if lines},
        more_duplicates=findings.more_duplicates,
    )
