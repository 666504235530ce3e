"""/subscribe, /subscriptions and /unsubscribe, in chats, topics and channels, and the buttons of their pages."""

from __future__ import annotations

from dataclasses import replace

import structlog
from telegram.error import BadRequest, Forbidden, TelegramError

from bot.delivery.messenger import Destination
from bot.interface.buttons.encoding import packed
from bot.interface.buttons.following import (
    Adjust,
    Follow,
    FollowWhich,
    FollowWords,
    ListSubscriptions,
    OfferSubjects,
    OpenAspect,
    OpenSubscription,
    ShowSubscriptions,
    Unfollow,
    UnfollowAll,
)
from bot.interface.pages.following import MOST, FollowingPages
from bot.interface.subjects import Offer, ending_said, following_said, resolve
from bot.interface.words.markup import Page
from bot.readers.subscription import Aspect, Cadence, Scope, Subject, Subscription
from handlers import hours
from handlers.incoming import Incoming
from handlers.permissions import decides
from knowledge.model import Kind

log = structlog.get_logger(__name__)


async def subscribe(incoming: Incoming) -> None:
    """Follow what was written; without words offer what can be followed."""
    if not await decides(incoming):
        return
    text = incoming.arguments
    if not text:
        await incoming.reply((await _pages(incoming)).offer())
        return
    match _meant(text, incoming):
        case Offer() as offer:
            await incoming.reply((await _pages(incoming)).choice(text, offer))
        case subject:
            await _follow(incoming, subject)


async def worded(incoming: Incoming) -> bool:
    """Follow, or follow no more, what a message in private names for certain; whether it asks for that."""
    said = (incoming.question or "") if incoming.is_private else ""
    if (text := following_said(said)) and isinstance(subject := _meant(text, incoming), Subject):
        await _follow(incoming, subject)
        return True
    if (text := ending_said(said)) and isinstance(subject := _meant(text, incoming), Subject):
        await _ended(incoming, text, subject)
        return True
    return False


async def unsubscribe(incoming: Incoming) -> None:
    """End what was written, or everything; without words show what can end."""
    if not await decides(incoming):
        return
    text = incoming.arguments
    if not text:
        await incoming.reply(await _ending(incoming))
        return
    await _ended(incoming, text, _meant(text, incoming))


async def _ended(incoming: Incoming, text: str, subject: Subject | Offer) -> None:
    pages, key = await _pages(incoming), incoming.chat
    if subject == Subject(Scope.ALL):
        await incoming.reply(pages.ended_all(await incoming.state.subscriptions.end_all(key)))
        return
    meant = {one.meaning for one in _subjects(subject)}
    found = [one for one in await incoming.state.subscriptions.of(key) if one.subject.meaning in meant]
    for one in found:
        await incoming.state.subscriptions.end(key, one.id)
    await incoming.reply(pages.ended(found[0].subject) if found else pages.unknown(text))


async def show(incoming: Incoming) -> None:
    """List what the chat or topic follows."""
    if await decides(incoming):
        await incoming.reply(await _listing(incoming, 0))


async def offer_subjects(incoming: Incoming, _press: OfferSubjects) -> None:
    """Offer in place what can be followed."""
    await incoming.edit((await _pages(incoming)).offer())


async def turn(incoming: Incoming, press: ListSubscriptions) -> None:
    """Show another page of what is followed."""
    await incoming.edit(await _listing(incoming, press.page))


async def show_below(incoming: Incoming, _press: ShowSubscriptions) -> None:
    """Show what is followed below the message."""
    await incoming.below(await _listing(incoming, 0))


async def follow(incoming: Incoming, press: Follow) -> str | None:
    """Follow what a button stands for."""
    subject = _subject(press.scope, press.key, incoming)
    return await _follow_below(incoming, subject) if subject else "button.withdrawn"


async def follow_words(incoming: Incoming, press: FollowWords) -> str | None:
    """Follow words."""
    return await _follow_below(incoming, Subject(Scope.WORDS, press.words))


async def follow_which(incoming: Incoming, press: FollowWhich) -> str | None:
    """Ask which of the subjects of a message is to be followed."""
    found = [entity for key in press.entities if (entity := incoming.answerer.served.catalogue.entity(key))]
    if not found:
        return "button.withdrawn"
    await incoming.below((await _pages(incoming)).which(found))
    return None


async def unfollow_all(incoming: Incoming, _press: UnfollowAll) -> None:
    """End everything."""
    count = await incoming.state.subscriptions.end_all(incoming.chat)
    await incoming.edit((await _pages(incoming)).ended_all(count))


async def open_one(incoming: Incoming, press: OpenSubscription) -> str | None:
    """Show one subscription."""
    one = await _one(incoming, press.id)
    if one is None:
        return "following.gone"
    await incoming.edit((await _pages(incoming)).followed(one, await hours.hours_of(incoming), "followed.open"))
    return None


async def open_aspect(incoming: Incoming, press: OpenAspect) -> str | None:
    """Show what can be set of an aspect of a subscription."""
    one = await _one(incoming, press.id)
    if one is None:
        return "following.gone"
    await incoming.edit((await _pages(incoming)).aspect(one, await hours.hours_of(incoming), press.aspect))
    return None


async def adjust(incoming: Incoming, press: Adjust) -> str | None:
    """Set one aspect of a subscription."""
    one = await _one(incoming, press.id)
    if one is None:
        return "following.gone"
    await incoming.edit(await _adjusted(incoming, one.with_(press.aspect, press.value), press.aspect))
    return None


