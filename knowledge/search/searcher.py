"""Ranked statements and source passages, for what nobody has curated yet.

How things are found is in `ranking`; here numbers become statements and passages again. Nothing of it is imported
before somebody searches: numpy alone takes a tenth of a second and 25 MB.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import cached_property
from heapq import merge
from itertools import islice
from typing import TYPE_CHECKING

from knowledge.compiled.base import KnowledgeBase
from knowledge.hand_set import MEANT_FROM, WEIGHED
from knowledge.model import LANGUAGES, Passage, Source, Statement
from knowledge.search.documents import documents, in_order
from knowledge.search.elsewhere import Elsewhere
from knowledge.search.mentions import documents_with, phrase_of
from knowledge.search.within import EVERYWHERE, Within
from knowledge.text.folding import fold, script
from knowledge.text.letters import Script
from knowledge.text.sentences import flowing

if TYPE_CHECKING:
    from knowledge.search.grams import Array
    from knowledge.search.meaning import Meaning
    from knowledge.search.ranker import RankedSentence, Ranker


class HitKind(StrEnum):
    """Curated or not."""

    STATEMENT = "statement"
    PASSAGE = "passage"


@dataclass(frozen=True, slots=True)
class Hit:
    """One search result; `score`, from 0 to 1, is how probably it is what was looked for."""

    kind: HitKind
    id: str
    source: str
    text: str
    score: float
    document: Source | None = field(default=None, repr=False, compare=False)
    """Of a passage."""


@dataclass(frozen=True)
class Searcher:
    """Searches one knowledge version and what lies beside it; ready after `warm` or the first search."""

    knowledge: KnowledgeBase
    meaning: Meaning | None = None
    """Where there is one, what a query means counts beside its words."""
    elsewhere: Elsewhere | None = None

    def warm(self) -> Searcher:
        """Load the index now, so that the first search does not pay for it."""
        _ = self._ranker.vocabulary, self._sources
        return self

    def search(
        self, query: str, *, top: int = 10, every_passage: bool = False, within: Within = EVERYWHERE
    ) -> list[Hit]:
        """The best hits, best first; unless `every_passage`, at most one passage a source and no sentence twice."""
        most = max(WEIGHED, 2 * top)
        found = self._ranker.rank(query, candidates=most, near=self._near(query))
        own = filter(None, (self._hit(one, query) for one in found))
        hits: dict[tuple[HitKind, str], Hit] = {}
        told: set[str] = set()
        for hit in merge(own, self._hits_elsewhere(query, most, within), key=lambda one: -one.score):
            if hit.document and not within.admits(hit.document):
                continue
            whole = hit.id if every_passage or hit.kind is HitKind.STATEMENT else hit.source
            sentence = "" if every_passage else fold(hit.text)
            if sentence not in told:
                hits.setdefault((hit.kind, whole), hit)
            if sentence and hit.kind is HitKind.PASSAGE:
                told.add(sentence)
            if len(hits) == top:
                break
        return list(hits.values())

    @property
    def has_documents(self) -> bool:
        """Whether there is anything to search that nobody has curated."""
        return self.count() > 0

    def count(self) -> int:
        """How many documents nobody has curated."""
        return len(self._sources) - self._curated + (self.elsewhere.count() if self.elsewhere else 0)

    def sentences(
        self, query: str, *, candidates: int, within: Within = EVERYWHERE
    ) -> Iterator[tuple[Passage, Source, float]]:
        """The sentences of documents that nobody has curated, each with how probably it is meant, best first."""
        theirs = self._elsewhere(query, candidates, within)
        for passage, score in merge(self._own_passages(query, candidates), theirs, key=lambda one: -one[1]):
            document = passage.document or self.knowledge.sources[passage.source]
            if within.admits(document):
                yield passage, document, score

    def nearest(
        self, query: str, *, candidates: int, within: Within = EVERYWHERE
    ) -> Mapping[str, Sequence[tuple[Passage, float]]]:
        """The sentences elsewhere that come nearest in meaning, of each language by itself, with their cosines."""
        found = self.elsewhere.nearest(query, candidates=candidates, within=within) if self.elsewhere else {}
        return {
            language: [(passage, cosine) for passage, cosine in each if self._may_be_told(passage)]
            for language, each in found.items()
        }

    def cosine(self, query: str, document: Source, sentence: str) -> float | None:
        """How near a sentence comes to a question in meaning; None where nobody knows."""
        if self.meaning is None:
            return None
        from knowledge.search.meaning import asked_in, under_title

        encoder = self.meaning.encoder
        [vector] = encoder.passages([under_title(document.title or "", sentence)])
        return float(asked_in(query, encoder) @ vector)

    def newest(self, within: Within, most: int) -> list[Source]:
        """The documents that nobody has curated, those that were published last first."""
        own = [one for one in self._sources if not one.curated and within.admits(one)]
        theirs = self.elsewhere.newest(within, most) if self.elsewhere else ()
        return sorted((*own, *theirs), key=lambda one: one.published.last if one.published else date.min, reverse=True)[
            :most
        ]

    def document(self, is_meant: Callable[[str], bool]) -> Source | None:
        """The document of whose id this holds, among those that nobody has curated."""
        own = (one for one in self._sources if not one.curated and is_meant(one.id))
        return next(own, None) or (self.elsewhere.document(is_meant) if self.elsewhere else None)

    def tells(self, text: str) -> bool:
        """Whether words of a document may be told: nothing that is withheld stands in them."""
        return not any(text in quote or quote in text for quote in self._withheld_words)

    def publishers(self) -> frozenset[str]:
        """Who published the documents that nobody has curated."""
        own = {one.publisher for one in self._sources if one.publisher and not one.curated}
        return frozenset(own.union(self.elsewhere.publishers() if self.elsewhere else ()))

    def respelled(self, word: str) -> tuple[str, ...]:
        """A word of another script as documents elsewhere may spell it."""
        return self.elsewhere.respelled(word) if self.elsewhere else ()

    def mentioning(self, text: str) -> int:
        """How many documents that nobody has curated have all words of a text; of what is withheld nobody is told."""
        phrase = phrase_of(text)
        if not self.has_documents or any(fold(text) in fold(quote) for quote in self._withheld_words):
            return 0
        found = documents_with(self._ranker.index, phrase) if self._curated < len(self._sources) else ()
        own = sum(one >= self._first_source + self._curated for one in found)
        return own + (self.elsewhere.mentioning(phrase, apart=self.knowledge.sources) if self.elsewhere else 0)

    def _own_passages(self, query: str, most: int) -> Iterator[tuple[Passage, float]]:
        """The sentences of the knowledge's own uncurated sources, best first."""
        if self._curated == len(self._sources):
            return
        first = self._first_source + self._curated
        for one in self._ranker.rank(query, candidates=most, first=first, near=self._near(query)):
            if passage := self._passage(one):
                yield passage, one.score

    def _elsewhere(self, query: str, most: int, within: Within = EVERYWHERE) -> Iterator[tuple[Passage, float]]:
        """What is found elsewhere, but for what is withheld and what the knowledge has as a source of its own."""
        for passage, score in self.elsewhere.search(query, candidates=most, within=within) if self.elsewhere else ():
            if self._may_be_told(passage):
                yield passage, score

    def _may_be_told(self, passage: Passage) -> bool:
        return passage.source not in self.knowledge.sources and self.tells(passage.text)

    def _hits_elsewhere(self, query: str, most: int, within: Within) -> Iterator[Hit]:
        for passage, score in self._elsewhere(query, most, within):
            yield Hit(
                HitKind.PASSAGE, passage.id, passage.source, passage.text, round(score, 4), document=passage.document
            )

    def statements(self, query: str, *, top: int = 3) -> tuple[Statement, ...]:
        """The statements that are nearest in meaning, nearest first; none where nothing is near."""
        near = self._near(query)
        if near is None:
            return ()
        each = near[: self._first_source].reshape(len(self._statements), len(LANGUAGES)).max(axis=1)
        ranked = sorted(range(len(each)), key=lambda index: -each[index])
        near_enough = (self._statements[index] for index in ranked if each[index] >= MEANT_FROM)
        return tuple(islice((one for one in near_enough if one), top))

    def _near(self, query: str) -> Array | None:
        return None if self.meaning is None else self.meaning.nearness(query)

    def _hit(self, found: RankedSentence, query: str) -> Hit | None:
        """What was found; None where these readers may not see it."""
        score = round(found.score, 4)
        if found.document >= self._first_source:
            passage = self._passage(found)
            if passage is None:
                return None
            document = self.knowledge.sources[passage.source]
            return Hit(HitKind.PASSAGE, passage.id, passage.source, passage.text, score, document)
        statement = self._statements[found.document // len(LANGUAGES)]
        if statement is None:
            return None
        text = statement.wording["ar" if script(query) is Script.ARABIC else "en"]
        return Hit(HitKind.STATEMENT, statement.id, statement.citations[0].source, text, score)

    def _passage(self, found: RankedSentence) -> Passage | None:
        """The sentence; None where words of it are withheld."""
        source = self._sources[found.document - self._first_source]
        number, start, end = self._ranker.index.layout.place(found.document, found.sentence)
        if any(one < end and other > start for one, other in self._withheld.get(source.id, ())):
            return None
        return Passage(f"{source.id}#{number}", source.id, start, flowing(source.text[start:end]))

    @cached_property
    def _ranker(self) -> Ranker:
        from knowledge.search.index import SearchIndex
        from knowledge.search.ranker import Ranker

        base = self.knowledge
        if base.index is not None:
            return Ranker(SearchIndex.load(base.index))
        return Ranker(SearchIndex.build(documents(base.current.values(), base.entities, base.sources)))

    @cached_property
    def _statements(self) -> list[Statement | None]:
        """In the order of the index; None where these readers may not see one."""
        current = self.knowledge.current
        return (
            list(current.values()) if self.knowledge.indexed is None else list(map(current.get, self.knowledge.indexed))
        )

    @cached_property
    def _withheld(self) -> Mapping[str, Sequence[tuple[int, int]]]:
        """Where in each source words are withheld."""
        found: defaultdict[str, list[tuple[int, int]]] = defaultdict(list)
        for one in self.knowledge.withheld:
            found[one.source].append((one.start, one.start + len(one.quote)))
        return found

    @cached_property
    def _withheld_words(self) -> tuple[str, ...]:
        """What is withheld, as sentences are read: wherever else it stands, it is not told either."""
        return tuple(flowing(one.quote) for one in self.knowledge.withheld)

    @cached_property
    def _sources(self) -> list[Source]:
        return in_order(self.knowledge.sources)

    @cached_property
    def _curated(self) -> int:
        return sum(source.curated for source in self._sources)

    @cached_property
    def _first_source(self) -> int:
        """The first document that is a source."""
        return len(LANGUAGES) * len(self._statements)
