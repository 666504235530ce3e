"""getUpdates: what waits, for how long, for whom."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from bot.playground.actions import ActionVerb
from bot.playground.world.queue import KEPT_SECONDS, UpdateQueue
from tests.bot.playground.conftest import Api

_DAY = KEPT_SECONDS


async def test_a_poll_is_answered_the_moment_somebody_writes(api: Api) -> None:
    layla = api.server.visitor()
    poll = asyncio.create_task(api.result("getUpdates", timeout=30))
    await api.server.polled()

    layla.says("مرحبا")
    updates = await asyncio.wait_for(poll, 2)

    assert [one["message"]["text"] for one in updates] == ["مرحبا"]


@pytest.mark.slow
async def test_a_poll_without_news_ends_empty(api: Api) -> None:
    assert await api.result("getUpdates", timeout=1) == []


async def test_updates_stay_until_they_are_confirmed(api: Api) -> None:
    layla = api.server.visitor()
    for text in "abc":
        layla.says(text)

    first = await api.result("getUpdates", limit=2)
    again = await api.result("getUpdates")
    rest = await api.result("getUpdates", offset=first[-1]["update_id"] + 1)
    none = await api.result("getUpdates", offset=rest[-1]["update_id"] + 1)
    behind = await api.result("getUpdates")

    assert (_texts(first), _texts(again), _texts(rest), none, behind) == (["a", "b"], ["a", "b", "c"], ["c"], [], [])


async def test_a_negative_offset_forgets_all_but_the_last(api: Api) -> None:
    layla = api.server.visitor()
    for text in "abc":
        layla.says(text)

    assert _texts(await api.result("getUpdates", offset=-1)) == ["c"]
    assert _texts(await api.result("getUpdates")) == ["c"]


async def test_a_second_poller_ends_the_first(api: Api) -> None:
    first = asyncio.create_task(api("getUpdates", timeout=30))
    await api.server.polled()
    second = asyncio.create_task(api("getUpdates", timeout=30))

    status, body = await asyncio.wait_for(first, 2)

    assert (status, body["description"]) == (
        409,
        "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running",
    )
    second.cancel()


async def test_only_the_kinds_that_a_bot_asks_for_are_kept(api: Api) -> None:
    layla = api.server.visitor(starts=True)
    await api.result("getUpdates", allowed_updates=["message", "no_such_kind"])
    layla.says("a")
    layla.do(ActionVerb.EDIT, text="b")
    layla.do(ActionVerb.BLOCK)
    layla.do(ActionVerb.UNBLOCK)

    assert _kinds(api) == ["message"]


@pytest.mark.parametrize(
    ("allowed", "kinds"), [([], ["message"]), (["message", "message_reaction"], ["message", "message_reaction"])]
)
async def test_reactions_come_only_on_request(api: Api, allowed: list[str], kinds: list[str]) -> None:
    layla = api.server.visitor()
    await api.result("getUpdates", allowed_updates=allowed)
    layla.says("a")
    layla.do(ActionVerb.REACT, text="👍")

    assert _kinds(api) == kinds


async def test_updates_expire_after_a_day(api: Api) -> None:
    layla = api.server.visitor()
    layla.says("old")
    api.server.clock.advance(_DAY - 60)
    layla.says("new")
    api.server.clock.advance(61)

    assert _texts(await api.result("getUpdates")) == ["new"]


async def test_polling_is_refused_while_a_webhook_is_set(api: Api) -> None:
    await api.result("setWebhook", url="http://127.0.0.1:9/hook")

    assert await api.refusal("getUpdates") == (
        "409 Conflict: can't use getUpdates method while webhook is active; "
        "use deleteWebhook to delete the webhook first"
    )


async def test_setting_a_webhook_ends_a_poll(api: Api) -> None:
    poll = asyncio.create_task(api("getUpdates", timeout=30))
    await api.server.polled()
    await api.result("setWebhook", url="http://127.0.0.1:9/hook")

    status, body = await asyncio.wait_for(poll, 2)
    assert (status, body["description"]) == (409, "Conflict: terminated by setWebhook request")


async def test_a_poller_that_hangs_up_leaves_its_updates_to_the_next(api: Api) -> None:
    layla = api.server.visitor()
    poll = asyncio.create_task(api.result("getUpdates", timeout=30))
    await api.server.polled()
    poll.cancel()
    await asyncio.gather(poll, return_exceptions=True)
    await api.server.polled(waiting=False)
    layla.says("x")
    assert _texts(await api.result("getUpdates")) == ["x"]


async def test_two_bots_on_one_port_do_not_hear_each_other(api: Api) -> None:
    other = api.server.playground.world.add_bot("Other", "other_bot")
    layla = api.server.visitor()
    layla.says("to the first")
    sent = await api.result("sendMessage", chat_id=layla.dialog.id, text="private")

    status, body = await api("getUpdates", token=other.token)
    assert (status, body["result"]) == (200, [])
    status, body = await api("sendMessage", token=other.token, chat_id=layla.dialog.id, text="x")
    assert (status, body["description"]) == (400, "Bad Request: chat not found")
    status, body = await api(
        "copyMessage",
        token=other.token,
        chat_id=layla.dialog.id,
        from_chat_id=layla.dialog.id,
        message_id=sent["message_id"],
    )
    assert (status, body["description"]) == (400, "Bad Request: chat not found")


def test_the_queue_numbers_updates_without_gaps() -> None:
    queue = UpdateQueue()
    for _ in range(3):
        queue.add("message", {}, 0.0)
    queue.add("chat_member", {}, 0.0)
    queue.add("message", {}, 0.0)

    ids = [one.id for one in queue.take(0, 100, 1.0)]
    assert ids == list(range(ids[0], ids[0] + 4))


def _texts(updates: list[dict[str, Any]]) -> list[str]:
    return [one["message"]["text"] for one in updates]


def _kinds(api: Api) -> list[str]:
    return [next(iter(set(one) - {"update_id"})) for one in api.server.waiting()]
