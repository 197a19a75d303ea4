"""Our own people, as lists name them: by name, e-mail or the id that a CRM gives them."""

from dataclasses import dataclass, field

from graph.fields import EXTERNAL_ID
from graph.identity import free_id, name_key
from graph.importers.addresses import Named
from graph.importers.drafts.known import Known
from graph.importers.drafts.references import References
from graph.importers.matching.identities import NOBODY, SALESFORCE, external_id
from graph.importers.rows.layouts.format import LIST
from graph.log import OURS, Entity, FieldValue, Statement
from graph.vocabulary import EntityKind

_USER = "005"
"""With what the id of a user begins in Salesforce."""


@dataclass(slots=True)
class Colleagues:
    """Those whom `known` holds, and those whom the lists of one import name for the first time."""

    known: Known
    _references: References
    entities: list[Entity] = field(default_factory=list)
    statements: list[Statement] = field(default_factory=list)
    _made: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, known: Known) -> "Colleagues":
        return cls(known, References(known.index(EntityKind.COLLEAGUE), known.aliases, {}))

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

    @property
    def emails(self) -> frozenset[str]:
        """All their addresses, as far as they are known."""
        return frozenset(
            email
            for one in self.known.identities(EntityKind.COLLEAGUE).values()
            for email in one.emails
        )

    def at(self, who: Named) -> str:
        """The id of the colleague with an address, made if there is none; one who is known by
        name alone gets the address."""
        if not who.address:
            return self.get(who.name, LIST)
        if found := self.find(who.address, LIST):
            return found[0]
        made = self._without_email(who.name)
        if made is None:
            made = self._make(who.name or who.address, who.address, LIST, who.address)
        else:
            self.statements.append(Statement(OURS, made, {"email": who.address}))
        self._made[name_key(who.address)] = made
        return made

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
            fields["email"] = email or text
        if system == SALESFORCE and text.startswith(_USER) and text.isalnum():
            fields[EXTERNAL_ID + system] = external_id(system, text)
        self.entities.append(Entity(id_, EntityKind.COLLEAGUE, OURS))
        self.statements.append(Statement(OURS, id_, fields))
        return id_
