"""What a document would have to say to answer a question: words, figures, years, and a kind of answer."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from enum import StrEnum

from knowledge.quoting.families import kin
from knowledge.quoting.nouns import noun_behind
from knowledge.quoting.words import listed
from knowledge.text.folding import clitic_variants, is_definite, script, tokens, without_clitics, words
from knowledge.text.letters import Script
from knowledge.understanding.question import Question, Span
from knowledge.vocabulary.forms import SenseKind
from knowledge.vocabulary.terms import Ask

_SAYS_NOTHING = frozenset({SenseKind.ASK, SenseKind.NEUTRAL, SenseKind.CHAT})
_KINDS = {Ask.QUANTITY: "figure", Ask.TIME: "time", Ask.PERSON: "person", Ask.PLACE: "place", Ask.REASON: "reason"}
_LEAST = 3
"""Letters of a word that is left when a preposition is taken off it («باكتاو»)."""
_YEARS = range(1900, 2101)


class AnswerKind(StrEnum):
    """What must stand in a sentence that answers."""

    FIGURE = "figure"
    TIME = "time"
    PERSON = "person"
    PLACE = "place"
    REASON = "reason"
    MONEY = "money"
    LENGTH = "length"
    DURATION = "duration"


MEASURED = frozenset({AnswerKind.MONEY, AnswerKind.LENGTH, AnswerKind.DURATION})
FIGURES = frozenset({AnswerKind.FIGURE, *MEASURED})
"""Kinds of answer that are given in figures."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A word of a question that its answer, or the text around it, should have."""

    text: str
    """As it was typed."""
    forms: tuple[str, ...]
    """Folded, without clitics; any of them will do."""
    kin: tuple[str, ...] = ()
    """Words that say the same."""
    is_name: bool = False
    """Names somebody or something: an article without it is about another."""
    is_measure: bool = False
    """Only says what kind of figure is asked for."""
    is_noun: bool = False
    """In Arabic: has the article, or stands behind a word that has it."""

    @classmethod
    def of(cls, word: str) -> Wanted:
        """A folded word, with those that say the same."""
        bare = without_clitics(word)
        return cls(word, (bare,), tuple(kin(bare)))


@dataclass(frozen=True, slots=True)
class AskedFor:
    """A question as documents are judged by it."""

    words: tuple[Wanted, ...]
    figures: frozenset[float]
    ordinals: frozenset[int]
    years: frozenset[int]
    kinds: frozenset[AnswerKind]
    by_name: bool = False
    """Whether the name of somebody or something is asked for in so many words."""
    by_office: bool = False
    """Whether it is asked who holds an office or a command."""
    noun: Wanted | None = None
    """What is to be counted, where a question says so."""
    text: str = ""
    """The question."""

    @property
    def firmly(self) -> bool:
        """Whether the kind of answer that is asked for has to stand in the sentence: the signs of others are weaker."""
        return self.by_name or self.by_office or bool(self.kinds & FIGURES)

    @property
    def counted(self) -> Wanted | None:
        """What is counted or measured, where a figure is asked for: what is asked for first."""
        return self.words[0] if self.kinds & FIGURES and self.words else None

    @classmethod
    def of(cls, question: Question) -> AskedFor:
        """What a question that was understood asks of a document."""
        years = {mention.year for mention in question.quantities.dates if mention.year}
        plain = frozenset(question.figures)
        years |= {int(one) for one in plain if one in _YEARS}
        noun = _noun(question.text)
        wanted, kinds = tuple(_wanted(question)), frozenset(_kinds(question, noun))
        ordinals = frozenset(question.quantities.ordinals)
        by_name = not listed().named.folded.isdisjoint(words(question.text))
        by_office = AnswerKind.PERSON in kinds and any(_is_of_office(one) for one in wanted)
        return cls(wanted, plain - years, ordinals, frozenset(years), kinds, by_name, by_office, noun, question.text)


def _noun(text: str) -> Wanted | None:
    """What stands behind "how many" and «كم», where it is no verb and no measure."""
    asks = listed().how_many.regex.search(text)
    following = [token for token in tokens(text) if token.start >= asks.end()] if asks else []
    noun = noun_behind(text, following, asks.end())[-1:] if asks else ()
    return next((Wanted.of(word) for word in noun if _is_counted(word)), None)


