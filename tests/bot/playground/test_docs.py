"""The page about the playground says what the code does."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bot.playground.actions import ActionVerb
from bot.playground.coverage import filled, tables
from bot.playground.playground import Playground
from bot.playground.scenario import play, prepare, read_scenario
from bot.playground.testing import MovableClock, TelegramServer
from bot.playground.world.lookup import find_bot
from knowledge.answering.engine import Engine
from tests.bot.playground.conftest import in_process

_PAGE = Path(__file__).parents[3] / "docs" / "playground.md"


@pytest.fixture(scope="module")
def page() -> str:
    return _PAGE.read_text(encoding="utf-8")


def test_the_tables_are_made_from_the_code(page: str) -> None:
    assert filled(page) == page, "run: python -m bot.playground.coverage docs/playground.md"
    assert all(f"<!-- {name} -->" in page and table in page for name, table in tables().items())


def test_every_verb_is_named(page: str) -> None:
    assert [verb for verb in ActionVerb if f"`{verb.value}`" not in page] == []


@pytest.mark.slow
async def test_the_example_of_a_scenario_is_played_to_its_end_with_marsad(
    page: str, engine: Engine, tmp_path: Path
) -> None:
    example = re.search(r"```yaml\n(.*?)```", page, re.DOTALL)
    assert example
    path = tmp_path / "example.yaml"
    path.write_text(example[1], encoding="utf-8")
    scenario, told = read_scenario(path), list[str]()

    async with Playground.opened() as playground:
        prepare(playground, scenario)
        server = TelegramServer(playground, find_bot(playground.world, ""), MovableClock())
        async with in_process(server, engine, tmp_path):
            await play(playground, scenario, told.append)

    assert told == [f"step {number}: ok" for number in range(1, len(scenario.steps) + 1)]
