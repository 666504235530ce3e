"""What people do, and which of it bots hear: privacy mode, topics, hidden administrators, inline mode, deep links."""

from __future__ import annotations

from typing import Any

import pytest

from bot.playground.actions import ActionVerb
from bot.playground.methods.answering import is_deep_link
from bot.playground.people import Refused
from bot.playground.testing import TelegramServer, Visitor
from bot.playground.world.model import Dialog, DialogType, Status
from tests.bot.playground.conftest import Api


@pytest.fixture
def layla(telegram_server: TelegramServer) -> Visitor:
    return telegram_server.visitor("Layla")


@pytest.fixture
def desk(telegram_server: TelegramServer, layla: Visitor) -> Dialog:
    desk = telegram_server.chat(layla, telegram_server.visitor("Anna"))
    telegram_server.bot.queue.clear()
    return desk


@pytest.mark.parametrize(
    ("text", "is_heard"),
    [
        ("صباح الخير", False),
        ("@marsad_test_bot متى؟", False),
        ("/ask متى؟", True),
        ("/ask@marsad_test_bot متى؟", True),
        ("/ask@Marsad_Test_Bot متى؟", True),
        ("/ask@other_bot متى؟", False),
        ("انظر /ask", False),
    ],
)
async def test_privacy_mode_hides_what_is_not_for_the_bot(
    telegram_server: TelegramServer, layla: Visitor, desk: Dialog, text: str, *, is_heard: bool
) -> None:
    telegram_server.enters(layla, desk).says(text)

    assert _texts(telegram_server) == ([text] if is_heard else [])


@pytest.mark.parametrize("opening", ["reads_all_messages", "administrator"])
async def test_without_privacy_mode_the_bot_hears_everything(
    telegram_server: TelegramServer, layla: Visitor, desk: Dialog, opening: str
) -> None:
    if opening == "administrator":
        telegram_server.enters(layla, desk).do(ActionVerb.PROMOTE)
        telegram_server.bot.queue.clear()
    else:
        telegram_server.bot.reads_all_messages = True
    telegram_server.enters(layla, desk).says("صباح الخير")

    assert _texts(telegram_server) == ["صباح الخير"]


async def test_replies_to_the_bot_are_heard(api: Api, layla: Visitor, desk: Dialog) -> None:
    sent = await api.result("sendMessage", chat_id=desk.id, text="؟")
    there = api.server.enters(layla, desk)
    there.says("أوافق", reply_to=sent["message_id"])
    mine = there.says("نعم")
    there.says("تمام", reply_to=mine["message_id"])

    assert _texts(api.server) == ["أوافق"]


async def test_a_command_without_a_name_goes_to_the_bot_that_spoke_last(api: Api, layla: Visitor, desk: Dialog) -> None:
    other = api.server.playground.world.add_bot("Other", "other_bot")
    there = api.server.enters(layla, desk)
    there.do(ActionVerb.ADD, who="other_bot")
    api.server.bot.queue.clear()
    there.says("/first")
    await api("sendMessage", token=other.token, chat_id=desk.id, text="x")
    there.says("/second")
    await api.result("sendMessage", chat_id=desk.id, text="x")
    there.says("/third")

    assert _texts(api.server) == ["/third"]
    heard = [one.body["text"] for one in other.queue.waiting if one.body.get("text")]
    assert heard == ["/second"]


async def test_bots_do_not_hear_bots(api: Api, desk: Dialog) -> None:
    api.server.bot.reads_all_messages = True
    await api.result("sendMessage", chat_id=desk.id, text="/ask")

    assert _texts(api.server) == []


async def test_being_added_and_removed_is_told(api: Api, layla: Visitor) -> None:
    group = api.server.chat(layla, type_=DialogType.GROUP)
    api.server.enters(layla, group).do(ActionVerb.REMOVE)

    kinds = [_kind(one) for one in api.server.waiting()]
    statuses = [
        one["my_chat_member"]["new_chat_member"]["status"] for one in api.server.waiting() if "my_chat_member" in one
    ]
    assert (kinds, statuses) == (["my_chat_member", "message", "my_chat_member"], ["member", "kicked"])


async def test_leaving_is_told_to_people(api: Api, layla: Visitor, desk: Dialog) -> None:
    await api.result("leaveChat", chat_id=desk.id)

    assert list(desk.messages.values())[-1]["left_chat_member"]["username"] == "marsad_test_bot"
    assert (
        await api.refusal("sendMessage", chat_id=desk.id, text="x")
        == "403 Forbidden: bot is not a member of the supergroup chat"
    )


