"""Whatever comes over the wire is answered in Telegram's shape; nothing breaks and nothing leaks."""

from __future__ import annotations

import asyncio
import json
import os
from typing import Any

import pytest

from bot.playground.requests import MAX_BODY
from tests.bot.playground.conftest import Api

pytestmark = pytest.mark.slow

_JSON = {"Content-Type": "application/json"}


@pytest.mark.parametrize(
    ("headers", "body", "words"),
    [
        (_JSON, b"{", "can't parse JSON object"),
        (_JSON, b"[]", "expected an Object"),
        (_JSON, b'"x"', "expected an Object"),
        (_JSON, b"\xff\xfe", "strings must be encoded in UTF-8"),
        (_JSON, b'{"chat_id": NaN}', "can't parse JSON object"),
        (_JSON, b'{"chat_id": 1e999}', "can't parse JSON object"),
        (_JSON, b"[" * 100_000, "can't parse JSON object"),
        (_JSON, b'{"chat_id": 1, "text": "\\ud800"}', "strings must be encoded in UTF-8"),
        (_JSON, b'{"chat_id": ' + b"9" * 5000 + b"}", "can't parse JSON object"),
        ({"Content-Type": "application/x-www-form-urlencoded"}, b"text=%ff", "strings must be encoded in UTF-8"),
        (
            {"Content-Type": "application/x-www-form-urlencoded"},
            b"&".join(b"a%d=1" % n for n in range(2000)),
            "too many parameters",
        ),
        ({"Content-Type": "multipart/form-data"}, b"x", "can't parse multipart form"),
        ({"Content-Type": "multipart/form-data; boundary=x"}, b"no boundary here", "can't parse multipart form"),
        ({"Content-Type": "multipart/form-data; boundary=x"}, b"--x\r\n\r\nno name\r\n--x--", "chat_id is empty"),
        (
            {"Content-Type": "multipart/form-data; boundary=x"},
            b'--x\r\nContent-Disposition: form-data; name="text"\r\n\r\n\xff\r\n--x--',
            "strings must be encoded in UTF-8",
        ),
        ({"Content-Type": "text/plain"}, b"x", "chat_id is empty"),
        ({}, b"", "chat_id is empty"),
    ],
)
async def test_malformed_bodies_are_refused(api: Api, headers: dict[str, str], body: bytes, words: str) -> None:
    url = f"{api.server.url}/bot{api.server.token}/sendMessage"

    async with api.session.post(url, data=body, headers=headers) as response:
        answer = await response.json()

    assert answer == {"ok": False, "error_code": 400, "description": f"Bad Request: {words}"}


@pytest.mark.parametrize(
    ("token", "status", "words"),
    [
        ("123", 404, "Not Found"),
        ("1:x", 401, "Unauthorized"),
        ("7000000001:wrong", 401, "Unauthorized"),
        ("7000000001:", 404, "Not Found"),
        ("١٢٣:abc", 404, "Not Found"),
        ("9" * 400 + ":x", 404, "Not Found"),
        ("1:x%2F..%2F", 404, "Not Found"),
    ],
)
async def test_wrong_tokens_are_refused(api: Api, token: str, status: int, words: str) -> None:
    async with api.session.get(f"{api.server.url}/bot{token}/getMe") as response:
        assert await response.json() == {"ok": False, "error_code": status, "description": words}


async def test_bodies_beyond_fifty_megabytes_are_refused(api: Api) -> None:
    url = f"{api.server.url}/bot{api.server.token}/sendDocument"

    async def too_much() -> Any:
        for _ in range(MAX_BODY // 1_000_000 + 2):
            yield b"x" * 1_000_000

    async with api.session.post(url, data=too_much(), headers=_JSON) as response:
        assert (response.status, (await response.json())["description"]) == (413, "Request Entity Too Large")
    async with api.session.post(url, data=b"", headers={"Content-Length": "0"}) as response:
        assert response.status == 400
    assert (await api("getMe"))[0] == 200


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("../../../etc/passwd", "passwd"),
        ("..\\..\\boot.ini", "boot.ini"),
        ("/etc/shadow", "shadow"),
        ("a\r\nb.txt", "a__b.txt"),
        (".", "."),
        ("x" * 500 + ".txt", "x" * 251 + ".txt"),
        ("", "file"),
    ],
)
async def test_file_names_are_never_paths(api: Api, name: str, shown: str) -> None:
    layla = api.server.visitor(starts=True)
    boundary = "x"
    quoted = name.replace("\r", "%0D").replace("\n", "%0A")
    head = f'--{boundary}\r\nContent-Disposition: form-data; name="chat_id"\r\n\r\n{layla.dialog.id}\r\n'
    part = f'--{boundary}\r\nContent-Disposition: form-data; name="document"; filename="{quoted}"\r\n\r\nhello\r\n'
    part = part.replace("\\", "\\\\")
    headers = {"Content-Type": f"multipart/form-data; boundary={boundary}"}
    url = f"{api.server.url}/bot{api.server.token}/sendDocument"
    async with api.session.post(url, data=f"{head}{part}--{boundary}--\r\n".encode(), headers=headers) as response:
        document = (await response.json())["result"]["document"]
    path = (await api.result("getFile", file_id=document["file_id"]))["file_path"]

    assert document["file_name"].replace("%0D", "_").replace("%0A", "_") == shown
    assert path.startswith("documents/file_")
    assert ".." not in path


