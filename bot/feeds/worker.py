"""The process that takes feeds and pages apart: what to do and bytes come in, JSON goes out."""

from __future__ import annotations

import json
import os
from typing import Any

from bot.apart.child import answer_all
from bot.feeds.parsing import Unparsable, parse_feed, parse_sitemap
from knowledge.documents.reading import read
from knowledge.errors import UnreadableFile

_NICE = 5


def main() -> None:
    """Take apart until there is nothing more."""
    os.nice(_NICE)
    answer_all(answered)


def answered(asked: bytes) -> bytes:
    """What comes of bytes behind a line of JSON, or an error in words."""
    head, _, body = asked.partition(b"\n")
    return json.dumps(_told(json.loads(head), body)).encode()


def _told(head: dict[str, str], body: bytes) -> dict[str, Any]:
    try:
        return _taken_apart(head, body)
    except (Unparsable, UnreadableFile) as error:
        return {"error": str(error)}
    except MemoryError:
        return {"error": "takes too much memory to read"}
    except Exception as error:  # whatever a library makes of it, this feed alone fails
        return {"error": f"cannot be read ({type(error).__name__})"}


def _taken_apart(head: dict[str, str], body: bytes) -> dict[str, Any]:
    match head["do"]:
        case "feed":
            found = parse_feed(body, head["kind"], head["address"])
            children: tuple[str, ...] = ()
        case "sitemap":
            found, children = parse_sitemap(body, head["kind"], head["address"])
        case _:
            return read("page.html", body).to_json()
    items = [one.to_json() for one in found.items[:5_000]]
    own = {"title": found.title, "language": found.language, "warnings": list(found.warnings)}
    return {"items": items, "children": list(children), **own}


if __name__ == "__main__":
    main()
