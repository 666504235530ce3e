"""What documents in other languages and letters say: by words that are known to say the same, and by meaning."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import islice

from knowledge.compiled.base import KnowledgeBase
from knowledge.documents.languages import language_of
from knowledge.hand_set import HAS_ALL_WORDS, ODDS_WITH_MEANING
from knowledge.quoting.asked_for import AskedFor, Wanted
from knowledge.quoting.families import kin
from knowledge.quoting.finding import found_by_meaning, found_by_words
from knowledge.quoting.likeness import Said
from knowledge.quoting.meant import MeaningJudge
from knowledge.quoting.sentence_judge import Found, JudgedSentence
from knowledge.search.searcher import Searcher
from knowledge.search.within import Within
from knowledge.text.folding import fold, script
from knowledge.understanding.question import Question

_MOST_BY_WORDS, _MOST_BY_MEANING = 8, 12


@dataclass(frozen=True)
class OtherLanguages:
    """Looks there for one question, within some bounds."""

    searcher: Searcher
    knowledge: KnowledgeBase
    question: Question
    within: Within

    def by_words(self) -> tuple[AskedFor, list[Found]]:
        """Texts in other scripts: as good as they have the question's words."""
        wider = self._asked
        query = " ".join(dict.fromkeys(word for one in wider.words for word in one.kin))
        own = script(self.question.text)
        others = (one for one in found_by_words(self.searcher, query, self.within) if script(one.answering) is not own)
        found = list(islice(others, _MOST_BY_WORDS)) if query else []
        return wider, [replace(one, score=_share(one, wider.words)) for one in found]

    def doubts(self, judged: JudgedSentence) -> bool:
        """Whether a model makes it too unlikely that a sentence answers which words found; never without one."""
        found = judged.found
        cosine = self.searcher.cosine(self.question.text, found.document, found.answering)
        if cosine is None or self.question.arabic_in_latin:
            return False
        judge = MeaningJudge(self.knowledge.phrasings.calendar)
        meant = judge.weigh(self._asked, replace(found, score=cosine), cosine)
        return meant.wrong or judged.evidence.odds * meant.odds < ODDS_WITH_MEANING

    def by_meaning(self) -> list[JudgedSentence]:
        """The best sentence of each language but the question's own, the likeliest first; none without a model.

        None for Arabic in Latin letters either, which means nothing to a model.
        """
        best = [max(each, key=lambda one: one.evidence.order) for each in self.each_by_meaning()]
        return sorted(best, key=lambda one: one.evidence.order, reverse=True)

    def each_by_meaning(self) -> Iterator[list[JudgedSentence]]:
        """The nearest sentences of each other language."""
        if self.question.arabic_in_latin:
            return
        own = language_of(self.question.text)
        for language, found in found_by_meaning(self.searcher, self.question.text, self.within, _MOST_BY_MEANING):
            if language != own and found:
                yield self._judged(found)

    def _judged(self, found: Sequence[Found]) -> list[JudgedSentence]:
        judge, stories = MeaningJudge(self.knowledge.phrasings.calendar), dict[str, float]()
        for one in found:
            stories[one.document.id] = max(one.score, stories.get(one.document.id, 0.0))
        return [JudgedSentence(one, judge.weigh(self._asked, one, stories[one.document.id])) for one in found]

    @cached_property
    def _asked(self) -> AskedFor:
        asked = AskedFor.of(self.question)
        return replace(asked, words=tuple(map(self._widened, asked.words)))

    def _widened(self, wanted: Wanted) -> Wanted:
        """With the names of what it may mean, and as documents in other letters spell it."""
        names = [
            fold(word)
            for span in self.question.spans
            if wanted.text in span.text
            for sense in span.senses
            if (entity := self.knowledge.entities.get(sense.id))
            for name in entity.names.values()
            for word in name.split()
        ]
        spelled = [] if wanted.kin else self.searcher.respelled(wanted.forms[0])
        alike = [word for one in spelled for word in kin(one)]
        return replace(wanted, kin=(*wanted.kin, *names, *spelled, *alike))


def _share(found: Found, wanted: Sequence[Wanted]) -> float:
    """How far a text has the words of a question, in its language or another: instead of the score of the search."""
    return HAS_ALL_WORDS * (Said.of(found.article).share(wanted) + Said.of(found.stretch.text).share(wanted)) / 2
