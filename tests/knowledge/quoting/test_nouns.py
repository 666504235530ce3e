"""Which noun stands behind a figure."""

from __future__ import annotations

import pytest

from knowledge.quoting.nouns import noun_behind
from knowledge.text.folding import tokens


@pytest.mark.parametrize(
    ("text", "noun", "why"),
    [
        ("94 boats", ("boats",), "a plural"),
        ("94 patrol boats", ("patrol", "boats"), "with what stands before it"),
        ("94 Turkish-built patrol boats", ("turkish", "built", "patrol", "boats"), "a hyphen parts no noun"),
        ("94 boats ships", ("boats",), "the first plural ends it"),
        ("94 million dollars", ("million",), "a scale needs no plural"),
        ("٩٤ قاربا جديدا", ("قاربا",), "in Arabic it is the word right behind"),
        ("94 корабля", ("корабля",), "and in Russian, whatever its ending"),
        ("94, boats", (), "a comma ends what a figure counts"),
        ("94. Boats", (), "so does a full stop"),
        ("94 (boats)", (), "and a bracket"),
        ("94 of the boats", (), "a small word is counted by nothing"),
        ("94 in two boats", (), "nor by the figure what stands behind it"),
        ("94 shiny new large grey boats", (), "further than four words away it is another's"),
        ("94 boat", (), "a singular is not counted"),
        ("94 MPs", ("mps",), "a short plural"),
        ("94 ms", (), "what is too short is none"),
        ("94 يشارك", (), "what begins like a verb of Arabic is none"),
        ("94 يوما", ("يوما",), "unless it ends like what is counted"),
        ("94", (), "behind nothing stands none"),
    ],
)
def test_a_figure_counts_the_noun_that_nothing_parts_from_it(text: str, noun: tuple[str, ...], why: str) -> None:
    figure, *following = tokens(text)

    assert noun_behind(text, following, figure.end) == noun, why