async def test_answers_stay_in_their_topic_and_closed_ones_refuse(api: Api, layla: Visitor) -> None:
    forum = api.server.chat(layla, forum=True)
    there = api.server.enters(layla, forum)
    topic = there.do(ActionVerb.OPEN_TOPIC, text="أستانا")["topic"]
    inside = api.server.enters(layla, forum, topic=topic)
    asked = inside.says("/ask متى؟")
    given: dict[str, Any] = {"chat_id": forum.id, "text": "غدًا", "message_thread_id": topic}
    answer = await api.result("sendMessage", **given)
    inside.do(ActionVerb.CLOSE_TOPIC)

    assert [(one["message_thread_id"], one["is_topic_message"]) for one in (asked, answer)] == [(topic, True)] * 2
    assert await api.refusal("sendMessage", **given) == "400 Bad Request: TOPIC_CLOSED"
    inside.do(ActionVerb.REOPEN_TOPIC)
    await api.result("sendMessage", **given)
    there.do(ActionVerb.CLOSE_TOPIC)
    assert await api.refusal("sendMessage", chat_id=forum.id, text="x") == "400 Bad Request: TOPIC_CLOSED"
    assert (
        await api.refusal("sendMessage", **given | {"message_thread_id": 999})
        == "400 Bad Request: message thread not found"
    )


async def test_anonymous_administrators_write_as_the_group(
    telegram_server: TelegramServer, layla: Visitor, desk: Dialog
) -> None:
    there = telegram_server.enters(layla, desk)
    there.do(ActionVerb.HIDE)
    there.says("/ask متى؟")

    message = telegram_server.waiting()[-1]["message"]
    assert (message["from"]["username"], message["sender_chat"]["id"]) == ("GroupAnonymousBot", desk.id)


async def test_members_are_described(api: Api, layla: Visitor, desk: Dialog) -> None:
    member = await api.result("getChatMember", chat_id=desk.id, user_id=layla.person.id)
    administrators = await api.result("getChatAdministrators", chat_id=desk.id)

    assert (member["status"], [one["user"]["first_name"] for one in administrators]) == ("creator", ["Layla"])
    assert await api.result("getChatMemberCount", chat_id=desk.id) == 3
    assert await api.refusal("getChatMember", chat_id=desk.id, user_id=1) == "400 Bad Request: user not found"


async def test_deep_links_carry_their_payload(telegram_server: TelegramServer, layla: Visitor) -> None:
    layla.starts("e_astana-1")

    assert _texts(telegram_server) == ["/start e_astana-1"]
    with pytest.raises(Refused):
        layla.starts("a b")


@pytest.mark.parametrize(
    ("payload", "fits"), [("x" * 64, True), ("x" * 65, False), ("", False), ("a.b", False), ("نص", False)]
)
def test_deep_links_carry_64_safe_letters(payload: str, *, fits: bool) -> None:
    assert is_deep_link(payload) is fits


async def test_inline_results_are_sent_in_the_name_of_the_person(api: Api, layla: Visitor, desk: Dialog) -> None:
    there = api.server.enters(layla, desk)
    query = there.searches("أستانا")
    asked = api.server.waiting()[0]["inline_query"]
    result = {
        "type": "article",
        "id": "r1",
        "title": "t",
        "input_message_content": {"message_text": "<b>x</b>", "parse_mode": "HTML"},
        "reply_markup": {"inline_keyboard": [[{"text": "اقتباس", "callback_data": "q"}]]},
    }
    await api.result("answerInlineQuery", inline_query_id=asked["id"], results=[result], cache_time=0)
    sent = there.do(ActionVerb.CHOOSE, query=query, result="r1")["message"]

    assert (asked["query"], asked["chat_type"], asked["id"]) == ("أستانا", "supergroup", query)
    assert (sent["from"]["id"], sent["via_bot"]["username"], sent["text"]) == (layla.person.id, "marsad_test_bot", "x")
    updates = {_kind(one): one for one in api.server.waiting()[1:]}
    chosen = updates["chosen_inline_result"]["chosen_inline_result"]
    assert (chosen["result_id"], set(updates)) == ("r1", {"message", "chosen_inline_result"})
    there.presses("اقتباس")
    pressed = api.server.waiting()[-1]["callback_query"]
    assert (pressed["inline_message_id"], "message" in pressed) == (chosen["inline_message_id"], False)
    assert await api.result("editMessageText", inline_message_id=chosen["inline_message_id"], text="y") is True
    assert desk.messages[sent["message_id"]]["text"] == "y"


