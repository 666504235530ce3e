"""Quotes as passages: what is cited stands in its sentences, with one before and one after."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.interface.quotations import Quotations
from bot.interface.words.markup import Block
from knowledge.model import Citation, Source
from tests.support.facts import TITLED

TEXT = "Ships sailed.\nThe wind rose at noon. It fell at dusk. Crews slept. Cooks sang. A bell rang. Morning came."
DIARY = replace(TITLED, id="diary", text=TEXT)


def cited(*quotes: str, source: Source = DIARY) -> tuple[Citation, ...]:
    return tuple(Citation(source.id, quote, source.text.index(quote)) for quote in quotes)


def shown(*quotes: str, withheld: tuple[Citation, ...] = (), source: Source = DIARY) -> list[str]:
    found = Quotations(source, withheld).of(cited(*quotes, source=source))
    return [Block("en", (one.text,)).html.replace("\n", "|") for one in found]


@pytest.mark.parametrize(
    ("quotes", "passages"),
    [
        (["rose at noon"], ["Ships sailed.|The wind <b>rose at noon</b>. It fell at dusk. …"]),
        (["Crews slept", "slept"], ["… It fell at dusk. <b>Crews slept</b>. Cooks sang. …"]),
        (
            ["The wind rose", "wind rose at noon", "fell at dusk"],
            ["Ships sailed.|<b>The wind rose at noon</b>. It <b>fell at dusk</b>. Crews slept. …"],
        ),
        (
            ["Ships", "Crews"],
            ["<b>Ships</b> sailed.|The wind rose at noon. It fell at dusk. <b>Crews</b> slept. Cooks sang. …"],
        ),
        (
            ["Ships", "Morning"],
            ["<b>Ships</b> sailed.|The wind rose at noon. …", "… A bell rang. <b>Morning</b> came."],
        ),
        (["noon. It fell"], ["Ships sailed.|The wind rose at <b>noon. It fell</b> at dusk. Crews slept. …"]),
    ],
    ids=["alone", "overlapping", "adjoining", "with-a-gap", "far-apart", "over-an-end"],
)
def test_cited_words_are_set_apart_in_one_passage_with_a_sentence_around(
    quotes: list[str], passages: list[str]
) -> None:
    assert shown(*quotes) == passages


def test_a_passage_says_where_it_stands() -> None:
    (one,) = Quotations(DIARY).of(cited("wind", "dusk"))

    assert (one.first, one.last, one.count) == (2, 3, 7)


def test_what_is_withheld_stands_around_no_quote() -> None:
    secret = cited("fell at dusk")

    assert shown("rose", withheld=secret) == ["Ships sailed.|The wind <b>rose</b> at noon. …"]
    assert shown("rose", "slept", withheld=secret) == [
        "Ships sailed.|The wind <b>rose</b> at noon. …",
        "… Crews <b>slept</b>. Cooks sang. …",
    ]


def test_of_a_sentence_that_holds_something_withheld_only_the_cited_words_are_shown() -> None:
    assert shown("The wind", withheld=cited("noon")) == ["… <b>The wind</b> …"]


def test_of_a_long_sentence_around_a_quote_only_what_adjoins_is_shown() -> None:
    long = replace(DIARY, text=f"{'before ' * 90}end. Here it is. After {'after ' * 90}end.")
    (found,) = shown("Here it is", source=long)

    assert found.startswith("… before before")
    assert found.endswith("after after …")
    assert len(found) < 500
