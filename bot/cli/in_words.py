"""What is asked for in words and is no question, in a terminal: what was said before, what is new, and reminders."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time
from itertools import chain

from bot.answering import Answerer, Response
from bot.interface.asked_in_words import AskedInWords, OfTheChat
from bot.interface.looking_back_words import NewsQuestion, PastQuestion
from bot.interface.picture_words import PictureWish, subjects_said
from bot.interface.pictures.pictured import Pictured
from bot.interface.render import Rendered, ReplyStatus
from bot.interface.words.markup import Page
from bot.looking_back import LookingBack, named_in, pages_of
from knowledge.dates import PartialDate
from knowledge.dialogue import Answer, Help, NoAnswer, Reason, Reply, Sentence, Topic
from knowledge.model import Entity


@dataclass(frozen=True, slots=True)
class InWords:
    """Says it in one language, as the chat does."""

    answerer: Answerer
    back: LookingBack
    lang: str

    def response(self, asked: AskedInWords) -> Response | None:
        """What is said; None where nobody knows the subject, so that it is a question after all."""
        return self._pictured(asked) if isinstance(asked, PictureWish) else self._besides(asked)

    def _besides(self, asked: PastQuestion | NewsQuestion | OfTheChat) -> Response | None:
        match asked:
            case OfTheChat():
                return self._in_the_chat()
            case PastQuestion(_, PartialDate() as when) | NewsQuestion(PartialDate() as when) if self._is_ahead(when):
                return self._ahead(when)
            case PastQuestion(subject, None):
                entity = named_in(subject, self.answerer)
                return self._history(entity) if entity else None
            case PastQuestion(subject, PartialDate() as when):
                return self.back.answered(subject, when, self.answerer, self.lang)
            case NewsQuestion(PartialDate() as since, subject):
                entity = named_in(subject, self.answerer) if subject else None
                return self._news(since, entity) if entity or not subject else None
            case _:
                return None

    def _pictured(self, wish: PictureWish) -> Response | None:
        """What a picture would show, in words: the chat draws it."""
        served = self.answerer.served
        subjects = subjects_said(wish, served.engine.reader.read, served.engine.knowledge.entities)
        if subjects is None:
            return None
        made = Pictured(served.catalogue.facts, self.answerer.wordings.speak(self.lang), self.answerer.today)
        picture = made.of_entities(wish.kind, subjects)
        if picture is None:
            page = self.answerer.pages(self.lang).simple("picture.nothing")
            return _response(page, ReplyStatus.UNKNOWN, NoAnswer(self.lang, Reason.NOTHING, entities=tuple(subjects)))
        told = self.answerer.sentences(picture.told, self.lang)
        return self._told(Page(picture.caption), told, tuple(subjects), known=True)

    def _in_the_chat(self) -> Response:
        page = self.answerer.reminders(self.lang, None).in_chat()
        return _response(page, ReplyStatus.HELP, Help(self.lang, Topic.HELP))

    def _is_ahead(self, when: PartialDate) -> bool:
        return when.first > self.answerer.today

    def _ahead(self, when: PartialDate) -> Response:
        page = pages_of(self.answerer, self.lang).ahead(when)
        return _response(page, ReplyStatus.UNKNOWN, NoAnswer(self.lang, Reason.NOTHING))

    def _history(self, entity: Entity) -> Response:
        page = self.back.history(entity, self.answerer, self.lang)
        return self._told(page, (), (entity.id,), known=self.back.first(self.answerer.today) is not None)

    def _news(self, since: PartialDate, entity: Entity | None) -> Response:
        moment = datetime.combine(since.first, time(), self.answerer.now().tzinfo)
        parts = self.back.news(moment, self.answerer, self.lang, entity)
        tells = [id_ for part in parts for id_, _ in part.tells]
        current = self.answerer.served.engine.knowledge.current
        told = self.answerer.sentences((current[id_] for id_ in tells if id_ in current), self.lang)
        page = Page(tuple(chain.from_iterable(part.page.blocks for part in parts)))
        return self._told(page, told, (entity.id,) if entity else (), known=bool(tells))

    def _told(self, page: Page, told: tuple[Sentence, ...], about: tuple[str, ...], *, known: bool) -> Response:
        """What the history says; without anything that it says, no answer."""
        if not known:
            return _response(page, ReplyStatus.UNKNOWN, NoAnswer(self.lang, Reason.NOTHING, entities=about))
        return _response(page, ReplyStatus.ANSWER, Answer(self.lang, told, about, 1.0), told)


def _response(page: Page, status: ReplyStatus, reply: Reply, told: tuple[Sentence, ...] = ()) -> Response:
    return Response(page, reply, Rendered(status, reply.lang, page.blocks, told=told))
