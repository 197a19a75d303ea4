"""The account as arrays: people by number, for the ranking."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from graph.analysis.arrows import Flow, flows
from graph.analysis.reach.influence import Arrows, Floats
from graph.analysis.standing import is_gone
from graph.model import Account, Person


@dataclass(frozen=True, slots=True, eq=False)
class Indexed:
    """Those who are there, in the account's order, and the influence between them.

    `number`: id → place in `people`. Arrays are float64 with one entry a person.
    """

    people: tuple[Person, ...]
    number: Mapping[str, int]
    flows: tuple[Flow, ...]
    arrows: Arrows

    def vector(self, values: Mapping[str, float]) -> Floats:
        """Values by id as an array; 0 for everybody else, and nothing for those who are gone."""
        array = np.zeros(len(self.people))
        for id_, value in values.items():
            if id_ in self.number:
                array[self.number[id_]] = value
        return array


def indexed(account: Account) -> Indexed:
    """The account's people who neither left nor objected, by number."""
    people = tuple(one for one in account.people if not is_gone(one))
    number = {one.id: place for place, one in enumerate(people)}
    found = flows(account)
    arrows = Arrows(
        people=len(people),
        source=np.array([number[one.source] for one in found], np.int64),
        target=np.array([number[one.target] for one in found], np.int64),
        probability=np.array([one.probability for one in found], np.float64),
    )
    return Indexed(people, number, found, arrows)
