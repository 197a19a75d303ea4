"""A team of six as a picture, and how to find things on its page."""

from playwright.sync_api import Page

from graph.model import Account
from graph.vocabulary import Coverage
from tests.unit.worlds import TODAY, inferred, influences, link, org, person_id, said
from visuals.highlights import CoverageLook, Highlight
from visuals.picture import Picture, picture

TEAM = """
Ann Lee, CEO {inner_circle}
  José Ñandú, CFO {economic_buyer; supporter}
    Cid Moss, Controller
  Dee Poe, CTO
    Eve Fox, Head of IT
Zoë Quist, Adviser
"""

EXPLAINED = ("82 % of the gain (25.4 ± 0.10 points): Eve Fox → Dee Poe, 30 % likely.",)


def account() -> Account:
    return org(
        TEAM,
        influences("Dee Poe", "José Ñandú", "strong"),
        inferred(influences("Cid Moss", "Ann Lee")),
        link("Eve Fox", "conflicts_with", "Cid Moss"),
        said("José Ñandú", email="jn@dream.example", on=TODAY, evidence="his card"),
        said("", invented=True),
    )


def team() -> Picture:
    chosen = [
        Highlight(
            person_id("Eve Fox"), 1, "adds 31 % of the decision", ("is new", "leads IT"), EXPLAINED
        ),
        Highlight(person_id("Cid Moss"), 2, "adds 12 % of the decision", ("knows José",)),
    ]
    looks = {
        person_id("Eve Fox"): CoverageLook(Coverage.NO_CONTACT, None, contact_known=True),
        person_id("Ann Lee"): CoverageLook(Coverage.IN_DEPTH, 12, contact_known=True),
    }
    return picture(account(), chosen, looks)


def item(name: str) -> str:
    """The selector of a person in the outline."""
    return f'#outline li[role=treeitem][aria-label*="{name}"]'


def colours(page: Page) -> set[str]:
    """Colours on the map, as hexadecimal numbers."""
    found: list[str] = page.evaluate(
        """() => {
            const { width, height } = document.querySelector('#map canvas');
            const pen = document.querySelector('#map canvas').getContext('2d');
            const pixels = new Uint32Array(pen.getImageData(0, 0, width, height).data.buffer);
            const hex = (n) => (n & 255).toString(16).padStart(2, '0');
            return [...new Set(pixels)].map((n) => hex(n) + hex(n >> 8) + hex(n >> 16));
        }"""
    )
    return {f"#{colour}" for colour in found}
