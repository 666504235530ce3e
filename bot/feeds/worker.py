"""The process that takes feeds and pages apart: what to do and bytes on stdin, JSON on stdout, behind their lengths.

It ends with its stdin. Libraries may hang on what strangers send, or take all memory: who asked ends it then.
"""

from __future__ import annotations

import json
import logging
import os
import resource
import struct
import sys
import warnings
from typing import Any, BinaryIO

from bot.feeds.parsing import Unparsable, parse_feed, parse_sitemap
from knowledge.documents.reading import read
from knowledge.errors import UnreadableFile

LENGTHS = struct.Struct(">II")
MEMORY = 1024 * 1024 * 1024
_NICE = 5


def main() -> None:
    """Take apart until there is nothing more."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    os.nice(_NICE)
    warnings.simplefilter("ignore")
    logging.disable()
    incoming, outgoing = sys.stdin.buffer, sys.stdout.buffer
    while (asked := _read(incoming)) is not None:
        answer = json.dumps(_answered(*asked)).encode()
        outgoing.write(LENGTHS.pack(len(answer), 0) + answer)
        outgoing.flush()


def _read(stream: BinaryIO) -> tuple[dict[str, str], bytes] | None:
    lengths = stream.read(LENGTHS.size)
    if len(lengths) < LENGTHS.size:
        return None
    head, body = LENGTHS.unpack(lengths)
    return json.loads(stream.read(head)), stream.read(body)


def _answered(head: dict[str, str], body: bytes) -> dict[str, Any]:
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
