"""From a question to a reply: understand, find, decide, compose. Pure: the day and the conversation come in."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property, partial
from typing import TYPE_CHECKING

from knowledge.answering import alternatives, outlines, several, small_talk, whether, worked
from knowledge.answering.composing import LONG, Composer, room
from knowledge.answering.decision import Accept, Choose, Decision, Refuse, decide
from knowledge.answering.following import following, known, points_back
from knowledge.answering.leaning import Leaning
from knowledge.answering.naming import asks_in_vain_for_a_name, bare_entity, choice
from knowledge.answering.outright import compares_itself, never_answered, with_conversions
from knowledge.answering.quoting import unless_quoted
from knowledge.answering.refusing import beside_the_asked, refusal, undecided
from knowledge.answering.suggestions import Suggestions
from knowledge.answering.trace import Answered, Route, Trace
from knowledge.answering.verdict import Judge, Ruling
from knowledge.compiled.base import KnowledgeBase
from knowledge.compiled.question_reader import reader_of
from knowledge.dialogue import (
    NEW_CONVERSATION,
    Ambiguous,
    Answer,
    Conversation,
    NoAnswer,
    Reason,
    Reply,
    Sentence,
    Topic,
)
from knowledge.matching.matcher import Matcher
from knowledge.matching.profiles import Profiles
from knowledge.model import Readership, Statement
from knowledge.understanding.outlines import OutlineReader
from knowledge.understanding.question import Question
from knowledge.understanding.reader import Reader
from knowledge.understanding.sub_questions import Splitter
from knowledge.visibility import lifted, marked, named
from knowledge.vocabulary.roles import Role
from knowledge.working_out.findings import Finding
from knowledge.working_out.request import Request
from knowledge.working_out.worker import Worker

if TYPE_CHECKING:
    from knowledge.search.elsewhere import Elsewhere
    from knowledge.search.meaning import Meaning
    from knowledge.search.searcher import Searcher


@dataclass(frozen=True)
class Engine:
    """Answers questions from one knowledge version; cheap to keep, costly to build."""

    knowledge: KnowledgeBase
    meaning: Meaning | None = None
    """What makes refusals offer statements in other words or another language; it decides nothing."""
    elsewhere: Elsewhere | None = None
    _views: dict[str, Engine] = field(default_factory=dict, repr=False, compare=False)
    """By the name of what everybody may see; there is another one only when an embargo ends."""

    def seen_by(self, readership: Readership, day: date) -> Engine:
        """The engine that answers readers of a kind on a day: itself where nothing is marked."""
        if readership is Readership.HOUSE or not self._marked:
            return self
        name = named(self.knowledge.version, lifted(self._marked, day))
        return self._views.get(name) or self._views.setdefault(
            name, Engine(self.knowledge.public(day), self.meaning, self.elsewhere)
        )

    @property
    def means(self) -> bool:
        """Whether statements are also found by their meaning."""
        return self.meaning is not None

    @cached_property
    def _marked(self) -> tuple[Statement, ...]:
        return marked(self.knowledge)

    @cached_property
    def profiles(self) -> Profiles:
        """The statements as the matcher sees them."""
        return Profiles.of(self.knowledge.profiles, self.knowledge.phrasings.families)

    @cached_property
    def reader(self) -> Reader:
        """What understands questions."""
        return reader_of(self.knowledge, self.profiles.stems)

    @cached_property
    def matcher(self) -> Matcher:
        """What ranks statements."""
        base = self.knowledge
        return Matcher.of(self.profiles, base.phrasings, base.learned, base.entities, base.lessons, base.letters)

    @cached_property
    def judge(self) -> Judge:
        """What rules on questions of yes or no."""
        knowledge = self.knowledge
        venues = {key: entity.place for key, entity in knowledge.entities.items() if entity.place}
        return Judge(knowledge.claim_reader, knowledge.profile_of, knowledge.phrasings, knowledge.types, venues)

    @cached_property
    def splitter(self) -> Splitter:
        """What finds several questions in one text."""
        return Splitter.of(self.knowledge.lexicon, self.knowledge.operation_words)

    @cached_property
    def outlines(self) -> OutlineReader:
        """What finds briefings of which the parts are named."""
        return OutlineReader(self.reader, self.splitter)

    @cached_property
    def worker(self) -> Worker:
        """What works out what no statement says alone."""
        return Worker(self.knowledge)

    @cached_property
    def composer(self) -> Composer:
        """What words statements."""
        return Composer(self.knowledge, self.matcher.wholes)

    @cached_property
    def talk(self) -> small_talk.SmallTalk:
        """What sees that nothing is asked of the facts."""
        return small_talk.SmallTalk(self.knowledge.phrasings.talk)

    @cached_property
    def suggestions(self) -> Suggestions:
        """What can be asked."""
        return Suggestions(self.knowledge)

    @cached_property
    def searcher(self) -> Searcher:
        """What finds passages that nobody has curated; imported when it is first needed, for numpy's sake."""
        from knowledge.search.searcher import Searcher

        return Searcher(self.knowledge, self.meaning, self.elsewhere)

    def warm(self) -> Engine:
        """Build everything now, so that the first question, or the first refusal of an archive, does not pay for it."""
        _ = self.reader.warm(), self.matcher, self.composer.stems, self.outlines.nouns
        _ = self.judge.reader.lexicon.vocabulary, self.judge.reader.lexicon.verbs
        self.suggestions.warm()
        self.worker.warm()
        if self.meaning is not None or self.searcher.has_documents:
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
        plain = small_talk.without_links(text)
        question = self.reader.read(plain, lang=lang)
        if topic := self.talk.topic(text, plain):
            return self._small_talk(question, topic)
        answered = self._in_parts(question, today, conversation)
        if isinstance(answered.reply, NoAnswer):
            topic = self.talk.instead(text, plain, named=bool(question.entities))
        return (
            self._small_talk(question, topic)
            if topic
            else with_conversions(unless_quoted(answered, self, today), question)
        )

    def _in_parts(self, question: Question, today: date, conversation: Conversation) -> Answered:
        """The reply to one question or several."""
        ask, whole = partial(self._part, question.lang, today), partial(self._answered, question, today, conversation)
        if never_answered(question):
            return whole()
        if (outline := self.outlines.outline(question)) and (parts := outlines.parts(outline, question.lang, ask)):
            return several.of_outline(parts, question, whole)
        leaning = partial(Leaning(self.reader, self.knowledge.entities).answered, ask=ask)
        return several.answered(question, self.splitter.split(question), leaning, whole)

    def _part(self, lang: str, today: date, text: str, conversation: Conversation) -> Answered:
        return self._answered(self.reader.read(text, lang=lang), today, conversation)

    def _answered(self, question: Question, today: date, conversation: Conversation) -> Answered:
        """The reply to one question."""
        conversation = known(conversation, self.knowledge.types)
        if refused := never_answered(question):
            return Answered(refusal(self, question, refused, today), Trace(Route.REFUSED, question))
        request = self.worker.request(question)
        if refused := compares_itself(question, request):
            return Answered(refusal(self, question, refused, today), Trace(Route.REFUSED, question))
        if request and (finding := self._found(request, conversation)):
            return self._worked(finding, request, today)
        if question.empty and question.chat:
            return self._small_talk(question, question.chat)
        if found := self._followed_or_briefed(question, conversation, today):
            return found
        answered = self._whole_or_either(question, today)
        return self._reconsidered(answered, request, today) if request else answered

    def _whole_or_either(self, question: Question, today: date) -> Answered:
        ask = partial(self._decided, route=Route.QUESTION, today=today)
        return alternatives.answered(question, self.judge, self.reader, ask)

    def _found(self, request: Request, conversation: Conversation) -> Finding | None:
        """What is worked out at once, or over what the conversation was about."""
        return self.worker.at_once(request) or self.worker.about(request, conversation.entities)

    def _small_talk(self, question: Question, about: Topic | Reason) -> Answered:
        reply = small_talk.reply(about, question.lang, self.suggestions.examples(question.lang))
        return Answered(reply, Trace(Route.SMALL_TALK, question))

    def _followed_or_briefed(self, question: Question, conversation: Conversation, today: date) -> Answered | None:
        """What the conversation answers; but who asks for a briefing by name takes nothing from it."""
        entity = bare_entity(question, self.knowledge.entities)
        briefed = entity if entity and self.knowledge.statements_about(entity) else None
        pointed = points_back(question, self.knowledge.phrasings.particle)
        news, types = self.knowledge.phrasings.role(Role.NEWS), self.knowledge.types
        followed = following(question, conversation, news=news, types=types, pointed=pointed)
        answered = self._decided(followed, Route.FOLLOW_UP, today) if followed else None
        if answered and (pointed or question.empty or not isinstance(answered.reply, NoAnswer)):
            return answered
        if briefed and asks_in_vain_for_a_name(question, briefed, self.knowledge):
            return self._nameless(question, today)
        return self._briefed(briefed, question, today) if briefed else None

    def _briefed(self, entity: str, question: Question, today: date) -> Answered:
        brief = self.brief(entity, today=today, lang=question.lang, most=room(question))
        return Answered(brief, Trace(Route.BRIEFING, question))

    def _worked(self, finding: Finding, request: Request, today: date) -> Answered:
        """What was worked out, or the refusal that nothing names what was asked about."""
        trace = Trace(Route.WORKED_OUT, request.question)
        if finding.told:
            return Answered(worked.answer(finding, request.question, self.composer, today), trace)
        refused = refusal(self, request.question, Refuse(Reason.WORDS), today)
        return Answered(worked.nothing(finding, request, refused), trace)

    def _reconsidered(self, answered: Answered, request: Request, today: date) -> Answered:
        if finding := worked.reconsidered(answered.reply, request, self.worker):
            return self._worked(finding, request, today)
        in_vain = worked.is_in_vain(answered.reply, request, self.worker)
        return self._nameless(request.question, today) if in_vain else answered

    def _nameless(self, question: Question, today: date) -> Answered:
        ranked = self.matcher.rank(question)
        decision = Decision(Refuse(Reason.PROPERTY, nearest=next(iter(ranked), None)))
        return Answered(self._reply(question, decision, today), Trace(Route.QUESTION, question, ranked, decision))

    def _decided(self, question: Question, route: Route, today: date) -> Answered:
        ranked = self.matcher.rank(question)
        either, ruling = partial(alternatives.are_two, question, self.judge), self.judge.rule(question, ranked)
        decision = decide(question, ranked, self.knowledge.learned.calibration, either=either)
        decision = decision if ruling else whether.unless_denied(question, decision, self.judge.reader)
        decision = beside_the_asked(question, decision, ranked, self.knowledge.phrasings)
        reply = self._ruled(question, decision, ruling, today) if ruling else self._reply(question, decision, today)
        return Answered(reply, Trace(route, question, ranked, decision, ruling))

    def _ruled(self, question: Question, decision: Decision, ruling: Ruling, today: date) -> Reply:
        """The reply to a question of yes or no: the statement that decides it, or the nearest with a reservation."""
        if ruling.candidate is None:
            return undecided(self, question, decision, today)
        told = self.composer.told([ruling.candidate.statement], lang=question.lang, today=today, most=room(question))
        entities = tuple(self._entities(ruling.candidate.statement))
        return Answer(question.lang, told, entities, decision.outcome.probability or 0.0, ruling.verdict)

    def _reply(self, question: Question, decision: Decision, today: date) -> Reply:
        match decision.outcome:
            case Accept() as accepted:
                return self._answer(question, accepted, today)
            case Choose(entities, probability):
                return Ambiguous(
                    question.lang, tuple(choice(self.knowledge.entities[e], question) for e in entities), probability
                )
            case Refuse() as refused:
                return refusal(self, question, refused, today)

    def _answer(self, question: Question, accepted: Accept, today: date) -> Answer:
        statements = self.composer.with_other_claims([one.statement for one in accepted.candidates], question)
        kept = self.composer.told(statements, lang=question.lang, today=today, most=room(question))
        entities = dict.fromkeys(entity for one in kept for entity in self._entities(one.statement))
        return Answer(question.lang, kept, tuple(entities), accepted.probability)

    def brief(self, entity_id: str, *, today: date, lang: str, most: int = LONG) -> Answer:
        """What is known about an entity."""
        return self.composer.brief(entity_id, today=today, lang=lang, most=most)

    def sentence(self, statement: Statement, lang: str, today: date) -> Sentence:
        """A statement in a language, and in the tense of the day."""
        return self.composer.sentence(statement, lang, today)

    def _entities(self, statement: Statement) -> Iterable[str]:
        return (one for one in statement.named() if one in self.knowledge.entities)
