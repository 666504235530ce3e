"""Inline mode: `@bot astana` in any chat offers statements with their sources."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from itertools import islice

from telegram import (
    InlineQueryResultArticle,
    InlineQueryResultsButton,
    InputTextMessageContent,
    LinkPreviewOptions,
    Update,
)
from telegram.constants import ParseMode
from telegram.error import BadRequest

from bot.answering import Edition
from bot.context import ReaderContext
from bot.interface.buttons.encoding import digest
from bot.interface.words.attribution import clipped, source_line
from bot.interface.words.languages import language_of
from bot.interface.words.markup import Block, Page
from bot.interface.words.wording import Wording
from handlers.replying.messenger import chat_key
from knowledge.model import Kind, Statement
from knowledge.search.searcher import HitKind
from knowledge.text.folding import Script, script

MAX_RESULTS = 20
_LEAST_SCORE = 0.25
_MAX_QUERY = 80
_CACHE = timedelta(minutes=5)
START = "ask"
"""The deep link of the button into the chat; no entity has this id, so it opens the introduction."""


async def offer(update: Update, context: ReaderContext) -> None:
    """Offer the statements that fit what has been typed so far.

    They are the same for everybody, so that Telegram may keep them, unless the text does not tell the language.
    """
    query = update.inline_query
    if query is None:
        return
    lang = await _language(update, context)
    results = _offers(context, query.query[:_MAX_QUERY], lang)
    button = InlineQueryResultsButton(context.desk.pages(lang).simple("inline.button").plain, start_parameter=START)
    try:
        await query.answer(results, cache_time=_CACHE, is_personal=script(query.query) is Script.OTHER, button=button)
    except BadRequest as error:
        if "too old" not in error.message.lower():
            raise


async def _language(update: Update, context: ReaderContext) -> str:
    """That of the letters; where there are none, the one chosen, else that of the reader's Telegram."""
    query = update.inline_query
    text = query.query if query else ""
    if script(text) is not Script.OTHER:
        return language_of(text)
    user = update.effective_user
    chosen = await context.readers.language(chat_key(update))
    return chosen or language_of("", preferred=user.language_code if user else None)


def _offers(context: ReaderContext, text: str, lang: str) -> list[InlineQueryResultArticle]:
    """The results of a query, made once a knowledge version and day."""
    edition, today = context.desk.edition, context.desk.today
    key = (edition.engine.knowledge.version, today.isoformat(), lang, " ".join(text.casefold().split()))
    cache = context.services.offers
    found = cache.get(key)
    if found is None:
        found = [_article(one, context, lang) for one in islice(_statements(edition, text, lang), MAX_RESULTS)]
        cache.keep(key, found)
    return found


def _statements(edition: Edition, text: str, lang: str) -> Iterator[Statement]:
    """What is said about the entities that are named, then what fits the words, none twice."""
    knowledge, seen = edition.engine.knowledge, set[str]()
    for statement in _candidates(edition, text, lang):
        if statement.id in knowledge.current and statement.id not in seen:
            seen.add(statement.id)
            yield statement


def _candidates(edition: Edition, text: str, lang: str) -> Iterator[Statement]:
    knowledge = edition.engine.knowledge
    if not text.strip():
        for entity in edition.catalogue.of_kind(Kind.MEETING, lang):
            yield from knowledge.statements_about(entity.id)[:3]
        return
    for hit in edition.engine.searcher.search(text, top=MAX_RESULTS):
        if hit.kind is HitKind.STATEMENT and hit.score >= _LEAST_SCORE:
            yield knowledge.statements[hit.id]
    for id_ in edition.engine.reader.read(text).entities:
        yield from knowledge.statements_about(id_)


def _article(statement: Statement, context: ReaderContext, lang: str) -> InlineQueryResultArticle:
    """One statement: its subject as title, its sentence to read, and both with the source to send."""
    engine, wording = context.desk.edition.engine, context.desk.wordings.speak(lang)
    sentence = engine.sentence(statement, lang, context.desk.today)
    page = _page(sentence.text, sentence.caveat, statement, context, wording)
    return InlineQueryResultArticle(
        digest(statement.id),
        clipped(engine.knowledge.entities[statement.subject].name(lang), 100),
        InputTextMessageContent(page.html, ParseMode.HTML, link_preview_options=LinkPreviewOptions(is_disabled=True)),
        description=clipped(sentence.text, 200),
    )


def _page(text: str, caveat: str | None, statement: Statement, context: ReaderContext, wording: Wording) -> Page:
    sources = context.desk.edition.engine.knowledge.sources
    cited = dict.fromkeys(citation.source for citation in statement.citations)
    lines = [wording.text("answer.caveat", text=caveat)] if caveat else []
    lines += [source_line(sources[source], wording) for source in cited]
    return Page((Block(wording.lang, (text,)), Block(wording.lang, tuple(lines))))
