"""Our own people, as lists name them: by name, e-mail or the id that a CRM gives them."""

from dataclasses import dataclass, field

from graph.fields import EXTERNAL_ID
from graph.identity import free_id, name_key
from graph.importers.drafts.known import Known
from graph.importers.drafts.references import References
from graph.importers.matching.identities import SALESFORCE, external_id
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

    def _make(self, text: str, key: str, system: str) -> str:
        taken = self.known.kinds.keys() | self._made.values()
        id_ = free_id(EntityKind.COLLEAGUE, (OURS, key), lambda one: one in taken)
        fields: dict[str, FieldValue] = {"name": text}
        if "@" in text:
            fields["email"] = text
        if system == SALESFORCE and text.startswith(_USER) and text.isalnum():
            fields[EXTERNAL_ID + system] = external_id(system, text)
        self.entities.append(Entity(id_, EntityKind.COLLEAGUE, OURS))
        self.statements.append(Statement(OURS, id_, fields))
        return id_
