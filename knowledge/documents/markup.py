"""Texts that hold HTML, as exports of archives do."""

from __future__ import annotations

import html
import re
from typing import Any

_TAG = re.compile(
    r"<(?:p|br|div|a|b|i|u|em|strong|span|h[1-6]|ul|ol|li|table|tr|td|img|figure|blockquote|script|style|iframe)\b[^<>]{0,2000}>",
    re.IGNORECASE,
)
_ENTITY = re.compile(
    r"&(?:nbsp|amp|quot|lt|gt|laquo|raquo|[lr]s?dquo|[lr]squo|hellip|ndash|mdash|#\d{1,6}|#x[0-9a-f]{1,5});",
    re.IGNORECASE,
)
_BLOCKS = ("p", "br", "div", "li", "h1", "h2", "h3", "h4", "h5", "h6", "tr", "blockquote", "figure")
_UNREAD = ("script", "style", "iframe", "noscript", "template", "figcaption")
_BLANKS = re.compile(r"[ \t\xa0]*\n\s*")


def without_markup(text: str) -> str:
    """The words of a text; as it is where no HTML is in it."""
    if not _TAG.search(text):
        return html.unescape(text) if _ENTITY.search(text) else text
    import lxml.html

    page: Any = lxml.html.fragment_fromstring(text.replace("\0", ""), create_parent="div")
    for node in page.iter(*_UNREAD):
        node.clear(keep_tail=True)
    for node in page.iter(*_BLOCKS):
        node.tail = f"\n\n{node.tail or ''}"
    return _BLANKS.sub("\n\n", str(page.text_content())).strip()
