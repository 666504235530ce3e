from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.interface.words.bidi import FSI, PDI, isolated
from bot.interface.words.markup import Block, Button, Page, Style
from bot.interface.words.splitting import LIMIT, split, units

BUTTONS = ((Button("x", "1p"),),)
PIECES = st.sampled_from(
    ["جملة قصيرة. ", "A sentence! ", "وهل؟ ", "😀", "e\u0301", "مُحَمَّد ", "\n", "x" * 40, isolated("Astana 2024") + " "]
)
TEXTS = st.lists(PIECES, min_size=1, max_size=60).map("".join)


def page(*texts: str, lang: str = "ar", style: Style = Style.PLAIN) -> Page:
    return Page(tuple(Block(lang, (text,), style) for text in texts), BUTTONS)


def letters(text: str) -> str:
    return re.sub(r"[\s\u2066-\u2069\u200e\u200f]", "", text)


def test_a_short_page_is_one_message() -> None:
    short = page("جملة.", "جملة.")

    assert split(short) == (short,)


@given(st.lists(TEXTS, min_size=1, max_size=4), st.sampled_from(["ar", "en"]), st.sampled_from(Style))
def test_every_part_fits_nothing_is_lost_and_isolates_stay_in_pairs(texts: list[str], lang: str, style: Style) -> None:
    whole = page(*texts, lang=lang, style=style)
    parts = split(whole, limit=64)

    assert all(units(part.plain) <= 64 for part in parts)
    assert letters("".join(part.plain for part in parts)) == letters(whole.plain)
    assert all(line.count(FSI) == line.count(PDI) for part in parts for line in part.plain.splitlines())
    assert [bool(part.buttons) for part in parts] == [False] * (len(parts) - 1) + [True]


def test_it_is_cut_where_a_sentence_ends() -> None:
    parts = split(
        page("The first sentence is here. The second is longer. And so on, and so forth.", lang="en"), limit=60
    )

    assert [part.plain for part in parts] == [
        "The first sentence is here. The second is longer.",
        "And so on, and so forth.",
    ]


def test_without_sentences_it_is_cut_between_words_and_without_words_anywhere() -> None:
    assert [part.plain for part in split(page("one two three fourteen", lang="en"), limit=12)] == [
        "one two",
        "three",
        "fourteen",
    ]
    assert [part.plain for part in split(page("x" * 25, lang="en"), limit=13)] == ["x" * 10, "x" * 10, "x" * 5]


def test_a_letter_keeps_its_marks() -> None:
    parts = split(page("e\u0301" * 30, lang="en"), limit=20)

    assert not [part for part in parts if part.plain.startswith("\u0301")]


def test_blocks_stay_whole_as_long_as_they_fit() -> None:
    parts = split(page("a" * 30, "b" * 30, "c" * 10, lang="en"), limit=50)

    assert [part.plain for part in parts] == ["a" * 30, "b" * 30 + "\n\n" + "c" * 10]


@pytest.mark.parametrize(("text", "length"), [("abc", 3), ("مرصد", 4), ("😀", 2), ("👨‍👩‍👧", 8)])
def test_length_is_counted_in_utf_16(text: str, length: int) -> None:
    assert units(text) == length == len(text.encode("utf-16-le")) // 2


def test_what_html_adds_does_not_count() -> None:
    assert len(split(page("&" * 4096, lang="en"))) == 1
    assert len(split(page("😀" * 2049, lang="en"))) == 2
    assert LIMIT == 4096


def test_no_message_has_more_styled_stretches_than_telegram_keeps() -> None:
    parts = split(page(*["q"] * 200, lang="en", style=Style.QUOTE))

    assert max(part.html.count("<blockquote>") for part in parts) <= 100
