"""The one way to write a file of facts, so that a change of a fact is all that a diff shows.

Keys stand in the order of the records, lists are indented, and texts are quoted only where YAML demands it. A file in
short form (`source` at its head) has each list and mapping of plain values on one line.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from knowledge.curation.gathered import written
from knowledge.curation.records import EntityRecord, GatheredRecord
from knowledge.curation.short_form import shortened
from knowledge.files.strict_yaml import load_or_raise
from knowledge.files.written_yaml import OnLines, OnOneLine, dump, dump_compact


def canonical(path: Path) -> str:
    """The canonical text of a file of facts; InvalidFiles if it cannot be read."""
    record = load_or_raise(path, EntityRecord)
    data = texts(record.model_dump(mode="json", exclude_unset=True))
    return dump_compact(_in_lines(shortened(data))) if record.source else dump(data)


def _in_lines(data: Mapping[str, Any]) -> Mapping[str, Any]:
    """How a file in short form is broken into lines, where that is not plain from what it holds."""
    styles = {"aliases": OnOneLine, "quotes": OnLines}
    return {key: styles[key](value) if key in styles else value for key, value in data.items()}


def texts(value: Any) -> Any:
    """The same value with every scalar as text, as the strict reader sees it."""
    match value:
        case dict():
            return {key: texts(item) for key, item in value.items()}
        case list():
            return [texts(item) for item in value]
        case bool():
            return str(value).lower()
        case _:
            return str(value)


def rewrite(folder: Path) -> list[Path]:
    """Write every file below `facts/` anew that is not canonical; comments, which no fact needs, are lost."""
    found = [(path, canonical(path)) for path in sorted(folder.glob("*/*.yaml"))]
    found += [(path, _gathered(path)) for path in sorted(folder.glob("*.yaml"))]
    changed = [(path, text) for path, text in found if path.read_text("utf-8") != text]
    for path, text in changed:
        path.write_text(text, encoding="utf-8")
    return [path for path, _ in changed]


def _gathered(path: Path) -> str:
    """The canonical text of a file of all facts of a document; errors as for `canonical`."""
    return written(load_or_raise(path, GatheredRecord).model_dump())


if __name__ == "__main__":
    rewrite(Path(sys.argv[1]))