def _is_counted(word: str) -> bool:
    """In Arabic a verb may stand there as well: what is counted has an ending, or is known."""
    lists = listed()
    if word in lists.measures.folded - lists.persons.folded - lists.states.folded or word in lists.money.folded:
        return False
    if script(word) is not Script.ARABIC or word in lists.units_of_time.folded:
        return True
    is_verb = word[0] in lists.verb_beginnings.entries or (word.endswith("ت") and not word.endswith("ات"))
    return word.endswith(("ا", "ه")) or (not is_verb and any(kin(word)))


def _kinds(question: Question, noun: Wanted | None) -> Iterator[AnswerKind]:
    if noun is not None:
        yield AnswerKind.DURATION if not listed().units_of_time.folded.isdisjoint(noun.forms) else AnswerKind.FIGURE
        return
    folded = {one for token in tokens(question.text) for one in (token.text, without_clitics(token.text))}
    measured = set(_measures(question.text, folded))
    others = {AnswerKind(_KINDS[ask]) for ask in question.asks if ask in _KINDS}
    others |= {AnswerKind.PERSON} if not folded.isdisjoint(listed().named.folded) else set()
    by_measure = listed().by_measure.regex.search(question.text)
    figures = AnswerKind.FIGURE in others or bool(by_measure) or not folded.isdisjoint(listed().quantity.folded)
    if measured and (figures or not others):
        yield from others - {AnswerKind.FIGURE} | measured
    else:
        yield from others | ({AnswerKind.FIGURE} if figures else set())


def _is_of_office(word: Wanted) -> bool:
    return not listed().offices.folded.isdisjoint((*word.forms, *word.kin))


def _measures(text: str, folded: AbstractSet[str]) -> Iterator[AnswerKind]:
    """By what a question measures what it asks for."""
    lists = {
        AnswerKind.MONEY: listed().money,
        AnswerKind.LENGTH: listed().length,
        AnswerKind.DURATION: listed().duration,
    }
    yield from (kind for kind, words in lists.items() if not folded.isdisjoint(words.folded))
    if listed().how_long.regex.search(text):
        yield from (AnswerKind.LENGTH, AnswerKind.DURATION)


def _wanted(question: Question) -> Iterator[Wanted]:
    spans = {place: span for span in question.spans for place in range(*span.place)}
    named = {place for item in question.items if item.hard for place in range(*item.place)}
    before: tuple[str, ...] = ("", "")
    for number, token in enumerate(tokens(question.text)):
        written, bare = question.text[token.start : token.end], without_clitics(token.text)
        span, last, before = spans.get(token.start), before, (before[-1], token.text)
        called = number > 0 and _is_capital(written) and token.text not in listed().light.folded
        if not called and _is_light(token.text, span):
            continue
        others = tuple(dict.fromkeys(word for one in (bare, *clitic_variants(bare)) for word in kin(one)))
        is_name = token.start in named or (number > 0 and _looks_like_name(written, token.text, last))
        is_name = is_name and not others
        measures = not listed().measures.folded.isdisjoint((bare, token.text))
        arabic = script(written) is Script.ARABIC
        is_noun = arabic and (is_definite(token.text) or is_definite(last[-1]))
        forms = tuple(dict.fromkeys((bare, *(one for one in clitic_variants(bare) if len(one) >= _LEAST))))
        yield Wanted(written, forms, others, is_name, measures, is_noun)


def _is_light(word: str, span: Span | None) -> bool:
    if not listed().light.folded.isdisjoint((word, without_clitics(word))) or word.isdecimal():
        return True
    return span is not None and bool(span.senses) and all(sense.kind in _SAYS_NOTHING for sense in span.senses)


def _is_capital(written: str) -> bool:
    """Whether a word is written as a name is, whatever it says elsewhere ("Ever Given")."""
    return written[:1].isupper() and any(letter.islower() for letter in written)


def _looks_like_name(written: str, word: str, before: tuple[str, ...]) -> bool:
    """A capital says so; in Arabic, a word without article behind a noun or preposition («معبر عرعر», «في ينبع»)."""
    if script(written) is not Script.ARABIC:
        return written[:1].isupper()
    last, lists = before[-1], listed()
    is_noun = bool(last) and last not in lists.light.folded and not is_definite(last)
    follows = last in lists.before_names.folded or is_noun
    return follows and not is_definite(word) and before[0] not in lists.counts.folded
