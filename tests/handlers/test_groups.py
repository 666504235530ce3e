"""Groups, topics and channels: what is said to Marsad, and silence about the rest."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest
from structlog.testing import capture_logs

from bot.context import Marsad
from bot.interface.words.bidi import without_marks
from bot.readers.chat_key import ChatKey
from bot.state.readers import Readers
from tests.handlers.conftest import Serve, mention
from tests.support.clock import Clock
from tests.support.facts import ScriptedEngine
from tests.support.telegram import BOT, FakeTelegram, Reader, refused

NAME = "@marsad_test_bot"
FROM_US = {"message_id": 3, "date": 0, "chat": {"id": -100, "type": "supergroup"}, "from": BOT, "text": "Astana."}
VOICE = {"file_id": "x", "file_unique_id": "x", "duration": 1}
FROM_ANOTHER = FROM_US | {"from": {"id": 8, "is_bot": False, "first_name": "x"}}
TOPIC = FROM_US | {"forum_topic_created": {"name": "x", "icon_color": 1}}
GROUP_BOT = {"id": 1087968824, "is_bot": True, "first_name": "Group", "username": "GroupAnonymousBot"}
ANONYMOUS = {"from": GROUP_BOT, "sender_chat": {"id": -100, "type": "supergroup"}}
ANOTHER_BOT = {"from": {"id": 9, "is_bot": True, "first_name": "Other"}}


@pytest.mark.parametrize(
    ("text", "more", "asked"),
    [
        (f"{NAME} when?", mention(f"{NAME} when?"), "when?"),
        (f"when? {NAME}", mention(f"when? {NAME}"), "when?"),
        (f"متى؟ {NAME}", mention(f"متى؟ {NAME}"), "متى؟"),
        ("when?", {"reply_to_message": FROM_US}, "when?"),
        ("/ask when?", {}, "when?"),
        (f"/ask{NAME} when?", {}, "when?"),
        (f"/ask{NAME} when?", ANONYMOUS, "when?"),
        ("which?", {"reply_to_message": FROM_US}, "which?"),
    ],
)
@pytest.mark.parametrize("chat_type", ["group", "supergroup"])
async def test_what_is_said_to_it_is_answered_as_a_reply(
    app: Marsad,
    telegram: FakeTelegram,
    scripted: ScriptedEngine,
    chat_type: str,
    text: str,
    more: dict[str, Any],
    asked: str,
) -> None:
    update = Reader(app.bot, -100, chat_type=chat_type).writes(text, **more)
    assert update.message
    await app.process_update(update)
    (sent,) = telegram.sent()

    assert [question for question, _ in scripted.asked] == [asked]
    assert sent["chat_id"] == -100
    assert sent["reply_parameters"]["message_id"] == update.message.message_id


@pytest.mark.parametrize(
    ("text", "more"),
    [
        ("when?", {}),
        ("@another_bot when?", {"entities": [{"type": "mention", "offset": 0, "length": 12}]}),
        (f"{NAME} when?", {}),
        ("when?", {"reply_to_message": FROM_ANOTHER}),
        ("when?", {"reply_to_message": TOPIC}),
        ("/help@another_bot", {}),
        ("/ask@another_bot when?", {}),
        ("/nonsense", {}),
        ("/status", {}),
        (f"{NAME} when?", mention(f"{NAME} when?") | ANOTHER_BOT),
        ("/help", ANOTHER_BOT),
        ("when?", {"reply_to_message": FROM_US, "via_bot": BOT}),
        ("when?", {"reply_to_message": FROM_US, "is_automatic_forward": True}),
        (None, {"voice": VOICE}),
        (None, {"new_chat_members": [{"id": 8, "is_bot": False, "first_name": "x"}]}),
        (None, {"group_chat_created": True}),
    ],
)
async def test_everything_else_is_left_alone(
    app: Marsad, member: Reader, telegram: FakeTelegram, text: str | None, more: dict[str, Any]
) -> None:
    await app.process_update(member.writes(text, **more))

    assert telegram.calls == []


@pytest.mark.parametrize(
    ("question", "line"),
    [("2023?", "I have nothing on that."), ("zebra", "I have nothing on that."), ("maybe?", "I am not sure of that.")],
)
@pytest.mark.parametrize("how", ["command", "mention", "reply"])
async def test_a_miss_and_an_unsure_answer_are_one_line_without_buttons(
    app: Marsad, member: Reader, telegram: FakeTelegram, question: str, line: str, how: str
) -> None:
    match how:
        case "command":
            update = member.writes(f"/ask {question}")
        case "mention":
            update = member.writes(f"{NAME} {question}", **mention(f"{NAME} {question}"))
        case _:
            update = member.writes(question, reply_to_message=FROM_US)
    await app.process_update(update)
    (sent,) = telegram.sent()

    assert sent["text"].startswith(line)
    assert "\n" not in sent["text"]
    assert "reply_markup" not in sent


@pytest.mark.parametrize(
    ("text", "more", "line"),
    [
        (NAME, mention(NAME), "Write your question after"),
        (None, {"reply_to_message": FROM_US, "voice": VOICE}, "I cannot listen to recordings."),
    ],
)
async def test_who_calls_it_without_words_hears_what_is_missing(
    app: Marsad, member: Reader, telegram: FakeTelegram, text: str | None, more: dict[str, Any], line: str
) -> None:
    await app.process_update(member.writes(text, **more))
    (sent,) = telegram.sent()

    assert without_marks(sent["text"]).startswith(line)


async def test_an_unsure_answer_is_told_in_private(app: Marsad, reader: Reader, telegram: FakeTelegram) -> None:
    await app.process_update(reader.writes("maybe?"))

    assert "Astana" in telegram.sent()[0]["text"]


async def test_a_miss_that_is_corrected_becomes_the_answer(app: Marsad, member: Reader, telegram: FakeTelegram) -> None:
    asked = member.writes("/ask wen?")
    assert asked.message
    await app.process_update(asked)
    await app.process_update(member.edits(asked.message.message_id, "/ask when?"))

    assert telegram.methods == ["sendMessage", "editMessageText"]
    assert "25 April" in telegram.made("editMessageText")[0]["text"]


async def test_an_answer_that_an_edit_makes_wrong_does_not_stay(
    app: Marsad, member: Reader, telegram: FakeTelegram
) -> None:
    asked = member.writes("/ask when?")
    assert asked.message
    await app.process_update(asked)
    await app.process_update(member.edits(asked.message.message_id, "/ask 2023?"))

    assert telegram.made("editMessageText")[0]["text"].startswith("I have nothing on that.")


async def test_topics_have_answers_and_conversations_of_their_own(
    app: Marsad, member: Reader, telegram: FakeTelegram, scripted: ScriptedEngine
) -> None:
    for topic, question in ((5, "when?"), (6, "and where?"), (5, "and where?")):
        update = member.writes(f"/ask {question}", message_thread_id=topic, is_topic_message=True)
        await app.process_update(update)

    assert [sent.get("message_thread_id") for sent in telegram.sent()] == [5, 6, 5]
    assert [conversation.entities for _, conversation in scripted.asked] == [(), (), ("meeting",)]


async def test_a_thread_of_replies_is_no_topic(app: Marsad, member: Reader, telegram: FakeTelegram) -> None:
    await app.process_update(member.writes("/help", message_thread_id=5))

    assert "message_thread_id" not in telegram.sent()[0]


@pytest.mark.parametrize("kind", ["channel_post", "edited_channel_post"])
async def test_channel_posts_are_left_alone(app: Marsad, telegram: FakeTelegram, kind: str) -> None:
    channel = Reader(app.bot, -200, chat_type="channel")
    for text in ("when?", "/help", f"{NAME} when?"):
        await app.process_update(channel.update({kind: channel.message(text)}))

    assert telegram.calls == []


@pytest.mark.parametrize(
    ("status", "more", "begins"),
    [
        ("member", {}, "Only administrators"),
        ("administrator", {}, "Delete everything"),
        ("creator", {}, "Delete everything"),
        ("member", ANONYMOUS, "Delete everything"),
    ],
)
async def test_only_administrators_decide_for_a_group(
    app: Marsad, member: Reader, telegram: FakeTelegram, status: str, more: dict[str, Any], begins: str
) -> None:
    rights = dict.fromkeys(
        ("can_be_edited", "is_anonymous", "can_manage_chat", "can_delete_messages", "can_manage_video_chats",
         "can_restrict_members", "can_promote_members", "can_change_info", "can_invite_users", "can_post_stories",
         "can_edit_stories", "can_delete_stories"), False)  # fmt: skip
    telegram.answer_next(
        "getChatMember", (200, {"ok": True, "result": {"status": status, "user": member.user} | rights})
    )
    await app.process_update(member.writes("/forget", **more))

    assert telegram.sent()[0]["text"].startswith(begins)


@pytest.mark.parametrize("command", ["/mydata", "/subscriptions", "/forget", "/timezone Oslo"])
async def test_a_member_is_told_once_in_a_while_that_only_administrators_may(
    app: Marsad, telegram: FakeTelegram, clock: Clock, command: str
) -> None:
    one, other = (Reader(app.bot, -100, chat_type="supergroup", person=person) for person in (7, 8))
    for _ in range(3):
        await app.process_update(one.writes(command))
    await app.process_update(other.writes(command))
    clock.forward(minutes=61)
    await app.process_update(one.writes(command))

    assert [sent["text"] for sent in telegram.sent()] == ["Only administrators of this group can do that."] * 3


AS_A_CHANNEL: Mapping[str, Any] = {
    "sender_chat": {"id": -300, "type": "channel", "title": "Mine"},
    "from": {"id": 136817688, "is_bot": True, "first_name": "Channel", "username": "Channel_Bot"},
}


async def test_a_member_who_writes_as_a_channel_is_a_member_like_others(
    app: Marsad, member: Reader, telegram: FakeTelegram
) -> None:
    with capture_logs() as logged:
        await app.process_update(member.writes("/subscribe all", **AS_A_CHANNEL))
        await app.process_update(member.writes("/ask when?", **AS_A_CHANNEL))

    assert [sent["text"][:9] for sent in telegram.sent()] == ["Only admi", "The meeti"]
    assert telegram.made("getChatMember") == []
    assert [line for line in logged if line["log_level"] != "debug"] == []


async def test_whom_telegram_does_not_know_decides_nothing(app: Marsad, member: Reader, telegram: FakeTelegram) -> None:
    telegram.answer_next("getChatMember", refused("Bad Request: PARTICIPANT_ID_INVALID"))
    telegram.answer_next("getChatAdministrators", (200, {"ok": True, "result": []}))
    await app.process_update(member.writes("/subscribe all"))

    assert [sent["text"][:9] for sent in telegram.sent()] == ["Only admi"]


async def test_a_member_cannot_choose_the_language_of_a_group(
    app: Marsad, member: Reader, telegram: FakeTelegram
) -> None:
    await app.process_update(member.presses("1g:ar"))

    assert telegram.made("answerCallbackQuery")[0]["text"] == "Only administrators of this group can do that."
    assert telegram.made("editMessageText") == []


async def test_a_group_outside_the_allowed_ones_hears_nothing(serve: Serve, telegram: FakeTelegram) -> None:
    async with serve(MARSAD_TELEGRAM__ALLOWED_CHATS="-100") as app:
        for chat in (-100, -101):
            one = Reader(app.bot, chat, chat_type="supergroup")
            for update in (one.writes("/help"), one.presses("1o:meeting"), joined(one, "left", "member")):
                await app.process_update(update)
        await app.process_update(Reader(app.bot, -100, chat_type="supergroup").types("astana"))

    assert {sent["chat_id"] for sent in telegram.sent()} == {-100}
    assert telegram.made("answerInlineQuery") == []


def joined(one: Reader, before: str, after: str, **more: Any) -> Any:
    """The bot's membership changes."""
    states: list[dict[str, Any]] = [{"status": status, "user": BOT, "until_date": 0} for status in (before, after)]
    old, new = states
    change = {"chat": {"id": one.chat_id, "type": one.chat_type}, "from": one.user, "date": 0}
    return one.update({"my_chat_member": change | {"old_chat_member": old, "new_chat_member": new | more}})


