"""Reads files that hold all facts of a document, and joins what they say of an entity with what its own file says."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from knowledge.curation.gathered import (
    CITATIONS,
    ENTITIES,
    QUOTE,
    entity_written_out,
    id_in,
    statement_written_out,
)
from knowledge.curation.joined import Joined, Place
from knowledge.curation.proposed import is_proposed
from knowledge.curation.records import GatheredRecord
from knowledge.curation.short_form import QUOTES, SOURCE, STATEMENTS, written_out
from knowledge.errors import Problem
from knowledge.files.fields import ENTITY_ID
from knowledge.files.strict_yaml import YamlFile, validate
from knowledge.files.suggestions import nearest

_OF_THE_FILE = (SOURCE, QUOTES, STATEMENTS)
_HOW = "a statement begins with whom it is about and what it tells: `- storm-council.date: …`"


class _Gathered(NamedTuple):
    """Values as a file of their own would have them, and where these stand."""

    values: dict[str, Any]
    place: Place


@dataclass(slots=True)
class Gathering:
    """What the files that were read say, entity by entity."""

    heads: dict[str, _Gathered] = field(default_factory=dict)
    statements: dict[str, dict[str, _Gathered]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    proposed: list[str] = field(default_factory=list)
    unsound: set[str] = field(default_factory=set)
    """Entities that are defined, and could not be taken."""
    is_whole: bool = True
    """False where nobody knows whom a file defines."""

    def take(self, document: YamlFile) -> bool:
        """All that a file says; False where something of it could not be taken, and is told."""
        record = validate(document, GatheredRecord)
        before = len(self.problems)
        if record is None:
            self.problems += document.problems
            defined = document.data.get(ENTITIES) if isinstance(document.data, Mapping) else None
            self.is_whole = self.is_whole and isinstance(defined, Mapping)
            self.unsound |= set(defined) if isinstance(defined, Mapping) else set()
            return False
        for id_, values in record.entities.items():
            self._take_entity(id_, values, Place(document, (ENTITIES, id_)))
        cited: set[str] = set()
        head = {SOURCE: record.source, QUOTES: record.quotes}
        for number, item in enumerate(record.statements):
            self._take_statement(item, head, Place(document, (STATEMENTS, number)), cited)
        if len(self.problems) > before:
            return False
        for name in (one for one in record.quotes if one not in cited):
            message = f"no statement cites it; write `{name}` as the `quote` of one, or remove it"
            self.problems.append(document.problem((QUOTES, name), message))
        return True

    def _take_entity(self, id_: str, values: Mapping[str, Any], place: Place) -> None:
        if misplaced := next((key for key in _OF_THE_FILE if key in values), ""):
            self.unsound.add(id_)
            self._refuse(place, (misplaced,), "stands at the head of the file, not in an entity")
        elif is_proposed(values):
            self.proposed.append(id_)
        elif first := self.heads.get(id_):
            self._refuse(place, (), f"the id {id_} is taken by {first.place.document.file}")
        else:
            self.heads[id_] = _Gathered(entity_written_out(values), place)

    def _take_statement(self, item: Mapping[str, Any], head: Mapping[str, Any], place: Place, cited: set[str]) -> None:
        id_ = id_in(item)
        entity, _, key = id_.partition(".")
        if not (ENTITY_ID.fullmatch(entity) and ENTITY_ID.fullmatch(key)):
            self._refuse(place, (), f"{id_!r} is no id of a statement; {_HOW}" if id_ else f"has no id; {_HOW}")
            return
        place = place._replace(id=id_)
        first = item[id_] if isinstance(item[id_], Mapping) else {QUOTE: item[id_]}
        given = [one for part in (first, item) for name in (QUOTE, CITATIONS) for one in _texts(part.get(name))]
        cited |= set(given)
        quotes = dict(head[QUOTES])
        for one in given:
            if ENTITY_ID.fullmatch(one) and one not in quotes and (meant := nearest(one, quotes)):
                self._refuse(place, (QUOTE,), f"no quote is called {one!r}; did you mean {meant!r}?")
                quotes[one] = quotes[meant]
        if twice := [one for one in first if one in item]:
            self._refuse(place, (twice[0],), "stands on the first line of the statement too; leave one out")
        elif is_proposed({**first, **item}):
            self.proposed.append(id_)
        elif key in self.statements.setdefault(entity, {}):
            there = self.statements[entity][key].place
            where = f"{there.document.file}:{there.document.line(there.path)}"
            self._refuse(place, (), f"the id {id_} is taken on {where}; give this one an end of its own")
        else:
            self.statements[entity][key] = _Gathered(statement_written_out(item, {**head, QUOTES: quotes}), place)

    def _refuse(self, place: Place, inner: tuple[str, ...], message: str) -> None:
        line = place.document.line((*place.path, *inner))
        field_ = ".".join(map(str, (place.id or place.path[-1], *inner)))
        self.problems.append(Problem(place.document.file, line, field_, message))

    def joined(self, id_: str, own: YamlFile | None) -> YamlFile:
        """An entity as one file would have it: its own, if there is one, with what the others say."""
        told, head = self.statements.get(id_, {}), self.heads.get(id_)
        if own is not None and (not told or not isinstance(own.data, Mapping)):
            return own
        home = Place(own, ()) if own else head.place if head else None
        values = written_out(own.data) if own else head.values if head else {}
        statements = {**(values.get(STATEMENTS) or {}), **{key: one.values for key, one in told.items()}}
        files = [*([home] if home else ()), *(one.place for one in told.values())]
        digests = {one.document.file: one.document.digest for one in files}
        return Joined(
            file=files[0].document.file,
            data={**values, STATEMENTS: statements} if statements else values,
            problems=list(own.problems) if own else [],
            digest=hashlib.sha256("".join(digests.values()).encode()).hexdigest(),
            entity=id_,
            home=home,
            statements={key: one.place for key, one in told.items()},
        )

    def beside(self, own: Mapping[str, YamlFile]) -> Iterator[Problem]:
        """What these files say that the files of single entities say too."""
        for id_, head in self.heads.items():
            if id_ in own:
                message = f"{id_} has a file of its own ({own[id_].file}); leave the line out"
                yield head.place.document.problem(head.place.path, message)
        for id_, told in self.statements.items():
            data = own[id_].data if id_ in own else {}
            there = data.get(STATEMENTS) if isinstance(data, Mapping) else {}
            for key in (key for key in told if key in (there or {})):
                place = told[key].place
                message = f"the id {id_}.{key} is taken by {own[id_].file}; give this one an end of its own"
                yield place.document.problem(place.path, message)

    def strangers(self, known: Collection[str]) -> Iterator[tuple[str, Place]]:
        """Whom statements are about that no file defines, with one of these statements each."""
        for id_, told in self.statements.items():
            if id_ not in known:
                yield id_, next(iter(told.values())).place


def _texts(value: Any) -> Iterator[str]:
    yield from (one for one in (value if isinstance(value, list | tuple) else [value]) if isinstance(one, str))
