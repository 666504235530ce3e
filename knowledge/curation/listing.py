"""Changes the list of documents, `sources.yaml`, one entry at a time; what stands around that entry stays as it is."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from knowledge.files.strict_yaml import parse
from knowledge.files.written_yaml import dump

LISTING = "sources.yaml"
_EMPTY = "sources:\n"
_NEXT = re.compile(r"^(?:  )?\S", re.MULTILINE)


def entries(path: Path) -> dict[str, Any]:
    """What the list says of each document, as it is written there."""
    found = parse(path).data if path.exists() else None
    return dict((found or {}).get("sources") or {})


def rewritten(path: Path, id_: str, entry: Mapping[str, Any] | None) -> str:
    """The list with an entry as it is given, at its place or at the end; None: without it.

    All of it is written anew where the list is not laid out as ours are.
    """
    text = path.read_text(encoding="utf-8") if path.exists() else _EMPTY
    present = entries(path)
    wanted = {**present, id_: dict(entry)} if entry else {key: one for key, one in present.items() if key != id_}
    start, end = entry_in(text, id_) or (len(text), len(text))
    added = "".join(f"  {line}\n" for line in dump({id_: dict(entry)}).splitlines()) if entry else ""
    before = f"{text[:start].rstrip()}\n" if start == len(text) else text[:start]
    edited = f"{before}{added}{text[end:]}"
    return edited if _says(edited, path) == wanted else dump({"sources": wanted})


def entry_in(text: str, id_: str) -> tuple[int, int] | None:
    """Where an entry stands in a list that is laid out as ours are."""
    found = re.search(rf"""^  (['"]?){re.escape(id_)}\1:.*\n?""", text, re.MULTILINE)
    if found is None:
        return None
    following = _NEXT.search(text, found.end())
    return found.start(), following.start() if following else len(text)


def _says(text: str, path: Path) -> Any:
    aside = path.with_name(f".{path.name}.check")
    try:
        aside.write_text(text, encoding="utf-8")
        return (parse(aside).data or {}).get("sources")
    finally:
        aside.unlink(missing_ok=True)
