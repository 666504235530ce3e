"""What is written as YAML is read back as it was, and is as plain as it can be."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.files.strict_yaml import parse
from knowledge.files.written_yaml import dump

PRINTED = st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"], exclude_characters="\ufeff")
TEXTS = st.text(PRINTED, max_size=15)
TRAP_TEXTS = st.sampled_from(
    ["no", "~", "", "12:30", "0123", "=", "<<", "- a", "#x", "a: b", "a #b", " a", "2024", "*a", "!", "&", "*"]
)
KEYS = st.text("abcdefghij-", min_size=1, max_size=4).filter(lambda key: key.strip("-") == key)
VALUES = st.recursive(
    TEXTS | TRAP_TEXTS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=3)
)


@given(data=st.dictionaries(KEYS, VALUES, max_size=3))
def test_what_is_dumped_is_read_back_as_it_was(tmp_path_factory: pytest.TempPathFactory, data: dict[str, Any]) -> None:
    path = tmp_path_factory.getbasetemp() / "dumped.yaml"
    path.write_bytes(dump(data).encode())
    document = parse(path)

    assert (document.problems, document.data) == ([], data)


def test_texts_are_quoted_only_where_they_must_be() -> None:
    data = {
        "day": "2024-04-25",
        "count": "19",
        "answer": "no",
        "list": ["a: b", "أ"],
        "quote": '"x" y',
        "long": "w " * 99,
    }

    assert dump(data) == (
        f'day: 2024-04-25\ncount: 19\nanswer: "no"\nlist:\n  - "a: b"\n  - أ\nquote: "\\"x\\" y"\nlong: "{"w " * 99}"\n'
    )
