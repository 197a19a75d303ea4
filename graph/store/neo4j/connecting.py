"""Where a Neo4j server is and who we are there: from a URL and the environment.

    --store neo4j://host:7687/database, or NEO4J_URI
    NEO4J_USERNAME, NEO4J_PASSWORD, NEO4J_DATABASE
    NEO4J_PASSWORD_FILE and so on: the file that holds it, as Docker keeps secrets

No secret stands in a message or a repr, and no URL either, as somebody may have put one there.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import SplitResult, quote, urlsplit

from graph.errors import BadInput

SCHEMES = frozenset({"neo4j", "neo4j+s", "neo4j+ssc", "bolt", "bolt+s", "bolt+ssc"})
"""`neo4j` asks the server whom else it knows, `bolt` speaks to this one alone; +s is encrypted,
+ssc too, with a certificate that nobody vouches for."""

URI, USERNAME, PASSWORD, DATABASE = (
    f"NEO4J_{name}" for name in ("URI", "USERNAME", "PASSWORD", "DATABASE")
)
DEFAULT_USERNAME = DEFAULT_DATABASE = "neo4j"

_FORM = "Write it as neo4j://HOST, neo4j://HOST:PORT or neo4j://HOST:PORT/DATABASE."


@dataclass(frozen=True, slots=True)
class Connection:
    """How a server is reached. `uri`: scheme, host and port; without a password nobody asks
    who we are."""

    uri: str
    username: str
    password: str | None = field(repr=False)
    database: str

    @property
    def auth(self) -> tuple[str, str] | None:
        """As the driver takes it."""
        return None if self.password is None else (self.username, self.password)

    @property
    def url(self) -> str:
        """What names the store: where it is, without a secret."""
        return f"{self.uri}/{self.database}"


def settings_from(url: str | None, environ: Mapping[str, str]) -> Connection:
    """The server at `url`, or at NEO4J_URI where there is none. A database in the URL is taken
    before NEO4J_DATABASE.

    Raises BadInput for a URL that is none, or holds a name or password, and for a variable that
    is given twice or whose file can't be read.
    """
    given = url or setting(URI, environ)
    if given is None:
        raise BadInput(f"No server is named: give --store neo4j://HOST, or set {URI}.")
    parts = _split(given)
    username, password = setting(USERNAME, environ), setting(PASSWORD, environ)
    if username is not None and password is None:
        raise BadInput(
            f"{USERNAME} is set and the password isn't: set {PASSWORD}, or {PASSWORD}_FILE."
        )
    return Connection(
        f"{parts.scheme}://{parts.netloc}",
        username or DEFAULT_USERNAME,
        password,
        parts.path.strip("/") or setting(DATABASE, environ) or DEFAULT_DATABASE,
    )


def without_secrets(url: str, environ: Mapping[str, str]) -> str:
    """The URL of a store as it may be shown and handed on: a server's with its database, any
    other as it is. Raises BadInput as `settings_from`."""
    return settings_from(url, environ).url if scheme_of(url) in SCHEMES else url


def scheme_of(url: str) -> str:
    """What stands before the first colon."""
    return url.partition(":")[0]


def file_name(connection: Connection) -> str:
    """What a file that belongs to this database may be called."""
    return quote(connection.url.partition("://")[2], safe="")


def named_by_environment(environ: Mapping[str, str]) -> str | None:
    """The URL of the server at NEO4J_URI, None where that isn't set. Raises BadInput."""
    return None if setting(URI, environ) is None else settings_from(None, environ).url


def setting(name: str, environ: Mapping[str, str]) -> str | None:
    """A variable, or what the file holds that NAME_FILE names, without a line break at its end;
    None where neither is set. Raises BadInput."""
    value, file = environ.get(name), environ.get(f"{name}_FILE")
    if value and file:
        raise BadInput(f"{name} and {name}_FILE are both set; leave one of them out.")
    return _held_in(name, Path(file)) if file else value or None


def _held_in(name: str, file: Path) -> str:
    try:
        text = file.read_text("utf-8").removesuffix("\n")
    except OSError as error:
        raise BadInput(f"{name}_FILE: {file} can't be read: {error.strerror}.") from None
    except ValueError:  # not UTF-8, or a NUL in the file's name
        raise BadInput(f"{name}_FILE: {file} is no text in UTF-8.") from None
    if not text or "\n" in text:
        raise BadInput(f"{name}_FILE: {file} has to hold one line of text.")
    return text


def _split(url: str) -> SplitResult:
    """The parts of a server's URL. Raises BadInput, which doesn't repeat it."""
    if "@" in url:
        raise BadInput(
            "The URL of the store holds a user's name or password, which would stand in the "
            f"shell's history and in logs. Take it out, and set {USERNAME} and {PASSWORD}, or "
            f"{PASSWORD}_FILE."
        )
    parts = _parsed(url)
    if parts is None or parts.scheme not in SCHEMES or not parts.hostname:
        raise BadInput(f"The URL of the store isn't one of a Neo4j server. {_FORM}")
    if parts.query or parts.fragment or "/" in parts.path.strip("/"):
        raise BadInput(f"The URL of the store holds more than a server and a database. {_FORM}")
    return parts


def _parsed(url: str) -> SplitResult | None:
    """None for what has spaces or signs that don't print, and for a port that is no number."""
    if not url.isprintable() or " " in url:
        return None
    try:
        parts = urlsplit(url)
        _ = parts.port
    except ValueError:
        return None
    return parts
