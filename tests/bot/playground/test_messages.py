"""Messages: what bots get back, what people see, and which changes Telegram refuses."""

from __future__ import annotations

from typing import Any

import aiohttp
import pytest

from bot.playground.actions import ActionVerb
from bot.playground.testing import TelegramServer, Visitor
from bot.playground.world.model import DialogType, Status
from tests.bot.playground.conftest import Api

_PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x02\x00\x00\x00\x03\x08\x06\x00\x00\x00"
_NOT_MODIFIED = (
    "400 Bad Request: message is not modified: specified new message content and reply markup are exactly the same "
    "as a current content and reply markup of the message"
)


@pytest.fixture
def layla(telegram_server: TelegramServer) -> Visitor:
    return telegram_server.visitor("Layla", starts=True)


async def test_a_message_comes_back_as_it_stands(api: Api, layla: Visitor) -> None:
    sent = await api.result("sendMessage", chat_id=layla.dialog.id, text=" <b>و</b> ", parse_mode="html")

    assert sent["text"] == "و"
    assert sent["entities"] == [{"type": "bold", "offset": 0, "length": 1}]
    assert sent["chat"] == {"id": layla.person.id, "type": "private", "first_name": "Layla"}
    assert sent["from"]["is_bot"] is True
    assert layla.received() == [sent]


@pytest.mark.parametrize(
    ("method", "given", "words"),
    [
        ("sendMessage", {"text": "x"}, "400 Bad Request: chat_id is empty"),
        ("sendMessage", {"chat_id": 999, "text": "x"}, "400 Bad Request: chat not found"),
        ("sendMessage", {"chat_id": "@nobody", "text": "x"}, "400 Bad Request: chat not found"),
        ("sendMessage", {"chat_id": "me"}, "400 Bad Request: message text is empty"),
        ("sendMessage", {"chat_id": "me", "text": ""}, "400 Bad Request: message text is empty"),
        ("sendMessage", {"chat_id": "me", "text": " \n"}, "400 Bad Request: text must be non-empty"),
        (
            "sendMessage",
            {"chat_id": "me", "text": "<b>", "parse_mode": "HTML"},
            "400 Bad Request: can't parse entities: Can't find end tag corresponding to start tag \"b\"",
        ),
        (
            "sendMessage",
            {"chat_id": "me", "text": "x", "txet": "y"},
            '400 Bad Request: parameter "txet" is unknown to sendMessage',
        ),
        (
            "sendMessage",
            {"chat_id": "me", "text": "x", "reply_parameters": {"message_id": 9}},
            "400 Bad Request: message to be replied not found",
        ),
        (
            "sendMessage",
            {"chat_id": "me", "text": "x", "reply_to_message_id": 9},
            "400 Bad Request: message to be replied not found",
        ),
        (
            "sendMessage",
            {"chat_id": "me", "text": "x", "message_thread_id": 5},
            "400 Bad Request: message thread not found",
        ),
        (
            "sendMessage",
            {"chat_id": "me", "text": "x", "disable_notification": "perhaps"},
            '400 Bad Request: parameter "disable_notification" must be of type Boolean',
        ),
        (
            "sendMessage",
            {"chat_id": "me", "text": "x", "reply_markup": "{"},
            "400 Bad Request: can't parse reply_markup JSON object",
        ),
        (
            "sendMessage",
            {"chat_id": "me", "text": "x", "reply_markup": {"inline_keyboard": [["x"]]}},
            "400 Bad Request: can't parse inline keyboard button: InlineKeyboardButton must be an Object",
        ),
        (
            "sendMessage",
            {"chat_id": "me", "text": "x", "reply_markup": {"inline_keyboard": [[{"text": "x"}]]}},
            "400 Bad Request: can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard",
        ),
        (
            "sendMessage",
            {
                "chat_id": "me",
                "text": "x",
                "reply_markup": {"inline_keyboard": [[{"text": "x", "url": "javascript:x"}]]},
            },
            "400 Bad Request: inline keyboard button URL 'javascript:x' is invalid: Wrong HTTP URL",
        ),
        ("sendPhoto", {"chat_id": "me"}, "400 Bad Request: there is no photo in the request"),
        (
            "sendPhoto",
            {"chat_id": "me", "photo": "nonsense"},
            "400 Bad Request: wrong file identifier/HTTP URL specified",
        ),
        ("sendPhoto", {"chat_id": "me", "photo": "attach://x"}, "400 Bad Request: there is no photo in the request"),
        ("sendMediaGroup", {"chat_id": "me", "media": []}, "400 Bad Request: too few or too many media in the album"),
        (
            "sendChatAction",
            {"chat_id": "me", "action": "dancing"},
            "400 Bad Request: wrong parameter action in request",
        ),
        (
            "editMessageText",
            {"chat_id": "me", "message_id": 999, "text": "x"},
            "400 Bad Request: message to edit not found",
        ),
        ("editMessageText", {"text": "x"}, "400 Bad Request: chat_id is empty"),
        ("editMessageText", {"inline_message_id": "x", "text": "x"}, "400 Bad Request: MESSAGE_ID_INVALID"),
        ("deleteMessage", {"chat_id": "me", "message_id": 999}, "400 Bad Request: message to delete not found"),
        (
            "forwardMessage",
            {"chat_id": "me", "from_chat_id": "me", "message_id": 999},
            "400 Bad Request: message to forward not found",
        ),
        (
            "copyMessage",
            {"chat_id": "me", "from_chat_id": "me", "message_id": 999},
            "400 Bad Request: message to copy not found",
        ),
        (
            "answerCallbackQuery",
            {"callback_query_id": "1"},
            "400 Bad Request: query is too old and response timeout expired or query ID is invalid",
        ),
        ("getFile", {"file_id": "x"}, "400 Bad Request: invalid file_id"),
        (
            "getChatAdministrators",
            {"chat_id": "me"},
            "400 Bad Request: there are no administrators in the private chat",
        ),
        ("leaveChat", {"chat_id": "me"}, "400 Bad Request: chat member status can't be changed in private chats"),
        ("sendMassage", {}, "404 Not Found: method not found"),
    ],
)
async def test_bad_calls_are_refused_with_telegrams_words(
    api: Api, layla: Visitor, method: str, given: dict[str, Any], words: str
) -> None:
    given = {name: layla.dialog.id if value == "me" else value for name, value in given.items()}

    assert await api.refusal(method, **given) == words
    assert layla.messages() == []


