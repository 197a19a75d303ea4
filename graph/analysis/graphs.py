"""The account as a networkx graph, for analysts."""

import re
from collections.abc import Iterator
from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING

from graph.analysis.arrows import Flow, flows
from graph.analysis.coverage import Contact, coverage
from graph.analysis.inferring import inferred_links
from graph.analysis.touches import contacts_between, engaged
from graph.model import Account, Link, Person
from graph.vocabulary import Origin

if TYPE_CHECKING:
    import networkx as nx

Attribute = str | int | float | bool
"""What GraphML can hold."""

SAID = ("title", "department", "site", "level", "function", "support", "political_status")
"""Fields that a node carries where they are known; free text and addresses stay out."""

NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that XML 1.0 can't hold in any spelling."""


def to_networkx(account: Account) -> "nx.MultiDiGraph[str]":
    """People and colleagues as nodes by id, links and contacts as edges keyed by their kind.

    Nodes: name, side ("theirs" or "ours"), status, what is known of `SAID`, buying_role
    (";" between several), decision_weight, coverage, engaged in [0, 1), days_since_contact
    (absent where unknown or never) and contact_known.
    Edges: kind; probability and probability_back in [0, 1], with which influence flows along
    and against it; strength; origin, author, list, recorded_at, valid_from, valid_until;
    `inferred`: whether it comes from mails and meetings alone, with its confidence and evidence.
    Edges of kind "in_touch", colleague → person: contacts, last_contact, engaged.
    Every attribute is text, a number or a truth value, fit for GraphML; private facts are
    left out even for the viewer who wrote them. The graph carries account, as_of and name.
    """
    import networkx as nx

    seen = public(account)
    graph = nx.MultiDiGraph(
        account=seen.id, name=_clean(seen.name), as_of=seen.as_of.isoformat(), version=seen.version
    )
    contacts = coverage(seen)
    for person in (*seen.people, *seen.colleagues):
        graph.add_node(person.id, **_node(person, contacts.get(person.id)))
    for source, target, kind, attributes in (*_links(seen), *_inferred(seen), *_contacts(seen)):
        if source in graph and target in graph:
            graph.add_edge(source, target, key=kind, kind=kind, **attributes)
    return graph


def public(account: Account) -> Account:
    """The account without private facts, and without what was worked out from them."""
    return replace(
        account,
        people=tuple(map(_public, account.people)),
        colleagues=tuple(map(_public, account.colleagues)),
    )


def _public(person: Person) -> Person:
    title = person.facts.get("title")
    from_title = title is not None and title.private
    facts = {
        name: fact
        for name, fact in person.facts.items()
        if not (fact.private or (from_title and fact.provenance.origin is Origin.INFERRED))
    }
    return replace(person, facts=MappingProxyType(facts))


def _node(person: Person, contact: Contact | None) -> dict[str, Attribute]:
    node: dict[str, Attribute] = {
        "name": _clean(person.name),
        "side": "theirs" if contact else "ours",
        "status": str(person.status),
    }
    node |= {name: _clean(text) for name in SAID if (text := person.text(name))}
    if person.buying_roles:
        node["buying_role"] = ";".join(person.buying_roles)
    weight = person.number("decision_weight")
    if weight is not None:
        node["decision_weight"] = weight
    return node | (_covered(contact) if contact else {})


def _covered(contact: Contact) -> dict[str, Attribute]:
    covered: dict[str, Attribute] = {
        "coverage": str(contact.coverage),
        "engaged": contact.engaged,
        "contact_known": contact.contact_known,
    }
    if contact.days_since_contact is not None:
        covered["days_since_contact"] = contact.days_since_contact
    return covered


def _links(account: Account) -> Iterator[tuple[str, str, str, dict[str, Attribute]]]:
    flowing: dict[tuple[str, str, str], dict[bool, Flow]] = {}
    for flow in flows(account):
        flowing.setdefault(_key(flow.link), {})[flow.against] = flow
    for link in account.links:
        both = flowing.get(_key(link), {})
        attributes: dict[str, Attribute] = {
            "probability": both[False].probability if False in both else 0.0,
            "probability_back": both[True].probability if True in both else 0.0,
            "strength": str(link.strength),
            "inferred": link.is_inferred,
        }
        yield link.source, link.target, str(link.kind), attributes | _provenance(link)


def _inferred(account: Account) -> Iterator[tuple[str, str, str, dict[str, Attribute]]]:
    """Along reporting lines that are only inferred no influence flows. Nothing stands beside a
    manager who was stated."""
    for one in inferred_links(account):
        link = one.link
        attributes: dict[str, Attribute] = {
            "probability": link.probability or 0.0,
            "probability_back": 0.0,
            "strength": str(link.strength),
            "inferred": True,
            "confidence": one.confidence,
            "evidence": one.evidence,
        }
        if one.stated is None:
            yield link.source, link.target, str(link.kind), attributes | _provenance(link)


def _key(link: Link) -> tuple[str, str, str]:
    return link.kind, link.source, link.target


def _provenance(link: Link) -> dict[str, Attribute]:
    said = link.provenance
    days = {
        "recorded_at": said.recorded_at,
        "valid_from": said.valid_from,
        "valid_until": said.valid_until,
    }
    return {
        "origin": str(said.origin),
        "author": _clean(said.who),
        "list": _clean(said.source),
        **{name: day.isoformat() for name, day in days.items() if day is not None},
    }


def _contacts(account: Account) -> Iterator[tuple[str, str, str, dict[str, Attribute]]]:
    for (ours, theirs), between in contacts_between(account).items():
        attributes: dict[str, Attribute] = {
            "contacts": between.contacts,
            "last_contact": between.last.on.isoformat(),
            "engaged": engaged(between.strength),
        }
        yield ours, theirs, "in_touch", attributes


def _clean(text: str) -> str:
    return NOT_XML.sub("\ufffd", text)
