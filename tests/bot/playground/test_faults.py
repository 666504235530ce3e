"""Faults: each does what it says, to the calls that it names, and stops when it is switched off."""

from __future__ import annotations

import asyncio
from typing import Any

import aiohttp
import pytest
from pydantic import ValidationError

from bot.playground.actions import ActionVerb
from bot.playground.faults import Effect, Fault, FaultBoard
from bot.playground.testing import Visitor
from bot.playground.world.model import DialogType, Membership, Status
from bot.playground.world.moves import migrate, set_membership
from bot.playground.world.rates import Limits
from tests.bot.playground.conftest import Api


def _fault(effect: Effect, **more: Any) -> Fault:
    return Fault(effect=effect, **more)


@pytest.mark.parametrize(("when", "delivered"), [("before", 0), ("after", 1)])
async def test_a_reset_comes_before_or_after_the_message_is_delivered(api: Api, when: str, delivered: int) -> None:
    layla = api.server.visitor(starts=True)
    api.server.playground.switch_on(_fault(Effect.RESET, when=when, times=1))

    with pytest.raises(aiohttp.ClientError):
        await api("sendMessage", chat_id=layla.dialog.id, text="x")

    assert len(layla.received()) == delivered
    await api.result("sendMessage", chat_id=layla.dialog.id, text="y")


async def test_a_reset_is_a_reset_and_no_polite_end(api: Api) -> None:
    api.server.playground.switch_on(_fault(Effect.RESET))
    reader, writer = await asyncio.open_connection("127.0.0.1", int(api.server.url.rpartition(":")[2]))
    writer.write(f"GET /bot{api.server.token}/getMe HTTP/1.1\r\nHost: x\r\n\r\n".encode())

    with pytest.raises(ConnectionResetError):
        await reader.read()
    writer.close()


@pytest.mark.parametrize(("when", "delivered"), [("before", 0), ("after", 1)])
async def test_a_gateway_answers_without_telegrams_json(api: Api, when: str, delivered: int) -> None:
    layla = api.server.visitor(starts=True)
    api.server.playground.switch_on(_fault(Effect.GATEWAY, when=when, code=502))
    url = f"{api.server.url}/bot{api.server.token}/sendMessage"

    async with api.session.post(url, json={"chat_id": layla.dialog.id, "text": "x"}) as response:
        assert (response.status, response.content_type) == (502, "text/html")
    assert len(layla.received()) == delivered


@pytest.mark.parametrize(
    ("fault", "status", "body"),
    [
        (_fault(Effect.ERROR), 500, {"description": "Internal Server Error"}),
        (_fault(Effect.ERROR, code=502, description="Bad Gateway"), 502, {"description": "Bad Gateway"}),
        (
            _fault(Effect.ERROR, code=403, description="Forbidden: user is deactivated"),
            403,
            {"description": "Forbidden: user is deactivated"},
        ),
        (
            _fault(Effect.ERROR, code=429, retry_after=43838),
            429,
            {"description": "Too Many Requests: retry after 43838", "parameters": {"retry_after": 43838}},
        ),
    ],
)
async def test_an_error_is_told_in_telegrams_shape(api: Api, fault: Fault, status: int, body: dict[str, Any]) -> None:
    api.server.playground.switch_on(fault)

    assert await api("getMe") == (status, {"ok": False, "error_code": status, **body})


async def test_a_frozen_poller_gets_nothing_until_the_fault_is_switched_off(api: Api) -> None:
    number = api.server.playground.switch_on(_fault(Effect.FREEZE, methods=("getUpdates",)))
    poll = asyncio.create_task(api.result("getUpdates"))
    layla = api.server.visitor()
    layla.says("x")
    await api.result("getMe")
    assert not poll.done()

    api.server.playground.switch_off(number)
    updates = await asyncio.wait_for(poll, 2)
    assert len(updates) == 1


async def test_a_delay_lets_others_pass(api: Api) -> None:
    api.server.playground.switch_on(_fault(Effect.DELAY, methods=("sendMessage",), seconds=0.2))
    layla = api.server.visitor(starts=True)
    slow = asyncio.create_task(api.result("sendMessage", chat_id=layla.dialog.id, text="x"))
    await api.result("getMe")
    assert not slow.done()
    await slow