async def test_a_reply_carries_what_it_replies_to(api: Api, layla: Visitor) -> None:
    asked = layla.says("متى الاجتماع؟")
    answer = await api.result(
        "sendMessage",
        chat_id=layla.dialog.id,
        text="غدًا",
        reply_parameters={"message_id": asked["message_id"], "quote": "الاجتماع"},
    )

    assert answer["reply_to_message"]["text"] == "متى الاجتماع؟"
    assert answer["quote"] == {"text": "الاجتماع", "position": 4, "is_manual": True}


async def test_an_edit_changes_text_and_keyboard_and_nothing_else(api: Api, layla: Visitor) -> None:
    markup = {"inline_keyboard": [[{"text": "x", "callback_data": "1"}]]}
    sent = await api.result("sendMessage", chat_id=layla.dialog.id, text="أولًا", reply_markup=markup)
    place = {"chat_id": layla.dialog.id, "message_id": sent["message_id"]}

    assert await api.refusal("editMessageText", **place, text="أولًا", reply_markup=markup) == _NOT_MODIFIED
    edited = await api.result("editMessageText", **place, text="ثانيًا")
    assert (edited["text"], "reply_markup" in edited, edited["date"]) == ("ثانيًا", False, sent["date"])
    assert await api.refusal("editMessageReplyMarkup", **place) == _NOT_MODIFIED
    assert (
        await api.refusal("editMessageCaption", **place, caption="c")
        == "400 Bad Request: there is no caption in the message to edit"
    )
    assert layla.messages() == [edited]


