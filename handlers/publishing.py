"""`/publish` for operators: the plan, and the buttons that carry it out."""

from __future__ import annotations

import asyncio
from datetime import timedelta

from telegram import Update

from bot.context import ReaderContext
from bot.interface.buttons.encoding import LeaveIt, Publish, PublishNow, Unpublish
from bot.interface.pages.general import Pages
from bot.interface.words.markup import Block, Page
from bot.publishing.publisher import Proposed, Publisher
from handlers.replying.messenger import edit, is_operator, reply, spoken
from knowledge.errors import InvalidFiles, KnowledgeError

Decision = Publish | PublishNow | Unpublish | LeaveIt

_MOST_PROBLEMS = 5


async def plan(publisher: Publisher, update: Update, context: ReaderContext) -> None:
    """Show what publishing the folder would set going, and what waits already."""
    pages = context.desk.pages(await spoken(update, context))
    try:
        new = await asyncio.to_thread(publisher.compiled)
        page = (await publisher.plan(new)).page(pages.wording)
    except (KnowledgeError, OSError) as error:
        page = _failed(error, pages)
    await reply(update, context, page)


async def decide(meant: Decision, update: Update, context: ReaderContext) -> str | None:
    """Do what the operator has decided, in the place of the plan; the key of a notice for anybody else."""
    publisher = context.services.publisher
    if publisher is None or not is_operator(update, context):
        return "button.stale"
    pages = context.desk.pages(await spoken(update, context))
    try:
        page = await asyncio.to_thread(_done, meant, publisher, pages)
    except (KnowledgeError, OSError) as error:
        page = _failed(error, pages)
    await edit(update, context, page)
    return None


def _done(meant: Decision, publisher: Publisher, pages: Pages) -> Page:
    match meant:
        case Publish(version, instead):
            after = publisher.delivery.cooling_off
            return _proposed(publisher.publish(version, instead=instead or None, after=after), pages)
        case PublishNow(version, instead):
            return _proposed(publisher.publish(version, instead=instead or None, after=timedelta()), pages)
        case Unpublish():
            return pages.simple("publish.stopped" if publisher.library.unpublish() else "publish.nothing-waits")
        case LeaveIt():
            return pages.simple("publish.left")


def _proposed(done: Proposed, pages: Pages) -> Page:
    wording = pages.wording
    lines = [wording.text("publish.done", version=done.version)]
    if done.due:
        lines = [wording.text("publish.waiting", version=done.version, moment=wording.moment(done.due))]
    if done.replaced and done.replaced.version != done.version:
        lines.append(wording.text("publish.replaced", version=done.replaced.version))
    buttons = pages.keyboards.publishing(Unpublish()) if done.due else ()
    return Page((Block(wording.lang, tuple(lines)),), buttons)


def _failed(error: Exception, pages: Pages) -> Page:
    """What is wrong; what waits and cannot be read can still be taken back."""
    wording = pages.wording
    if isinstance(error, InvalidFiles):
        problems = (wording.text("list.item", text=str(problem)) for problem in error.problems[:_MOST_PROBLEMS])
        return Page((Block(wording.lang, (wording.text("publish.invalid"), *problems)),))
    return pages.simple("publish.failed", *pages.keyboards.publishing(Unpublish(), LeaveIt()), what=str(error))
