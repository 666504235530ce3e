"""Pages of the web, without what surrounds the article."""

from __future__ import annotations

import re
from typing import Any

from knowledge.documents.encodings import decode
from knowledge.documents.extract import Extract, SelfDescription
from knowledge.documents.file_dates import proposed_date
from knowledge.documents.markup import without_markup
from knowledge.errors import UnreadableFile

_DECLARED = re.compile(rb"""<(?:meta[^>]+charset|\?xml[^>]+encoding)\s*=\s*["']?\s*([\w-]+)""", re.IGNORECASE)
_LANGUAGE = re.compile(r"<html[^>]*\blang\s*=\s*[\"']?([A-Za-z]{2,3})\b", re.IGNORECASE)
_STATED = {"extensive_search": False, "original_date": True}
"""A date that the page says it has; not the first one in its words."""
_HEAD = 4096
_BREAKS = re.compile(r"\n\s*")


def read_html(data: bytes, declared: str | None = None) -> Extract:
    """The article of a page; the whole of its words where no article can be told from the rest."""
    import trafilatura

    in_head = _DECLARED.search(data[:_HEAD])
    text, _ = decode(data, declared or (in_head.group(1).decode("ascii") if in_head else None))
    page: Any = trafilatura.load_html(text)
    if page is None:
        raise UnreadableFile("holds no HTML that can be read")
    _drop_links(page)
    found: Any = trafilatura.bare_extraction(
        page, favor_recall=True, include_comments=False, with_metadata=True, date_extraction_params=_STATED
    )
    article = found.text if found is not None else None
    if not article:
        whole = str(trafilatura.html2txt(text, clean=True) or "") or without_markup(text)
        return Extract(_paragraphs(whole), SelfDescription(language=_language(text))).warned(
            "no article found; took all words"
        )
    return Extract(_titled(_paragraphs(article), found.title), _proposed(found, text))


def _drop_links(page: Any) -> None:
    """Take out paragraphs and items that are nothing but a link: they lead to other articles."""
    for block in [one for tag in ("p", "li") for one in page.iter(tag)]:
        linked = "".join("".join(link.itertext()) for link in block.iter("a"))
        if linked and "".join("".join(block.itertext()).split()) == "".join(linked.split()):
            block.drop_tree() if hasattr(block, "drop_tree") else block.getparent().remove(block)


def _proposed(found: Any, text: str) -> SelfDescription:
    publisher = found.sitename or found.hostname or found.author
    return SelfDescription(
        found.title or None, publisher or None, proposed_date(found.date), _language(text), found.url or None
    )


def _language(text: str) -> str | None:
    found = _LANGUAGE.search(text[: _HEAD * 4])
    return found.group(1).lower() if found else None


def _paragraphs(text: str) -> str:
    """Each line of the library is a block of the page."""
    return _BREAKS.sub("\n\n", text.strip())


def _titled(text: str, title: str | None) -> str:
    """With its headline above it: it can be quoted too."""
    plain = " ".join((title or "").split())
    return text if not plain or plain in text[: len(plain) + 200] else f"{plain}\n\n{text}"
