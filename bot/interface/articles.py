"""What is known about the subjects of a text that somebody else wrote: a forwarded or pasted article."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from bot.interface.buttons.keyboards import Keyboards
from bot.interface.catalogue import Catalogue
from bot.interface.words.attribution import marked, sources_line, with_notes
from bot.interface.words.markup import Block, Emphasis, Page, emphasised
from bot.interface.words.wording import Wording
from knowledge.compiled.base import KnowledgeBase
from knowledge.dialogue import Sentence
from knowledge.model import Entity, Statement
from knowledge.understanding.reader import Reader

LONG_WORDS = 60
"""A text of so many words is no question."""
_MOST_WORDS = 900
"""As many as a message holds of ordinary length."""
_MAX_TOLD, _MAX_OFFERED = 3, 6


class Teller(Protocol):
    """What words statements: a `knowledge.answering.engine.Engine`."""

    @property
    def knowledge(self) -> KnowledgeBase:
        """The version that it tells from."""

    def sentence(self, statement: Statement, lang: str, today: date) -> Sentence:
        """A statement in a language, in the tense of the day."""


def is_long(text: str) -> bool:
    """Whether a text is too long to be a question."""
    return len(text.split()) >= LONG_WORDS


def subjects(text: str, reader: Reader, catalogue: Catalogue) -> tuple[Entity, ...]:
    """The entities that a text names for certain and about which anything is known: names first, then themes."""
    ranked = sorted(reader.named(text, _MOST_WORDS), key=lambda id_: id_ not in reader.proper)
    return tuple(catalogue.all_named(ranked))


@dataclass(frozen=True, slots=True)
class Article:
    """Makes the page about the subjects of an article."""

    teller: Teller
    wording: Wording
    today: date

    def page(self, found: Sequence[Entity]) -> Page:
        """The foremost statement about each of the first subjects, and buttons for more."""
        if not found:
            return Page((self._block(self.wording.text("article.nothing")),))
        told, knowledge = list(self._told(found)), self.teller.knowledge
        blocks = [
            self._block(self.wording.text("article.intro")),
            *(
                self._block(
                    emphasised(self.wording.text("brief.title", name=one.name(self.wording.lang)), Emphasis.BOLD),
                    *with_notes([marked(said, self.wording)], [said], self.wording),
                )
                for one, said in told
            ),
            self._block(*sources_line((one.statement for _, one in told), knowledge.sources, self.wording)),
        ]
        return Page(tuple(blocks), Keyboards(self.wording).briefs(found[:_MAX_OFFERED]))

    def _told(self, found: Sequence[Entity]) -> Iterator[tuple[Entity, Sentence]]:
        """A statement for each subject, none twice."""
        seen: set[str] = set()
        for entity in found[:_MAX_OFFERED]:
            about = self.teller.knowledge.statements_about(entity.id)
            own = sorted(about, key=lambda statement: statement.subject != entity.id)
            statement = next((one for one in own if one.id not in seen), None)
            if statement and len(seen) < _MAX_TOLD:
                seen.add(statement.id)
                yield entity, self.teller.sentence(statement, self.wording.lang, self.today)

    def _block(self, *lines: str) -> Block:
        return Block(self.wording.lang, lines)
