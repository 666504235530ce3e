"""From a question to a reply: understand, find, decide, compose. Pure: the day and the conversation come in."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from knowledge.answering.composing import LONG, Composer, room
from knowledge.answering.decision import Accept, Choose, Decision, Refuse, bare_entity, decide
from knowledge.answering.following import following
from knowledge.answering.suggestions import Suggestions
from knowledge.answering.trace import Answered, Route, Trace
from knowledge.answering.verdict import Judge, Ruling
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
    Verdict,
)
from knowledge.hand_set import OFFERED_FROM
from knowledge.matching.matcher import Matcher
from knowledge.matching.profiles import Profiles
from knowledge.model import EntityType, Statement
from knowledge.text.folding import Script, script, without_clitics, words
from knowledge.text.romanisation import Romanised
from knowledge.text.spelling import Speller
from knowledge.understanding.question import Question
from knowledge.understanding.reader import Reader
from knowledge.vocabulary.roles import Role
from knowledge.vocabulary.terms import Ask

if TYPE_CHECKING:
    from knowledge.search.meaning import Meaning
    from knowledge.search.searcher import Searcher

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
    def judge(self) -> Judge:
        """What rules on questions of yes or no."""
        types = {key: entity.type for key, entity in self.knowledge.entities.items()}
        profiles = {profile.statement.id: profile for profile in self.knowledge.profiles}
        return Judge(self.knowledge.claim_reader, profiles, self.knowledge.phrasings, types)

    @cached_property
    def composer(self) -> Composer:
        """What words statements."""
        return Composer(self.knowledge, self.matcher.wholes)

    @cached_property
    def suggestions(self) -> Suggestions:
        """What can be asked."""
        return Suggestions(self.knowledge)

    @cached_property
    def searcher(self) -> Searcher:
        """What finds passages that nobody has curated; imported when it is first needed, for numpy's sake."""
        from knowledge.search.searcher import Searcher

        return Searcher(self.knowledge, self.meaning)

    def warm(self) -> Engine:
        """Build everything now, so that the first question, or the first refusal of an archive, does not pay for it."""
        _ = self.reader.read("Marsad"), self.matcher, self.judge, self.composer.stems
        self.suggestions.warm()
        if self.meaning is not None or any(not source.curated for source in self.knowledge.sources.values()):
            self.searcher.warm()
        return self

    def reply_to(
        self, text: str, *, today: date, lang: str | None = None, conversation: Conversation = NEW_CONVERSATION
    ) -> Reply:
        """Answer a text of any kind as of a day; `lang` fixes the language of the reply."""
        return self.answered(text, today=today, lang=lang, conversation=conversation).reply

    def answered(
        self, text: str, *, today: date, lang: str | None = None, conversation: Conversation = NEW_CONVERSATION
    ) -> Answered:
        """The reply to a text, and how it came about."""
        question = self.reader.read(text, lang=lang)
        if question.too_long:
            return Answered(self._refusal(question, Refuse(Reason.UNSAFE), today), Trace(Route.TOO_LONG, question))
        if question.empty and question.chat:
            examples = self.suggestions.examples(question.lang)
            return Answered(
                Help(question.lang, Topic(question.chat.value), examples), Trace(Route.SMALL_TALK, question)
            )
        news = self.knowledge.phrasings.role(Role.NEWS)
        if followed := following(question, conversation, news=news):
            answered = self._decided(followed, Route.FOLLOW_UP, today)
            if not isinstance(answered.reply, NoAnswer):
                return answered
        if (entity := bare_entity(question, self.knowledge.entities)) and self.knowledge.statements_about(entity):
            if self._asks_in_vain_for_a_name(question, entity):
                return self._nameless(question, today)
            brief = self.brief(entity, today=today, lang=question.lang, most=room(question))
            return Answered(brief, Trace(Route.BRIEFING, question))
        return self._decided(question, Route.QUESTION, today)

    def _asks_in_vain_for_a_name(self, question: Question, entity: str) -> bool:
        """Whether it is asked who holds an office, and no statement about that names anybody."""
        entities, names = self.knowledge.entities, self.knowledge.phrasings.role(Role.NAME)
        if entities[entity].type != EntityType.OFFICE or not (Ask.PERSON in question.asks or question.concepts & names):
            return False
        named = (one for statement in self.knowledge.statements_about(entity) for one in self._entities(statement))
        return not any(entities[one].type == EntityType.PERSON for one in named)

    def _nameless(self, question: Question, today: date) -> Answered:
        ranked = self.matcher.rank(question)
        decision = Decision(Refuse(Reason.PROPERTY, (), ranked[0] if ranked else None))
        return Answered(self._reply(question, decision, today), Trace(Route.QUESTION, question, ranked, decision))

    def _decided(self, question: Question, route: Route, today: date) -> Answered:
        ranked = self.matcher.rank(question)
        decision = decide(
            question, ranked, self.knowledge.learned.calibration, either=self.judge.asks_which_of_two(question)
        )
        ruling = self.judge.rule(question, ranked)
        reply = self._ruled(question, decision, ruling, today) if ruling else self._reply(question, decision, today)
        return Answered(reply, Trace(route, question, ranked, decision, ruling))

    def _ruled(self, question: Question, decision: Decision, ruling: Ruling, today: date) -> Reply:
        """The reply to a question of yes or no: the statement that decides it, or the nearest with a reservation."""
        if ruling.candidate is None:
            return self._undecided(question, decision, today)
        told = self.composer.told([ruling.candidate.statement], lang=question.lang, today=today, most=room(question))
        entities = tuple(self._entities(ruling.candidate.statement))
        probability = decision.outcome.probability
        return Answer(question.lang, told, entities, probability or 0.0, ruling.verdict)

    def _undecided(self, question: Question, decision: Decision, today: date) -> NoAnswer:
        """What would be told to an open question is offered as what may be meant."""
        match decision.outcome:
            case Accept(candidates, probability):
                refused = Refuse(Reason.PROPERTY, (), candidates[0], probability)
                return replace(self._refusal(question, refused, today), verdict=Verdict.UNDECIDED, unsure=True)
            case Refuse() as refused:
                return replace(self._refusal(question, refused, today), verdict=Verdict.UNDECIDED)
            case Choose(probability=probability):
                refused = Refuse(Reason.NOTHING, probability=probability)
                return replace(self._refusal(question, refused, today), verdict=Verdict.UNDECIDED)

    def _reply(self, question: Question, decision: Decision, today: date) -> Reply:
        match decision.outcome:
            case Accept() as accepted:
                return self._answer(question, accepted, today)
            case Choose(entities, probability):
                return Ambiguous(question.lang, tuple(self._choice(e, question) for e in entities), probability)
            case Refuse() as refused:
                return self._refusal(question, refused, today)

    def _answer(self, question: Question, accepted: Accept, today: date) -> Answer:
        candidates = [candidate.statement for candidate in accepted.candidates]
        statements = self.composer.with_other_claims(candidates, question)
        kept = self.composer.told(statements, lang=question.lang, today=today, most=room(question))
        entities = dict.fromkeys(entity for one in kept for entity in self._entities(one.statement))
        return Answer(question.lang, kept, tuple(entities), accepted.probability)

    def _refusal(self, question: Question, refused: Refuse, today: date) -> NoAnswer:
        near = self._offered(question, refused)
        return NoAnswer(
            lang=question.lang,
            reason=refused.reason,
            missing=refused.missing,
            entities=question.named,
            nearest=self.sentence(near[0], question.lang, today) if near else None,
            suggestions=self.suggestions.beside((*question.named, *(one.subject for one in near)), question.lang),
            passages=self.searcher.passages(question.text),
            score=refused.probability,
            dates=refused.dates,
            unsure=refused.unsure,
        )

    def _offered(self, question: Question, refused: Refuse) -> tuple[Statement, ...]:
        """What stands where there is no answer: the statement that came nearest, else those nearest in meaning."""
        near = refused.nearest
        if near is not None and near.features.coverage >= OFFERED_FROM:
            return (near.statement,)
        return () if self.meaning is None else self.searcher.statements(question.text)

    def brief(self, entity_id: str, *, today: date, lang: str, most: int = LONG) -> Answer:
        """What is known about an entity."""
        return self.composer.brief(entity_id, today=today, lang=lang, most=most)

    def sentence(self, statement: Statement, lang: str, today: date) -> Sentence:
        """A statement in a language, and in the tense of the day."""
        return self.composer.sentence(statement, lang, today)

    def _choice(self, entity_id: str, question: Question) -> Choice:
        label = self.knowledge.entities[entity_id].name(question.lang)
        return Choice(entity_id, label, f"{question.text} ({label})")

    def _entities(self, statement: Statement) -> Iterable[str]:
        return (one for one in statement.named() if one in self.knowledge.entities)
