"""Every line of the shipped `config.yaml` wrong in turn: one line that says where, and what is wrong."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bot.settings import environment
from bot.settings.errors import InvalidSettings
from bot.settings.values import default_config

LINE = re.compile(r"( *)([a-z_]+):(.*)")
LINES = default_config().read_text("utf-8").splitlines()
SET = [(number, *match.groups()) for number, line in enumerate(LINES) if (match := LINE.fullmatch(line))]
VALUES = [one for one in SET if one[3]]


def problems(folder: Path, number: int, line: str) -> tuple[str, ...]:
    """What is wrong with the file once another line stands in the place of one."""
    config = folder / "config.yaml"
    config.write_text("\n".join([*LINES[:number], line, *LINES[number + 1 :]]), encoding="utf-8")
    with pytest.raises(InvalidSettings) as caught:
        environment.load({}, default_path=config)
    return caught.value.problems


def test_the_file_has_lines_to_be_wrong() -> None:
    assert len(SET) > len(VALUES) > 30


@pytest.mark.parametrize(("number", "indent", "key", "_value"), SET, ids=[one[2] for one in SET])
def test_a_misspelt_key_is_named_with_the_key_that_was_meant(
    tmp_path: Path, number: int, indent: str, key: str, _value: str
) -> None:
    found = problems(tmp_path, number, f"{indent}{key}x:{_value}")

    assert any(f"config.yaml:{number + 1}: " in one and f"{key!r}" in one for one in found), found


@pytest.mark.parametrize("wrong", ["{wrong: here}", "", "yes", "12:30", "&a x"])
@pytest.mark.parametrize(("number", "indent", "key", "_value"), VALUES, ids=[one[2] for one in VALUES])
def test_a_value_of_another_kind_is_one_line_with_its_place(
    tmp_path: Path, number: int, indent: str, key: str, _value: str, wrong: str
) -> None:
    [found] = problems(tmp_path, number, f"{indent}{key}: {wrong}")

    assert f"config.yaml:{number + 1}: " in found
    assert key in found
