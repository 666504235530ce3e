from __future__ import annotations

from pathlib import Path
from typing import Annotated

import pytest
from pydantic import Field

from knowledge.errors import InvalidFiles
from knowledge.files.strict_yaml import Record, load, load_or_raise, parse


class Harbour(Record):
    name: str
    depth: int = 0
    open: bool = True
    width: float = 0.0
    berths: tuple[str, ...] = ()


class Port(Record):
    harbours: dict[str, Harbour]
    rank: Annotated[int, Field(ge=1)] = 1


def problems_of(folder: Path, yaml: str | bytes, model: type[Record] = Port) -> list[str]:
    path = folder / "port.yaml"
    path.write_bytes(yaml if isinstance(yaml, bytes) else yaml.encode())
    record, document = load(path, model, name="port.yaml")
    assert (record is None) == bool(document.problems)
    return [str(problem) for problem in document.problems]


TRAPS: dict[str, tuple[str, str]] = {
    "no": ("name: no", "1: name: write 'no' in quotes if it is text"),
    "yes": ("name: Yes", "1: name: write 'Yes' in quotes if it is text"),
    "off": ("name: off", "1: name: write 'off' in quotes if it is text"),
    "True with a capital": ("name: True", "1: name: write 'True' in quotes if it is text"),
    "a time": ("name: 12:30", "1: name: write '12:30' in quotes if it is text"),
    "octal": ("name: 0123", "1: name: write '0123' in quotes if it is text"),
    "hexadecimal": ("name: 0xFF", "1: name: write '0xFF' in quotes if it is text"),
    "binary": ("name: 0b11", "1: name: write '0b11' in quotes if it is text"),
    "underscores": ("name: 1_000", "1: name: write '1_000' in quotes if it is text"),
    "plus": ("name: +5", "1: name: write '+5' in quotes if it is text"),
    "exponent": ("name: 1.5e+3", "1: name: write '1.5e+3' in quotes if it is text"),
    "infinity": ("name: .inf", "1: name: write '.inf' in quotes if it is text"),
    "not a number": ("name: .nan", "1: name: write '.nan' in quotes if it is text"),
    "null": ("name: null", "1: name: write 'null' in quotes if it is text"),
    "tilde": ("name: ~", "1: name: write '~' in quotes if it is text"),
    "no value": ("name:", "1: name: has no value; remove the key"),
    "a comma between braces": (
        "names: {a: one, two, b: three}",
        "1: names.two: has no value; between braces a text that holds a comma stands in quotes, else remove the key",
    ),
    "equals sign": ("name: =", "1: name: write '=' in quotes if it is text"),
    "a key that is a trap": ("no: x", "1: no: write 'no' in quotes if it is text"),
    "merge key": ("<<: {name: x}", "1: every key must be a plain word"),
    "complex key": ("? [a, b]\n: x", "every key must be a plain word"),
    "local tag": ("name: !secret x", "1: name: tags are not allowed"),
    "python tag": ("name: !!python/name:os.system x", "1: name: tags are not allowed"),
    "binary tag": ("name: !!binary aGk=", "1: name: tags are not allowed"),
    "tag on a mapping": ("name: !!omap {a: b}", "1: name: tags are not allowed"),
    "tag on a list": ("name: !!set [a]", "1: name: tags are not allowed"),
    "alias": ("name: &a x\ntext: *a", "1: name: anchors and aliases are not allowed; write the value out"),
    "recursive alias": ("name: &a [*a]", "1: name: anchors and aliases are not allowed; write the value out"),
    "duplicate key": ("name: x\nname: y", "2: name: is a duplicate key, first on line 1"),
    "broken syntax": ("name: [x\nother: y", "2: is no YAML: "),
    "tab": ("name:\n\tx: y", "2: is no YAML: found character that cannot start any token; indent with spaces, never"),
    "colon": (
        "name: a meeting: it was",
        "1: is no YAML: mapping values are not allowed in this context; write line 1 with ",
    ),
    "a colon twice": ("name: 'it' was: so", "1: is no YAML: "),
    "two documents": ("name: x\n---\nname: y", "2: is no YAML: "),
    "control character": ("name: x\x07y", "is no YAML: "),
}


@pytest.mark.parametrize(("yaml", "expected"), TRAPS.values(), ids=TRAPS)
def test_what_yaml_would_read_as_something_else_is_refused(tmp_path: Path, yaml: str, expected: str) -> None:
    path = tmp_path / "trap.yaml"
    path.write_text(yaml, encoding="utf-8")
    problems = parse(path, name="trap.yaml").problems

    assert expected in str(problems[0])


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("2024-04-25", "2024-04-25"),
        ("2024", "2024"),
        ("-3", "-3"),
        ("19.50", "19.50"),
        ("true", "true"),
        ("'no'", "no"),
        ('"12:30"', "12:30"),
        ("2024-04-25/2024-04-26", "2024-04-25/2024-04-26"),
        ("أستانا: عاصمة", None),
        ("أستانا، كازاخستان", "أستانا، كازاخستان"),
    ],
)
def test_every_scalar_stays_the_text_that_was_written(tmp_path: Path, written: str, expected: str | None) -> None:
    path = tmp_path / "plain.yaml"
    path.write_text(f"value: {written}", encoding="utf-8")
    document = parse(path)

    assert (document.data or {}).get("value") == expected
    assert bool(document.problems) is (expected is None)


