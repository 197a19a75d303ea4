"""Finding one person, colleague or opportunity of an account by what a user types."""

from collections.abc import Iterable, Sequence
from typing import TypeVar

from graph.analysis.phrases import listed
from graph.analysis.standing import is_gone
from graph.errors import Ambiguous, BadInput, NotFound
from graph.identity import name_key
from graph.model import Account, Person, Thing
from graph.vocabulary import EntityKind

NEAREST = 3
"""How many near names an error offers."""

ALIKE = 60
"""From how much of their letters two names share on they are near, in percent."""

FEW = 5
"""So many names are listed where none is near."""

T = TypeVar("T", bound=Thing)


def find_person(account: Account, text: str) -> Person:
    """The person with this id, external id, e-mail or full name.

    An external id is taken bare or as "system:id". The id of somebody who was merged into
    another finds that other. Raises NotFound with the nearest names, or Ambiguous with the
    choices where several people have the same external id, e-mail or name.
    """
    wanted, where = account.aliases.get(text.strip(), text), f"at {account.name}"
    return find_among(account.people, wanted, "person", where, list_few=False)


def find_present(account: Account, text: str, why: str) -> Person:
    """The same, of somebody who is there still. Raises BadInput otherwise; `why` it matters."""
    person = find_person(account, text)
    if is_gone(person):
        raise BadInput(f"{person.name or person.id} isn't there any more: {why}.")
    return person


def find_colleague(account: Account, text: str) -> Person:
    """Our own person with this id, external id, e-mail or full name. Raises as `find_person`."""
    return find_among(
        account.colleagues, account.aliases.get(text.strip(), text), "colleague", "on our side"
    )


def find_opportunity(account: Account, text: str) -> Thing:
    """The opportunity with this id, external id or name. Raises as `find_person`."""
    things = account.of_kind(EntityKind.OPPORTUNITY)
    return find_among(things, text, "opportunity", f"at {account.name}")


def find_anybody(account: Account, text: str) -> Person:
    """A person of the account, or one of ours. Raises as `find_person`."""
    find = find_colleague if colleagues_called(account, text) else find_person
    return find(account, text)


def people_called(account: Account, text: str) -> Sequence[Person]:
    """All who answer to `text` in the first of the ways in which `find_person` looks."""
    return answering(account.people, account.aliases.get(text.strip(), text))


def colleagues_called(account: Account, text: str) -> Sequence[Person]:
    """All of ours who answer to `text`, likewise."""
    return answering(account.colleagues, account.aliases.get(text.strip(), text))


def find_among(
    things: Sequence[T], text: str, what: str, where: str, *, list_few: bool = True
) -> T:
    """The one that answers to `text` in the first of the ways in which any does.

    Raises as `find_person`; `list_few`: with the first names where none is near.
    """
    found = answering(things, text)
    if len(found) == 1:
        return found[0]
    if found:
        choices = [choice(one) for one in found]
        raise Ambiguous(f"{len(found)} answer to {text!r}; give the id.", choices)
    near = did_you_mean(text, [(one.called, one.called) for one in things])
    near = near or (_all_of(things) if list_few else "")
    raise NotFound(f"There is no {what} {text!r} {where}.{near}")


def _all_of(things: Sequence[Thing]) -> str:
    """Who is there, the first of them where there are many."""
    names = [one.called for one in things if one.called]
    if not names:
        return " None is recorded."
    shown, more = names[:FEW], len(names) - FEW
    shown += [f"{more} more"] if more > 0 else []
    return f" There {'is' if len(names) == 1 else 'are'} {listed(shown)}."


def answering(things: Iterable[T], text: str) -> Sequence[T]:
    """All that answer to `text` in the first of the ways in which any does."""
    several, wanted = list(things), text.strip()
    for answers in (_has_id, _has_external_id, _has_email, _has_name, _has_name_turned):
        if found := [one for one in several if answers(one, wanted)]:
            return found
    return ()


def choice(one: Thing) -> str:
    """One line that tells namesakes apart: name, title, e-mail and id."""
    return ", ".join(filter(None, (one.called, one.text("title"), one.text("email"), one.id)))


def _has_id(one: Thing, text: str) -> bool:
    return one.id == text


def _has_external_id(one: Thing, text: str) -> bool:
    return any(text in {id_, f"{system}:{id_}"} for system, id_ in one.external_ids.items())


def _has_email(one: Thing, text: str) -> bool:
    addresses = (one.text("email"), *one.texts("other_emails"))
    return bool(text) and text.casefold() in {address.casefold() for address in addresses}


def _has_name(one: Thing, text: str) -> bool:
    return bool(name_key(text)) and name_key(one.called) == name_key(text)


def _has_name_turned(one: Thing, text: str) -> bool:
    """Whether a text is the name with the surname first: "Stone, Bob"."""
    last, comma, first = text.partition(",")
    return bool(comma) and _has_name(one, f"{first} {last}")


def did_you_mean(text: str, named: Iterable[tuple[str, str]]) -> str:
    """Who may have been meant, to be added to a sentence: names that hold a part of it, or that
    are spelt alike. `named`: names, each with how it is shown."""
    from rapidfuzz import fuzz, process

    shown = {name_key(name): as_ for name, as_ in named if name}
    wanted = name_key(text)
    holding = [name for name in sorted(shown) if wanted and wanted in name][:NEAREST]
    alike = process.extract(wanted, list(shown), scorer=fuzz.ratio, score_cutoff=ALIKE)
    near = list(dict.fromkeys((*holding, *(name for name, _, _ in alike))))[:NEAREST]
    return f" Did you mean {' or '.join(shown[one] for one in near)}?" if near else ""