async def test_only_own_messages_can_be_edited(api: Api, layla: Visitor) -> None:
    asked = layla.says("x")

    assert (
        await api.refusal("editMessageText", chat_id=layla.dialog.id, message_id=asked["message_id"], text="y")
        == "400 Bad Request: message can't be edited"
    )


async def test_old_messages_cannot_be_deleted_any_more(api: Api, layla: Visitor) -> None:
    old = await api.result("sendMessage", chat_id=layla.dialog.id, text="x")
    api.server.clock.advance(48 * 3600 + 1)
    new = await api.result("sendMessage", chat_id=layla.dialog.id, text="y")

    await api.result("deleteMessage", chat_id=layla.dialog.id, message_id=new["message_id"])
    refusal = await api.refusal("deleteMessage", chat_id=layla.dialog.id, message_id=old["message_id"])
    assert refusal == "400 Bad Request: message can't be deleted for everyone"


async def test_files_go_up_and_come_down(api: Api, layla: Visitor) -> None:
    sent = await _upload(api, "sendDocument", "document", b"hello", "تقرير.txt", chat_id=layla.dialog.id, caption="c")

    document = sent["document"]
    assert (document["file_name"], document["mime_type"], document["file_size"], sent["caption"]) == (
        "تقرير.txt",
        "text/plain",
        5,
        "c",
    )
    path = (await api.result("getFile", file_id=document["file_id"]))["file_path"]
    async with api.session.get(f"{api.server.url}/file/bot{api.server.token}/{path}") as response:
        assert (response.status, await response.read()) == (200, b"hello")
    again = await api.result("sendDocument", chat_id=layla.dialog.id, document=document["file_id"])
    assert again["document"] == document


async def test_pictures_are_looked_at(api: Api, layla: Visitor) -> None:
    sent = await _upload(api, "sendPhoto", "photo", _PNG, "a.png", chat_id=layla.dialog.id)
    refused = await _upload(api, "sendPhoto", "photo", b"no picture", "a.png", chat_id=layla.dialog.id)

    assert (sent["photo"][0]["width"], sent["photo"][0]["height"]) == (2, 3)
    assert refused == "Bad Request: IMAGE_PROCESS_FAILED"


async def test_an_album_takes_its_files_from_the_call(api: Api, layla: Visitor) -> None:
    media = [
        {"type": "photo", "media": "attach://one", "caption": "<i>x</i>", "parse_mode": "HTML"},
        {"type": "photo", "media": "attach://two"},
    ]
    form = aiohttp.FormData({"chat_id": str(layla.dialog.id), "media": __import__("json").dumps(media)})
    for name in ("one", "two"):
        form.add_field(name, _PNG, filename=f"{name}.png", content_type="image/png")
    async with api.session.post(f"{api.server.url}/bot{api.server.token}/sendMediaGroup", data=form) as response:
        sent = (await response.json())["result"]

    assert len({one["media_group_id"] for one in sent}) == 1
    assert [one.get("caption") for one in sent] == ["x", None]
    assert sent[0]["caption_entities"] == [{"type": "italic", "offset": 0, "length": 1}]


async def test_another_file_can_take_the_place_of_the_first(api: Api, layla: Visitor) -> None:
    sent = await _upload(api, "sendPhoto", "photo", _PNG, "a.png", chat_id=layla.dialog.id)
    media = {"type": "document", "media": "https://example.com/a.pdf", "caption": "c"}

    edited = await api.result("editMessageMedia", chat_id=layla.dialog.id, message_id=sent["message_id"], media=media)

    assert ("photo" in edited, edited["document"]["file_name"], edited["caption"]) == (False, "a.pdf", "c")


