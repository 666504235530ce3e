"""From a question to a reply: understand, find, decide, compose. Pure: the day and the conversation come in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from itertools import islice, product
from typing import TYPE_CHECKING

from knowledge.answering.decision import Accept, Choose, Refuse, bare_entity, decide
from knowledge.compiled.base import KnowledgeBase
from knowledge.dialogue import (
    NEW_CONVERSATION,
    Ambiguous,
    Answer,
    Choice,
    Conversation,
    Help,
    NoAnswer,
    Reason,
    Reply,
    Sentence,
    Topic,
)
from knowledge.matching.matcher import Candidate, Matcher
from knowledge.matching.profiles import Profiles
from knowledge.model import LANGUAGES, EntityType, Kind, Statement
from knowledge.text.folding import Script, script, stem, without_clitics, words
from knowledge.text.romanisation import Romanised
from knowledge.text.spelling import Speller
from knowledge.understanding.question import Item, Question
from knowledge.understanding.reader import Reader
from knowledge.vocabulary.lexicon import Grade
from knowledge.vocabulary.terms import Ask, Term, TermKind

if TYPE_CHECKING:
    from knowledge.search.meaning import Meaning
    from knowledge.search.searcher import Searcher

BRIEF, LONG = 300, 1200
"""The most characters of an answer, unless its first sentence is longer, and of a briefing or a whole list."""

_NEAR = 0.35
"""A statement with this share of the question's meaning is offered where there is no answer."""
_SUGGESTED = 3
_SHORT_WORD = 3
"""Letters of words that a question and a name may share: articles, prepositions."""
_NEWS = 0.3
"""A further sentence is told if this share of its words has not been said."""
_FOLLOW_UP = 4
"""A question with more to it than this stands on its own."""
_THEMES = frozenset({EntityType.THREAT.value, EntityType.THEME.value})


