"""Words of languages lie in YAML: what stands there is read whole, and what is no list of a file is named."""

from __future__ import annotations

from pathlib import Path

import pytest

from knowledge.errors import InvalidFiles
from knowledge.files.strict_yaml import Record, load_or_raise
from knowledge.text.listed import Listed


class _Lists(Record):
    greeting: Listed
    of: Listed


def _loaded(folder: Path, yaml: str) -> _Lists:
    file = folder / "lists.yaml"
    file.write_text(yaml, encoding="utf-8")
    return load_or_raise(file, _Lists, name="texts/lists.yaml")


def test_a_text_is_words_and_a_list_has_phrases_one_language_after_the_other(tmp_path: Path) -> None:
    lists = _loaded(tmp_path, "greeting: {ar: [أهلا وسهلا], en: hello hi}\nof: {en: of, ar: مِن}\n")

    assert lists.greeting.entries == ("أهلا وسهلا", "hello", "hi")
    assert lists.greeting.of("en") == ("hello", "hi")
    assert lists.greeting.of("ru") == ()
    assert lists.greeting.pattern == "أهلا وسهلا|hello|hi"
    assert lists.greeting.regex.search("Hello") and not lists.greeting.regex_as_written.search("Hello")
    assert lists.of.folded == {"of", "من"}


@pytest.mark.parametrize(
    ("yaml", "problem"),
    [
        ("greeting: {en: hello}\n", "of: is missing"),
        ("greeting: {en: hello}\nof: {en: of}\noff: {en: x}\n", "write 'off' in quotes"),
        ("greeting: {english: hello}\nof: {en: of}\n", "greeting"),
        ("greeting: {en: [hello, '']}\nof: {en: of}\n", "is empty"),
    ],
)
def test_what_is_no_list_of_a_file_is_named(tmp_path: Path, yaml: str, problem: str) -> None:
    with pytest.raises(InvalidFiles) as refused:
        _loaded(tmp_path, yaml)

    assert all(str(one).startswith("texts/lists.yaml:") for one in refused.value.problems)
    assert any(problem in str(one) for one in refused.value.problems)