def test_types_come_from_the_model(tmp_path: Path) -> None:
    path = tmp_path / "port.yaml"
    path.write_text("harbours: {a: {name: '1', depth: 12, open: false, width: 1.5, berths: [x]}}", encoding="utf-8")

    assert load_or_raise(path, Port) == Port(
        harbours={"a": Harbour(name="1", depth=12, open=False, width=1.5, berths=("x",))}
    )


UNKNOWN = "unknown key; remove it or correct its spelling"
MISTAKES: dict[str, tuple[str, list[str]]] = {
    "unknown key": (
        "harbours:\n  a:\n    name: x\n    tide: 3",
        [f"port.yaml:4: harbours.a.tide: {UNKNOWN}; the keys here are name, depth, open, width, berths"],
    ),
    "missing": ("harbours:\n  a:\n    depth: 3", ["port.yaml:2: harbours.a.name: is missing"]),
    "not in range": (
        "harbours: {}\nrank: 0",
        ["port.yaml:2: rank: input should be greater than or equal to 1 (found '0')"],
    ),
    "a list for a text": (
        "harbours:\n  a:\n    name: [x]",
        ["port.yaml:3: harbours.a.name: input should be a valid string, not ['x']"],
    ),
    "a text for a mapping": ("harbours: x", ["port.yaml:1: harbours: input should be a valid dictionary, not 'x'"]),
    "empty file": ("", ["port.yaml:1: harbours: is missing"]),
    "a list for a file": ("- x", ["port.yaml:1: input should be a valid dictionary or instance of Port, not ['x']"]),
    "wrong encoding": (b"name: \xff", ["cannot be read"]),  # type: ignore[dict-item]
}


@pytest.mark.parametrize(("yaml", "expected"), MISTAKES.values(), ids=MISTAKES)
def test_a_mistake_is_told_with_file_line_and_field(tmp_path: Path, yaml: str, expected: list[str]) -> None:
    problems = problems_of(tmp_path, yaml)

    assert len(problems) == len(expected)
    assert all(told in problem for told, problem in zip(expected, problems, strict=True))


def test_all_traps_of_a_file_are_told_at_once(tmp_path: Path) -> None:
    yaml = "harbours:\n  a:\n    name: no\n    depth: 012\n  a:\n    name: x\nrank: 1:30\n"

    assert [problem.split(": ")[0] for problem in problems_of(tmp_path, yaml)] == [
        "port.yaml:3",
        "port.yaml:4",
        "port.yaml:5",
        "port.yaml:7",
    ]


def test_all_mistakes_of_a_file_are_told_at_once(tmp_path: Path) -> None:
    yaml = "harbours:\n" + "".join(f"  h{number}:\n    depht: 3\n" for number in range(250))
    problems = problems_of(tmp_path, yaml)

    assert len(problems) == 500
    assert (
        "port.yaml:3: harbours.h0.depht: unknown key; remove it or correct its spelling; did you mean 'depth'?"
        in problems
    )
    assert "port.yaml:500: harbours.h249.name: is missing" in problems


@pytest.mark.parametrize(
    "nesting", ["{a: " * 30 + "x" + "}" * 30, "[" * 30 + "]" * 30, "[" * 5000 + "]" * 5000, "[" * 30_000]
)
def test_deep_nesting_is_a_problem_and_no_crash(tmp_path: Path, nesting: str) -> None:
    problems = problems_of(tmp_path, f"harbours: {nesting}")

    assert [problem for problem in problems if "is nested too deeply" in problem]


@pytest.mark.parametrize("yaml", ["- " * 30_000, "? " * 30_000, "{a: " * 30_000, "[" * 30_000, "? [" + "[" * 30_000])
def test_nesting_ends_no_process_whatever_opens_it(tmp_path: Path, yaml: str) -> None:
    assert problems_of(tmp_path, yaml)


def test_a_file_that_cannot_be_read_is_a_problem(tmp_path: Path) -> None:
    record, document = load(tmp_path / "absent.yaml", Port, name="absent.yaml")

    assert record is None
    assert str(document.problems[0]).startswith("absent.yaml:1: cannot be read: ")


def test_a_file_of_more_than_four_mebibytes_is_refused(tmp_path: Path) -> None:
    assert problems_of(tmp_path, "#" * (4 * 1024 * 1024 + 1)) == ["port.yaml:1: cannot be read: larger than 4 MiB"]


def test_a_byte_order_mark_is_no_part_of_the_first_key(tmp_path: Path) -> None:
    assert problems_of(tmp_path, b"\xef\xbb\xbfharbours: {}") == []


def test_problems_are_raised_together_where_no_document_is_wanted(tmp_path: Path) -> None:
    path = tmp_path / "port.yaml"
    path.write_text("harbours: {a: {}}\nrank: 0", encoding="utf-8")

    with pytest.raises(InvalidFiles) as caught:
        load_or_raise(path, Port, name="port.yaml")

    assert [(problem.line, problem.field) for problem in caught.value.problems] == [(1, "harbours.a.name"), (2, "rank")]