async def test_forwards_name_their_origin_and_copies_do_not(api: Api, layla: Visitor) -> None:
    asked = layla.says("نص")
    given = {"chat_id": layla.dialog.id, "from_chat_id": layla.dialog.id, "message_id": asked["message_id"]}

    forwarded = await api.result("forwardMessage", **given)
    copied = await api.result("copyMessage", **given)
    ids = await api.result(
        "forwardMessages", chat_id=layla.dialog.id, from_chat_id=layla.dialog.id, message_ids=[asked["message_id"], 999]
    )

    assert forwarded["forward_origin"] == {"type": "user", "date": asked["date"], "sender_user": asked["from"]}
    assert (forwarded["text"], list(copied)) == ("نص", ["message_id"])
    assert "forward_origin" not in layla.dialog.messages[copied["message_id"]]
    assert len(ids) == 1


async def test_the_reply_keyboard_stays_until_it_is_removed(api: Api, layla: Visitor) -> None:
    keyboard = {"keyboard": [["نعم", {"text": "لا"}]], "resize_keyboard": True}
    sent = await api.result("sendMessage", chat_id=layla.dialog.id, text="?", reply_markup=keyboard)
    shown = layla.dialog.keyboard
    await api.result("sendMessage", chat_id=layla.dialog.id, text=".", reply_markup={"remove_keyboard": True})

    assert "reply_markup" not in sent
    assert shown == {"keyboard": [[{"text": "نعم"}, {"text": "لا"}]], "resize_keyboard": True}
    assert layla.dialog.keyboard is None


async def test_channels_speak_for_themselves(api: Api) -> None:
    owner = api.server.visitor()
    channel = api.server.chat(owner, type_=DialogType.CHANNEL, title="Bulletin", bot=Status.ADMINISTRATOR)
    api.server.enters(owner, channel).says("خبر")

    sent = await api.result("sendMessage", chat_id=channel.id, text="x")

    assert ("from" in sent, sent["sender_chat"]["title"]) == (False, "Bulletin")
    assert [next(iter(set(one) - {"update_id"})) for one in api.server.waiting()] == ["my_chat_member", "channel_post"]


async def test_typing_is_shown_and_leaves_nothing(api: Api, layla: Visitor) -> None:
    await api.result("sendChatAction", chat_id=layla.dialog.id, action="typing")

    shown = [event.body["action"] for event in api.server.playground.hub.events if event.kind == "action"]
    assert (shown, layla.messages()) == (["typing"], [])


async def test_reactions_are_shown(api: Api, layla: Visitor) -> None:
    asked = layla.says("شكرًا")
    place = {"chat_id": layla.dialog.id, "message_id": asked["message_id"]}

    await api.result("setMessageReaction", **place, reaction=[{"type": "emoji", "emoji": "👍"}])

    shown = [event.body["reactions"] for event in api.server.playground.hub.events if event.kind == "reaction"]
    assert shown == [[{"type": "emoji", "emoji": "👍"}]]
    assert await api.refusal("setMessageReaction", **place, reaction=["👍"]) == "400 Bad Request: REACTION_INVALID"


async def test_people_edit_and_delete_too(api: Api, layla: Visitor) -> None:
    layla.says("قبل")
    layla.do(ActionVerb.EDIT, text="بعد")

    kinds = [next(iter(set(one) - {"update_id"})) for one in api.server.waiting()]
    assert kinds == ["message", "edited_message"]
    layla.do(ActionVerb.DELETE)
    assert layla.messages() == []


async def _upload(api: Api, method: str, field: str, content: bytes, name: str, **given: Any) -> Any:
    form = aiohttp.FormData({key: str(value) for key, value in given.items()}, quote_fields=False)
    form.add_field(field, content, filename=name, content_type=None)
    async with api.session.post(f"{api.server.url}/bot{api.server.token}/{method}", data=form) as response:
        body = await response.json()
        return body.get("result", body.get("description"))
