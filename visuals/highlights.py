"""What the answer to "whom next?" and the touches say of one person, for their card."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from graph.analysis.phrases import unbroken
from graph.vocabulary import Coverage
from visuals.text import shown


@dataclass(frozen=True, slots=True)
class Highlight:
    """One of the people to reach next, with the reason in one line and in several; `brief`: the
    gist in two short lines, for a list; `explained` in full, if that was asked for."""

    person_id: str
    rank: int
    headline: str
    because: tuple[str, ...]
    explained: tuple[str, ...] = ()
    brief: tuple[str, ...] = ()

    def cleaned(self) -> "Highlight":
        """Fit to be drawn, with no number parted from its unit."""
        return replace(
            self,
            headline=_clean(self.headline),
            because=cleaned(self.because),
            explained=cleaned(self.explained),
            brief=cleaned(self.brief),
        )


@dataclass(frozen=True, slots=True)
class Deciding:
    """That somebody decides. `inferred`: taken from titles, as nobody said who does. `reached`:
    how surely they are today, in few words; `says`: what else to know, in sentences."""

    person_id: str
    headline: str
    inferred: bool
    reached: str
    says: tuple[str, ...]

    def cleaned(self) -> "Deciding":
        """Fit to be drawn, with no number parted from its unit."""
        return replace(
            self,
            headline=_clean(self.headline),
            reached=_clean(self.reached),
            says=cleaned(self.says),
        )


@dataclass(frozen=True, slots=True)
class CoverageLook:
    """How well a person is covered. `days_since` None with `contact_known`: never. `by`: the names
    of ours who were in touch on the day of the last contact."""

    coverage: Coverage
    days_since: int | None
    contact_known: bool
    by: tuple[str, ...] = ()


def cleaned(texts: Iterable[str]) -> tuple[str, ...]:
    """Sentences fit to be drawn, with no number parted from its unit."""
    return tuple(map(_clean, texts))


def _clean(text: str) -> str:
    return unbroken(shown(text))
