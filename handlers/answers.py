"""The buttons below an answer: its quotes, what is related, mistakes, other readings, and other questions."""

from __future__ import annotations

from telegram import Message

from bot.interface.buttons.presses import (
    AskThis,
    Brief,
    ChooseEntity,
    Explain,
    Keys,
    MoreOf,
    NoneOfThese,
    Quote,
    Related,
)
from bot.interface.words.bidi import without_marks
from handlers import questions, record
from handlers.addressing import question_in
from handlers.incoming import Incoming
from knowledge.model import Entity, Statement


async def quote(incoming: Incoming, press: Quote) -> str | None:
    """Show the exact words behind statements."""
    statements = _statements(incoming, press.statements)
    if not statements:
        return "button.withdrawn"
    await incoming.below((await incoming.pages()).quotes(statements))
    return None


async def explain_terms(incoming: Incoming, press: Explain) -> str | None:
    """Show what the abbreviations and offices in statements stand for."""
    page = (await incoming.pages()).quoting.terms(_statements(incoming, press.statements))
    if page is None:
        return "button.withdrawn"
    await incoming.below(page)
    return None


async def related(incoming: Incoming, press: Related) -> str | None:
    """Show what else is connected with statements."""
    statements = _statements(incoming, press.statements)
    if not statements:
        return "button.withdrawn"
    await incoming.below((await incoming.pages()).related(statements))
    return None


async def brief(incoming: Incoming, press: Brief) -> str | None:
    """Tell what is known about an entity."""
    entity = _entity(incoming, press.entity)
    if entity is None:
        return "button.withdrawn"
    await questions.tell(incoming, incoming.answerer.brief(entity, await incoming.language()))
    return None


async def more(incoming: Incoming, press: MoreOf) -> str | None:
    """Tell more of what is known about an entity, in the same message."""
    entity = _entity(incoming, press.entity)
    if entity is None:
        return "button.withdrawn"
    told = incoming.answerer.brief(entity, await incoming.language(), press.part)
    response = await questions.counted_down(incoming, told)
    await questions.remembered(incoming, response, incoming.edit(response.page), record.record_anew)
    return None


async def choose(incoming: Incoming, press: ChooseEntity) -> str | None:
    """Read the question above as one about an entity, and answer it in place."""
    entity = _entity(incoming, press.entity)
    if entity is None:
        return "button.withdrawn"
    told = incoming.answerer.choose(_question_above(incoming), entity, await incoming.language())
    response = await questions.counted_down(incoming, told)
    await questions.remembered(incoming, response, incoming.edit(response.page), record.record_anew)
    return None


async def none_of_these(incoming: Incoming, _press: NoneOfThese) -> None:
    """Offer what there is to leaf through."""
    pages = await incoming.pages()
    await incoming.edit(pages.simple("choice.none", *pages.keyboards.kinds()))


async def ask_this(incoming: Incoming, _press: AskThis) -> str | None:
    """Ask what stands on the button; a button does not carry its words."""
    query = incoming.update.callback_query
    markup = query.message.reply_markup if query and isinstance(query.message, Message) else None
    rows = markup.inline_keyboard if markup else ()
    label = next((one.text for row in rows for one in row if query and one.callback_data == query.data), None)
    if label is None:
        return "button.stale"
    await questions.respond(incoming, without_marks(label))
    return None


def _statements(incoming: Incoming, keys: Keys) -> tuple[Statement, ...]:
    return incoming.answerer.served.catalogue.statements(keys)


def _entity(incoming: Incoming, key: str) -> Entity | None:
    return incoming.answerer.served.catalogue.entity(key)


def _question_above(incoming: Incoming) -> str | None:
    """The question that the pressed message replies to, however it was asked; what we said ourselves is none."""
    asked = incoming.message.reply_to_message if incoming.message else None
    if asked is None or (asked.from_user and asked.from_user.id == incoming.bot.id):
        return None
    text = asked.text or asked.caption or ""
    return question_in(asked, incoming.bot.username) or (None if text.startswith("/") else text or None)
