"""The Bot API's views of chats and their members."""

from __future__ import annotations

from bot.playground.world.model import ADMINS, Account, Dialog, DialogType, Json, Membership, Status
from bot.playground.world.world import World

_RIGHTS = (
    "can_manage_chat",
    "can_delete_messages",
    "can_manage_video_chats",
    "can_restrict_members",
    "can_promote_members",
    "can_change_info",
    "can_invite_users",
    "can_post_stories",
    "can_edit_stories",
    "can_delete_stories",
)
_PERMISSIONS = (
    "can_send_messages",
    "can_send_audios",
    "can_send_documents",
    "can_send_photos",
    "can_send_videos",
    "can_send_video_notes",
    "can_send_voice_notes",
    "can_send_polls",
    "can_send_other_messages",
    "can_add_web_page_previews",
    "can_change_info",
    "can_invite_users",
    "can_pin_messages",
    "can_manage_topics",
    "can_edit_tag",
    "can_react_to_messages",
)
_GIFTS = ("unlimited_gifts", "limited_gifts", "unique_gifts", "premium_subscription", "gifts_from_channels")


def member_json(account: Account, membership: Membership | None, type_: DialogType) -> Json:
    """The Bot API's ChatMember, in a chat of some type."""
    membership = membership or Membership(Status.LEFT)
    body: Json = {"status": membership.status.value, "user": account.json()}
    anonymous = {"is_anonymous": membership.is_anonymous}
    match membership.status:
        case Status.CREATOR:
            return body | anonymous
        case Status.ADMINISTRATOR:
            posting = {"can_post_messages": membership.may_post, "can_edit_messages": membership.may_post}
            rights = dict.fromkeys(_RIGHTS, True) | (posting if type_ is DialogType.CHANNEL else {})
            return body | anonymous | {"can_be_edited": False} | rights
        case Status.RESTRICTED:
            return body | {"is_member": True, "until_date": 0} | dict.fromkeys(_PERMISSIONS, False)
        case Status.KICKED:
            return body | {"until_date": 0}
        case _:
            return body


def administrators(world: World, dialog: Dialog, *, without: int) -> list[Json]:
    """The chat's administrators; Telegram leaves other bots out."""
    return [
        member_json(world.account(id_), membership, dialog.type)
        for id_, membership in dialog.members.items()
        if membership.status in ADMINS and (id_ == without or not world.account(id_).is_bot)
    ]


def full_chat(world: World, dialog: Dialog) -> Json:
    """The Bot API's ChatFullInfo."""
    body = world.chat_json(dialog) | {
        "accent_color_id": 0,
        "max_reaction_count": 11,
        "accepted_gift_types": dict.fromkeys(_GIFTS, False),
    }
    if dialog.pinned and (pinned := dialog.messages.get(dialog.pinned[-1])):
        body["pinned_message"] = pinned
    if dialog.type is not DialogType.PRIVATE and dialog.type is not DialogType.CHANNEL:
        body["permissions"] = dict.fromkeys(_PERMISSIONS, True)
    return body