@dataclass(frozen=True)
class Engine:
    """Answers questions from one knowledge version; cheap to keep, costly to build."""

    knowledge: KnowledgeBase
    meaning: Meaning | None = None
    """What makes refusals offer statements in other words or another language; it decides nothing."""

    @cached_property
    def profiles(self) -> Profiles:
        """The statements as the matcher sees them."""
        return Profiles.of(self.knowledge.profiles)

    @cached_property
    def reader(self) -> Reader:
        """What understands questions."""
        lexicon = self.knowledge.lexicon
        proper = {key for key, entity in self.knowledge.entities.items() if entity.type not in _THEMES}
        told = (text for s in self.knowledge.current.values() for text in s.wording.values())
        likely = {one for text in told for word in words(text) for one in (word, without_clitics(word))}
        known = lexicon.vocabulary | likely
        speller = Speller.of(known, likely=likely)
        arabic = {word for word in known if not word.isascii() and script(word) is Script.ARABIC}
        romanised = Romanised.of(arabic, likely=frozenset(likely))
        return Reader(self.knowledge.phrasings, lexicon, self.profiles.stems, frozenset(proper), speller, romanised)

    @cached_property
    def matcher(self) -> Matcher:
        """What ranks statements."""
        types = {key: entity.type for key, entity in self.knowledge.entities.items()}
        return Matcher.of(self.profiles, self.knowledge.phrasings, self.knowledge.learned, types)

    @cached_property
    def stems(self) -> Mapping[str, frozenset[str]]:
        """The stems of every text that can be told."""
        statements = self.knowledge.current.values()
        texts = {text for s in statements for text in (*s.wording.values(), *(s.upcoming or {}).values())}
        return {text: frozenset(map(stem, words(text))) for text in texts}

    def warm(self) -> Engine:
        """Build everything now, so that the first question, or the first refusal of an archive, does not pay for it."""
        _ = self.reader.read("Marsad"), self.matcher, self.stems, self._questions
        if self.meaning is not None or any(not source.curated for source in self.knowledge.sources.values()):
            self.searcher.warm()
        return self

    def reply_to(
        self, text: str, *, today: date, lang: str | None = None, conversation: Conversation = NEW_CONVERSATION
    ) -> Reply:
        """Answer a text of any kind as of a day; `lang` fixes the language of the reply."""
        question = self.reader.read(text, lang=lang)
        if question.too_long:
            return self._refusal(question, Refuse(Reason.UNSAFE), today)
        if question.empty and question.chat:
            return Help(question.lang, Topic(question.chat.value), self.examples(question.lang))
        if followed := _following(question, conversation):
            reply = self._decided(followed, self.matcher.rank(followed), today)
            if not isinstance(reply, NoAnswer):
                return reply
        if (entity := bare_entity(question, self.knowledge.entities)) and self.knowledge.statements_about(entity):
            return self.brief(entity, today=today, lang=question.lang, most=_room(question))
        return self._decided(question, self.matcher.rank(question), today)

    def _decided(self, question: Question, ranked: Sequence[Candidate], today: date) -> Reply:
        match decide(question, ranked, self.knowledge.learned.calibration):
            case Accept() as accepted:
                return self._answer(question, accepted, today)
            case Choose(entities, probability):
                return Ambiguous(question.lang, tuple(self._choice(e, question) for e in entities), probability)
            case Refuse() as refused:
                return self._refusal(question, refused, today)

    def _answer(self, question: Question, accepted: Accept, today: date) -> Answer:
        told = [self.sentence(candidate.statement, question.lang, today) for candidate in accepted.candidates]
        kept = fit(told, _room(question), self.stems)
        entities = dict.fromkeys(entity for one in kept for entity in self._entities(one.statement))
        return Answer(question.lang, kept, tuple(entities), accepted.probability, confirms=accepted.confirms)

    def _refusal(self, question: Question, refused: Refuse, today: date) -> NoAnswer:
        near = self._offered(question, refused)
        return NoAnswer(
            lang=question.lang,
            reason=refused.reason,
            missing=refused.missing,
            entities=question.named,
            nearest=self.sentence(near[0], question.lang, today) if near else None,
            suggestions=self._suggestions(question, [statement.subject for statement in near]),
            passages=self.searcher.passages(question.text),
            score=refused.probability,
        )

    def _offered(self, question: Question, refused: Refuse) -> tuple[Statement, ...]:
        """What stands where there is no answer: the statement that came nearest, else those nearest in meaning."""
        near = refused.nearest
        if near is not None and near.features.coverage >= _NEAR:
            return (near.statement,)
        return () if self.meaning is None else self.searcher.statements(question.text)

    @cached_property
    def searcher(self) -> Searcher:
        """What finds passages that nobody has curated; imported when it is first needed, for numpy's sake."""
        from knowledge.search.searcher import Searcher

        return Searcher(self.knowledge, self.meaning)

    def _suggestions(self, question: Question, nearest: Iterable[str]) -> tuple[str, ...]:
        """Questions that can be answered about what the question named, or else about what came nearest."""
        for entity in (*question.named, *nearest):
            if found := self.questions_about(entity, question.lang):
                return found[:_SUGGESTED]
        return self.examples(question.lang)

    def questions_about(self, entity_id: str, lang: str) -> tuple[str, ...]:
        """Questions that the statements about an entity answer, in the order in which they are told."""
        return self._questions[entity_id, lang]

    @cached_property
    def _questions(self) -> Mapping[tuple[str, str], tuple[str, ...]]:
        """Of each entity in each language, made once: every third question is refused with some."""
        pairs = product(self.knowledge.entities, LANGUAGES)
        return {pair: tuple(text for _, text in self.asked_of(*pair)) for pair in pairs}

    def asked_of(self, entity_id: str, lang: str) -> Iterator[tuple[str, str]]:
        """The properties that the statements about an entity have, and the question for each."""
        entity = self.knowledge.entities[entity_id]
        if entity.kind is Kind.TOPIC:
            return
        name = f"the {entity.name(lang)}" if lang == "en" and entity.kind is not Kind.ACTOR else entity.name(lang)
        told = {s.property for s in self.knowledge.statements_about(entity_id) if s.subject == entity_id}
        for key, record in self.knowledge.phrasings.properties.items():
            if key in told and record.question and not _repeats(text := record.question.texts()[lang], name):
                yield key, text.replace("{name}", name)

    def examples(self, lang: str) -> tuple[str, ...]:
        """One question each about the subjects of most statements."""
        found = (self.questions_about(entity, lang) for entity in self._subjects)
        return tuple(islice((questions[0] for questions in found if questions), _SUGGESTED))

    @cached_property
    def _subjects(self) -> tuple[str, ...]:
        """Those of most statements first."""
        counts = Counter(statement.subject for statement in self.knowledge.current.values())
        return tuple(entity for entity, _ in counts.most_common())

    def brief(self, entity_id: str, *, today: date, lang: str, most: int = LONG) -> Answer:
        """What is known about an entity: what it is, when, where, who, what for, and what concerns it besides."""
        ranks = {key: rank for rank, key in enumerate(self.knowledge.phrasings.properties)}
        about = self.knowledge.statements_about(entity_id)
        ordered = sorted(about, key=lambda s: (s.subject != entity_id, ranks[s.property]))
        told = fit([self.sentence(statement, lang, today) for statement in ordered], most, self.stems)
        return Answer(lang, told, (entity_id,), 1.0)

    def sentence(self, statement: Statement, lang: str, today: date) -> Sentence:
        """A statement in a language, and in the tense of the day."""
        ahead = self.knowledge.entities[statement.subject].lies_ahead(today)
        caveat = statement.caveat.get(lang) if statement.caveat else None
        return Sentence(statement, statement.worded(lang, ahead=ahead), caveat)

    def _choice(self, entity_id: str, question: Question) -> Choice:
        label = self.knowledge.entities[entity_id].name(question.lang)
        return Choice(entity_id, label, f"{question.text} ({label})")

    def _entities(self, statement: Statement) -> Iterable[str]:
        return (one for one in statement.named() if one in self.knowledge.entities)


