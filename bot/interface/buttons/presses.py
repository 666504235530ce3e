"""What a press of a button means, each as a type of its own, with the letter that stands for it in a button.

A new button is a type with its letter here, and the function that obeys it in `handlers/buttons.py`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias

from bot.drawing.scenes import CardShape, Look, PictureKind
from knowledge.citing.formats import CitationFormat
from knowledge.model import EntityType, Kind

Keys: TypeAlias = tuple[str, ...]
"""Digests of statements."""


@dataclass(frozen=True, slots=True)
class Press:
    """Any of them; its fields are what the button carries."""


@dataclass(frozen=True, slots=True)
class Quote(Press):
    """Show the exact words behind statements."""

    statements: Keys


@dataclass(frozen=True, slots=True)
class Report(Press):
    """Tell the operators that statements are mistaken."""

    statements: Keys


@dataclass(frozen=True, slots=True)
class Related(Press):
    """Show what else is connected with statements."""

    statements: Keys


@dataclass(frozen=True, slots=True)
class Explain(Press):
    """Show what the abbreviations and offices in statements stand for."""

    statements: Keys


@dataclass(frozen=True, slots=True)
class Cite(Press):
    """Show how statements are cited and passed on."""

    statements: Keys


@dataclass(frozen=True, slots=True)
class CiteAs(Press):
    """Send the citations of statements as a file."""

    format: CitationFormat
    statements: Keys


@dataclass(frozen=True, slots=True)
class Draw(Press):
    """Show a picture about some entities, or about all; of a document for its coverage."""

    kind: PictureKind
    subjects: Keys
    page: int
    look: Look


@dataclass(frozen=True, slots=True)
class DrawCard(Press):
    """Show a statement as a card to pass on."""

    shape: CardShape
    statements: Keys
    look: Look


@dataclass(frozen=True, slots=True)
class Brief(Press):
    """Tell what is known about an entity."""

    entity: str


@dataclass(frozen=True, slots=True)
class MoreOf(Press):
    """Tell what is known about an entity up to a part, in the same message."""

    entity: str
    part: int


@dataclass(frozen=True, slots=True)
class ChooseEntity(Press):
    """Read the question above as one about this entity."""

    entity: str


@dataclass(frozen=True, slots=True)
class NoneOfThese(Press):
    """None of the offered readings is meant."""


@dataclass(frozen=True, slots=True)
class AskThis(Press):
    """Ask the question that stands on the button."""

    number: int


@dataclass(frozen=True, slots=True)
class ShowPage(Press):
    """Do what a command does, in a new message."""

    command: str


@dataclass(frozen=True, slots=True)
class OpenClass(Press):
    """Show a page of the entities of a type, in the same message."""

    type: EntityType
    page: int


@dataclass(frozen=True, slots=True)
class OpenList(Press):
    """Show the first page of a list in a new message."""

    kind: Kind


@dataclass(frozen=True, slots=True)
class TurnList(Press):
    """Show another page of a list in the same message."""

    kind: Kind
    page: int


@dataclass(frozen=True, slots=True)
class TurnSources(Press):
    """Show another page of the documents in the same message."""

    page: int


@dataclass(frozen=True, slots=True)
class SearchFor(Press):
    """Search facts and documents for some words."""

    words: str


@dataclass(frozen=True, slots=True)
class ReadOn(Press):
    """Show what stands in a document behind the sentence that begins there."""

    document: str
    start: int


@dataclass(frozen=True, slots=True)
class WholePassage(Press):
    """Show the sentence that begins there with all that stands around it."""

    document: str
    start: int


@dataclass(frozen=True, slots=True)
class Speak(Press):
    """Speak a language from now on; `auto` is that of each question."""

    lang: str


@dataclass(frozen=True, slots=True)
class Forget(Press):
    """Delete all that is kept about this chat."""


@dataclass(frozen=True, slots=True)
class KeepAll(Press):
    """Delete nothing of what is kept."""


@dataclass(frozen=True, slots=True)
class Publish(Press):
    """Publish a version after the cooling-off, unless another than the one it was compared with is served by now."""

    version: str
    instead: str


@dataclass(frozen=True, slots=True)
class PublishNow(Press):
    """The same at once."""

    version: str
    instead: str


@dataclass(frozen=True, slots=True)
class Unpublish(Press):
    """Take back what waits to be published."""


@dataclass(frozen=True, slots=True)
class LeaveIt(Press):
    """Publish nothing."""


@dataclass(frozen=True, slots=True)
class OfferDocument(Press):
    """Show what would be kept of the text above."""


@dataclass(frozen=True, slots=True)
class KeepDocument(Press):
    """Keep the file or text above as a document; `dated` 0: without the day on which its file was made."""

    dated: int


@dataclass(frozen=True, slots=True)
class DropDocument(Press):
    """Keep nothing of it."""


@dataclass(frozen=True, slots=True)
class PauseFeed(Press):
    """Let a feed alone until the next start; `paused` 0: go on with it."""

    name: str
    paused: int


@dataclass(frozen=True, slots=True)
class Still(Press):
    """A button that only says where the reader is."""


Decision: TypeAlias = Publish | PublishNow | Unpublish | LeaveIt
"""What an operator can decide about publishing."""

LETTERS: Mapping[str, type[Press]] = {
    "q": Quote,
    "m": Report,
    "r": Related,
    "W": Explain,
    "Q": Cite,
    "F": CiteAs,
    "D": Draw,
    "K": DrawCard,
    "b": Brief,
    "k": MoreOf,
    "c": ChooseEntity,
    "n": NoneOfThese,
    "a": AskThis,
    "G": ShowPage,
    "C": OpenClass,
    "o": OpenList,
    "l": TurnList,
    "s": TurnSources,
    "R": ReadOn,
    "P": WholePassage,
    "g": Speak,
    "f": Forget,
    "v": KeepAll,
    "u": Publish,
    "i": PublishNow,
    "x": Unpublish,
    "e": LeaveIt,
    "O": OfferDocument,
    "V": KeepDocument,
    "N": DropDocument,
    "p": Still,
    "fp": PauseFeed,
    "sf": SearchFor,
}
"""A letter never changes its meaning, and stands in no other table; a new meaning takes a new letter."""
