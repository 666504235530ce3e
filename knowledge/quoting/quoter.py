"""From a question to the words of documents that nobody has curated: what says it, or what is only near."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from knowledge.archive.fed import is_fed
from knowledge.compiled.base import KnowledgeBase
from knowledge.dialogue import QuotedPassage
from knowledge.hand_set import MAY_ANSWER, MEANT_NEAR, PASSAGE_FROM, QUOTED_BESIDE
from knowledge.model import Passage, Source
from knowledge.quoting.asked_for import AskedFor
from knowledge.quoting.days import days_in
from knowledge.quoting.filters import filtered, years_of
from knowledge.quoting.finding import MOST_JUDGED, found_by_words
from knowledge.quoting.other_languages import OtherLanguages
from knowledge.quoting.sentence_judge import Found, JudgedSentence, SentenceJudge
from knowledge.quoting.stories import is_copy
from knowledge.quoting.stretches import around, spans_of
from knowledge.search.searcher import Searcher
from knowledge.search.within import EVERYWHERE, Within
from knowledge.text.folding import fold
from knowledge.understanding.question import Question
from knowledge.understanding.reader import Reader

_MOST_QUOTED, _MOST_NEAR = 2, 3
_MOST_MISSING = 3


@dataclass(frozen=True, slots=True)
class Quotation:
    """What was found, the best first."""

    quotes: tuple[QuotedPassage, ...] = ()
    answers: bool = False
    """Whether the first says what is asked for."""
    missing: tuple[str, ...] = ()
    """Of what is only near: what it does not say."""


NOTHING = Quotation()


@dataclass(frozen=True, slots=True)
class Quoter:
    """Quotes what a searcher finds."""

    searcher: Searcher
    reader: Reader
    knowledge: KnowledgeBase

    def quote(self, question: Question, today: date) -> Quotation:
        """The words that say what is asked for, else those that come near; nothing where nothing does."""
        if not self.searcher.has_documents:
            return NOTHING
        asked_for = filtered(question.text, self.searcher.publishers(), today)
        if asked_for.text != question.text:
            question = self.reader.read(asked_for.text, lang=question.lang)
        asked = AskedFor.of(question)
        if asked_for.latest or not asked_for.text or (asked_for.within.first and not asked.kinds):
            return self._latest(question, asked_for.within)
        judged, meant = self.judged(question, asked_for.within), list[JudgedSentence]()
        if not (judged and judged[0].answers):
            others = OtherLanguages(self.searcher, self.knowledge, question, asked_for.within)
            judged = self._best((judged, self._unless_doubted(self._judged(*others.by_words()), others)))
            meant = [] if judged and judged[0].answers else others.by_meaning()
        return self._quotation(judged, meant)

    def judged(self, question: Question, within: Within) -> list[JudgedSentence]:
        """The sentences that share most with a question, by how well they answer it."""
        return self._judged(AskedFor.of(question), self._found(question, within))

    def _judged(self, asked: AskedFor, found: Iterable[Found]) -> list[JudgedSentence]:
        """Sentences in the order in which they answer, none twice, copies of a story as one."""
        judge = SentenceJudge(self.knowledge.phrasings.calendar)
        judged = [JudgedSentence(one, judge.weigh(asked, one)) for one in found] if asked.words else []
        return sorted(judged, key=lambda one: one.evidence.order, reverse=True)

    @staticmethod
    def _unless_doubted(judged: list[JudgedSentence], others: OtherLanguages) -> list[JudgedSentence]:
        """What words find in other languages, as no more than near where a model doubts the first of it."""
        if not (judged and judged[0].answers and others.doubts(judged[0])):
            return judged
        return [replace(one, evidence=replace(one.evidence, wrong=True)) for one in judged]

    @staticmethod
    def _best(rankings: Sequence[list[JudgedSentence]]) -> list[JudgedSentence]:
        """The first ranking that answers, else the first that found anything near."""
        answering = (one for one in rankings if one and one[0].answers)
        near = (one for one in rankings if one and one[0].found.score >= PASSAGE_FROM)
        return next(answering, next(near, []))

    def _found(self, question: Question, within: Within) -> list[Found]:
        """The sentences that share most with a question; those of a year that it names besides."""
        found = list(found_by_words(self.searcher, question.text, within))
        if within == EVERYWHERE and (year := years_of(question)):
            found += found_by_words(self.searcher, question.text, year)
        found = [one for one in found if one.score >= MAY_ANSWER]
        best: dict[str, Found] = {}
        for one in sorted(found, key=lambda one: -one.score):
            best.setdefault(fold(one.answering), one)
        return list(best.values())

    def _quotation(self, judged: Sequence[JudgedSentence], meant: Sequence[JudgedSentence]) -> Quotation:
        """`meant`: the best of each other language by meaning, where no words answer."""
        if answering := [one for one in meant if one.answers]:
            return Quotation(tuple(_quotes(answering, _MOST_QUOTED)), answers=True)
        if judged and judged[0].answers:
            first, beside = judged[0], [one for one in judged[1:] if _is_beside(one, judged[0])]
            return Quotation(tuple(_quotes([first, *beside], _MOST_QUOTED)), answers=True)
        near = [one for one in judged if one.found.score >= PASSAGE_FROM]
        best = sorted(near, key=lambda one: -one.found.score)
        each = [one for i, one in enumerate(best) if not any(_one_story(one, other) for other in best[:i])]
        missing = each[0].evidence.missing[:_MOST_MISSING] if each else ()
        in_others = [one for one in meant if one.evidence.probability >= MEANT_NEAR]
        shown = (*each[: _MOST_NEAR - min(1, len(in_others))], *in_others)
        return Quotation(tuple(_quotes(shown, _MOST_NEAR)), missing=missing)

    def _latest(self, question: Question, within: Within) -> Quotation:
        """The newest stories about a theme, or of some days or a publisher: a sentence of each."""
        asked = AskedFor.of(question)
        found = found_by_words(self.searcher, question.text, within) if asked.words else self._openings(within)
        judged = [
            JudgedSentence(one, SentenceJudge(self.knowledge.phrasings.calendar).weigh(asked, one)) for one in found
        ]
        about = [one for one in judged if not one.evidence.missing and _published(one.found.document) > date.min]
        first = {one.found.document.id: one for one in reversed(about)}
        newest = sorted(first.values(), key=lambda one: _published(one.found.document), reverse=True)
        each = [one for i, one in enumerate(newest) if not any(_one_story(one, other) for other in newest[:i])]
        return Quotation(tuple(_quotes(each, _MOST_NEAR)), answers=True) if each else NOTHING

    def _openings(self, within: Within) -> Iterator[Found]:
        """The first sentence of each of the newest documents."""
        for document in self.searcher.newest(within, MOST_JUDGED):
            start = next((start for start, _ in spans_of(document.text)), None)
            if start is not None and (stretch := around(document, start)):
                passage = Passage(f"{document.id}#1", document.id, start, stretch.text, document)
                yield Found(passage, document, stretch, 1.0)


def _is_beside(one: JudgedSentence, first: JudgedSentence) -> bool:
    """Whether a sentence comes so near to the first that both are shown; never one that is shown with it already."""
    near = first.evidence.order[1] - one.evidence.order[1] <= QUOTED_BESIDE
    return near and not one.evidence.wrong and one.found.answering not in first.found.stretch.text


def _one_story(one: JudgedSentence, other: JudgedSentence) -> bool:
    return is_copy(other.found.document, one.found.document, one.found.answering)


def _quotes(judged: Iterable[JudgedSentence], most: int) -> Iterator[QuotedPassage]:
    """As they are shown; no sentence twice, and beside each the other documents that tell its story."""
    shown: set[str] = set()
    for one in judged:
        text = fold(one.found.answering)
        if text in shown or len(shown) == most:
            continue
        shown.add(text)
        document, stretch = one.found.document, one.found.stretch
        yield QuotedPassage(
            passage=replace(one.found.passage, start=stretch.start, text=stretch.text),
            document=document,
            answering=stretch.answering,
            at=one.found.passage.start,
            days=tuple((day.written, day.known) for day in days_in(stretch.text, document.published)),
            copies=tuple(
                copy
                for copy in one.found.beside
                if copy.id != document.id and is_copy(copy, document, one.found.answering)
            ),
            score=one.evidence.probability,
        )


def _published(source: Source) -> date:
    """When a document came out; one that a feed brought without a day did when it came."""
    if source.published:
        return source.published.last
    return source.received if is_fed(source) else date.min
