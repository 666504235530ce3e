"""Buttons: what a press means, and what comes of it."""

from __future__ import annotations

from telegram import CallbackQuery, Message, Update
from telegram.error import BadRequest

from bot.context import ReaderContext
from bot.interface.buttons.encoding import (
    AskThis,
    Brief,
    Choose,
    Forget,
    Keys,
    LeaveIt,
    NoneOfThese,
    OpenList,
    Press,
    Publish,
    PublishNow,
    Quote,
    Related,
    Report,
    Speak,
    Still,
    TurnList,
    TurnSources,
    Unpublish,
    decode,
    unpacked,
)
from bot.interface.buttons.keyboards import AUTOMATIC
from bot.interface.buttons.presses import (
    DropQuestion,
    OpenQuiet,
    OpenSettings,
    OpenZones,
    SetQuiet,
    SetZone,
    SubscriptionPress,
    TellLater,
)
from bot.interface.words.bidi import without_marks
from bot.interface.words.wording import LANGUAGES
from handlers import commands, hours, misses, publishing, questions, record, subscribing
from handlers.operators import operators
from handlers.permissions import may_decide
from handlers.replying.messenger import below, chat_key, edit, reply, spoken
from knowledge.model import Statement


async def press(update: Update, context: ReaderContext) -> None:
    """Do what a button says; one that means nothing any more is answered politely."""
    query = update.callback_query
    if query is None:
        return
    meant = decode(query.data or "")
    if meant is None or not (query.message and query.message.is_accessible):
        await _toast(update, context, "button.stale")
    elif toast := await _obey(meant, update, context):
        await _toast(update, context, toast)
    else:
        await _acknowledge(query)


async def _obey(meant: Press, update: Update, context: ReaderContext) -> str | None:
    """Do it; the key of the notice that says why not, or that it is done."""
    match meant:
        case SetZone(zone, then):
            return await hours.set_zone(zone, update, context) or await _afterwards(then, update, context)
        case OpenSettings() | OpenZones() | OpenQuiet() | SetQuiet():
            return await hours.obey(meant, update, context)
        case TellLater() | DropQuestion():
            return await misses.obey(meant, update, context)
        case _ if isinstance(meant, SubscriptionPress):
            return await subscribing.obey(meant, update, context)
        case _:
            return await _tell(meant, update, context)


async def _tell(meant: Press, update: Update, context: ReaderContext) -> str | None:
    """Do what a button below an answer or a list says."""
    lang = await spoken(update, context)
    pages = context.desk.pages(lang)
    match meant:
        case Quote(keys) | Related(keys) | Report(keys):
            return await _about_statements(meant, keys, update, context)
        case Brief(key) | Choose(key):
            return await _about_entity(meant, key, update, context)
        case AskThis():
            return await _ask(update, context)
        case OpenList(kind):
            await reply(update, context, pages.listing(kind, 0))
        case TurnList(kind, page):
            await edit(update, context, pages.listing(kind, page))
        case TurnSources(page):
            await edit(update, context, pages.sources(page))
        case NoneOfThese():
            await edit(update, context, pages.simple("choice.none", *pages.keyboards.kinds()))
        case Speak(chosen):
            return await _speak(chosen, update, context)
        case Forget():
            await commands.forget(update, context)
        case Publish() | PublishNow() | Unpublish() | LeaveIt():
            return await publishing.decide(meant, update, context)
        case Still():
            pass
    return None


async def _afterwards(then: str, update: Update, context: ReaderContext) -> str | None:
    """What the reader wanted when the time zone was asked for."""
    return await _obey(unpacked(then) or OpenSettings(), update, context)


async def _about_statements(
    meant: Quote | Related | Report, keys: Keys, update: Update, context: ReaderContext
) -> str | None:
    statements = context.desk.edition.catalogue.statements(keys)
    if not statements:
        return "button.withdrawn"
    pages = context.desk.pages(await spoken(update, context))
    match meant:
        case Quote():
            await below(update, context, pages.quotes(statements))
        case Related():
            await below(update, context, pages.related(statements))
        case Report():
            return await _report(statements, keys, update, context)
    return None


async def _report(statements: tuple[Statement, ...], keys: Keys, update: Update, context: ReaderContext) -> str:
    """Tell the operators which statements a reader doubts, without saying who; once for each answer and chat."""
    chat = chat_key(update).chat
    if context.services.reported.first_time((chat, "".join(keys)), value=True):
        await operators(context).tell(lambda lang: context.desk.pages(lang).report(statements))
    return "report.thanks"


async def _about_entity(meant: Brief | Choose, key: str, update: Update, context: ReaderContext) -> str | None:
    entity = context.desk.edition.catalogue.entity(key)
    if entity is None:
        return "button.withdrawn"
    if not await questions.admitted(update, context):
        return None
    match meant:
        case Brief():
            told = context.desk.brief(entity, await spoken(update, context))
            await questions.tell(update, context, told)
        case Choose():
            told = context.desk.choose(_question_above(update), entity, await spoken(update, context))
            await questions.remembered(update, context, told, edit(update, context, told.page), record.record_anew)
    return None


async def _ask(update: Update, context: ReaderContext) -> str | None:
    """Ask what stands on the button; a button does not carry its words."""
    query = update.callback_query
    markup = query.message.reply_markup if query and isinstance(query.message, Message) else None
    rows = markup.inline_keyboard if markup else ()
    label = next((one.text for row in rows for one in row if query and one.callback_data == query.data), None)
    if label is None:
        return "button.stale"
    await questions.respond(update, context, without_marks(label))
    return None


async def _speak(chosen: str, update: Update, context: ReaderContext) -> str | None:
    if chosen not in (*LANGUAGES, AUTOMATIC):
        return "button.stale"
    if not await may_decide(update, context):
        return "group.only-admins"
    lang = None if chosen == AUTOMATIC else chosen
    await context.readers.set_language(chat_key(update), lang)
    await edit(update, context, context.desk.pages(await spoken(update, context)).chosen(lang))
    return None


def _question_above(update: Update) -> str | None:
    """The question that the pressed message replies to."""
    message = update.effective_message
    asked = message.reply_to_message if message else None
    text = asked.text if asked else None
    return text if text and not text.startswith("/") else None


async def _toast(update: Update, context: ReaderContext, key: str) -> None:
    if update.callback_query:
        page = context.desk.pages(await spoken(update, context)).simple(key)
        await _acknowledge(update.callback_query, page.plain)


async def _acknowledge(query: CallbackQuery, text: str | None = None) -> None:
    """End the wait that the reader's program shows; too late is too late."""
    try:
        await query.answer(text)
    except BadRequest as error:
        if "too old" not in error.message.lower():
            raise
