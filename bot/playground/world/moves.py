"""Who joins, leaves, blocks and is made administrator, and what bots hear about it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from telegram.constants import UpdateType

from bot.playground.world import posting
from bot.playground.world.members import member_json
from bot.playground.world.model import PRESENT, Dialog, DialogType, Json, Membership, Status
from bot.playground.world.posting import NewMessage
from bot.playground.world.world import World


def set_membership(world: World, dialog: Dialog, account: int, now: Membership, *, by: int) -> None:
    """Change how an account belongs to a group or channel; service message and updates as on Telegram."""
    before = dialog.members.get(account)
    dialog.members[account] = now
    was_there = before is not None and before.status in PRESENT
    is_there = now.status in PRESENT
    world.tell("members", dialog=dialog.key, chat=world.chat_json(dialog), member=account)
    if account in world.state.bots:
        _tell_bot(world, dialog, account, before, now, by=by)
    elif before is None or before != now:
        _tell_administrators(world, dialog, account, before, now, by=by)
    if dialog.is_group and is_there != was_there:
        user = world.account(account).json()
        content: Json = {"new_chat_members": [user]} if is_there else {"left_chat_member": user}
        author = account if not is_there and now.status is Status.LEFT else by
        posting.post(world, dialog, NewMessage(author, content))


def gather(world: World, dialog: Dialog, people: Sequence[int], bots: Mapping[int, Status]) -> None:
    """Fill a new group or channel: the first of the people owns it and takes in the bots, which hear of it."""
    for place, person in enumerate(people):
        dialog.members[person] = Membership(Status.CREATOR if place == 0 else Status.MEMBER)
    for bot, rank in bots.items():
        if rank is not Status.LEFT:
            set_membership(world, dialog, bot, Membership(rank), by=people[0] if people else bot)


def rank_of_bots(type_: DialogType) -> Status:
    """What a bot is where it is added: a channel takes bots as administrators only."""
    return Status.ADMINISTRATOR if type_ is DialogType.CHANNEL else Status.MEMBER


def set_blocked(world: World, dialog: Dialog, *, blocked: bool) -> None:
    """A person blocks or unblocks the bot of a private chat; the bot hears of both."""
    if dialog.is_blocked == blocked:
        return
    dialog.is_blocked = blocked
    statuses = (Status.MEMBER, Status.KICKED)
    before, now = (Membership(status) for status in (statuses if blocked else statuses[::-1]))
    world.tell("block", dialog=dialog.key, blocked=blocked)
    _tell_bot(world, dialog, dialog.bot, before, now, by=dialog.id)


def migrate(world: World, dialog: Dialog) -> Dialog:
    """Make a supergroup of a group: another id, service messages on both sides; the new chat."""
    upgraded = world.add_chat(DialogType.SUPERGROUP, dialog.title)
    upgraded.members = {id_: replace(membership) for id_, membership in dialog.members.items()}
    by = next((id_ for id_ in dialog.members if id_ not in world.state.bots), next(iter(dialog.members)))
    posting.post(world, dialog, NewMessage(by, {"migrate_to_chat_id": upgraded.id}))
    dialog.migrated_to = upgraded.id
    posting.post(world, upgraded, NewMessage(by, {"migrate_from_chat_id": dialog.id}))
    world.tell("migrate", dialog=dialog.key, to=upgraded.key)
    return upgraded


def _tell_bot(
    world: World, dialog: Dialog, account: int, before: Membership | None, now: Membership, *, by: int
) -> None:
    bot = world.bot(account)
    body = _change(world, dialog, account, before, now, by=by)
    bot.queue.add(UpdateType.MY_CHAT_MEMBER, body, world.clock(), lane=dialog.key)
    world.tell("update", bot=bot.id)


def _tell_administrators(
    world: World, dialog: Dialog, account: int, before: Membership | None, now: Membership, *, by: int
) -> None:
    body = _change(world, dialog, account, before, now, by=by)
    for bot in world.bots_in(dialog):
        if world.is_admin(dialog, bot.id):
            bot.queue.add(UpdateType.CHAT_MEMBER, body, world.clock(), lane=dialog.key)
            world.tell("update", bot=bot.id)


def _change(world: World, dialog: Dialog, account: int, before: Membership | None, now: Membership, *, by: int) -> Json:
    member = world.account(account)
    return {
        "chat": world.chat_json(dialog),
        "from": world.account(by).json(),
        "date": world.now(),
        "old_chat_member": member_json(member, before, dialog.type),
        "new_chat_member": member_json(member, now, dialog.type),
    }
