"""/subscribe, /subscriptions and /unsubscribe, in chats, topics and channels, and the buttons of their pages."""

from __future__ import annotations

from dataclasses import replace

import structlog
from telegram import Update
from telegram.error import BadRequest, Forbidden, TelegramError

from bot.context import ReaderContext
from bot.interface.buttons.encoding import packed
from bot.interface.buttons.presses import (
    Adjust,
    Follow,
    FollowWords,
    ListSubscriptions,
    OfferSubjects,
    OpenSubscription,
    ShowSubscriptions,
    SubscriptionPress,
    Unfollow,
    UnfollowAll,
)
from bot.interface.pages.following import MOST, FollowingPages
from bot.interface.subjects import Offer, resolve
from bot.interface.words.markup import Page
from bot.readers.subscription import Aspect, Cadence, Scope, Subject, Subscription
from handlers.hours import hours_of
from handlers.permissions import decides, may_decide
from handlers.replying.messenger import Place, below, chat_key, courier, edit, is_private, reply, spoken
from knowledge.model import Kind

log = structlog.get_logger(__name__)


async def subscribe(update: Update, context: ReaderContext) -> None:
    """Follow what was written; without words offer what can be followed."""
    if not await decides(update, context):
        return
    text = " ".join(context.args or ())
    if not text:
        await reply(update, context, (await _pages(update, context)).offer())
        return
    match _meant(text, context):
        case Offer() as offer:
            await reply(update, context, (await _pages(update, context)).choice(text, offer))
        case subject:
            await _follow(subject, update, context)


async def unsubscribe(update: Update, context: ReaderContext) -> None:
    """End what was written, or everything; without words show what can end."""
    if not await decides(update, context):
        return
    pages, key, text = await _pages(update, context), chat_key(update), " ".join(context.args or ())
    if not text:
        await reply(update, context, await _ending(update, context))
        return
    subject = _meant(text, context)
    if subject == Subject(Scope.ALL):
        await reply(update, context, pages.ended_all(await context.state.subscriptions.end_all(key)))
        return
    found = [one for one in await context.state.subscriptions.of(key) if one.subject in _subjects(subject)]
    for one in found:
        await context.state.subscriptions.end(key, one.id)
    await reply(update, context, pages.ended(found[0].subject) if found else pages.unknown(text))


async def show(update: Update, context: ReaderContext) -> None:
    """List what the chat or topic follows."""
    if await decides(update, context):
        await reply(update, context, await _listing(0, update, context))


async def obey(meant: SubscriptionPress, update: Update, context: ReaderContext) -> str | None:
    """Do what a button says; the key of the notice that says why not."""
    if not await may_decide(update, context):
        return "group.only-admins"
    match meant:
        case Follow(scope, key):
            return await _press_follow(_subject(scope, key, context), update, context)
        case FollowWords(words):
            return await _press_follow(Subject(Scope.WORDS, words), update, context)
        case OfferSubjects():
            await edit(update, context, (await _pages(update, context)).offer())
        case ListSubscriptions(page):
            await edit(update, context, await _listing(page, update, context))
        case ShowSubscriptions():
            await below(update, context, await _listing(0, update, context))
        case UnfollowAll():
            count = await context.state.subscriptions.end_all(chat_key(update))
            await edit(update, context, (await _pages(update, context)).ended_all(count))
        case OpenSubscription(id_) | Adjust(id_) | Unfollow(id_):
            return await _about(meant, id_, update, context)
    return None


async def _about(
    meant: OpenSubscription | Adjust | Unfollow, id_: int, update: Update, context: ReaderContext
) -> str | None:
    one = await context.state.subscriptions.get(chat_key(update), id_)
    if one is None:
        return "following.gone"
    pages, hours = await _pages(update, context), await hours_of(update, context)
    match meant:
        case OpenSubscription():
            await edit(update, context, pages.followed(one, hours, "followed.open"))
        case Adjust(_, aspect, value):
            await edit(update, context, await _adjusted(one.with_(aspect, value), aspect, update, context))
        case Unfollow():
            await context.state.subscriptions.end(one.chat, one.id)
            await edit(update, context, pages.ended(one.subject))
    return None


