"""The webhook over real HTTP on 127.0.0.1, with a fake Telegram behind the bot."""

from __future__ import annotations

import asyncio
import contextlib
import hashlib
import hmac
import json
import time
from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest
from pydantic import SecretStr
from structlog.testing import capture_logs
from telegram import Update
from telegram.error import NetworkError
from telegram.ext import ExtBot

from bot.memory.health import Health
from bot.settings.values import WebhookSettings
from handlers.connection import webhook as module
from handlers.connection.intake import MOST_OF_ONE, Intake
from handlers.connection.webhook import SECRET_HEADER, WebhookReceiver
from tests.support.telegram import FakeTelegram, Reader

SECRET = "s3cret_-"
PLACE = WebhookSettings(url="https://bot.example.org/hook", port=0, secret=SecretStr(SECRET))


@pytest.fixture
def telegram() -> FakeTelegram:
    return FakeTelegram()


@pytest.fixture
async def bot(telegram: FakeTelegram) -> AsyncIterator[ExtBot[None]]:
    async with ExtBot("42:TEST", request=telegram, get_updates_request=telegram) as bot:
        telegram.calls.clear()
        yield bot


@pytest.fixture
async def hook(bot: ExtBot[None]) -> AsyncIterator[WebhookReceiver]:
    webhook = WebhookReceiver(bot, asyncio.Queue(), ("message",), PLACE, Health("webhook"), intake=Intake(within=0.0))
    await webhook.connect()
    yield webhook
    await webhook.close()


def update(number: int, text: str = "when?") -> dict[str, Any]:
    return {"update_id": number, "message": Reader(None).message(text)}  # type: ignore[arg-type]


async def post(hook: WebhookReceiver, content: object, *, secret: str | None = SECRET, method: str = "POST") -> int:
    headers = {} if secret is None else {SECRET_HEADER.encode(): secret.encode("latin-1")}
    body = content if isinstance(content, bytes) else json.dumps(content).encode()
    async with httpx.AsyncClient(trust_env=False) as client:
        url = f"http://127.0.0.1:{hook.port}/hook"
        return (await client.request(method, url, content=body, headers=headers)).status_code


def queued(hook: WebhookReceiver) -> list[int]:
    updates = [hook.queue.get_nowait() for _ in range(hook.queue.qsize())]
    return [update.update_id for update in updates if isinstance(update, Update)]


async def test_an_update_that_another_process_has_taken_is_answered_and_left_to_it(hook: WebhookReceiver) -> None:
    asked = list[int]()

    async def first(number: int) -> bool:
        asked.append(number)
        return number != 8

    hook.first = first
    codes = [await post(hook, update(number)) for number in (7, 8, 9, 7)]

    assert codes == [200] * 4
    assert queued(hook) == [7, 9]
    assert asked == [7, 8, 9], "what this process has taken need not be asked about"


async def test_telegram_is_told_where_to_deliver_what_and_with_which_secret(
    hook: WebhookReceiver, telegram: FakeTelegram
) -> None:
    (call,) = telegram.calls

    assert call.method == "setWebhook"
    assert {name: call.parameters[name] for name in ("url", "allowed_updates", "secret_token")} == {
        "url": PLACE.url,
        "allowed_updates": ["message"],
        "secret_token": SECRET,
    }
    assert "drop_pending_updates" not in call.parameters


async def test_an_update_is_queued_and_answered_at_once_though_nobody_works_on_the_queue(hook: WebhookReceiver) -> None:
    assert [await post(hook, update(number)) for number in (5, 6)] == [200, 200]
    assert queued(hook) == [5, 6]
    assert hook.health.last_updates is not None


async def test_an_update_that_telegram_repeats_is_taken_once(hook: WebhookReceiver) -> None:
    assert [await post(hook, update(number)) for number in (5, 5, 4, 5)] == [200] * 4
    assert queued(hook) == [5, 4]


