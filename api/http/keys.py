"""API keys: a name, a scope and an end; of the secret only a hash is kept, in a private file.

A key is `inroad_<id>_<secret>`. The secret is 256 random bits, so that a plain SHA-256 of it
can't be turned back.
"""

import json
import os
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from enum import StrEnum
from hashlib import sha256
from hmac import compare_digest
from pathlib import Path
from secrets import token_hex
from threading import Lock

from graph.errors import BadInput, NotFound, StoreDamaged, StoreUnavailable
from graph.identity import name_key

ENDING = ".keys.json"
"""The file of keys is called like the store, with this behind."""

_FORM = re.compile(r"inroad_([0-9a-f]{12})_([0-9a-f]{64})")
_NOBODY = sha256(b"").hexdigest()


class KeyScope(StrEnum):
    """What a key may do; each may do what the ones before it may."""

    READ = "read"
    WRITE = "write"
    ADMIN = "admin"

    def allows(self, wanted: "KeyScope") -> bool:
        """Whether it includes another scope."""
        order = list(KeyScope)
        return order.index(self) >= order.index(wanted)


@dataclass(frozen=True, slots=True)
class ApiKey:
    """A key as it is kept; `name` becomes the author of what is written with it."""

    id: str
    name: str
    scope: KeyScope
    secret_sha256: str
    created_at: datetime
    expires_at: datetime | None
    revoked_at: datetime | None = None

    def is_good(self, now: datetime) -> bool:
        """Whether it may be used at a moment."""
        return self.revoked_at is None and (self.expires_at is None or now < self.expires_at)


class KeyFile:
    """The keys in the file at `path`, read again whenever it was changed."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._lock = Lock()
        self._seen: tuple[int, int, int] | None = None
        self._keys: Sequence[ApiKey] = ()

    def all(self) -> Sequence[ApiKey]:
        """Every key, revoked ones among them, in the order in which they were made.

        Raises StoreUnavailable or StoreDamaged where the file can't be read.
        """
        with self._lock:
            mark = _mark(self.path)
            if mark != self._seen:
                self._keys = _read(self.path) if mark else ()
                self._seen = mark
            return self._keys

    def find(self, text: str, now: datetime) -> ApiKey | None:
        """The key that a caller shows, if it is one and may be used."""
        parsed = _FORM.fullmatch(text)
        if parsed is None:
            return None
        id_, secret = parsed.groups()
        known = next((one for one in self.all() if one.id == id_), None)
        kept = known.secret_sha256 if known else _NOBODY
        is_right = compare_digest(sha256(secret.encode()).hexdigest(), kept)
        return known if known and is_right and known.is_good(now) else None

    def add(
        self, name: str, scope: KeyScope, now: datetime, expires_at: datetime | None
    ) -> tuple[ApiKey, str]:
        """Make a key; return it with the text that is shown this once.

        Raises BadInput where the name is empty or another good key has it.
        """
        if not name.strip() or not name.isprintable():
            raise BadInput("A key needs a name of visible characters: it signs what is written.")
        id_, secret = token_hex(6), token_hex(32)
        digest = sha256(secret.encode()).hexdigest()
        new = ApiKey(id_, name.strip(), scope, digest, now, expires_at)
        with self._changing() as keys:
            if any(name_key(one.name) == name_key(name) and one.is_good(now) for one in keys):
                raise BadInput(f"There is a key called {name!r} already. Revoke it first.")
            keys.append(new)
        return new, f"inroad_{id_}_{secret}"

    def revoke(self, id_: str, now: datetime) -> ApiKey:
        """End a key at once. Raises NotFound, and BadInput where it was revoked before."""
        with self._changing() as keys:
            for place, one in enumerate(keys):
                if one.id == id_:
                    if one.revoked_at is not None:
                        raise BadInput(f"Key {id_} was revoked already.")
                    keys[place] = replace(one, revoked_at=now)
                    return keys[place]
        raise NotFound(f"There is no key {id_!r}; `inroad keys list` lists them.")

    @contextmanager
    def _changing(self) -> Iterator[list[ApiKey]]:
        """The keys to be changed; they are written whole or not at all. Others wait meanwhile."""
        from filelock import FileLock

        try:
            self.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            with FileLock(self.path.with_name(f"{self.path.name}.lock"), mode=0o600):
                before = _read(self.path) if self.path.exists() else ()
                keys = list(before)
                yield keys
                if keys != list(before):
                    _write(self.path, keys)
        except OSError as error:
            raise StoreUnavailable(f"{self.path} can't be written: {error.strerror}.") from error


def _mark(path: Path) -> tuple[int, int, int] | None:
    """What changes with every change of a file, None where there is none."""
    try:
        found = path.stat()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise StoreUnavailable(f"{path} can't be read: {error.strerror}.") from error
    return found.st_ino, found.st_mtime_ns, found.st_size


def _read(path: Path) -> Sequence[ApiKey]:
    try:
        rows = json.loads(path.read_text("utf-8"))["keys"]
        return [
            ApiKey(
                str(row["id"]),
                str(row["name"]),
                KeyScope(row["scope"]),
                str(row["secret_sha256"]),
                datetime.fromisoformat(row["created_at"]),
                _moment(row["expires_at"]),
                _moment(row["revoked_at"]),
            )
            for row in rows
        ]
    except OSError as error:
        raise StoreUnavailable(f"{path} can't be read: {error.strerror}.") from error
    except (ValueError, TypeError, KeyError) as error:
        raise StoreDamaged(f"{path} is no file of keys. Remove it, and make new ones.") from error


def _moment(text: str | None) -> datetime | None:
    return None if text is None else datetime.fromisoformat(text)


def _write(path: Path, keys: Sequence[ApiKey]) -> None:
    rows = [asdict(one) for one in keys]
    text = json.dumps({"keys": rows}, ensure_ascii=False, indent=1, default=datetime.isoformat)
    unfinished = path.with_name(f"{path.name}.unfinished")
    unfinished.unlink(missing_ok=True)
    with os.fdopen(os.open(unfinished, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb") as file:
        file.write(text.encode())
        file.flush()
        os.fsync(file.fileno())
    unfinished.replace(path)
