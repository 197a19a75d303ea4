"""`inroad backup`, `restore` and `verify`: keeping the store safe."""

from pathlib import Path

import click

from api.cli.options import yes_option
from api.cli.output import as_json_option, printable, show
from api.cli.session import Session, with_session
from graph.store import restore_store


@click.command()
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@as_json_option
@with_session
def backup(session: Session, file: Path, as_json: bool) -> None:
    """Copy the store to a new FILE, also while others use it."""
    with session.opened() as store:
        store.backup(file)
    size = file.stat().st_size
    show(
        as_json,
        lambda: {"file": str(file), "bytes": size},
        lambda: [f"Backed up to {file} ({size:,} bytes)."],
    )


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@yes_option
@as_json_option
@with_session
def restore(session: Session, file: Path, yes: bool, as_json: bool) -> None:
    """Put the backup in FILE in the place of the store; what was there is kept beside it."""
    if not yes:
        click.confirm(printable(f"Replace {session.url} by {file}?"), abort=True, err=True)
    kept = restore_store(file, session.url)
    show(
        as_json,
        lambda: {"restored": str(file), "kept": kept and str(kept)},
        lambda: [f"Restored from {file}." + (f" What was there: {kept}" if kept else "")],
    )


@click.command()
@as_json_option
@with_session
def verify(session: Session, as_json: bool) -> None:
    """Check that the store is whole, and print a digest of each kind of content."""
    with session.opened() as store:
        store.verify()
        digests = store.digest()
    lines = [f"{name:12} {digest}" for name, digest in digests.items()]
    show(as_json, lambda: dict(digests), lambda: [f"{session.url} is whole.", *lines])