@pytest.mark.parametrize(
    ("language", "expected"), [("en", "Hello, I am Marsad. I answer"), ("ar", "مرحبًا، أنا مرصد. أجيب")]
)
async def test_a_group_that_takes_it_in_is_greeted_in_the_language_of_who_did(
    app: Marsad, telegram: FakeTelegram, language: str, expected: str
) -> None:
    await app.process_update(joined(Reader(app.bot, -100, language, "group"), "left", "member"))
    (sent,) = telegram.sent()

    assert without_marks(sent["text"]).startswith(expected)
    assert "/ask@marsad_test_bot" in sent["text"]


@pytest.mark.parametrize(
    ("chat_type", "before", "after"),
    [("group", "member", "left"), ("private", "kicked", "member"), ("private", "member", "kicked"),
     ("channel", "left", "member"), ("supergroup", "member", "member"), ("supergroup", "left", "kicked")],
)  # fmt: skip
async def test_other_changes_of_membership_are_not_greeted(
    app: Marsad, telegram: FakeTelegram, chat_type: str, before: str, after: str
) -> None:
    await app.process_update(joined(Reader(app.bot, -100, chat_type=chat_type), before, after))

    assert telegram.calls == []


async def test_a_group_that_takes_it_back_is_not_greeted_again_and_keeps_its_language(
    app: Marsad, readers: Readers, telegram: FakeTelegram
) -> None:
    one = Reader(app.bot, -100, chat_type="group")
    await readers.set_language(ChatKey(-100), "ar")
    for before, after in (("left", "member"), ("left", "member"), ("member", "kicked"), ("left", "member")):
        await app.process_update(joined(one, before, after))

    assert len(telegram.sent()) == 1
    assert await readers.language(ChatKey(-100)) == "ar"