async def _adjusted(one: Subscription, aspect: Aspect, update: Update, context: ReaderContext) -> Page:
    """Keep a change; a first digest asks before on whose clock it comes."""
    hours = await hours_of(update, context)
    if one.is_digest and aspect is Aspect.CADENCE and hours.zone is None:
        then = packed(Adjust(one.id, aspect, list(Cadence).index(one.cadence)))
        return context.desk.hours(await spoken(update, context)).regions(hours, then)
    await context.state.subscriptions.save(one, hours.next_digest(context.desk.now(), one))
    return (await _pages(update, context)).followed(one, hours, "followed.open")


async def _press_follow(subject: Subject | None, update: Update, context: ReaderContext) -> str | None:
    if subject is None:
        return "button.withdrawn"
    kept = await _kept(subject, update, context)
    if kept is None:
        return "follow.full"
    one, new = kept
    try:
        await below(update, context, await _confirmed(one, update, context, new=new))
    except (BadRequest, Forbidden) as error:
        await _take_back(one, error, context, new=new)
        return "follow.closed"
    return None


async def _follow(subject: Subject, update: Update, context: ReaderContext) -> None:
    """Follow and say so; where that may not be said nothing is followed, and who asked is told in private."""
    kept = await _kept(subject, update, context)
    if kept is None:
        await reply(update, context, (await _pages(update, context)).notice("follow.full"))
        return
    one, new = kept
    try:
        await reply(update, context, await _confirmed(one, update, context, new=new))
    except (BadRequest, Forbidden) as error:
        await _take_back(one, error, context, new=new)
        await _tell_in_private(update, context)


async def _kept(subject: Subject, update: Update, context: ReaderContext) -> tuple[Subscription, bool] | None:
    """The subscription and whether it is new; None when the chat has as many as it can have."""
    key, repository = chat_key(update), context.state.subscriptions
    wanted = Subscription(0, key, subject, await spoken(update, context))
    known = await repository.of(key)
    if len(known) >= MOST and all(one.subject != subject for one in known):
        return None
    return await repository.follow(wanted, context.desk.now())


async def _confirmed(one: Subscription, update: Update, context: ReaderContext, *, new: bool) -> Page:
    pages, key = await _pages(update, context), "followed.new" if new else "followed.already"
    if update.channel_post:
        return pages.posted(one, key)
    return pages.followed(one, await hours_of(update, context), key)


async def _take_back(one: Subscription, error: TelegramError, context: ReaderContext, *, new: bool) -> None:
    log.warning("a chat cannot be written to, so nothing is followed there", reason=error.message)
    if new:
        await context.state.subscriptions.end(one.chat, one.id)


async def _tell_in_private(update: Update, context: ReaderContext) -> None:
    user, chat = update.effective_user, update.effective_chat
    if user is None or chat is None or is_private(update):
        return
    page = (await _pages(update, context)).notice("follow.no-rights", title=chat.title or "")
    try:
        await courier(context).send(Place(user.id), page)
    except TelegramError as error:  # who never wrote to us cannot be written to
        log.info("nobody can be told of it", reason=type(error).__name__)


async def _listing(page: int, update: Update, context: ReaderContext) -> Page:
    found = await context.state.subscriptions.of(chat_key(update))
    return (await _pages(update, context)).listing(found, await hours_of(update, context), page)


async def _ending(update: Update, context: ReaderContext) -> Page:
    """The list with the question what is to end."""
    page = await _listing(0, update, context)
    ask = (await _pages(update, context)).notice("following.which")
    return replace(page, blocks=(*page.blocks, *ask.blocks)) if page.buttons else page


def _meant(text: str, context: ReaderContext) -> Subject | Offer:
    edition = context.desk.edition
    return resolve(text, edition.catalogue, edition.engine.reader)


def _subjects(meant: Subject | Offer) -> tuple[Subject, ...]:
    """Every subject that a text may mean."""
    if isinstance(meant, Subject):
        return (meant,)
    named = tuple(Subject(Scope.ENTITY, one.id) for one in meant.entities)
    return (*named, meant.words) if meant.words else named


def _subject(scope: Scope, key: str, context: ReaderContext) -> Subject | None:
    """What a button stands for; None where it is held no more."""
    match scope:
        case Scope.ALL:
            return Subject(Scope.ALL)
        case Scope.KIND:
            return Subject(scope, key) if key in {kind.value for kind in Kind} else None
        case _:
            entity = context.desk.edition.catalogue.entity(key)
            return Subject(Scope.ENTITY, entity.id) if entity else None


async def _pages(update: Update, context: ReaderContext) -> FollowingPages:
    return context.desk.following(await spoken(update, context))
