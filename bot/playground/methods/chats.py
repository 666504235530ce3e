"""The methods about chats and their members, and files."""

from __future__ import annotations

from collections.abc import Mapping

from bot.playground.methods.call import Call, Function
from bot.playground.world import files, members
from bot.playground.world.access import readable
from bot.playground.world.errors import bad_request
from bot.playground.world.model import PRESENT, Json, Membership, Status
from bot.playground.world.moves import set_membership


def get_chat(call: Call) -> Json:
    """All about a chat."""
    return members.full_chat(call.world, readable(call.world, call.bot, call.given["chat_id"]))


def get_member(call: Call) -> Json:
    """How an account belongs to a chat."""
    dialog = readable(call.world, call.bot, call.given["chat_id"])
    user = call.given["user_id"]
    if not call.world.knows(call.bot.id, user) or (dialog.is_private and user not in dialog.members):
        raise bad_request("user not found")
    return members.member_json(call.world.account(user), dialog.members.get(user), dialog.type)


def get_administrators(call: Call) -> list[Json]:
    """The administrators of a group or channel."""
    dialog = readable(call.world, call.bot, call.given["chat_id"])
    if dialog.is_private:
        raise bad_request("there are no administrators in the private chat")
    return members.administrators(call.world, dialog, without=call.bot.id)


def count_members(call: Call) -> int:
    """How many belong to a chat."""
    dialog = readable(call.world, call.bot, call.given["chat_id"])
    return sum(membership.status in PRESENT for membership in dialog.members.values())


def leave(call: Call) -> bool:
    """Leave a group or channel."""
    dialog = readable(call.world, call.bot, call.given["chat_id"])
    if dialog.is_private:
        raise bad_request("chat member status can't be changed in private chats")
    set_membership(call.world, dialog, call.bot.id, Membership(Status.LEFT), by=call.bot.id)
    return True


def get_file(call: Call) -> Json:
    """Where a file can be fetched."""
    file = call.world.state.files.get(str(call.given["file_id"]))
    if file is None or file.owner not in (call.bot.id, 0):
        raise bad_request("invalid file_id")
    return files.downloadable(file)


FUNCTIONS: Mapping[str, Function] = {
    "getchat": get_chat,
    "getchatmember": get_member,
    "getchatadministrators": get_administrators,
    "getchatmembercount": count_members,
    "leavechat": leave,
    "getfile": get_file,
}
