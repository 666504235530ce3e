from __future__ import annotations

from bot.interface.words.bidi import RLM
from bot.interface.words.markup import Block, Page, Style

PAGE = Page(
    (
        Block("en", ("a < b & <b>c</b>", "second\nthird")),
        Block("en", ("note",), Style.ITALIC),
        Block("ar", ("2024 <عام>",), Style.QUOTE),
    )
)


def test_plain_text_is_the_lines_with_an_empty_line_between_blocks() -> None:
    assert PAGE.plain == f"a < b & <b>c</b>\nsecond\nthird\n\nnote\n\n{RLM}2024 <عام>"


def test_html_is_the_same_text_escaped_in_the_styles_of_its_blocks() -> None:
    assert PAGE.html == (
        "a &lt; b &amp; &lt;b&gt;c&lt;/b&gt;\nsecond\nthird\n\n"
        f"<i>note</i>\n\n<blockquote>{RLM}2024 &lt;عام&gt;</blockquote>"
    )