@pytest.mark.parametrize("secret", [None, "", "S3cret_-", SECRET + "x", "\xff"])
async def test_without_the_secret_nothing_gets_in(hook: WebhookReceiver, secret: str | None) -> None:
    assert await post(hook, update(5), secret=secret) == 403
    assert queued(hook) == []
    assert hook.health.last_updates is None


@pytest.mark.parametrize(
    ("content", "status"),
    [
        (b"", 400),
        (b"{", 400),
        (b"\xff\xfe", 400),
        (b"[1]", 400),
        ({}, 200),
        ({"update_id": "5"}, 200),
        ({"update_id": 5, "message": {"text": "no date, no chat"}}, 200),  # repeated for hours if it were refused
        ({"update_id": 5, "of_a_later_api": {}}, 200),
    ],
)
async def test_what_is_no_update_to_us_stops_nothing(hook: WebhookReceiver, content: object, status: int) -> None:
    with capture_logs():
        assert await post(hook, content) == status
        assert await post(hook, update(9)) == 200
    assert queued(hook)[-1] == 9


async def test_a_body_beyond_every_update_is_not_even_read(hook: WebhookReceiver) -> None:
    with contextlib.suppress(httpx.TransportError):
        assert await post(hook, b"x" * (1 << 21)) == 400
    assert await post(hook, update(9)) == 200


async def test_nothing_is_got_from_it(hook: WebhookReceiver) -> None:
    assert await post(hook, b"", method="GET") == 405


async def test_what_cannot_be_handled_now_telegram_keeps(hook: WebhookReceiver) -> None:
    hook.intake.most = 1
    codes = [await post(hook, update(number)) for number in (5, 6)]
    taken = hook.queue.get_nowait()
    still = await post(hook, update(6))
    hook.intake.done(taken)

    assert (codes, still) == ([200, 503], 503), "taken from the queue is not handled"
    assert await post(hook, update(6)) == 200
    assert queued(hook) == [6]


async def test_a_delivery_is_confirmed_when_it_is_handled(hook: WebhookReceiver) -> None:
    hook.intake.within = 60.0
    delivering = asyncio.create_task(post(hook, update(5)))
    taken = await hook.queue.get()
    await asyncio.sleep(0.05)
    unconfirmed = not delivering.done()
    hook.intake.done(taken)

    assert unconfirmed
    assert await delivering == 200


async def test_a_delivery_that_is_handled_while_it_stops_is_confirmed(hook: WebhookReceiver) -> None:
    hook.intake.within = 60.0
    delivering = asyncio.create_task(post(hook, update(5)))
    taken = await hook.queue.get()
    closing = asyncio.create_task(hook.close())
    await asyncio.sleep(0)
    hook.intake.done(taken)
    await closing

    assert await delivering == 200


@pytest.mark.slow
async def test_of_one_sender_only_so_many_wait(hook: WebhookReceiver) -> None:
    codes = {await post(hook, update(number)) for number in range(MOST_OF_ONE + 5)}

    assert codes == {200}, "what is left out must not come again"
    assert queued(hook) == list(range(MOST_OF_ONE))


async def test_after_closing_nothing_is_taken_that_could_be_lost(hook: WebhookReceiver) -> None:
    await hook.close()
    with pytest.raises(httpx.ConnectError):
        await post(hook, update(5))


async def test_without_a_secret_of_the_operator_s_all_workers_make_the_same(bot: ExtBot[None]) -> None:
    place = WebhookSettings(url=PLACE.url, port=0)
    one, two = (WebhookReceiver(bot, asyncio.Queue(), (), place, Health("webhook")) for _ in range(2))

    assert one.secret == two.secret == hmac.new(b"42:TEST", b"marsad webhook", hashlib.sha256).hexdigest()


async def beats(hook: WebhookReceiver, times: int) -> list[dict[str, Any]]:
    """Let a number of heartbeats pass; what they log."""
    left = iter(range(times))

    async def nap(seconds: float) -> None:
        if next(left, None) is None:
            raise asyncio.CancelledError

    hook.sleep = nap
    with capture_logs() as logged, pytest.raises(asyncio.CancelledError):
        await hook.run()
    return [dict(line) for line in logged]


