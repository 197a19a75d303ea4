"""The account review as one page to read and to print. What comes from outside is escaped."""

from base64 import b64encode
from hashlib import sha256
from importlib.resources import files
from itertools import groupby

from jinja2 import Environment, PackageLoader, StrictUndefined

from graph.advice.account_review.answer import account_review
from graph.advice.account_review.consensus import consensus_answer, money_text
from graph.advice.account_review.hanging import hanging_lines
from graph.advice.account_review.reaching import reached_lines
from graph.analysis.coverage import Contact
from graph.analysis.phrases import called, percent, since_contact, spelt
from graph.analysis.reviewing import Cell, Review
from visuals.text import isolated


def review_page(found: Review, *, is_served: bool = False) -> str:
    """The whole page; it loads nothing and runs nothing. `is_served`: with links to what else a
    server shows."""
    style = files("visuals").joinpath("templates/review.css").read_text("utf-8")
    levels = [(level, list(cells)) for level, cells in groupby(found.matrix, _level)]
    template = _environment().get_template("review.html")
    return template.render(
        style=style,
        is_served=is_served,
        digest=b64encode(sha256(style.encode()).digest()).decode(),
        review=found,
        more=account_review(found.account),
        consensus=consensus_answer(found.account, {}),
        covered=sum(one.is_covered for one in found.people),
        functions=list(dict.fromkeys(cell.function for cell in found.matrix)),
        levels=levels,
        hanging=list(hanging_lines(found)),
        reached=list(reached_lines(found)),
    )


def _level(cell: Cell) -> str:
    return cell.level


def _money(amount: float | None, currency: str) -> str:
    return "not known" if amount is None else f"{currency} {amount:,.0f}".strip()


def _last(contact: Contact) -> str:
    return since_contact(contact.days_since_contact, known=contact.contact_known)


def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("visuals"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {
        "called": called,
        "isolated": isolated,
        "last": _last,
        "money": _money,
        "percent": percent,
        "spelt": spelt,
        "worth": money_text,
    }
    return environment
