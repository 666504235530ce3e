"""Text as Telegram reads it: markup, entities with UTF-16 offsets, links and commands found in plain words."""

from __future__ import annotations

from collections.abc import Iterable

from bot.playground.formatting.detection import found_spans
from bot.playground.formatting.html import parse_html
from bot.playground.formatting.legacy_markdown import parse_legacy_markdown
from bot.playground.formatting.markdown import parse_markdown
from bot.playground.formatting.spans import Formatted, MarkupError, MarkupKind, MarkupSpan, utf16_length
from bot.playground.formatting.tidying import merged, tidied, within_limit

__all__ = ["Formatted", "MarkupError", "MarkupKind", "MarkupSpan", "formatted", "utf16_length"]

MAX_BYTES = 1 << 15
"""Of a text before its markup is read."""


def formatted(text: str, parse_mode: str = "", spans: Iterable[MarkupSpan] = ()) -> Formatted:
    """What Telegram stores for a text; `spans` count only without a parse mode. MarkupError has Telegram's words.

    The result may be empty: whether that is allowed depends on the method.
    """
    if len(text) * 4 > MAX_BYTES and len(text.encode("utf-8", "surrogatepass")) > MAX_BYTES:
        raise MarkupError("Text is too long")
    words, given = _parsed(text, parse_mode.lower(), spans)
    words, kept = tidied(words, given)
    return Formatted(words, tuple(within_limit(merged(kept, found_spans(words)))))


def _parsed(text: str, mode: str, spans: Iterable[MarkupSpan]) -> tuple[str, list[MarkupSpan]]:
    if not text:
        return text, []
    if mode in ("", "none"):
        return text, list(spans)
    parse = {"html": parse_html, "markdownv2": parse_markdown, "markdown": parse_legacy_markdown}.get(mode)
    if parse is None:
        raise MarkupError("Unsupported parse_mode")
    try:
        return parse(text)
    except MarkupError as error:
        raise MarkupError(f"Can't parse entities: {error}") from None
