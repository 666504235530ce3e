"""Bytes as items: RSS and Atom by feedparser, JSON Feed, sitemaps; runs in a process of its own."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Any
from urllib.parse import urljoin

from bot.feeds.items import FeedItem, Parsed
from knowledge.documents.encodings import decode
from knowledge.documents.file_dates import proposed_date
from knowledge.documents.markup import without_markup

_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w-]+)", re.IGNORECASE)
_DECLARED = re.compile(rb"""^\s*<\?xml[^>]*\bencoding\s*=\s*["']([\w-]+)["']""", re.IGNORECASE)
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>", re.IGNORECASE)
_ALTERNATE = re.compile(
    r"""<link(?=[^>]*\btype\s*=\s*["']application/(?:rss|atom|feed)\+(?:xml|json)["'])[^>]*\bhref\s*=\s*["']([^"']+)""",
    re.IGNORECASE,
)
_HTML = re.compile(r"^\s*(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html)\b", re.IGNORECASE | re.DOTALL)
_JSON_FEED = "https://jsonfeed.org/version/"
_UNKNOWN_ENTITY = re.compile(r"&[a-zA-Z]\w{0,30};")
"""One that a document declares itself; nobody resolves those here, and the reference says nothing."""
_NEWS = "{http://www.google.com/schemas/sitemap-news/0.9}"
_MOST_CHILDREN = 3


class Unparsable(Exception):
    """Bytes that are no feed; the message is a predicate."""


def parse_feed(data: bytes, kind: str, address: str) -> Parsed:
    """RSS, Atom or JSON Feed; Unparsable for anything else."""
    text, warnings = _text(data, kind)
    if text.lstrip("\ufeff \t\r\n")[:1] == "{":
        found = _json_feed(text)
    elif _HTML.match(text):
        raise Unparsable(_html_reason(text, address))
    else:
        found = _xml_feed(text, address)
    return replace(found, warnings=(*warnings, *found.warnings))


def parse_sitemap(data: bytes, kind: str, address: str) -> tuple[Parsed, tuple[str, ...]]:
    """The pages that a sitemap lists, newest first, and the newest sitemaps that it leads to."""
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False, recover=True)
    text = _DECLARATION.sub("", _text(data, kind)[0])
    root = etree.fromstring(text.encode(), parser) if text.strip() else None
    if root is None or etree.QName(root).localname not in ("urlset", "sitemapindex"):
        raise Unparsable("is no sitemap")
    entries = sorted(filter(None, map(_entry, root)), key=lambda one: one[1] or date.min, reverse=True)
    if etree.QName(root).localname == "sitemapindex":
        return Parsed(), tuple(urljoin(address, link) for link, _, _ in entries[:_MOST_CHILDREN])
    return Parsed(tuple(FeedItem(title, link=link, guid=link, published=day) for link, day, title in entries)), ()


def _entry(node: Any) -> tuple[str, date | None, str] | None:
    values = {str(one.tag).rpartition("}")[2]: (one.text or "").strip() for one in node.iter() if one.text}
    link = next((one.text.strip() for one in node if str(one.tag).endswith("}loc") and one.text), "")
    title = next((one.text or "" for one in node.iter(f"{_NEWS}title")), "")
    return (link, _day(values.get("publication_date") or values.get("lastmod") or ""), title) if link else None


def _text(data: bytes, kind: str) -> tuple[str, tuple[str, ...]]:
    """The text, and that it lies about its letters where it does: what is declared counts only where it can be."""
    in_head, in_body = _CHARSET.search(kind), _DECLARED.search(data[:1024])
    declared = in_body.group(1).decode("ascii") if in_body else in_head.group(1) if in_head else None
    text, encoding = decode(data, declared)
    lies = declared is not None and not _is_in(data, declared)
    return text.lstrip("\ufeff"), (f"says {declared}, read as {encoding}",) if lies else ()


def _is_in(data: bytes, encoding: str) -> bool:
    try:
        data.decode(encoding)
    except (LookupError, ValueError):
        return False
    return True


def _html_reason(text: str, address: str) -> str:
    found = _ALTERNATE.search(text[:200_000])
    hint = f"; it names {urljoin(address, found.group(1))[:200]} as its feed" if found else ""
    return f"is a page and no feed{hint}"


def _xml_feed(text: str, address: str) -> Parsed:
    import feedparser

    plain = _DECLARATION.sub("", text).encode("utf-8", "replace")
    head = {"content-type": "application/xml; charset=utf-8", "content-location": address}
    found = feedparser.parse(plain, response_headers=head, sanitize_html=False)
    if not found.entries and (found.bozo or not found.version):
        raise Unparsable("is no feed that can be read")
    warnings = ("broken XML, read as far as it goes",) if found.bozo else ()
    items = tuple(map(_item, found.entries))
    return Parsed(items, _plain(found.feed.get("title")), _code(found.feed.get("language")), warnings)


def _item(entry: Any) -> FeedItem:
    contents = [str(one.get("value") or "") for one in entry.get("content", ())]
    texts = [_paragraphs(one) for one in (*contents, str(entry.get("summary") or ""))]
    return FeedItem(
        _plain(entry.get("title")),
        max(texts, key=len),
        str(entry.get("link") or ""),
        str(entry.get("id") or ""),
        _moment(entry),
        _code(entry.get("language")),
    )


def _moment(entry: Any) -> date | None:
    """When it was published, else changed."""
    for name in ("published_parsed", "updated_parsed"):
        if found := entry.get(name):
            try:
                return date(*found[:3])
            except (TypeError, ValueError):
                continue
    return None


def _json_feed(text: str) -> Parsed:
    try:
        record = json.loads(text)
    except (ValueError, RecursionError):
        raise Unparsable("is no JSON that can be read") from None
    if not isinstance(record, Mapping) or not str(record.get("version", "")).startswith(_JSON_FEED):
        raise Unparsable("is JSON, but no JSON Feed")
    listed = record.get("items")
    items = tuple(_json_items(listed if isinstance(listed, list) else []))
    return Parsed(items, _plain(record.get("title")), _code(record.get("language")))


def _json_items(listed: list[Any]) -> Iterator[FeedItem]:
    for one in listed:
        if isinstance(one, Mapping):
            text = str(one.get("content_text") or "") or _paragraphs(
                str(one.get("content_html") or one.get("summary") or "")
            )
            day = _day(str(one.get("date_published") or one.get("date_modified") or ""))
            link = str(one.get("url") or one.get("external_url") or "")
            yield FeedItem(
                _plain(one.get("title")), text, link, str(one.get("id") or ""), day, _code(one.get("language"))
            )


def _day(text: str) -> date | None:
    try:
        return datetime.fromisoformat(text).date()
    except ValueError:
        found = proposed_date(text)
        return found.first if found and found.precision == 3 else None


def _plain(value: object) -> str:
    return " ".join(_UNKNOWN_ENTITY.sub(" ", without_markup(str(value or "")[:20_000])).split())


def _paragraphs(value: str) -> str:
    return without_markup(value).strip()


def _code(value: object) -> str | None:
    found = re.match(r"[a-z]{2,3}", str(value or "").lower())
    return found.group() if found else None