async def test_a_supergroup_that_was_a_group_is_not_greeted_again(app: Marsad, telegram: FakeTelegram) -> None:
    old, new = Reader(app.bot, -1, chat_type="group"), Reader(app.bot, -100, chat_type="supergroup")
    await app.process_update(old.writes(None, migrate_to_chat_id=-100))
    await app.process_update(joined(new, "left", "member"))

    assert telegram.calls == []


async def test_a_group_whose_change_only_an_error_tells_is_followed(
    app: Marsad, telegram: FakeTelegram, scripted: ScriptedEngine
) -> None:
    old, new = Reader(app.bot, -1, chat_type="group"), Reader(app.bot, -100, chat_type="supergroup")
    upgraded = {"ok": False, "description": "Bad Request: upgraded", "parameters": {"migrate_to_chat_id": -100}}
    telegram.answer_next("sendMessage", (400, upgraded))
    with capture_logs():
        await app.process_update(old.writes("/ask when?"))
        await app.process_update(new.writes("/ask and where?"))

    assert [sent["chat_id"] for sent in telegram.sent()] == [-1, -100, -100]
    assert telegram.sent()[1]["text"].startswith("Sorry")
    assert scripted.asked[-1][1].entities == ("meeting",)


@pytest.mark.parametrize("told_by", ["old", "new", "both"])
async def test_a_group_takes_its_conversation_along_when_it_becomes_a_supergroup(
    app: Marsad, scripted: ScriptedEngine, told_by: str
) -> None:
    old, new = Reader(app.bot, -1, chat_type="group"), Reader(app.bot, -100, chat_type="supergroup")
    await app.process_update(old.writes("/ask when?"))
    with capture_logs():
        if told_by in ("old", "both"):
            await app.process_update(old.writes(None, migrate_to_chat_id=-100))
        if told_by in ("new", "both"):
            await app.process_update(new.writes(None, migrate_from_chat_id=-1))
    await app.process_update(new.writes("/ask and where?"))

    assert scripted.asked[-1][1].entities == ("meeting",)


