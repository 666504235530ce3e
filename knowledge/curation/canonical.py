"""The one way to write a file of facts, so that a change of a fact is all that a diff shows.

Keys stand in the order of the records, lists are indented, and texts are quoted only where YAML demands it.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from knowledge.curation.records import EntityRecord
from knowledge.files.strict_yaml import dump, load_or_raise


def canonical(path: Path) -> str:
    """The canonical text of a file of facts; InvalidFiles if it cannot be read."""
    record = load_or_raise(path, EntityRecord)
    return dump(texts(record.model_dump(mode="json", exclude_unset=True)))


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
    changed = [(path, text) for path, text in found if path.read_text("utf-8") != text]
    for path, text in changed:
        path.write_text(text, encoding="utf-8")
    return [path for path, _ in changed]


if __name__ == "__main__":
    rewrite(Path(sys.argv[1]))