@pytest.mark.parametrize(
    "path", ["../../../etc/passwd", "..%2f..%2fetc%2fpasswd", "/etc/passwd", "documents", "", "documents/file_1%00.txt"]
)
async def test_nothing_else_can_be_fetched(api: Api, path: str) -> None:
    async with api.session.get(f"{api.server.url}/file/bot{api.server.token}/{path}") as response:
        assert response.status == 404


async def test_files_of_one_bot_are_closed_to_another(api: Api) -> None:
    layla = api.server.visitor(starts=True)
    other = api.server.playground.world.add_bot("Other", "other_bot")
    sent = await api.result("sendDocument", chat_id=layla.dialog.id, document="https://example.com/a.pdf")
    file_id = sent["document"]["file_id"]
    path = (await api.result("getFile", file_id=file_id))["file_path"]

    assert (await api("getFile", token=other.token, file_id=file_id))[1][
        "description"
    ] == "Bad Request: invalid file_id"
    async with api.session.get(f"{api.server.url}/file/bot{other.token}/{path}") as response:
        assert response.status == 404


async def test_garbage_on_the_socket_does_not_harm_others(api: Api) -> None:
    port = int(api.server.url.rpartition(":")[2])
    for garbage in (os.urandom(2000), b"GET / HTTP/1.1\r\n" + b"x: y\r\n" * 5000, b"POST /bot HTTP/9.9\r\n\r\n", b""):
        _, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(garbage)
        writer.close()

    assert (await api("getMe"))[0] == 200


async def test_a_socket_closed_in_the_middle_of_a_poll_is_forgotten(api: Api) -> None:
    port = int(api.server.url.rpartition(":")[2])
    _, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(f"GET /bot{api.server.token}/getUpdates?timeout=50 HTTP/1.1\r\nHost: x\r\n\r\n".encode())
    await api.server.polled()
    writer.transport.abort()
    await api.server.polled(waiting=False)

    assert (await api("getMe"))[0] == 200


async def test_deeply_nested_keyboards_are_refused(api: Api) -> None:
    layla = api.server.visitor(starts=True)
    nested: Any = "x"
    for _ in range(200):
        nested = [nested]

    status, body = await api("sendMessage", chat_id=layla.dialog.id, text="x", reply_markup=json.dumps(nested))
    assert (status, body["description"]) == (400, "Bad Request: can't parse reply_markup JSON object")


@pytest.mark.parametrize(
    "method",
    [
        "getUpdates",
        "sendMessage",
        "answerInlineQuery",
        "setMyCommands",
        "sendMediaGroup",
        "editMessageMedia",
        "setChatMenuButton",
        "sendPoll",
    ],
)
@pytest.mark.parametrize(
    "value",
    [
        0,
        -1,
        10**30,
        1.5,
        True,
        "",
        "x",
        "[]",
        "{}",
        "null",
        [],
        {},
        [[]],
        [None],
        {"type": []},
        {"inline_keyboard": {}},
        "\u202e" * 10,
    ],
)
async def test_no_value_makes_the_server_stumble(api: Api, method: str, value: Any) -> None:
    layla = api.server.visitor(starts=True)
    from bot.playground.world.validation import methods

    for name in set(methods()[method.lower()].parameters) - {"timeout"}:
        usual = {
            "chat_id": layla.dialog.id,
            "text": "x",
            "commands": [],
            "results": [],
            "question": "q",
            "options": ["a"],
        }
        known = {key: one for key, one in usual.items() if key in methods()[method.lower()].parameters}
        status, body = await api(method, **{**known, name: value})
        assert status in (200, 400, 404), body
        assert body["ok"] is (status == 200)
