"""The page about the playground says what the code does."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bot.playground.actions import Verb
from bot.playground.coverage import filled, tables
from bot.playground.scenario import read_scenario

_PAGE = Path(__file__).parents[2] / "docs" / "playground.md"


@pytest.fixture(scope="module")
def page() -> str:
    return _PAGE.read_text(encoding="utf-8")


def test_the_tables_are_made_from_the_code(page: str) -> None:
    assert filled(page) == page, "run: python -m bot.playground.coverage docs/playground.md"
    assert all(f"<!-- {name} -->" in page and table in page for name, table in tables().items())


def test_every_verb_is_named(page: str) -> None:
    assert [verb for verb in Verb if f"`{verb.value}`" not in page] == []


def test_the_example_of_a_scenario_can_be_read(page: str, tmp_path: Path) -> None:
    example = re.search(r"```yaml\n(.*?)```", page, re.DOTALL)
    assert example
    path = tmp_path / "example.yaml"
    path.write_text(example[1], encoding="utf-8")

    assert len(read_scenario(path).steps) == 11