HIDDEN = refused("Bad Request: member list is inaccessible")
ONLY, NEEDED = "Only administrators", "Telegram does not show me who administers this group."
ADMINISTRATORS = [{"status": "creator", "user": {"id": 7, "is_bot": False, "first_name": "x"}, "is_anonymous": False}]


@pytest.mark.parametrize(
    ("listed", "told"),
    [
        ((200, {"ok": True, "result": ADMINISTRATORS}), (False, False)),
        ((200, {"ok": True, "result": []}), (True, False)),
        (HIDDEN, (False, True)),
    ],
    ids=["listed", "not listed", "not told"],
)
async def test_where_members_are_hidden_the_list_of_administrators_decides(
    app: Marsad, member: Reader, telegram: FakeTelegram, listed: Any, told: tuple[bool, bool]
) -> None:
    telegram.answer_next("getChatMember", HIDDEN)
    telegram.answer_next("getChatAdministrators", listed)
    await app.process_update(member.writes("/forget"))
    shown = without_marks(telegram.sent()[0]["text"])

    assert (ONLY in shown, NEEDED in shown) == told


async def test_an_edit_that_calls_it_makes_a_question_of_a_new_message_of_a_group(
    app: Marsad, member: Reader, telegram: FakeTelegram
) -> None:
    update = member.writes("when?")
    assert update.message
    await app.process_update(update)
    await app.process_update(member.edits(update.message.message_id, f"when? {NAME}", **mention(f"when? {NAME}")))
    old = member.edits(999, f"when? {NAME}", **mention(f"when? {NAME}"), date=-9000)
    await app.process_update(old)

    assert telegram.methods == ["sendMessage"]


async def test_an_arabic_channel_is_spoken_to_in_arabic(app: Marsad, telegram: FakeTelegram) -> None:
    chat = {"id": -5, "type": "channel", "title": "مرصد الأخبار"}
    post = {"message_id": 1, "date": 0, "chat": chat, "sender_chat": chat, "text": "/subscriptions"}
    entities = [{"type": "bot_command", "offset": 0, "length": 14}]
    await app.process_update(Reader(app.bot).update({"channel_post": post | {"entities": entities}}))

    assert "متابعة" in telegram.sent()[0]["text"] or "تتابع" in telegram.sent()[0]["text"]