async def test_inline_answers_are_kept_as_long_as_the_bot_says(api: Api, layla: Visitor) -> None:
    anna = api.server.visitor("Anna")
    article = {"type": "article", "id": "1", "title": "t", "input_message_content": {"message_text": "x"}}
    first = layla.searches("q")
    await api.result("answerInlineQuery", inline_query_id=first, results=[article], cache_time=60, is_personal=True)
    layla.searches("q")
    anna.searches("q")
    api.server.clock.advance(61)
    layla.searches("q")

    assert [one["inline_query"]["from"]["first_name"] for one in api.server.waiting()] == ["Layla", "Anna", "Layla"]


async def test_a_web_app_answers_once_with_a_message(api: Api, layla: Visitor) -> None:
    query = layla.do(ActionVerb.OPEN_APP)["query"]
    article = {"type": "article", "id": "1", "title": "t", "input_message_content": {"message_text": "اختيار"}}
    sent = await api.result("answerWebAppQuery", web_app_query_id=query, result=article)

    assert (layla.messages()[-1]["text"], layla.messages()[-1]["via_bot"]["id"]) == ("اختيار", api.server.bot.id)
    assert await api.result("editMessageText", inline_message_id=sent["inline_message_id"], text="x") is True
    refusal = await api.refusal("answerWebAppQuery", web_app_query_id=query, result=article)
    assert refusal.startswith("400 Bad Request: query is too old")


async def test_strangers_stay_unknown_to_a_bot(api: Api, layla: Visitor, desk: Dialog) -> None:
    stranger = api.server.playground.world.add_person("Stranger")
    text = f'<a href="tg://user?id={stranger.id}">x</a> <a href="tg://user?id={layla.person.id}">y</a>'
    sent = await api.result("sendMessage", chat_id=desk.id, text=text, parse_mode="HTML")

    assert [one["user"]["first_name"] for one in sent["entities"]] == ["Layla"]
    assert await api.refusal("getChatMember", chat_id=desk.id, user_id=stranger.id) == "400 Bad Request: user not found"


async def test_commands_are_offered_by_scope_and_language(api: Api, layla: Visitor, desk: Dialog) -> None:
    anna = api.server.visitor("Boris", language_code="ru")
    await api.result("setMyCommands", commands=[{"command": "help", "description": "help"}])
    await api.result("setMyCommands", commands=[{"command": "help", "description": "مساعدة"}], language_code="ar")
    await api.result(
        "setMyCommands", commands=[{"command": "ask", "description": "ask"}], scope={"type": "all_group_chats"}
    )
    offered = [
        [one["description"] for one in await _offered(api, person, chat)]
        for person, chat in ((layla, layla.dialog), (anna, anna.dialog), (layla, desk))
    ]

    assert offered == [["مساعدة"], ["help"], ["ask"]]
    await api.result("deleteMyCommands", language_code="ar")
    assert await api.result("getMyCommands", language_code="ar") == []


@pytest.mark.parametrize(
    ("prepare", "act"),
    [
        ({}, {"do": ActionVerb.SAY, "text": " "}),
        ({}, {"do": ActionVerb.SAY, "text": "ن" * 4097}),
        ({"do": ActionVerb.BLOCK}, {"do": ActionVerb.SAY, "text": "x"}),
        ({}, {"do": ActionVerb.PRESS, "label": "no such button"}),
        ({}, {"do": ActionVerb.CHOOSE, "query": "1"}),
        ({}, {"do": ActionVerb.LEAVE}),
        ({}, {"do": ActionVerb.SEND, "file": "no base64!"}),
    ],
)
async def test_people_cannot_do_what_clients_would_not_let_them(
    layla: Visitor, prepare: dict[str, Any], act: dict[str, Any]
) -> None:
    if prepare:
        layla.do(prepare["do"])
    with pytest.raises(Refused):
        layla.do(act["do"], **{name: value for name, value in act.items() if name != "do"})


async def test_only_administrators_write_in_channels(telegram_server: TelegramServer, layla: Visitor) -> None:
    anna = telegram_server.visitor("Anna")
    channel = telegram_server.chat(layla, anna, type_=DialogType.CHANNEL, bot=Status.ADMINISTRATOR)

    with pytest.raises(Refused):
        telegram_server.enters(anna, channel).says("x")


async def _offered(api: Api, person: Visitor, chat: Dialog) -> list[dict[str, Any]]:
    parameters = {"person": str(person.person.id), "chat": chat.key}
    async with api.session.get(f"{api.server.url}/api/commands", params=parameters) as response:
        commands: list[dict[str, Any]] = (await response.json())["bots"][0]["commands"]
        return commands


def _texts(server: TelegramServer) -> list[str]:
    return [one["message"]["text"] for one in server.waiting() if "text" in one.get("message", {})]


def _kind(update: dict[str, Any]) -> str:
    return next(iter(set(update) - {"update_id"}))