async def unfollow(incoming: Incoming, press: Unfollow) -> str | None:
    """End one subscription."""
    one = await _one(incoming, press.id)
    if one is None:
        return "following.gone"
    await incoming.state.subscriptions.end(one.chat, one.id)
    await incoming.edit((await _pages(incoming)).ended(one.subject))
    return None


async def _one(incoming: Incoming, id_: int) -> Subscription | None:
    return await incoming.state.subscriptions.get(incoming.chat, id_)


async def _adjusted(incoming: Incoming, one: Subscription, aspect: Aspect) -> Page:
    """Keep a change; a first digest asks before on whose clock it comes."""
    clock = await hours.hours_of(incoming)
    if one.is_digest and aspect is Aspect.CADENCE and clock.zone is None:
        then = packed(Adjust(one.id, aspect, list(Cadence).index(one.cadence)))
        return (await hours.pages_of(incoming)).regions(clock, then)
    await incoming.state.subscriptions.save(one, clock.next_digest(incoming.answerer.now(), one))
    pages = await _pages(incoming)
    if aspect in (Aspect.CADENCE, Aspect.WEEKDAY):
        return pages.followed(one, clock, "followed.open")
    return pages.aspect(one, clock, aspect)


async def _follow_below(incoming: Incoming, subject: Subject) -> str | None:
    kept = await _kept(incoming, subject)
    if kept is None:
        return "follow.full"
    one, new = kept
    try:
        await incoming.below(await _confirmed(incoming, one, new=new))
    except (BadRequest, Forbidden) as error:
        await _take_back(incoming, one, error, new=new)
        return "follow.closed"
    return None


async def _follow(incoming: Incoming, subject: Subject) -> None:
    """Follow and say so; where that may not be said nothing is followed, and who asked is told in private."""
    kept = await _kept(incoming, subject)
    if kept is None:
        await incoming.reply((await _pages(incoming)).notice("follow.full"))
        return
    one, new = kept
    try:
        await incoming.reply(await _confirmed(incoming, one, new=new))
    except (BadRequest, Forbidden) as error:
        await _take_back(incoming, one, error, new=new)
        await _tell_in_private(incoming)


async def _kept(incoming: Incoming, subject: Subject) -> tuple[Subscription, bool] | None:
    """The subscription and whether it is new; None when the chat has as many as it can have."""
    repository = incoming.state.subscriptions
    known = await repository.of(incoming.chat)
    same = next((one.subject for one in known if one.subject.meaning == subject.meaning), None)
    if len(known) >= MOST and same is None:
        return None
    wanted = Subscription(0, incoming.chat, same or subject, await incoming.language())
    return await repository.follow(wanted, incoming.answerer.now())


async def _confirmed(incoming: Incoming, one: Subscription, *, new: bool) -> Page:
    pages, key = await _pages(incoming), "followed.new" if new else "followed.already"
    if incoming.update.channel_post:
        return pages.posted(one, key)
    return pages.followed(one, await hours.hours_of(incoming), key)


async def _take_back(incoming: Incoming, one: Subscription, error: TelegramError, *, new: bool) -> None:
    log.warning("a chat cannot be written to, so nothing is followed there", reason=error.message)
    if new:
        await incoming.state.subscriptions.end(one.chat, one.id)


async def _tell_in_private(incoming: Incoming) -> None:
    user, chat = incoming.update.effective_user, incoming.update.effective_chat
    if user is None or chat is None or incoming.is_private or user.id not in incoming.services.allowed:
        return
    page = (await _pages(incoming)).notice("follow.no-rights", title=chat.title or "")
    try:
        await incoming.courier.send(Destination(user.id), page)
    except TelegramError as error:  # who never wrote to us cannot be written to
        log.info("nobody can be told of it", reason=type(error).__name__)


async def _listing(incoming: Incoming, page: int) -> Page:
    found = await incoming.state.subscriptions.of(incoming.chat)
    return (await _pages(incoming)).listing(found, page)


async def _ending(incoming: Incoming) -> Page:
    """The list with the question what is to end."""
    pages = await _pages(incoming)
    if not await incoming.state.subscriptions.of(incoming.chat):
        return pages.nothing_to_end()
    page = await _listing(incoming, 0)
    return replace(page, blocks=(*page.blocks, *pages.notice("following.which").blocks))


def _meant(text: str, incoming: Incoming) -> Subject | Offer:
    served = incoming.answerer.served
    return resolve(text, served.catalogue, served.engine.reader)


def _subjects(meant: Subject | Offer) -> tuple[Subject, ...]:
    """Every subject that a text may mean."""
    if isinstance(meant, Subject):
        return (meant,)
    named = tuple(Subject(Scope.ENTITY, one.id) for one in meant.entities)
    return (*named, meant.words) if meant.words else named


def _subject(scope: Scope, key: str, incoming: Incoming) -> Subject | None:
    """What a button stands for; None where it is held no more."""
    match scope:
        case Scope.ALL:
            return Subject(Scope.ALL)
        case Scope.KIND:
            return Subject(scope, key) if key in {kind.value for kind in Kind} else None
        case _:
            entity = incoming.answerer.served.catalogue.entity(key)
            return Subject(Scope.ENTITY, entity.id) if entity else None


async def _pages(incoming: Incoming) -> FollowingPages:
    return incoming.answerer.following(await incoming.language())
