"""The JSON side of the page: what it shows, what it streams, and whom it lets in."""

from __future__ import annotations

import asyncio
import base64
import json
import re
from typing import Any

import aiohttp
import pytest

from bot.playground.testing import TelegramServer, Visitor
from tests.bot.playground.conftest import Api

_PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x02\x00\x00\x00\x03\x08\x06\x00\x00\x00"


@pytest.fixture
def layla(telegram_server: TelegramServer) -> Visitor:
    return telegram_server.visitor("Layla", starts=True)


async def test_the_state_holds_what_a_page_shows(api: Api, layla: Visitor) -> None:
    layla.says("مرحبا")
    await api.result("sendMessage", chat_id=layla.dialog.id, text="أهلًا", reply_markup={"keyboard": [["نعم"]]})

    state = await _get(api, "state", person="Layla")

    assert [one["first_name"] for one in state["people"]] == ["Layla"]
    assert state["bots"][0]["username"] == "marsad_test_bot"
    chat = state["chats"][0]
    assert [one["text"] for one in chat["messages"]] == ["مرحبا", "أهلًا"]
    assert chat["keyboard"] == {"keyboard": [[{"text": "نعم"}]]}
    assert state["last"] == api.server.playground.hub.last


async def test_no_answer_holds_a_token(api: Api, layla: Visitor) -> None:
    await api.result("getMe")
    secret = api.server.token.partition(":")[2]

    for what in ("state", "calls"):
        assert secret not in json.dumps(await _get(api, what))


async def test_one_person_does_not_see_the_chats_of_another(api: Api, layla: Visitor) -> None:
    anna = api.server.visitor("Anna", starts=True)
    anna.says("secret")
    layla.says("mine")

    for name, words in (("Layla", ["mine"]), ("Anna", ["secret"])):
        state = await _get(api, "state", person=name)
        assert [one["text"] for chat in state["chats"] for one in chat["messages"]] == words
        assert [body["message"]["text"] for kind, body in await _events(api, 1, person=name, after="0")] == words


async def test_events_come_as_they_happen_and_go_on_where_they_broke_off(api: Api, layla: Visitor) -> None:
    start = api.server.playground.hub.last
    reading = asyncio.create_task(_events(api, 1, person="Layla"))
    async with asyncio.timeout(5):
        while not reading.done():
            layla.says("x")
            await asyncio.sleep(0.01)
    first = (await reading)[0]
    layla.says("y")

    assert (first[0], first[1]["message"]["text"]) == ("message", "x")
    again = await _events(api, 1, person="Layla", after=str(start))
    assert again[0][1]["message"]["text"] == "x"


async def test_a_second_page_of_the_same_person_sees_the_same(api: Api, layla: Visitor) -> None:
    layla.says("x")
    pages = await asyncio.gather(*(_events(api, 1, person="Layla", after="0") for _ in range(2)))

    assert [page[0][1]["message"]["text"] for page in pages] == ["x", "x"]


async def test_people_act_through_the_page(api: Api) -> None:
    await _post(api, "people", {"first_name": "Boris", "username": "boris", "language_code": "ru"})
    said = await _post(api, "act", {"do": "start", "person": "boris", "text": "payload"})

    assert said["message"]["text"] == "/start payload"
    assert (await api.result("getUpdates"))[0]["message"]["from"]["language_code"] == "ru"


async def test_chats_are_made_through_the_page(api: Api, layla: Visitor) -> None:
    given = {"type": "supergroup", "title": "Desk", "forum": True, "members": ["Layla", "marsad_test_bot"]}
    chat = (await _post(api, "chats", given))["chat"]

    assert chat["chat"]["is_forum"] is True
    assert list(chat["members"].values()) == ["creator", "member"]
    assert (await api.result("getUpdates"))[0]["my_chat_member"]["new_chat_member"]["status"] == "member"


async def test_pictures_of_people_are_shown_and_everything_else_is_downloaded(api: Api, layla: Visitor) -> None:
    picture = {
        "do": "send",
        "person": "Layla",
        "file_name": "a.png",
        "file": base64.b64encode(_PNG).decode(),
        "as_photo": True,
    }
    page = {"do": "send", "person": "Layla", "file_name": "a.html", "file": base64.b64encode(b"<script>").decode()}
    photo = (await _post(api, "act", picture))["message"]["photo"][0]["file_id"]
    html = (await _post(api, "act", page))["message"]["document"]["file_id"]

    headers = {}
    for name, file_id in (("photo", photo), ("html", html)):
        async with api.session.get(f"{api.server.url}/api/files/{file_id}") as response:
            headers[name] = (response.content_type, response.headers.get("Content-Disposition"))
            assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert headers == {"photo": ("image/png", None), "html": ("application/octet-stream", "attachment")}


