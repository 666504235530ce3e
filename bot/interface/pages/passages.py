"""The pages about documents that nobody has curated: what a search finds in them, and what stands around a quote."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from bot.interface.buttons.encoding import digest
from bot.interface.buttons.keyboards import Keyboards
from bot.interface.quoting import address_of
from bot.interface.words.attribution import clipped, document_line
from bot.interface.words.bidi import tidied
from bot.interface.words.markup import Block, Emphasis, Page, Style, emphasised
from bot.interface.words.wording import Worded, Wording
from knowledge.archive.fed import is_fed
from knowledge.hand_set import FACT_FOUND
from knowledge.model import Source
from knowledge.quoting.filters import filtered
from knowledge.quoting.results import StoryHit, by_story, is_about, met
from knowledge.quoting.stretches import before_and_behind, following
from knowledge.search.searcher import Hit, HitKind, Searcher
from knowledge.search.within import EVERYWHERE

_MOST_STORIES, _MOST_FACTS = 5, 3
_MOST_HITS = 20
_READ_ON = 3
_AROUND = 1500
"""Characters of a document that are shown on either side of a sentence."""
_MAX_SENTENCE = 500
_MOST_QUERY = 300


@dataclass(frozen=True, slots=True)
class PassagePages:
    """Makes pages in one language from what a searcher finds."""

    searcher: Searcher
    wording: Wording

    def search(self, query: str, today: date) -> Page:
        """The facts, and apart from them the stories, that share most with some words."""
        asked = filtered(query[:_MOST_QUERY], self.searcher.publishers(), today)
        hits = self.searcher.search(asked.text, top=_MOST_HITS, within=asked.within)
        facts = [one for one in hits if one.kind is HitKind.STATEMENT and one.score >= FACT_FOUND][:_MOST_FACTS]
        facts = facts if asked.within == EVERYWHERE else []
        passages = (one for one in hits if one.kind is HitKind.PASSAGE and is_about(one, asked.text))
        stories = by_story(passages)[:_MOST_STORIES]
        if not facts and not stories:
            return Page((self._block(self.wording.text("search.nothing", words=clipped(query, _MAX_SENTENCE))),))
        return Page((*self._facts(facts, asked.text), *self._stories(stories, asked.text)))

    def _facts(self, facts: Sequence[Hit], query: str) -> Iterator[Block]:
        if facts:
            yield self._block(emphasised(self.wording.text("search.facts"), Emphasis.BOLD))
            yield self._block(*(self.wording.text("list.item", text=highlighted(one.text, query)) for one in facts))

    def _stories(self, stories: Sequence[StoryHit], query: str) -> Iterator[Block]:
        """What the documents say behind the facts, apart from those that nobody has looked through."""
        found = [(one, document) for one in stories if (document := one.hit.document)]
        for title, curated in (("search.texts", True), ("search.documents", False)):
            own = [(one, document) for one, document in found if document.curated is curated]
            if own:
                yield self._block(emphasised(self.wording.text(title), Emphasis.BOLD))
            for one, document in own:
                yield Block(document.language, (highlighted(one.hit.text, query),), Style.QUOTE)
                yield Block(self.wording.lang, tuple(self._origin(document, one.copies)), adjoins=True)

    def _origin(self, document: Source, copies: Iterable[Source]) -> Iterator[str]:
        yield document_line(document, self.wording)
        if tellers := dict.fromkeys(copy.publisher or copy.title or copy.id for copy in copies):
            yield self.wording.text("quoted.copies", publishers=self.wording.listed(tellers))
        if address := address_of(document.url):
            yield Worded(address)

    def usage(self) -> Page:
        """What stands behind the command."""
        return Page((self._block(self.wording.text("search.usage")),))

    def read_on(self, key: str, start: int) -> Page | None:
        """The sentences behind one; None where the document is gone, ends there, or is of a feed."""
        document = self._document(key)
        stretch = following(document, start, _READ_ON, self.searcher.tells) if document else None
        if document is None or stretch is None:
            return None
        page = self._passage(document, tidied(stretch.text))
        return Page(page.blocks, Keyboards(self.wording).documents(document, stretch.at))

    def whole(self, key: str, start: int) -> Page | None:
        """A sentence in bold with what stands around it; None where the document is gone, or is of a feed."""
        document = self._document(key)
        around = before_and_behind(document, start, _AROUND, self.searcher.tells) if document else None
        if document is None or around is None:
            return None
        before, sentence, behind = map(tidied, around)
        meant = emphasised(sentence, Emphasis.BOLD)
        return self._passage(document, " ".join(filter(None, (before, meant, behind))))

    def newest(self, most: int) -> tuple[Block, ...]:
        """How many documents there are that nobody has curated, and the newest of them; nothing where there is none."""
        found = self.searcher.newest(EVERYWHERE, most)
        if not found:
            return ()
        title = self.wording.text("sources.uncurated", n=self.searcher.count())
        lines = (self.wording.text("list.item", text=document_line(one, self.wording)) for one in found)
        return (self._block(emphasised(title, Emphasis.BOLD)), self._block(*lines))

    def _passage(self, document: Source, text: str) -> Page:
        origin = self.wording.text("quoted.from", document=document_line(document, self.wording))
        return Page((Block(document.language, (text,), Style.QUOTE), Block(self.wording.lang, (origin,), adjoins=True)))

    def _document(self, key: str) -> Source | None:
        """A document of which more may be shown than a sentence."""
        found = self.searcher.document(lambda id_: digest(id_) == key)
        return None if found is None or is_fed(found) else found

    def _block(self, *lines: str) -> Block:
        return Block(self.wording.lang, lines)


def highlighted(text: str, query: str) -> Worded:
    """A sentence with the words in bold that were looked for; what is too long is cut."""
    plain = clipped(text, _MAX_SENTENCE)
    parts, at = [], 0
    for start, end in met(plain, query):
        parts += [plain[at:start], emphasised(plain[start:end], Emphasis.BOLD)]
        at = end
    return Worded("".join((*parts, plain[at:])))
