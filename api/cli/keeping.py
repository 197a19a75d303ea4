"""`inroad backup`, `restore` and `verify`: keeping the store safe."""

from pathlib import Path

import click

from api.cli.output import as_json_option, show
from api.cli.session import Session, with_session
from graph.store import restore_store


@click.command()
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@with_session
def backup(session: Session, file: Path) -> None:
    """Copy the store to a new FILE, also while others use it."""
    with session.opened() as store:
        store.backup(file)
    click.echo(f"Backed up to {file} ({file.stat().st_size:,} bytes).")


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--yes", is_flag=True, help="Don't ask.")
@with_session
def restore(session: Session, file: Path, yes: bool) -> None:
    """Put the backup in FILE in the place of the store; what was there is kept beside it."""
    if not yes:
        click.confirm(f"Replace {session.url} by {file}?", abort=True)
    kept = restore_store(file, session.url)
    click.echo(f"Restored from {file}." + (f" What was there: {kept}" if kept else ""))


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