async def test_a_fault_can_be_meant_for_one_chat(api: Api) -> None:
    layla, anna = api.server.visitor("Layla", starts=True), api.server.visitor("Anna", starts=True)
    api.server.playground.switch_on(_fault(Effect.ERROR, chat=layla.dialog.id))

    statuses = [(await api("sendMessage", chat_id=one.dialog.id, text="x"))[0] for one in (layla, anna)]
    assert statuses == [500, 200]


@pytest.mark.parametrize(
    ("settings", "struck"),
    [
        ({}, "xxxxxx"),
        ({"times": 2}, "xx...."),
        ({"skip": 2, "times": 1}, "..x..."),
        ({"every": 3}, "..x..x"),
        ({"skip": 1, "every": 2}, "..x.x."),
    ],
)
def test_a_fault_strikes_the_calls_that_it_counts(settings: dict[str, int], struck: str) -> None:
    board = FaultBoard()
    board.switch_on(_fault(Effect.ERROR, **settings))

    assert "".join("x" if board.strike("sendMessage", 1) else "." for _ in range(6)) == struck


def test_polling_is_struck_only_by_its_name() -> None:
    board = FaultBoard()
    board.switch_on(_fault(Effect.ERROR))

    assert board.strike("getUpdates", None) is None
    assert board.strike("SENDMESSAGE", None) is not None


