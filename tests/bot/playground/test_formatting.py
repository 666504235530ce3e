"""How texts are read, by examples; `test_formatting_oracle` asks Telegram's own library about thousands more."""

from __future__ import annotations

import pytest

from bot.playground.formatting import Formatted, MarkupError, MarkupKind, MarkupSpan, formatted, utf16_length

_BOLD, _ITALIC, _LINK = MarkupKind.BOLD, MarkupKind.ITALIC, MarkupKind.TEXT_LINK


@pytest.mark.parametrize(
    ("text", "mode", "expected"),
    [
        (
            "<b>مرحبا</b> 😀<i>x</i>",
            "HTML",
            Formatted("مرحبا 😀x", (MarkupSpan(_BOLD, 0, 5), MarkupSpan(_ITALIC, 8, 1))),
        ),
        ("*b* _i_", "MarkdownV2", Formatted("b i", (MarkupSpan(_BOLD, 0, 1), MarkupSpan(_ITALIC, 2, 1)))),
        ("*b* \\[x", "Markdown", Formatted("b [x", (MarkupSpan(_BOLD, 0, 1),))),
        ("<a href='T.ME/x'>و</a>", "HTML", Formatted("و", (MarkupSpan(_LINK, 0, 1, "http://t.me/x"),))),
        ("<b>a</b><b>b</b>", "HTML", Formatted("ab", (MarkupSpan(_BOLD, 0, 2),))),
        (
            "<b>ab<i>cd</i></b>",
            "HTML",
            Formatted("abcd", (MarkupSpan(_BOLD, 0, 2), MarkupSpan(_BOLD, 2, 2), MarkupSpan(_ITALIC, 2, 2))),
        ),
        ("&lt;&amp;&nbsp;", "HTML", Formatted("<&&nbsp;")),
        ("  كلام \n", "", Formatted("كلام")),
        ("\u202eabc\u202c", "", Formatted("abc")),
        ("a\u200f\u200f\u200eb", "", Formatted("a\u200c\u200c\u200eb")),
        ("\u2067عربي\u2069", "", Formatted("\u2067عربي\u2069")),
        ("a\r\nb\tc", "", Formatted("a\nb c")),
        (" \u200b\u200f ", "", Formatted("")),
        ("😀 /start@marsad_bot", "", Formatted("😀 /start@marsad_bot", (MarkupSpan(MarkupKind.BOT_COMMAND, 3, 17),))),
        (
            "<code>/start</code> @marsad",
            "HTML",
            Formatted("/start @marsad", (MarkupSpan(MarkupKind.CODE, 0, 6), MarkupSpan(MarkupKind.MENTION, 7, 7))),
        ),
        ("انظر example.com.", "", Formatted("انظر example.com.", (MarkupSpan(MarkupKind.URL, 5, 11),))),
    ],
)
def test_text_is_stored_as_telegram_stores_it(text: str, mode: str, expected: Formatted) -> None:
    assert formatted(text, mode) == expected


@pytest.mark.parametrize(
    ("text", "mode", "words"),
    [
        ("<b>x", "HTML", "Can't parse entities: Can't find end tag corresponding to start tag \"b\""),
        ("نص <x>", "HTML", 'Can\'t parse entities: Unsupported start tag "x" at byte offset 5'),
        (
            "<b>x</i>",
            "HTML",
            'Can\'t parse entities: Unmatched end tag at byte offset 4, expected "</b>", found "</i>"',
        ),
        (
            "a.b",
            "MarkdownV2",
            "Can't parse entities: Character '.' is reserved and must be escaped with the preceding '\\'",
        ),
        ("ن *b", "MarkdownV2", "Can't parse entities: Can't find end of Bold entity at byte offset 3"),
        ("*b", "Markdown", "Can't parse entities: Can't find end of the entity starting at byte offset 0"),
        ("x", "BBCode", "Unsupported parse_mode"),
        ("ن" * 17_000, "", "Text is too long"),
    ],
)
def test_bad_markup_is_refused_with_telegrams_words(text: str, mode: str, words: str) -> None:
    with pytest.raises(MarkupError) as refusal:
        formatted(text, mode)

    assert str(refusal.value) == words


@pytest.mark.parametrize(
    ("spans", "words"),
    [
        ([MarkupSpan(_BOLD, 1, 1)], "Entity begins in a middle of a UTF-16 symbol at byte offset 4"),
        (
            [MarkupSpan(_BOLD, 0, 1)],
            "Entity beginning at UTF-16 offset 0 ends in a middle of a UTF-16 symbol at byte offset 4",
        ),
        (
            [MarkupSpan(_BOLD, 2, 9)],
            "Entity beginning at UTF-16 offset 2 ends after the end of the text at UTF-16 offset 11",
        ),
        ([MarkupSpan(_BOLD, 9, 1)], "Entity begins after the end of the text at UTF-16 offset 9"),
        ([MarkupSpan(_BOLD, -1, 1)], "Receive an entity with incorrect offset -1"),
    ],
)
def test_impossible_entities_are_refused(spans: list[MarkupSpan], words: str) -> None:
    with pytest.raises(MarkupError, match=f"^{words}$"):
        formatted("😀x", "", spans)


def test_formatting_beyond_a_hundred_entities_is_forgotten() -> None:
    text = formatted(" ".join(["<b>و</b> @marsad"] * 120), "HTML")

    kinds = [span.kind for span in text.spans]
    assert (kinds.count(_BOLD), kinds.count(MarkupKind.MENTION)) == (100, 120)


@pytest.mark.parametrize(("text", "length"), [("abc", 3), ("مرحبا", 5), ("😀", 2), ("🇰🇿", 4), ("", 0)])
def test_length_counts_utf16_code_units(text: str, length: int) -> None:
    assert utf16_length(text) == length