def info(**more: Any) -> tuple[int, dict[str, Any]]:
    plain = {"url": PLACE.url, "has_custom_certificate": False, "pending_update_count": 0}
    return 200, {"ok": True, "result": plain | more}


async def test_a_webhook_that_another_process_took_away_is_taken_back(
    hook: WebhookReceiver, telegram: FakeTelegram
) -> None:
    telegram.answer_next("getWebhookInfo", info(), info(url=""))
    (line,) = await beats(hook, 2)

    assert line["log_level"] == "warning"
    assert [call.method for call in telegram.calls][-1] == "setWebhook"


async def test_what_telegram_says_about_failed_deliveries_is_told_once_each(
    hook: WebhookReceiver, telegram: FakeTelegram
) -> None:
    failing = {"last_error_message": "Connection refused", "pending_update_count": 3}
    telegram.answer_next(
        "getWebhookInfo",
        *(info(last_error_date=date, **failing) for date in (1_700_000_000, 1_700_000_000, 1_700_000_060)),
    )
    lines = await beats(hook, 3)

    assert [(line["reason"], line["waiting"]) for line in lines] == [("Connection refused", 3)] * 2


async def test_an_outage_does_not_end_it(hook: WebhookReceiver, telegram: FakeTelegram) -> None:
    telegram.answer_next("getWebhookInfo", NetworkError("reset"), info())

    assert len(await beats(hook, 2)) == 1


@pytest.mark.parametrize("closed", [False, True], ids=["a moment later", "when it is stopped"])
async def test_of_the_questions_that_waited_the_newest_is_answered(
    hook: WebhookReceiver, monkeypatch: pytest.MonkeyPatch, *, closed: bool
) -> None:
    monkeypatch.setattr(module, "_SETTLED", 60 if closed else 0)
    hour_ago = int(time.time()) - 3_600
    for number in (5, 6, 7):
        await hook.take({"update_id": number, "message": Reader(None).message("when?", date=hour_ago)})  # type: ignore[arg-type]
    assert queued(hook) == []
    if closed:
        await hook.close()
    await asyncio.sleep(0.01)

    assert queued(hook) == [7]


async def opened(hook: WebhookReceiver, secret: str, length: int) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
    """A delivery whose body does not come."""
    reader, writer = await asyncio.open_connection("127.0.0.1", hook.port)
    writer.write(
        f"POST /hook HTTP/1.1\r\nHost: x\r\n{SECRET_HEADER}: {secret}\r\nContent-Length: {length}\r\n\r\n".encode()
    )
    await writer.drain()
    return reader, writer


async def test_a_wrong_secret_is_refused_before_the_body_comes(hook: WebhookReceiver) -> None:
    reader, writer = await opened(hook, "wrong", 1_000_000)

    assert b"403" in await asyncio.wait_for(reader.readline(), 5)
    writer.close()


async def test_a_body_that_does_not_come_in_time_is_not_waited_for(
    bot: ExtBot[None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "_BODY_SECONDS", 0.05)
    webhook = WebhookReceiver(bot, asyncio.Queue(), ("message",), PLACE, Health("webhook"))
    await webhook.connect()
    reader, writer = await opened(webhook, SECRET, 1_000_000)

    assert await asyncio.wait_for(reader.read(), 5) == b""
    writer.close()
    await webhook.close()


@pytest.mark.parametrize(
    "content", [b"[" * 500_000, b'{"a":' * 100_000, b'{"update_id": 1, "update_id": 2}', b"1" * 9000]
)
async def test_what_is_nested_or_written_to_break_the_reader_is_a_bad_request(
    hook: WebhookReceiver, content: bytes
) -> None:
    assert await post(hook, content) == 400
    assert await post(hook, update(5)) == 200