def _repeats(template: str, name: str) -> bool:
    """Whether a question about a name says a word of it twice ("who are the members of the member states")."""
    asked = {stem(word) for word in words(template.replace("{name}", " ")) if len(word) > _SHORT_WORD}
    return not asked.isdisjoint(map(stem, words(name)))


def _room(question: Question) -> int:
    """How many characters an answer may take; the first sentence may be longer."""
    return LONG if question.asks & {Ask.LIST, Ask.BRIEFING} else BRIEF


def fit(sentences: Sequence[Sentence], most: int, stems: Mapping[str, frozenset[str]]) -> tuple[Sentence, ...]:
    """The sentences from the front that tell something new and fit into `most` characters; the first always stays."""
    kept: list[Sentence] = []
    told: set[str] = set()
    size = 0
    for sentence in sentences:
        found = stems[sentence.text]
        if kept and (size + len(sentence.text) > most or len(found - told) < _NEWS * len(found)):
            continue
        kept.append(sentence)
        told |= found
        size += len(sentence.text) + 1
    return tuple(kept)


def _following(question: Question, conversation: Conversation) -> Question | None:
    """The question as a follow-up about whoever the conversation was about; None where it stands on its own."""
    asks_something = bool(question.items or question.asked)
    names_somebody = any(item.hard for item in question.items)
    if not conversation.entities or not asks_something or names_somebody or len(question.items) > _FOLLOW_UP:
        return None
    subject = Item((Term(TermKind.ENTITY, conversation.entities[0]),), "", Grade.EXACT)
    return replace(question, items=(*question.items, subject))
