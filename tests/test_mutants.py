"""What `make mutants` changes: one thing a line, and nothing that says nothing."""

from __future__ import annotations

import ast
from collections import Counter

import pytest

from tests.mutants import Outcome, counts, seen
from tests.support.mutations import ROOT, drawn, mutants_of

CHANGES = {
    "a == b": ["a != b"],
    "a not in b": ["a in b"],
    "a is None": ["a is not None"],
    "a < b <= c": ["a <= b <= c", "a < b < c"],
    "a and b": ["a or b"],
    "a + b": ["a - b"],
    "a | b": ["a & b"],
    "not a": ["a"],
    "7": ["8", "6"],
    "0.5": ["1.5", "-0.5"],
    "True": ["False"],
    "max(a)": ["min(a)"],
    "any(a)": ["all(a)"],
    "[a for a in b if c]": ["[a for a in b]"],
    "a if b else c": ["not b"],
    "'text'": [],
    "f'{a + b}'": [],
    "a.b(c)": [],
}


@pytest.mark.parametrize("line", CHANGES)
def test_one_thing_of_a_line_is_changed(line: str) -> None:
    assert [mutant.after for mutant in mutants_of("x.py", f"x = {line}\n")] == CHANGES[line]


@pytest.mark.parametrize(
    ("source", "after"),
    [
        ("if a:\n    b()\n", "not a"),
        ("while a:\n    b()\n", "not a"),
        ("for a in b:\n    continue\n", "break"),
        ("def f():\n    yield a\n", "return"),
    ],
)
def test_branches_are_turned_and_loops_end_early(source: str, after: str) -> None:
    (mutant,) = mutants_of("x.py", source)

    assert mutant.after == after
    assert ast.unparse(ast.parse(mutant.source)) != ast.unparse(ast.parse(source))


@pytest.mark.parametrize(
    "source",
    ["@dataclass(frozen=True)\nclass A:\n    b: int | None\n", "a: int | None = field(repr=False)\n", "'a'\n"],
)
def test_decorators_annotations_and_options_of_fields_are_spared(source: str) -> None:
    assert list(mutants_of("x.py", source)) == []


def test_only_the_place_is_changed_even_behind_letters_of_several_bytes() -> None:
    (mutant,) = mutants_of("x.py", "# «أ»\nx = {'أب': a == b}  # «ب»\n")

    assert mutant.source == "# «أ»\nx = {'أب': (a != b)}  # «ب»\n"
    assert (mutant.line, mutant.before) == (2, "a == b")


def test_what_an_earlier_run_printed_is_not_tried_again() -> None:
    one, other = mutants_of("x.py", "x = 7\n")
    printed = [".venv/bin/python -m tests.mutants", f"survived  {one}", "killed    y.py:1  1  →  2", "seed 7: 2 of 30"]

    assert seen(printed, [one, other]) == {one: Outcome.SURVIVED}


def test_mutants_that_change_no_reply_count_neither_as_killed_nor_as_tried_in_vain() -> None:
    found = Counter({Outcome.LEFT_OUT: 7, Outcome.KILLED: 2, Outcome.SURVIVED: 1})

    assert counts(found, 30) == "10 of 30 tried, 7 left out, 2 of 3 killed"


@pytest.mark.slow
def test_a_seed_draws_the_same_lines_each_once_and_all_can_be_read() -> None:
    some = drawn(5, 200)

    assert some == drawn(5, 200)
    assert len({(one.file, one.line) for one in some}) == len(some) == 200
    for one in some:
        ast.parse(one.source)
        assert one.source != (ROOT / one.file).read_text("utf-8")
