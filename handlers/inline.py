"""Inline mode: `@bot astana` in any chat offers statements with their sources."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from itertools import islice

from telegram import (
    InlineQueryResultArticle,
    InlineQueryResultsButton,
    InputTextMessageContent,
)
from telegram.constants import ParseMode
from telegram.error import BadRequest

from bot.answering import Answerer, ServedVersion
from bot.delivery.messenger import NO_PREVIEW
from bot.interface.buttons.encoding import digest
from bot.interface.words.attribution import clipped, source_line
from bot.interface.words.languages import language_of
from bot.interface.words.markup import Block, Page
from bot.interface.words.wording import Wording
from handlers.incoming import Incoming
from knowledge.compiled.base import KnowledgeBase
from knowledge.dialogue import Sentence
from knowledge.model import Kind, Statement
from knowledge.search.searcher import HitKind
from knowledge.text.folding import script
from knowledge.text.letters import Script

MAX_RESULTS = 20
_LEAST_SCORE = 0.25
_MAX_QUERY = 80
_CACHE = timedelta(minutes=5)
START = "ask"
"""The deep link of the button into the chat; no entity has this id, so it opens the introduction."""


async def offer(incoming: Incoming) -> None:
    """Offer the statements that fit what has been typed so far.

    They are the same for everybody, so that Telegram may keep them, unless the text does not tell the language.
    """
    query, answerer = incoming.update.inline_query, incoming.answerer
    if query is None:
        return
    lang = await _language(query.query, incoming)
    results = _offers(incoming, query.query[:_MAX_QUERY], lang)
    button = InlineQueryResultsButton(answerer.pages(lang).simple("inline.button").plain, start_parameter=START)
    try:
        await query.answer(results, cache_time=_CACHE, is_personal=script(query.query) is Script.OTHER, button=button)
    except BadRequest as error:
        if "too old" not in error.message.lower():
            raise


async def _language(typed: str, incoming: Incoming) -> str:
    """That of the letters; where there are none, the one chosen, else that of the reader's Telegram."""
    return await incoming.language() if script(typed) is Script.OTHER else language_of(typed)


def _offers(incoming: Incoming, text: str, lang: str) -> list[InlineQueryResultArticle]:
    """The results of a query, made once a knowledge version and day."""
    answerer, cache = incoming.answerer, incoming.services.offers
    served = answerer.served
    key = (served.engine.knowledge.version, answerer.today.isoformat(), lang, " ".join(text.casefold().split()))
    found = cache.get(key)
    if found is None:
        found = [_article(one, answerer, lang) for one in islice(_statements(served, text, lang), MAX_RESULTS)]
        cache.keep(key, found)
    return found


def _statements(served: ServedVersion, text: str, lang: str) -> Iterator[Statement]:
    """What is said about the entities that are named, then what fits the words, none twice."""
    knowledge, seen = served.engine.knowledge, set[str]()
    for statement in _candidates(served, text, lang):
        if statement.id in knowledge.current and statement.id not in seen:
            seen.add(statement.id)
            yield statement


def _candidates(served: ServedVersion, text: str, lang: str) -> Iterator[Statement]:
    knowledge = served.engine.knowledge
    if not text.strip():
        for entity in served.catalogue.of_kind(Kind.MEETING, lang):
            yield from knowledge.statements_about(entity.id)[:3]
        return
    for hit in served.engine.searcher.search(text, top=MAX_RESULTS):
        if hit.kind is HitKind.STATEMENT and hit.score >= _LEAST_SCORE:
            yield knowledge.statements[hit.id]
    for id_ in served.engine.reader.read(text).entities:
        yield from knowledge.statements_about(id_)


def _article(statement: Statement, answerer: Answerer, lang: str) -> InlineQueryResultArticle:
    """One statement: its subject as title, its sentence to read, and both with the source to send."""
    engine, wording = answerer.served.engine, answerer.wordings.speak(lang)
    sentence = engine.sentence(statement, lang, answerer.today)
    page = _page(sentence, statement, engine.knowledge, wording)
    return InlineQueryResultArticle(
        digest(statement.id),
        clipped(engine.knowledge.entities[statement.subject].name(lang), 100),
        InputTextMessageContent(page.html, ParseMode.HTML, link_preview_options=NO_PREVIEW),
        description=clipped(sentence.text, 200),
    )


def _page(sentence: Sentence, statement: Statement, knowledge: KnowledgeBase, wording: Wording) -> Page:
    cited = dict.fromkeys(citation.source for citation in statement.citations)
    lines = [wording.text("answer.caveat", text=sentence.caveat)] if sentence.caveat else []
    lines += [source_line(knowledge.sources[source], wording) for source in cited]
    return Page((Block(wording.lang, (sentence.text,)), Block(wording.lang, tuple(lines))))
