"""Where the facts of an entity are written: in a file of its own, in those of all facts of a document, or in both."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from knowledge.curation.canonical import canonical
from knowledge.curation.gathered import (
    ENTITIES,
    entity_gathered,
    entity_written_out,
    id_in,
    statement_written_out,
    written,
)
from knowledge.curation.short_form import SOURCE, STATEMENTS, written_out
from knowledge.errors import InvalidFiles
from knowledge.files.replacing import replace_file
from knowledge.files.strict_yaml import parse
from knowledge.files.written_yaml import dump
from knowledge.model import Kind

Values = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Placing:
    """The files of one entity."""

    entity: str
    own: Path
    """Its own file, which need not be there."""
    gathered: tuple[Path, ...] = ()
    """Files of documents that say something of it, or are to: what is new goes into the first one without its own."""

    @classmethod
    def of(cls, facts: Path, kind: Kind | None, entity: str, document: str = "") -> Placing:
        """Where it stands; one that is new stands beside the facts of a document, if these stand in one file.

        Without a kind its file is looked for.
        """
        found = next(facts.glob(f"*/{entity}.yaml"), None) if kind is None else facts / kind.folder / f"{entity}.yaml"
        own = found or facts / Kind.ACTOR.folder / f"{entity}.yaml"
        telling = tuple(path for path in _gathered(facts, entity) if _tells_of(path, entity))
        if own.exists() or telling or not document:
            return cls(entity, own, telling)
        return cls(entity, own, tuple(path for path in _gathered(facts, document) if _read(path)[SOURCE] == document))

    @property
    def paths(self) -> tuple[Path, ...]:
        """All of them."""
        return (self.own, *self.gathered)

    def present(self) -> Values:
        """What stands there, as one file that is written out would have it; empty where nothing does."""
        found: Values = {}
        statements: Values = {}
        for path in self.gathered:
            data = _read(path)
            if self.entity in (data.get(ENTITIES) or {}):
                found = entity_written_out(data[ENTITIES][self.entity])
            statements |= {id_.partition(".")[2]: statement_written_out(one, data) for id_, one in self._items(data)}
        if self.own.exists():
            found = dict(written_out(parse(self.own).data) or {})
        statements = {**(found.pop(STATEMENTS, None) or {}), **statements}
        return found | ({STATEMENTS: statements} if statements else {})

    def write(self, values: Mapping[str, Any] | None) -> None:
        """Put that in its place, statement by statement where each one stands; None: nothing stays of it."""
        left = dict((values or {}).get(STATEMENTS) or {})
        head = {key: one for key, one in values.items() if key != STATEMENTS} if values is not None else None
        at_home = next((path for path in self.gathered if self._is_home(path)), None)
        home = None if self.own.exists() else at_home or next(iter(self.gathered), None)
        placed = self._placed()
        for path in self.gathered:
            there = {id_.partition(".")[2] for id_, _ in self._items(_read(path))}
            keys = [key for key in left if key in there or (path == home and key not in placed)]
            share = {key: left.pop(key) for key in keys}
            self._write_share(path, share, head if path == home else None, is_home=path == home)
        if home is None:
            self._write_own(None if values is None else {**values, STATEMENTS: left})

    def _placed(self) -> frozenset[str]:
        """Statements that stand in files of documents."""
        return frozenset(id_.partition(".")[2] for path in self.gathered for id_, _ in self._items(_read(path)))

    def _is_home(self, path: Path) -> bool:
        return self.entity in (_read(path).get(ENTITIES) or {})

    def _items(self, data: Mapping[str, Any]) -> Iterator[tuple[str, Values]]:
        every = ((id_in(one), one) for one in data.get(STATEMENTS) or ())
        return ((id_, one) for id_, one in every if id_.partition(".")[0] == self.entity)

    def _write_share(self, path: Path, share: Values, head: Mapping[str, Any] | None, *, is_home: bool) -> None:
        """Of one file what it says of the entity."""
        data = _read(path)
        entities = dict(data.get(ENTITIES) or {})
        if is_home:
            entities.pop(self.entity, None) if head is None else entities.update({self.entity: entity_gathered(head)})
        items = list(self._changed(data.get(STATEMENTS) or (), dict(share)))
        text = written({**data, ENTITIES: entities, STATEMENTS: items})
        replace_file(path, text)

    def _changed(self, items: Any, share: Values) -> Iterator[Any]:
        """The statements of a file with those of the entity as they are to be, in their places; new ones at the end."""
        for one in items:
            entity, _, key = id_in(one).partition(".")
            if entity != self.entity:
                yield one
            elif key in share:
                yield {f"{entity}.{key}": {}, **share.pop(key)}
        yield from ({f"{self.entity}.{key}": {}, **one} for key, one in share.items())

    def _write_own(self, values: Values | None) -> None:
        if values is None:
            self.own.unlink(missing_ok=True)
            return
        plain = {key: one for key, one in values.items() if key != STATEMENTS or one}
        replace_file(self.own, dump(plain))
        replace_file(self.own, canonical(self.own))


def _gathered(facts: Path, words: str) -> Iterator[Path]:
    """Files of documents that hold some words: looked at before any is parsed."""
    return (path for path in sorted(facts.glob("*.yaml")) if words.encode() in path.read_bytes())


def _tells_of(path: Path, entity: str) -> bool:
    data = _read(path)
    ids = (id_in(one) for one in data.get(STATEMENTS) or ())
    return entity in (data.get(ENTITIES) or {}) or any(one.partition(".")[0] == entity for one in ids)


def _read(path: Path) -> Values:
    """The values of a file; InvalidFiles where it is none."""
    document = parse(path)
    if document.problems or not isinstance(document.data, Mapping):
        raise InvalidFiles(document.problems)
    return {SOURCE: "", **document.data}
