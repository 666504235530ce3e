"""Inline mode: `@bot astana` in any chat offers statements with their sources."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import islice

from telegram import (
    InlineQueryResultArticle,
    InlineQueryResultsButton,
    InputTextMessageContent,
)
from telegram.constants import ParseMode

from bot.answering import Answerer
from bot.delivery.messenger import NO_PREVIEW, keyboard
from bot.interface.buttons.encoding import digest
from bot.interface.served import ServedVersion
from bot.interface.words.attribution import clipped, sources_line, with_notes
from bot.interface.words.languages import language_of, tells_language
from bot.interface.words.markup import Block, Opens, Page
from bot.interface.words.wording import Wording
from handlers.incoming import Incoming
from handlers.replying.queries import unless_too_late
from knowledge.citing.tokens import is_token, permanent_link
from knowledge.compiled.base import KnowledgeBase
from knowledge.dialogue import Ambiguous, Answer, NoAnswer, Reply, Sentence, Several
from knowledge.hand_set import SHOWN_INLINE
from knowledge.model import Kind, Statement
from knowledge.search.searcher import HitKind

MAX_RESULTS = 20
_MAX_QUERY = 80
_OF_EACH = 3
_CACHE = timedelta(minutes=5)
START = "ask"
"""The deep link of the button into the chat; no entity has this id, so it opens the introduction."""


async def offer(incoming: Incoming) -> None:
    """Offer the statements that fit what has been typed so far.

    They are the same for everybody, so that Telegram may keep them, unless the text does not tell the language.
    """
    query = incoming.update.inline_query
    if query is None:
        return
    lang = await _language(query.query, incoming)
    results = _offers(incoming, query.query[:_MAX_QUERY], lang)
    button = _button(incoming, query.query[:_MAX_QUERY], lang, found=bool(results))
    personal = not tells_language(query.query)
    await unless_too_late(query.answer(results, cache_time=_CACHE, is_personal=personal, button=button))


def _button(incoming: Incoming, typed: str, lang: str, *, found: bool) -> InlineQueryResultsButton:
    """The way into the chat; where nothing was found, with the words that were typed."""
    pages = incoming.answerer.pages(lang)
    if found or not typed.strip():
        return InlineQueryResultsButton(pages.simple("inline.button").plain, start_parameter=START)
    key = digest(typed)
    incoming.services.typed.keep(key, typed)
    return InlineQueryResultsButton(pages.simple("inline.nothing").plain, start_parameter=f"{START}-{key}")


def typed_before(incoming: Incoming) -> str | None:
    """The words for which nothing was found inline, when its button has led into the chat."""
    key = incoming.arguments.removeprefix(f"{START}-")
    return incoming.services.typed.get(key) if key != incoming.arguments else None


async def _language(typed: str, incoming: Incoming) -> str:
    """That of the words; where they tell none, the one chosen, else that of the reader's Telegram."""
    return language_of(typed) if tells_language(typed) else await incoming.language()


def _offers(incoming: Incoming, text: str, lang: str) -> list[InlineQueryResultArticle]:
    """The results of a query, made once a knowledge version and day."""
    answerer, cache = incoming.answerer, incoming.services.offers
    served = answerer.served
    key = (served.engine.knowledge.version, answerer.today.isoformat(), lang, " ".join(text.casefold().split()))
    found = cache.get(key)
    if found is None:
        found = [
            _article(one, answerer, lang, incoming.bot.username)
            for one in islice(_statements(served, text, lang, answerer.today), MAX_RESULTS)
        ]
        cache.keep(key, found)
    return found


def _statements(served: ServedVersion, text: str, lang: str, today: date) -> Iterator[Statement]:
    """What the chat would be told first, then what fits the words, then what is said of what they name; none twice."""
    knowledge, seen = served.engine.knowledge, set[str]()
    for statement in _candidates(served, text, lang, today):
        if statement.id in knowledge.current and statement.id not in seen:
            seen.add(statement.id)
            yield statement


def _candidates(served: ServedVersion, text: str, lang: str, today: date) -> Iterator[Statement]:
    knowledge = served.engine.knowledge
    if is_token(text.strip()):
        linked = served.catalogue.linked(text.strip())
        yield from (linked,) if linked else ()
        return
    if not text.strip():
        for entity in served.catalogue.of_kind(Kind.MEETING, lang):
            yield from knowledge.statements_about(entity.id)[:_OF_EACH]
        return
    yield from _told(served.engine.reply_to(text, today=today, lang=lang), knowledge)
    for hit in served.engine.searcher.search(text, top=MAX_RESULTS):
        if hit.kind is HitKind.STATEMENT and hit.score >= SHOWN_INLINE:
            yield knowledge.statements[hit.id]
    for id_ in served.engine.reader.read(text).entities:
        yield from knowledge.statements_about(id_)


def _told(reply: Reply, knowledge: KnowledgeBase) -> Iterator[Statement]:
    """What would be told in the chat, in the same order; of what may be meant, the foremost of each."""
    match reply:
        case Answer(sentences=sentences):
            yield from (sentence.statement for sentence in sentences)
        case Several(parts=parts):
            for part in parts:
                yield from _told(part.reply, knowledge)
        case Ambiguous(choices=choices):
            for choice in choices:
                yield from knowledge.statements_about(choice.entity)[:_OF_EACH]
        case NoAnswer(nearest=Sentence(statement=nearest)):
            yield nearest
        case _:
            return


def _article(statement: Statement, answerer: Answerer, lang: str, bot: str) -> InlineQueryResultArticle:
    """One statement: its subject as title, its sentence to read, and both with the source to send."""
    engine, wording = answerer.served.engine, answerer.wordings.speak(lang)
    sentence = engine.sentence(statement, lang, answerer.today)
    page = _page(sentence, statement, engine.knowledge, wording)
    back = Opens(permanent_link(bot, statement.id))
    return InlineQueryResultArticle(
        digest(statement.id),
        clipped(engine.knowledge.entities[statement.subject].name(lang), 100),
        InputTextMessageContent(page.html, ParseMode.HTML, link_preview_options=NO_PREVIEW),
        description=clipped(sentence.text, 200),
        reply_markup=keyboard([[(wording.text("inline.open"), back)]]),
    )


def _page(sentence: Sentence, statement: Statement, knowledge: KnowledgeBase, wording: Wording) -> Page:
    told = tuple(with_notes([sentence.text], [sentence], wording))
    sources = sources_line([statement], knowledge.sources, wording)
    return Page((Block(wording.lang, told), Block(wording.lang, sources)))
