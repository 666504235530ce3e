"""Scenarios are read strictly and played in order."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from bot.playground.playground import Playground
from bot.playground.requests import Body
from bot.playground.scenario import Scenario, play, prepare, read_scenario
from bot.playground.testing import PATIENCE_SECONDS
from bot.playground.wiring import Options
from knowledge.errors import InvalidFiles

_FILE = """
bot: {username: echo_bot, token: "42:secret-token"}
people:
  - {name: ليلى, username: layla, language: ar, id: 7}
  - {name: Anna, language: en}
chats:
  - {title: Desk, type: group, members: [ليلى, Anna]}
limits: false
faults:
  - {effect: error, code: 500, methods: [sendMessage], times: 1}
steps:
  - act: {do: start, person: layla}
  - expect: {person: layla, contains: /start, within: 5}
  - clear_faults: true
  - fault: {effect: error, code: 502, methods: [sendMessage]}
  - act: {do: say, person: layla, text: مرحبا}
  - expect: {person: layla, nothing: true, within: 0.2}
"""


def _written(folder: Path, text: str) -> Path:
    path = folder / "scenario.yaml"
    path.write_text(text)
    return path


async def test_a_scenario_is_played_against_a_bot(tmp_path: Path) -> None:
    scenario = read_scenario(_written(tmp_path, _FILE))
    told: list[str] = []
    async with Playground.opened(Options()) as playground:
        prepare(playground, scenario)
        echo = asyncio.create_task(_echo(playground))
        assert await play(playground, scenario, told.append) is True
        echo.cancel()

    assert told == [f"step {number}: ok" for number in range(1, 7)]
    assert playground.world.bot(42).token == "42:secret-token"
    assert playground.governor.limits is None


async def test_an_expectation_that_is_not_met_ends_the_scenario(tmp_path: Path) -> None:
    steps = """
people: [{name: Layla}]
wait_for_bot: 5
steps:
  - act: {do: start, person: Layla}
  - expect: {person: Layla, contains: never, within: 0.2}
  - act: {do: say, person: Layla, text: unreached}
"""
    told: list[str] = []
    async with Playground.opened(Options()) as playground:
        scenario = read_scenario(_written(tmp_path, steps))
        prepare(playground, scenario)
        [bot] = playground.world.state.bots.values()
        await playground.polls.get(bot, {})
        assert await play(playground, scenario, told.append) is False

    assert told == ["step 1: ok", "step 2 failed: Layla did not get 'never' within 0.2 s"]


async def test_a_scenario_waits_for_its_bot(tmp_path: Path) -> None:
    told: list[str] = []
    async with Playground.opened(Options()) as playground:
        assert await play(playground, Scenario(wait_for_bot=0.1), told.append) is False

    assert told == ["no bot asked for updates within 0.1 s"]


async def test_a_bot_that_calls_and_takes_no_updates_yet_is_waited_for(tmp_path: Path) -> None:
    told: list[str] = []
    async with Playground.opened(Options()) as playground:
        scenario = read_scenario(_written(tmp_path, "wait_for_bot: 0.1\nsteps: [{pause: 0.01}]\n"))
        prepare(playground, scenario)
        [bot] = playground.world.state.bots.values()
        await playground.dispatcher.run(bot, "getMe", Body({}))
        early = await play(playground, scenario, told.append)
        await playground.dispatcher.run(bot, "setWebhook", Body({"url": "http://127.0.0.1:1/hook"}))
        assert (early, await play(playground, scenario, told.append)) == (False, True)

    assert told == ["no bot asked for updates within 0.1 s", "step 1: ok"]


async def test_preparing_twice_makes_nothing_twice(tmp_path: Path) -> None:
    scenario = read_scenario(_written(tmp_path, _FILE))
    async with Playground.opened(Options()) as playground:
        prepare(playground, scenario)
        prepare(playground, scenario)
        state = playground.world.state

    assert (len(state.bots), len(state.accounts), len(state.dialogs)) == (1, 3, 1)


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("people: [{nmae: x}]", 1, "unknown key"),
        ("limits: no", 1, "in quotes"),
        ("steps:\n  - {pause: 1, clear_faults: true}", 2, "exactly one of"),
        ("steps:\n  - act: {do: dance, person: x}", 2, "should be"),
        ("steps:\n  - act: {do: press, person: x}", 2, "press needs label or data"),
        ("faults:\n  - {effect: delay}", 2, "delay needs seconds"),
        ("bot: {token: nonsense}", 1, "pattern"),
    ],
)
def test_mistakes_are_found_with_their_line(tmp_path: Path, text: str, line: int, words: str) -> None:
    with pytest.raises(InvalidFiles) as mistakes:
        read_scenario(_written(tmp_path, text))

    assert [(one.line, words in one.message) for one in mistakes.value.problems if words in one.message] == [
        (line, True)
    ]


async def _echo(playground: Playground) -> None:
    """A bot that says what it hears, with three attempts."""
    import aiohttp

    offset = 0
    async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=PATIENCE_SECONDS)) as session:
        root = f"{playground.url}/bot42:secret-token"
        while True:
            async with session.post(f"{root}/getUpdates", json={"offset": offset, "timeout": 5}) as response:
                updates = (await response.json())["result"]
            for update in updates:
                offset = update["update_id"] + 1
                if "message" not in update or "text" not in update["message"]:
                    continue
                message = update["message"]
                for _ in range(3):
                    given = {"chat_id": message["chat"]["id"], "text": message["text"]}
                    async with session.post(f"{root}/sendMessage", json=given) as response:
                        if response.status == 200:
                            break
