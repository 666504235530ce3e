"""Takes a proposal over into a knowledge folder: canonical YAML that breaks no rule, or nothing at all."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from knowledge.curation.adding import changing
from knowledge.curation.canonical import canonical
from knowledge.curation.corpus import read_finished
from knowledge.curation.folder import Folder
from knowledge.curation.proposed import KEY
from knowledge.errors import NotTaken
from knowledge.files.strict_yaml import dump, parse
from knowledge.model import Kind

_OF_PROPOSALS = frozenset({KEY, "why", "proposed_by"})
_STATEMENTS = "statements"
_UNTOUCHED = re.compile(r"^(    curation: )none$", re.MULTILINE)


def accept(root: Path, kind: Kind, entity_id: str, record: Mapping[str, Any]) -> Path:
    """Write an entity, statements of one, or both into its file of facts, and return that.

    `record` is what YAML has of the entity, as it was proposed or as an editor changed it; what is there already stays.
    InvalidFiles with all that breaks a rule, NotTaken where a statement of this id is there, and nothing has changed.
    """
    folder = Folder.locate(root)
    path = folder.facts / kind.folder / f"{entity_id}.yaml"
    with changing(folder.seeds), _or_nothing(path, folder.seeds / "sources.yaml"):
        _write(path, dump(_merged(path, accepted(record))))
        _write(path, canonical(path))
        for source in _sources(record):
            _begun(folder.seeds / "sources.yaml", source)
        read_finished(folder)
    return path


def accepted(record: Mapping[str, Any]) -> dict[str, Any]:
    """Without what only a proposal says, at any depth of it."""
    kept = {key: value for key, value in record.items() if key not in _OF_PROPOSALS}
    if isinstance(statements := kept.get(_STATEMENTS), Mapping):
        kept[_STATEMENTS] = {key: accepted(one) for key, one in statements.items()}
    return kept


def _merged(path: Path, record: dict[str, Any]) -> dict[str, Any]:
    present = dict(parse(path).data or {}) if path.exists() else {}
    statements = dict(present.get(_STATEMENTS) or {})
    new = record.get(_STATEMENTS) or {}
    if taken := next((key for key in new if key in statements and statements[key].get(KEY) != "true"), None):
        raise NotTaken(f"{path.stem}.{taken} is there already, and an id never changes; give the new one its own")
    return record | present | ({_STATEMENTS: statements | new} if statements or new else {})


def _sources(record: Mapping[str, Any]) -> Iterator[str]:
    for statement in (record.get(_STATEMENTS) or {}).values():
        yield from dict.fromkeys(str(one["source"]) for one in statement.get("citations", ()) if "source" in one)


def _begun(listing: Path, source: str) -> None:
    """A document that was only searched is partly curated with its first statement."""
    text = listing.read_text(encoding="utf-8") if listing.exists() else ""
    start = re.search(rf"^  {re.escape(source)}:.*\n", text, re.MULTILINE)
    if start is None:
        return
    following = re.compile(r"^  \S", re.MULTILINE).search(text, start.end())
    end = following.start() if following else len(text)
    entry = _UNTOUCHED.sub(r"\1partial", text[start.end() : end])
    if entry != text[start.end() : end]:
        _write(listing, text[: start.end()] + entry + text[end:])


@contextmanager
def _or_nothing(*paths: Path) -> Iterator[None]:
    """Put files back as they were where anything goes wrong."""
    before = {path: path.read_bytes() if path.exists() else None for path in paths}
    try:
        yield
    except BaseException:
        for path, content in before.items():
            if content is None:
                path.unlink(missing_ok=True)
            elif path.read_bytes() != content:
                path.write_bytes(content)
        raise


def _write(path: Path, text: str) -> None:
    """So that a reader, or a power cut, meets the old file or the new one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    aside = path.with_name(f".{path.name}.part")
    try:
        with aside.open("w", encoding="utf-8") as stream:
            stream.write(text)
            stream.flush()
            os.fsync(stream.fileno())
        aside.replace(path)
    finally:
        aside.unlink(missing_ok=True)
