from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.files.strict_json import MOST_NESTED, loads

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(st.characters(codec="utf-8"), max_size=8),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text('a"\\[{', max_size=3), inner, max_size=4),
)


@given(VALUES)
def test_what_is_json_is_read_as_the_standard_library_reads_it(value: Any) -> None:
    assert loads(json.dumps(value).encode()) == value


@pytest.mark.parametrize(
    "raw",
    [
        b"[" * 100_000,
        b'{"a":' * 100_000,
        b"[" * (MOST_NESTED + 1) + b"]" * (MOST_NESTED + 1),
        b'{"a": 1, "a": 2}',
        b'[{"a": {"b": 1, "b": 1}}]',
        b"1" * 5000,
        b"[NaN]",
        b"[-Infinity]",
        b"1e999",
        b'"\xff"',
        b"",
    ],
)
def test_what_is_nested_too_deeply_twofold_or_no_json_is_one_known_error(raw: bytes) -> None:
    with pytest.raises(ValueError, match=r"."):
        loads(raw)


def test_brackets_inside_texts_nest_nothing() -> None:
    texts = ["[" * 500, '\\"{' * 500, "]"]

    assert loads(json.dumps(texts)) == texts
    assert loads("[" * MOST_NESTED + "]" * MOST_NESTED)