@pytest.mark.parametrize("settings", [{"effect": "delay"}, {"effect": "error", "retry_after": 5}, {"effect": "melt"}])
def test_faults_without_sense_are_refused(settings: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        Fault(**settings)


async def test_people_who_blocked_the_bot_are_closed_to_it(api: Api) -> None:
    layla = api.server.visitor(starts=True)
    layla.do(ActionVerb.BLOCK)

    assert (
        await api.refusal("sendMessage", chat_id=layla.dialog.id, text="x")
        == "403 Forbidden: bot was blocked by the user"
    )
    change = api.server.waiting()[0]["my_chat_member"]
    assert [change[name]["status"] for name in ("old_chat_member", "new_chat_member")] == ["member", "kicked"]
    layla.starts()
    assert [next(iter(set(one) - {"update_id"})) for one in api.server.waiting()[1:]] == ["my_chat_member", "message"]
    await api.result("sendMessage", chat_id=layla.dialog.id, text="x")


async def test_nobody_is_written_to_who_has_not_written_first(api: Api) -> None:
    stranger = api.server.visitor()

    assert (
        await api.refusal("sendMessage", chat_id=stranger.dialog.id, text="x")
        == "403 Forbidden: bot can't initiate conversation with a user"
    )


async def test_deactivated_accounts_are_closed(api: Api) -> None:
    layla = api.server.visitor(starts=True)
    layla.do(ActionVerb.DEACTIVATE)

    assert await api.refusal("sendMessage", chat_id=layla.dialog.id, text="x") == "403 Forbidden: user is deactivated"


@pytest.mark.parametrize(
    ("type_", "status", "words"),
    [
        (DialogType.GROUP, Status.KICKED, "403 Forbidden: bot was kicked from the group chat"),
        (DialogType.SUPERGROUP, Status.KICKED, "403 Forbidden: bot was kicked from the supergroup chat"),
        (DialogType.SUPERGROUP, Status.LEFT, "403 Forbidden: bot is not a member of the supergroup chat"),
        (DialogType.CHANNEL, Status.KICKED, "403 Forbidden: bot was kicked from the channel chat"),
        (DialogType.CHANNEL, Status.MEMBER, "400 Bad Request: need administrator rights in the channel chat"),
        (
            DialogType.SUPERGROUP,
            Status.RESTRICTED,
            "400 Bad Request: not enough rights to send text messages to the chat",
        ),
    ],
)
async def test_groups_that_turned_the_bot_out_are_closed_to_it(
    api: Api, type_: DialogType, status: Status, words: str
) -> None:
    owner = api.server.visitor()
    chat = api.server.chat(owner, type_=type_)
    set_membership(api.server.playground.world, chat, api.server.bot.id, Membership(status), by=owner.person.id)

    assert await api.refusal("sendMessage", chat_id=chat.id, text="x") == words


async def test_a_group_that_became_a_supergroup_names_its_new_id(api: Api) -> None:
    owner = api.server.visitor()
    group = api.server.chat(owner, type_=DialogType.GROUP)
    upgraded = migrate(api.server.playground.world, group)

    status, body = await api("sendMessage", chat_id=group.id, text="x")

    assert (status, body["description"], body["parameters"]) == (
        400,
        "Bad Request: group chat was upgraded to a supergroup chat",
        {"migrate_to_chat_id": upgraded.id},
    )
    service = [one["message"] for one in api.server.waiting() if "migrat" in str(one)]
    assert [(one["chat"]["id"], one.get("migrate_to_chat_id"), one.get("migrate_from_chat_id")) for one in service] == [
        (group.id, upgraded.id, None),
        (upgraded.id, None, group.id),
    ]
    await api.result("sendMessage", chat_id=upgraded.id, text="x")


async def test_answers_to_buttons_are_refused_when_they_come_too_late(api: Api) -> None:
    layla = api.server.visitor(starts=True)
    markup = {"inline_keyboard": [[{"text": "اقتباس", "callback_data": "q:1"}]]}
    await api.result("sendMessage", chat_id=layla.dialog.id, text="x", reply_markup=markup)
    old, new = layla.presses("اقتباس"), ""
    api.server.clock.advance(11)
    new = layla.presses("اقتباس")

    too_old = "400 Bad Request: query is too old and response timeout expired or query ID is invalid"
    assert await api.refusal("answerCallbackQuery", callback_query_id=old) == too_old
    await api.result("answerCallbackQuery", callback_query_id=new, text="نص")
    assert await layla.answer(new) == {"text": "نص", "show_alert": False}
    assert await api.refusal("answerCallbackQuery", callback_query_id=new) == too_old


async def test_every_call_is_written_down_with_its_fate(api: Api) -> None:
    layla = api.server.visitor(starts=True)
    api.server.playground.switch_on(_fault(Effect.RESET, when="after", skip=1, times=1))
    await api.result("getMe")
    with pytest.raises(aiohttp.ClientError):
        await api("sendMessage", chat_id=layla.dialog.id, text="x")
    await api("sendMessage", chat_id=999, text="x")

    calls = [(one.method, one.status, one.fault) for one in api.server.playground.calls.calls]
    assert calls == [("getMe", 200, ""), ("sendMessage", 0, "reset after"), ("sendMessage", 400, "")]


async def test_a_channel_hears_only_from_those_who_may_post(api: Api) -> None:
    owner = api.server.visitor()
    channel = api.server.chat(owner, type_=DialogType.CHANNEL, bot=Status.ADMINISTRATOR)
    await api.result("sendMessage", chat_id=channel.id, text="x")
    api.server.enters(owner, channel).do(ActionVerb.RESTRICT)

    refusal = await api.refusal("sendMessage", chat_id=channel.id, text="x")
    rights = [one["my_chat_member"]["new_chat_member"].get("can_post_messages") for one in api.server.waiting()]

    assert refusal == "400 Bad Request: need administrator rights in the channel chat"
    assert rights == [True, False]


async def test_a_deleted_topic_takes_its_messages_along(api: Api) -> None:
    owner = api.server.visitor()
    forum = api.server.chat(owner, forum=True)
    topic = api.server.enters(owner, forum).do(ActionVerb.OPEN_TOPIC, text="Astana")["topic"]
    given = {"chat_id": forum.id, "message_thread_id": topic, "text": "x"}
    await api.result("sendMessage", **given)
    api.server.enters(owner, forum, topic=topic).do(ActionVerb.DELETE_TOPIC)

    assert await api.refusal("sendMessage", **given) == "400 Bad Request: message thread not found"
    assert [one for one in forum.messages.values() if one.get("message_thread_id") == topic] == []


@pytest.mark.slow
async def test_thousands_of_chats_are_written_to_under_limits_that_only_the_clock_opens(api: Api) -> None:
    api.server.clock.stop()
    api.server.limit(Limits(per_second=1000))
    visitors = api.server.visitors(3000)

    sent = []
    for start in range(0, 3000, 1000):
        parts = [visitors[at : at + 100] for at in range(start, start + 1000, 100)]
        sent += await asyncio.gather(*(_send_all(api, part) for part in parts))
        assert await api.refusal("sendMessage", chat_id=visitors[-1].dialog.id, text="x") == (
            "429 Too Many Requests: retry after 1"
        )
        api.server.clock.advance(1)

    assert set().union(*sent) == {200}
    assert {len(one.received()) for one in visitors} == {1}
    assert len(api.server.playground.calls.named("sendMessage")) == 3003


async def _send_all(api: Api, visitors: list[Visitor]) -> set[int]:
    return {(await api("sendMessage", chat_id=one.dialog.id, text="x"))[0] for one in visitors}
