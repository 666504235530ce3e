"""What is a copy of a document, and what only shares its words."""

from __future__ import annotations

from datetime import date

import pytest

from knowledge.model import Source
from knowledge.quoting.stories import is_copy

SENTENCE = "The ministers of both states met in Tolm on 5 May to sign the agreement on the bridge."
REST = "They had met before, and their deputies had prepared the text over a long winter of talks in three cities."


def source(id_: str, text: str) -> Source:
    return Source(id_, "en", date(2026, 1, 1), "", text)


@pytest.mark.parametrize(
    ("text", "copied"),
    [
        (f"Headline of another paper. {SENTENCE} {REST}", True),
        (f"{SENTENCE} {REST} It went on until 9 in the evening.", True),
        (f"{SENTENCE.replace('5', '٥')} {REST}", True),
        (f"{SENTENCE.replace('5', '6')} {REST}", False),
        ("Nobody met. " * 20, False),
    ],
)
def test_a_copy_has_every_figure_of_the_sentence_that_is_shown(text: str, copied: object) -> None:
    assert is_copy(source("other", text), source("first", f"{SENTENCE} {REST}"), SENTENCE) is copied
