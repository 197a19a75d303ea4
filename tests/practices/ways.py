"""Both ways in: what is written through one of them is read through both, and has to be alike."""

import json
from abc import ABC, abstractmethod
from collections.abc import Sequence
from typing import Any

from tests.api.commands import done, inroad
from tests.api.http.client import Client
from tests.api.http.conftest import made, read

AS_OF = "2026-03-31"
"""The day on which accounts are looked at."""

ACCOUNT = "Acme"
BASE = f"/v1/accounts/{ACCOUNT}"


class Way(ABC):
    """How an account is written; reading is done on both ways in, and compared."""

    def __init__(self, api: Client) -> None:
        self.api = api

    @abstractmethod
    def account(self, **fields: str) -> None:
        """Say something of the account."""

    @abstractmethod
    def person(self, name: str, **fields: str) -> None:
        """Add somebody."""

    @abstractmethod
    def said(self, name: str, **fields: str) -> None:
        """Say something of somebody."""

    @abstractmethod
    def link(self, source: str, target: str, kind: str = "influences") -> None:
        """Say how two stand to each other."""

    @abstractmethod
    def thing(self, kind: str, text: str, /, *, for_all: bool = False, **fields: str) -> str:
        """Write down a thing, and return its id."""

    @abstractmethod
    def touch(self, people: str, on: str, **given: str) -> None:
        """Write down a contact of Kim's; several people are separated by ";"."""

    @abstractmethod
    def refused(self, kind: str, text: str, /, **fields: str) -> str:
        """Write down a thing that has to be refused, and return the message."""

    def next(self, as_of: str = AS_OF, limit: int = 5) -> Any:
        """Whom next, as both ways in answer."""
        command = done("next", ACCOUNT, "--as-of", as_of, "--limit", str(limit), "--json").out
        return self._alike(command, f"/next?as_of={as_of}&limit={limit}")

    def suggestion(self, name: str, as_of: str = AS_OF) -> Any:
        """What is suggested of somebody. Fails where they aren't."""
        return next(one for one in self.next(as_of)["suggestions"] if one["person"]["name"] == name)

    def reasons(self, name: str, as_of: str = AS_OF) -> Any:
        """All reasons for somebody."""
        command = done("reasons", ACCOUNT, name, "--as-of", as_of, "--json").out
        return self._alike(command, f"/people/{name}/reasons?as_of={as_of}")

    def toolkit(self, as_of: str = AS_OF) -> Any:
        """All reasons of the account, for whom they are and how they did."""
        command = done("reasons", ACCOUNT, "--as-of", as_of, "--json").out
        return self._alike(command, f"/toolkit?as_of={as_of}")

    def shown(self, name: str) -> Any:
        """A person with all that is known of them."""
        return self._alike(done("person", name, "-a", ACCOUNT, "--json").out, f"/people/{name}")

    def things(self, kind: str) -> Any:
        """All things of a kind."""
        listed = json.loads(done(kind, ACCOUNT, "--json").out)
        answered = read(self.api.get(f"{BASE}/{slug(kind)}"))["items"]
        assert _sorted(listed) == _sorted(answered)
        return listed

    def text(self, *command: str) -> str:
        """What a command prints."""
        return " ".join(done(*command).out.split())

    def _alike(self, told: str, address: str) -> Any:
        answered = read(self.api.get(f"{BASE}{address}"))
        assert json.loads(told) == answered
        return answered


class CommandLine(Way):
    """Everything by commands."""

    def account(self, **fields: str) -> None:
        done("account", ACCOUNT, *_sets(fields))

    def person(self, name: str, **fields: str) -> None:
        done("person", name, "--new", "--account", ACCOUNT, *_sets(fields))

    def said(self, name: str, **fields: str) -> None:
        done("person", name, "--account", ACCOUNT, *_sets(fields))

    def link(self, source: str, target: str, kind: str = "influences") -> None:
        done("link", source, target, "-a", ACCOUNT, "--kind", kind, "--strength", "strong")

    def thing(self, kind: str, text: str, /, *, for_all: bool = False, **fields: str) -> str:
        everywhere = ("--for-all",) if for_all else ()
        command = kind.replace("_", "-")
        done(command, ACCOUNT, text, "--new", *everywhere, *_sets(fields))
        (one,) = done(command, ACCOUNT, text, "--json").json
        return str(one["id"])

    def touch(self, people: str, on: str, **given: str) -> None:
        who = (name.strip() for name in people.split(";"))
        told = {"colleague": "Kim", **given}.items()
        options = [part for name, value in told for part in (f"--{name.replace('_', '-')}", value)]
        done("touch", *who, "-a", ACCOUNT, "--on", on, *options)

    def refused(self, kind: str, text: str, /, **fields: str) -> str:
        result = inroad(kind, ACCOUNT, text, "--new", *_sets(fields))
        assert result.code == 2, result.out
        return result.err


class Http(Way):
    """Everything by requests."""

    def account(self, **fields: str) -> None:
        self._change(BASE, fields)

    def person(self, name: str, **fields: str) -> None:
        made(self.api.post(f"{BASE}/people", json={"name": name, "fields": fields}))

    def said(self, name: str, **fields: str) -> None:
        self._change(f"{BASE}/people/{name}", fields)

    def link(self, source: str, target: str, kind: str = "influences") -> None:
        given = {"kind": kind, "source": source, "target": target, "strength": "strong"}
        made(self.api.post(f"{BASE}/links", json=given))

    def thing(self, kind: str, text: str, /, *, for_all: bool = False, **fields: str) -> str:
        given = {"fields": {"text": text, **fields}, "for_all": for_all}
        return str(made(self.api.post(f"{BASE}/{slug(kind)}", json=given))["id"])

    def touch(self, people: str, on: str, **given: str) -> None:
        who = [name.strip() for name in people.split(";")]
        plain = ("channel", "direction", "intent", "outcome", "reason", "note", "at")
        own = {name: given.pop(name) for name in plain if name in given}
        ours = [given.pop("colleague", "Kim")]
        body = {"people": who, "colleagues": ours, "on": on, **own, "fields": given}
        made(self.api.post(f"{BASE}/touches", json=body))

    def refused(self, kind: str, text: str, /, **fields: str) -> str:
        answer = self.api.post(f"{BASE}/{slug(kind)}", json={"fields": {"text": text, **fields}})
        assert answer.status_code == 422, answer.text
        return str(answer.json()["detail"])

    def _change(self, address: str, fields: dict[str, str]) -> None:
        read(self.api.patch(address, json={"fields": fields}, headers={"If-Match": "*"}))


def slug(kind: str) -> str:
    """Where the things of a kind are: "competitor-ties"."""
    return f"{kind}s".replace("_", "-")


def _sets(fields: dict[str, str]) -> Sequence[str]:
    return [part for name, value in fields.items() for part in ("--set", f"{name}={value}")]


def _sorted(things: list[Any]) -> list[Any]:
    return sorted(things, key=lambda one: str(one["id"]))
