"""What an import did, or would do, as JSON values."""

from typing import Any

from graph.planning.import_report import ImportReport


def report_json(report: ImportReport) -> dict[str, Any]:
    """The report as JSON values."""
    return {
        "batch": None if report.batch is None else report.batch.id,
        "dry_run": report.dry_run,
        "would_write": report.would_write,
        "accounts": [
            {"id": one.id, "name": one.name, "new": one.is_new} for one in report.accounts
        ],
        "lists": [
            {
                "file": one.file,
                "kind": str(one.kind),
                "source": one.source,
                "counts": {str(name): count for name, count in one.counts.items()},
                "unknown_columns": list(one.unknown_columns),
            }
            for one in report.lists
        ],
        "kept_by_hand": [
            {"person": one.person, "field": one.field, "file_says": one.file_says, "kept": one.kept}
            for one in report.kept_by_hand
        ],
        "proposals": [
            {"id": one.id, "kind": str(one.kind), "text": one.text} for one in report.proposals
        ],
        "faults": [str(fault) for fault in report.faults],
        "erased": {file: list(lines) for file, lines in report.erased.items()},
    }
