"""`/publish` for operators: the plan, and the buttons that carry it out."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog
from telegram import Update

from bot.interface.buttons.encoding import decode
from bot.interface.buttons.presses import LeaveIt, Publish, PublishNow, Unpublish
from bot.interface.commands import Command
from bot.interface.pages.general import Pages
from bot.interface.words.markup import Block, Page
from bot.publishing.publisher import Proposed, Publisher
from handlers.incoming import Incoming
from handlers.permissions import acts
from knowledge.curation.chronicle import Deed
from knowledge.errors import InvalidFiles, KnowledgeError

_MOST_PROBLEMS = 5
_COMMAND = re.compile(rf"/{Command.PUBLISH}(?![A-Za-z0-9_])", re.IGNORECASE)

log = structlog.get_logger(__name__)


_SLOW = (Publish, PublishNow, Unpublish)


def takes_long(update: Update) -> bool:
    """Whether an update has something compiled or published, for which its chat shall not wait."""
    query, message = update.callback_query, update.message
    if query is not None:
        return isinstance(decode(query.data or ""), _SLOW)
    return message is not None and bool(_COMMAND.match(message.text or ""))


async def plan(publisher: Publisher, incoming: Incoming) -> None:
    """Show what publishing the folder would set going, and what waits already."""
    if not await acts(incoming):
        return
    pages = await incoming.pages()
    try:
        new = await asyncio.to_thread(publisher.compiled)
        page = (await publisher.plan(new, patience=None)).page(pages.wording)
    except (KnowledgeError, OSError) as error:
        page = _failed(error, pages)
    await incoming.reply(page)


async def publish(incoming: Incoming, press: Publish) -> str | None:
    """Publish after the cooling-off."""
    return await _decide(incoming, lambda by, pages: _published(press, by.publisher.delivery.cooling_off, by, pages))


async def publish_now(incoming: Incoming, press: PublishNow) -> str | None:
    """Publish at once."""
    return await _decide(incoming, lambda by, pages: _published(press, timedelta(), by, pages))


async def unpublish(incoming: Incoming, _press: Unpublish) -> str | None:
    """Take back what waits."""
    return await _decide(incoming, _unpublished)


async def leave_it(incoming: Incoming, _press: LeaveIt) -> str | None:
    """Publish nothing."""
    return await _decide(incoming, lambda _by, pages: pages.simple("publish.left"))


@dataclass(frozen=True, slots=True)
class _Operator:
    """Who decides, and what carries it out."""

    publisher: Publisher
    name: str
    """As Telegram shows it."""

    def note(self, deed: Deed, version: str, due: datetime | None = None) -> None:
        """Into the chronicle; what is published stays so where that cannot be written."""
        try:
            self.publisher.note_of_chat(deed, version, self.name, due)
        except OSError as error:
            log.warning("who published is not written down", version=version, reason=str(error))


async def _decide(incoming: Incoming, carry_out: Callable[[_Operator, Pages], Page]) -> str | None:
    """Do what an operator has decided, in the place of the plan."""
    publisher = incoming.services.publisher
    if publisher is None:
        return "button.stale"
    pages = await incoming.pages()
    user = incoming.update.effective_user
    try:
        page = await asyncio.to_thread(carry_out, _Operator(publisher, user.full_name if user else ""), pages)
    except (KnowledgeError, OSError) as error:
        page = _failed(error, pages)
    await incoming.edit(page)
    return None


def _published(press: Publish | PublishNow, after: timedelta, by: _Operator, pages: Pages) -> Page:
    done = by.publisher.publish(press.version, instead=press.instead or None, after=after)
    by.note(Deed.PUBLISHED, done.version, done.due)
    return _proposed(done, pages)


def _unpublished(by: _Operator, pages: Pages) -> Page:
    version = by.publisher.unpublish()
    if version is None:
        return pages.simple("publish.nothing-waits")
    by.note(Deed.UNPUBLISHED, version)
    return pages.simple("publish.stopped")


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