async def test_faults_and_limits_are_switched_through_the_page(api: Api, layla: Visitor) -> None:
    number = (await _post(api, "faults", {"effect": "error", "code": 500, "times": 1}))["number"]
    await api("getMe")
    state = await _get(api, "state")
    await _post(api, "limits", {"on": True})

    assert [(one["number"], one["struck"], one["effect"]) for one in state["faults"]] == [(number, 1, "error")]
    assert api.server.playground.governor.limits is not None
    async with api.session.delete(
        f"{api.server.url}/api/faults", headers={"Content-Type": "application/json"}
    ) as response:
        assert (await response.json())["faults"] == []


async def test_the_operator_sees_every_call_with_its_answer(api: Api, layla: Visitor) -> None:
    await api("sendMessage", chat_id=layla.dialog.id, text="<b>", parse_mode="HTML")
    call = (await _get(api, "calls"))["calls"][-1]

    assert (call["method"], call["given"]["text"], call["status"]) == ("sendMessage", "<b>", 400)
    assert call["answer"]["description"].startswith("Bad Request: can't parse entities")
    assert (await _get(api, "calls", after=str(call["number"])))["calls"] == []
    streamed = [body["call"]["method"] for kind, body in await _events(api, 1, after="0") if kind == "call"]
    assert streamed == ["sendMessage"]


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Host": "evil.example"}, 403),
        ({"Host": "["}, 403),
        ({"Host": "localhost", "Origin": "http://["}, 403),
        ({"Host": "evil.example:80"}, 403),
        ({"Host": "127.0.0.1.evil.example"}, 403),
        ({"Origin": "https://evil.example"}, 403),
        ({"Origin": "null"}, 403),
        ({"Host": "localhost:1"}, 200),
        ({"Host": "[::1]:1"}, 200),
    ],
)
async def test_only_pages_of_this_server_are_let_in(api: Api, headers: dict[str, str], status: int) -> None:
    async with api.session.get(f"{api.server.url}/api/state", headers=headers) as response:
        assert response.status == status


@pytest.mark.parametrize("content_type", ["application/x-www-form-urlencoded", "text/plain", "multipart/form-data"])
async def test_forms_of_other_pages_change_nothing(api: Api, layla: Visitor, content_type: str) -> None:
    body = json.dumps({"do": "say", "person": "Layla", "text": "x"})
    async with api.session.post(
        f"{api.server.url}/api/act", data=body, headers={"Content-Type": content_type}
    ) as response:
        assert response.status == 403
    assert layla.messages() == []


@pytest.mark.parametrize(
    ("where", "body", "status"),
    [
        ("act", {"do": "dance", "person": "Layla"}, 400),
        ("act", {"do": "say", "person": "Layla"}, 400),
        ("act", {"do": "say", "person": "Nobody", "text": "x"}, 409),
        ("act", {"do": "say", "person": "Layla", "text": " "}, 409),
        ("act", {"do": "edit", "person": "Layla", "text": "x"}, 409),
        ("act", {"do": "forward", "person": "Layla", "source": "g1"}, 409),
        ("act", {"do": "upgrade", "person": "Layla"}, 409),
        ("act", [], 400),
        ("people", {}, 400),
        ("chats", {"type": "private", "title": "x"}, 409),
        ("faults", {"effect": "delay"}, 400),
        ("limits", {}, 400),
    ],
)
async def test_what_cannot_be_done_is_told(api: Api, layla: Visitor, where: str, body: Any, status: int) -> None:
    async with api.session.post(f"{api.server.url}/api/{where}", json=body) as response:
        answer = await response.json()

    assert (response.status, bool(answer["error"])) == (status, True)


async def _get(api: Api, what: str, **parameters: str) -> Any:
    async with api.session.get(f"{api.server.url}/api/{what}", params=parameters) as response:
        assert response.status == 200
        return await response.json()


async def _post(api: Api, what: str, body: Any) -> Any:
    async with api.session.post(f"{api.server.url}/api/{what}", json=body) as response:
        answer = await response.json()
        assert response.status == 200, answer
        return answer


async def _events(api: Api, count: int, **parameters: str) -> list[tuple[str, Any]]:
    """The first events of a stream."""
    events: list[tuple[str, Any]] = []
    timeout = aiohttp.ClientTimeout(total=5)
    async with api.session.get(f"{api.server.url}/api/events", params=parameters, timeout=timeout) as response:
        assert response.content_type == "text/event-stream"
        kind = ""
        async for line in response.content:
            name, _, value = line.decode().rstrip("\n").partition(": ")
            if name == "event":
                kind = value
            elif name == "data" and kind in ("message", "call"):
                events.append((kind, json.loads(value)))
                if len(events) == count:
                    break
    return events


async def test_headers_forbid_everything_from_elsewhere(api: Api) -> None:
    async with api.session.get(f"{api.server.url}/") as response:
        policy = response.headers["Content-Security-Policy"]
    async with api.session.get(f"{api.server.url}/page/..%2f..%2fpyproject.toml") as response:
        assert response.status == 404

    assert policy.startswith("default-src 'none'; script-src 'self'")
    assert not re.search(r"unsafe|\*|http", policy)
