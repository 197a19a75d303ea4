"""Our own people, as lists name them: by name, e-mail or the id that a CRM gives them."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from graph.fields import ALONE, EXTERNAL_ID
from graph.identity import free_id, name_key
from graph.importers.addresses import Named, domain_of, spellings, with_letters
from graph.importers.drafts.findings import Findings
from graph.importers.drafts.known import Known
from graph.importers.drafts.references import References
from graph.importers.faults import Fault, excerpt
from graph.importers.matching.identities import NOBODY, SALESFORCE, external_id
from graph.importers.rows.layouts.format import LIST
from graph.importers.rows.model import Rows
from graph.log import OURS, Entity, FieldValue, Statement
from graph.vocabulary import EntityKind

_USER = "005"
"""With what the id of a user begins in Salesforce."""


@dataclass(slots=True)
class Colleagues:
    """Those whom `known` holds, and those whom the lists of one import name for the first time.

    `alone`: addresses that a user said are ours, each by itself: their domains aren't.
    """

    known: Known
    _references: References
    alone: frozenset[str] = frozenset()
    entities: list[Entity] = field(default_factory=list)
    statements: list[Statement] = field(default_factory=list)
    _made: dict[str, str] = field(default_factory=dict)
    _nameless: set[str] = field(default_factory=set)
    _told: int = 0

    @classmethod
    def of(cls, known: Known, alone: frozenset[str] = frozenset()) -> "Colleagues":
        found = cls(known, References(known.index(EntityKind.COLLEAGUE), known.aliases, {}), alone)
        for id_, one in known.identities(EntityKind.COLLEAGUE).items():
            if {*one.names} <= {*map(name_key, one.emails)}:
                found._nameless.add(id_)
        return found

    def find(self, text: str, system: str) -> tuple[str, ...]:
        """Everybody whom a cell may mean, of those known and those made so far."""
        made = self._made.get(name_key(text))
        return self._references.find(text, system) or ((made,) if made else ())

    def get(self, text: str, system: str) -> str:
        """The id of the colleague whom a cell names, made if there is none.

        Of several namesakes the first known is taken.
        """
        if found := self.find(text, system):
            return found[0]
        key = name_key(text)
        self._made[key] = made = self._make(text.strip(), key, system)
        return made

    def tell_ids(self, rows: Rows, findings: Findings) -> None:
        """Tell who is new and called by an id, as rows of activities name nobody otherwise."""
        for said in self.statements[self._told :]:
            name = str(said.fields.get("name", ""))
            if name and EXTERNAL_ID + SALESFORCE in said.fields:
                message = f'a colleague is known by an id alone, "{excerpt(name)}"'
                mend = f'name them: inroad colleague {excerpt(name)} --name "NAME"'
                findings.faults.append(Fault(message, rows.file, mend=mend))
        self._told = len(self.statements)

    @property
    def emails(self) -> Mapping[str, tuple[str, ...]]:
        """The addresses of each of them, by id, as far as they are known."""
        known = self.known.identities(EntityKind.COLLEAGUE)
        return {id_: tuple(map(with_letters, one.emails)) for id_, one in known.items()}

    @property
    def domains(self) -> Counter[str]:
        """How many of them are at each domain, without those whose address alone is ours."""
        kept = {one.entity for _, one in self.known.log.statements if one.fields.get(ALONE)}
        whole = (emails for id_, emails in self.emails.items() if id_ not in kept)
        return Counter(domain_of(one) for emails in whole for one in {*emails} - self.alone)

    def at(self, who: Named) -> str:
        """The id of the colleague with an address, made if there is none; one who is known by
        name alone gets the address."""
        if not who.address:
            return self.get(who.name, LIST)
        for spelling in spellings(who.address):
            if found := self.find(spelling, LIST):
                self._name(found[0], who.name)
                return found[0]
        made = self._without_email(who.name)
        if made is None:
            made = self._make(who.name or who.address, who.address, LIST, who.address)
        else:
            self.statements.append(Statement(OURS, made, self._mail_fields(who.address)))
        self._made[name_key(who.address)] = made
        return made

    def _name(self, id_: str, name: str) -> None:
        """Call one who goes by the address alone by a name, once a mail tells it."""
        if not name or id_ not in self._nameless:
            return
        self._nameless.remove(id_)
        made = next((one for one in self.statements if one.entity == id_), None)
        if made is None:
            self.statements.append(Statement(OURS, id_, {"name": name}))
        else:
            said = {**made.fields, "name": name}
            self.statements[self.statements.index(made)] = made._replace(fields=said)

    def _mail_fields(self, address: str) -> dict[str, FieldValue]:
        return {"email": address, ALONE: True} if address in self.alone else {"email": address}

    def _without_email(self, name: str) -> str | None:
        """The only colleague of a name, if they have no e-mail yet."""
        alike = self.find(name, LIST) if name else ()
        if len(alike) != 1:
            return None
        known = self.known.identities(EntityKind.COLLEAGUE).get(alike[0], NOBODY).emails
        said = (one.fields for one in self.statements if one.entity == alike[0])
        return None if known or any("email" in fields for fields in said) else alike[0]

    def _make(self, text: str, key: str, system: str, email: str = "") -> str:
        taken = self.known.kinds.keys() | self._made.values()
        id_ = free_id(EntityKind.COLLEAGUE, (OURS, key), lambda one: one in taken)
        fields: dict[str, FieldValue] = {"name": text}
        if email or "@" in text:
            fields |= self._mail_fields(email or text)
        if system == SALESFORCE and text.startswith(_USER) and text.isalnum():
            fields[EXTERNAL_ID + system] = external_id(system, text)
        if "@" in text:
            self._nameless.add(id_)
        self.entities.append(Entity(id_, EntityKind.COLLEAGUE, OURS))
        self.statements.append(Statement(OURS, id_, fields))
        return id_
