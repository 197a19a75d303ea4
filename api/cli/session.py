"""What every command needs: the store, the author and the clock."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, time
from getpass import getuser
from pathlib import Path

import click

from graph.errors import BadInput
from graph.resolve import View
from graph.store import Store, open_existing, open_store
from graph.store.neo4j.connecting import named_by_environment, without_secrets

STORE_VARIABLE = "INROAD_STORE"
AUTHOR_VARIABLE = "INROAD_AUTHOR"

STORE_HELP = "Where accounts are kept: a path, sqlite:PATH or neo4j://HOST."
AUTHOR_HELP = "Who you are; becomes the author of what you write."


@dataclass
class Session:
    """The options that any command takes, before or after its name."""

    store_url: str | None = None
    author_name: str | None = None

    @property
    def url(self) -> str:
        """From --store, else INROAD_STORE, else NEO4J_URI, else a file in the user's data folder.

        It holds no secret. Raises BadInput where it did, and for wrong settings of a server.
        """
        if named := self.store_url or os.environ.get(STORE_VARIABLE):
            return without_secrets(named, os.environ)
        return named_by_environment(os.environ) or str(default_path())

    @property
    def is_default(self) -> bool:
        """Whether nobody named a store."""
        return not (self.store_url or os.environ.get(STORE_VARIABLE))

    @property
    def author(self) -> str:
        """From --as, else INROAD_AUTHOR, else the name of the account on this machine.

        Raises BadInput where there is none.
        """
        try:
            return self.author_named or getuser()
        except (KeyError, OSError):
            raise BadInput(f"Say who you are: --as NAME, or {AUTHOR_VARIABLE}.") from None

    @property
    def author_named(self) -> str:
        """What somebody said they are called, "" where nobody did."""
        return (self.author_name or "").strip() or os.environ.get(AUTHOR_VARIABLE, "").strip()

    @property
    def now(self) -> datetime:
        """This moment, with the zone of this machine."""
        return datetime.now().astimezone()

    def view(self, as_of: datetime | None = None, opportunity: str | None = None) -> View:
        """What this author sees at a moment, now if none is given."""
        return View(as_of or self.now, self.author, opportunity)

    @contextmanager
    def opened(self, *, to_read: bool = False) -> Iterator[Store]:
        """The store, closed afterwards.

        `to_read`: one that was named has to be there, as a mistyped path holds nothing to read
        (NotFound).
        """
        there_already = to_read and not self.is_default
        store = open_existing(self.url) if there_already else open_store(self.url)
        try:
            yield store
        finally:
            store.close()


def default_path() -> Path:
    """The default store: `inroad.db` in the user's data folder."""
    from platformdirs import user_data_path

    return user_data_path("inroad", appauthor=False) / "inroad.db"


def with_session(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command its session, and let --store and --as stand behind its name too."""

    def take(name: str) -> Callable[[click.Context, click.Parameter, str | None], None]:
        def keep(ctx: click.Context, _: click.Parameter, value: str | None) -> None:
            if value is not None:
                setattr(ctx.ensure_object(Session), name, value)

        return keep

    for option, metavar, attribute, help_ in (
        ("--store", "URL", "store_url", STORE_HELP),
        ("--as", "NAME", "author_name", AUTHOR_HELP),
    ):
        command = click.option(
            option, metavar=metavar, expose_value=False, callback=take(attribute), help=help_
        )(command)
    return click.pass_obj(command)


def clock(text: str | None) -> time | None:
    """A time of day as typed. Raises BadInput."""
    try:
        return None if text is None else time.fromisoformat(text)
    except ValueError:
        raise BadInput(f"{text!r} is not a time such as 14:30.") from None
