"""Telegram's client library and this server read the same texts in the same way."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import replace

import pytest

from bot.playground.formatting import MarkupError, MarkupKind, MarkupSpan, utf16_length
from bot.playground.formatting.detection import found_spans
from bot.playground.formatting.html import parse_html
from bot.playground.formatting.legacy_markdown import parse_legacy_markdown
from bot.playground.formatting.markdown import parse_markdown
from bot.playground.formatting.spans import reading_order
from bot.playground.formatting.tidying import cleaned
from tests.bot.playground.oracle import TelegramLibrary

_TEXTS = 2000
_WORDS = (
    "اجتماع",
    "أستانا ٢٠٢٤",
    "منظّمة شنغهاي",
    "secret",
    "a",
    "Ünïcode",
    "中文",
    "😀",
    "👩‍👩‍👧",
    "🇰🇿",
    " ",
    "  ",
    "\n",
    "\u2067عربي\u2069",
    "\u200f",
    "é",
    "7",
)
_LINKS = (
    "t.me",
    "http://t.me/x?a=1&b=2",
    "HTTPS://EXAMPLE.com",
    "tg://user?id=42",
    "tg:user?id=0",
    "tg://user/?x=1&id=7#f",
    "tg://resolve?domain=marsad",
    "ton://x",
    "javascript:alert(1)",
    "ftp://example.com",
    "localhost",
    "http://مثال.كوم/مسار",
    "example.com:8080/a b",
    "u:p@example.com",
    "http://[::1]/",
    "http://x.com:0/",
    "http://x..com",
    "x.com?q",
    "x.com#f",
    "",
    "http://a%41.com",
    "http://a%4.com",
    "tonsite://a.ton/x",
)
_HTML_PAIRS = (
    *((f"<{tag}>", f"</{tag}>") for tag in ("b", "I", "u", "s", "code", "pre", "blockquote", "em", "tg-spoiler")),
    ("<b>", "</>"),
    ("<b >", "</B >"),
    ("<blockquote expandable>", "</blockquote>"),
    ("<blockquote expandable='1' x=y>", "</blockquote>"),
    ('<pre><code class="language-py">', "</code></pre>"),
    ('<code class="language-py"><pre>', "</pre></code>"),
    ('<pre><code class="language-py">a', "</code></pre>"),
    ('<span class="tg-spoiler">', "</span>"),
    ('<tg-emoji emoji-id="5368324170671202286">', "</tg-emoji>"),
    ('<tg-time unix="1647531900" format="wDT">', "</tg-time>"),
    *((f'<a href="{link}">', "</a>") for link in _LINKS),
    ("<a href='t.me/&amp;&#1575;'>", "</a>"),
    ("<a href=t.me>", "</a>"),
    ("<a>t.me", "</a>"),
)
_REFERENCES = (
    "&lt;",
    "&gt;",
    "&amp;",
    "&quot;",
    "&nbsp;",
    "&#1575;",
    "&#x1F600;",
    "&#0;",
    "&amp",
    "&",
    "&#",
    "&#x1234567;",
)
_BROKEN_HTML = (
    "<",
    ">",
    "<b",
    "<x>",
    "<b a=1>",
    "<b a=b c>",
    "<b =>",
    '<b a="',
    "<b a=/>",
    "<br/>",
    "</",
    "</b",
    "<span>",
    "<é>",
)
_MARKDOWN_PAIRS = (
    *((mark, mark) for mark in ("*", "_", "__", "~", "||", "`", "```")),
    ("```py\n", "```"),
    ("\n>", "\n"),
    ("\n>", "\n>"),
    ("\n**>", "||\n"),
    ("![", "](tg://emoji?id=5368324170671202286)"),
    ("![", "](tg://time?unix=1647531900&format=wDT)"),
    *(("[", f"]({link})") for link in _LINKS),
)
_LABEL_AS_LINK = ("[t.me", "]")
_ESCAPED = (*(f"\\{char}" for char in "_*[]()~`>#+-=|{}.!\\\n\r"), "\r", "\\", "\n")
_BROKEN_MARKDOWN = (*"*_~`[]()|>!\\.-#+={}", "__", "||", "```", "\n>", "**>", "||\n", "![x](http://x.com)")
_FINDABLE = (
    "/start",
    "/start@marsad_bot",
    "/a@b",
    "/عربي",
    "//x",
    "</b",
    "@marsad_bot",
    "@abc",
    "@gif",
    "@name_عربي",
    "#وسم",
    "#tag_1",
    "#123",
    "#a#b",
    "#tag@channel",
    "$USD",
    "$usd",
    "$USD@chan",
    "$ABCDEFGHI",
    "example.com",
    "http://example.com/a(b)c).",
    "https://example.com:8080/?q=مرحبا",
    "sub.example.co.uk/path?x#y",
    "mailto:me@example.com",
    "me.too+tag@example.com",
    "user@host",
    "1.2.3.4",
    "256.1.1.1",
    "3.14",
    "v1.2",
    "example.notatld",
    "http://example.notatld",
    "موقع.كوم",
    "tg://resolve?domain=x",
    "ftp://a.com",
    "sftp://a.com",
    "http://localhost",
    "a_b.com",
    "a-b.com.",
    "...",
    "e.g. ",
    ":",
    "/",
    "(",
    ")",
    ",",
    "«",
    "»",
    "?",
    "²",
)


_SETTLED_KINDS = (
    MarkupKind.BOLD,
    MarkupKind.ITALIC,
    MarkupKind.UNDERLINE,
    MarkupKind.SPOILER,
    MarkupKind.CODE,
    MarkupKind.TEXT_LINK,
    MarkupKind.BLOCKQUOTE,
    MarkupKind.EXPANDABLE_BLOCKQUOTE,
)


@pytest.fixture(scope="module")
def telegram() -> TelegramLibrary:
    return TelegramLibrary()


Pairs = Sequence[tuple[str, str]]


def _texts(seed: int, pieces: Sequence[str], pairs: Pairs = (), *, broken: Sequence[str] = ()) -> list[str]:
    """Texts of random pieces and properly nested pairs; now and then with something broken in between."""
    dice = random.Random(seed)
    return [_text(dice, pieces, pairs, broken if dice.random() < 0.3 else ()) for _ in range(_TEXTS)]


def _text(dice: random.Random, pieces: Sequence[str], pairs: Pairs, broken: Sequence[str], depth: int = 0) -> str:
    parts = []
    for _ in range(dice.randint(1, 6 if pairs else 9)):
        chance = dice.random()
        if pairs and depth < 4 and chance < 0.45:
            begin, end = dice.choice(pairs)
            parts.append(f"{begin}{_text(dice, pieces, pairs, broken, depth + 1)}{end}")
        elif broken and chance > 0.9:
            parts.append(dice.choice(broken))
        else:
            parts.append(dice.choice(pieces))
    return "".join(parts)


Parser = Callable[[str], tuple[str, list[MarkupSpan]]]


def _read(parse: Parser, text: str) -> tuple[str, list[MarkupSpan]] | str:
    try:
        words, spans = parse(text)
    except MarkupError as error:
        return str(error)
    return words, _comparable(spans)


def _comparable(spans: Sequence[MarkupSpan]) -> list[MarkupSpan]:
    """Of a date only the time is compared: the library gives its format in other words."""
    plain = (
        replace(one, argument=one.argument.split()[0]) if one.kind is MarkupKind.DATE_TIME else one for one in spans
    )
    return sorted(plain, key=lambda span: (*reading_order(span), span.kind, span.argument))


def _expected(answer: tuple[str, list[MarkupSpan]] | str) -> tuple[str, list[MarkupSpan]] | str:
    return answer if isinstance(answer, str) else (answer[0], _comparable(answer[1]))


@pytest.mark.slow
@pytest.mark.parametrize(
    ("mode", "parse", "pieces", "pairs", "broken"),
    [
        ("HTML", parse_html, (*_WORDS, *_REFERENCES), _HTML_PAIRS, _BROKEN_HTML),
        ("MarkdownV2", parse_markdown, (*_WORDS, *_ESCAPED), (*_MARKDOWN_PAIRS, _LABEL_AS_LINK), _BROKEN_MARKDOWN),
        ("MarkdownV2", parse_markdown, (*_WORDS[:6], *"*_~`>|\n", "__", "||", "\n>", "```"), (), ()),
        # No label without an address here: the library aborts on some of them.
        ("Markdown", parse_legacy_markdown, _WORDS, [*_MARKDOWN_PAIRS[:8], *_MARKDOWN_PAIRS[12:]], "*_`\\"),
    ],
    ids=["HTML", "MarkdownV2", "MarkdownV2-noise", "Markdown"],
)
def test_markup_is_read_as_telegram_reads_it(
    telegram: TelegramLibrary,
    mode: str,
    parse: Parser,
    pieces: Sequence[str],
    pairs: Pairs,
    broken: Sequence[str],
) -> None:
    different = []
    formatted = refused = 0
    for text in _texts(1, pieces, pairs, broken=broken):
        expected = _expected(telegram.parse(text, mode))
        formatted += not isinstance(expected, str) and bool(expected[1])
        refused += isinstance(expected, str)
        if expected != (actual := _read(parse, text)):
            different.append((text, expected, actual))

    assert different[:5] == []
    assert formatted > _TEXTS / 25, "the generator makes too few texts with entities to prove anything"
    assert refused > _TEXTS / 25


def test_commands_mentions_and_links_are_found_where_telegram_finds_them(telegram: TelegramLibrary) -> None:
    pieces = (*_WORDS, *_FINDABLE, " ", " ", "\n", "\u2068", "\u2069", "\u200f")
    different = [
        (text, expected, actual)
        for text in _texts(2, pieces)
        if (expected := telegram.find(text)) != (actual := found_spans(text))
    ]

    assert different[:5] == []


def test_spans_are_put_in_order_as_telegram_does(telegram: TelegramLibrary) -> None:
    dice = random.Random(3)
    different = []
    for text in _texts(4, [*(word for word in _WORDS if word.strip()), " ", "\r", "\u202e", "\u200f\u200e", "\x07"]):
        length = utf16_length(text)
        spans = []
        for _ in range(dice.randint(0, 5)):
            kind, offset = dice.choice(_SETTLED_KINDS), dice.randrange(length)
            argument = "http://t.me/" if kind is MarkupKind.TEXT_LINK else ""
            spans.append(MarkupSpan(kind, offset, dice.randint(0, length - offset), argument))
        expected = telegram.settle(text, spans)
        actual = _settled(text, spans)
        if expected != actual:
            different.append((text, spans, expected, actual))

    assert different[:3] == []


def _settled(text: str, spans: Sequence[MarkupSpan]) -> tuple[str, list[MarkupSpan]] | str:
    try:
        words, kept = cleaned(text, spans)
    except MarkupError as error:
        return str(error)
    return (words, kept) if words.strip(" \n") else ("", [])
