"""Takes a proposal over into a knowledge folder: canonical YAML that breaks no rule, or nothing at all."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias

from knowledge.curation.adding import changing
from knowledge.curation.corpus import read_finished
from knowledge.curation.folder import Folder
from knowledge.curation.listing import LISTING, entry_in
from knowledge.curation.placing import Placing
from knowledge.curation.proposed import KEY
from knowledge.curation.sources import leads_out
from knowledge.drafting.mirroring import OtherSide, other_sides
from knowledge.drafting.proposals import OF_PROPOSALS
from knowledge.errors import NotTaken
from knowledge.files.fields import ENTITY_ID
from knowledge.files.replacing import or_as_before, replace_file
from knowledge.model import Kind

Reading: TypeAlias = Callable[[Folder], object]

_STATEMENTS = "statements"
_UNTOUCHED = re.compile(r"^(    curation: )none$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a record is taken over to: an entity's file of facts in a knowledge folder."""

    root: Path
    kind: Kind
    entity: str


def change(place: Place, old: Mapping[str, Any], new: Mapping[str, Any], *, read: Reading = read_finished) -> Path:
    """Write a record in the place of another one; errors as for `take_back` and `accept`, and nothing has changed."""
    folder = Folder.locate(place.root)
    placing = _placing(folder, place.kind, place.entity)
    was, given = accepted(old), accepted(new)
    sides = other_sides(folder.facts, place.entity, was, given)
    with changing(folder.seeds), or_as_before(*_paths(placing, sides)):
        there = _without(placing, was, keep=True) or {}
        rest = {key: value for key, value in there.items() if key not in was}
        statements = {**there.get(_STATEMENTS, {}), **given.get(_STATEMENTS, {})}
        placing.write({**rest, **given, **({_STATEMENTS: statements} if statements else {})})
        _write(sides)
        read(folder)
    return placing.own


def _write(sides: Iterable[OtherSide]) -> None:
    for one in sides:
        one.write()


def accept(
    root: Path,
    kind: Kind,
    entity_id: str,
    record: Mapping[str, Any],
    *,
    document: str = "",
    read: Reading = read_finished,
) -> Path:
    """Write an entity, statements of one, or both into its file of facts, and return that.

    `record` is what YAML has of the entity, as it was proposed or as an editor changed it; what is there already stays.
    InvalidFiles with all that breaks a rule, NotTaken where a statement of this id is there, and nothing has changed.
    Who is new stands beside the other facts of the `document`, where these stand in one file. `read` checks what was
    written, and raises as `read_finished` does.
    """
    folder = Folder.locate(root)
    placing = _placing(folder, kind, entity_id, document)
    sides = other_sides(folder.facts, entity_id, {}, record)
    with changing(folder.seeds), or_as_before(folder.seeds / LISTING, *_paths(placing, sides)):
        placing.write(_merged(placing, accepted(record)))
        _write(sides)
        for source in _sources(record):
            _begun(folder.seeds / LISTING, source)
        read(folder)
    return placing.own


def take_back(
    root: Path, kind: Kind, entity_id: str, record: Mapping[str, Any], *, read: Reading = read_finished
) -> Path:
    """Take out again what `accept` wrote; of an entity that came with it nothing stays where nothing else stands in it.

    NotTaken where it reads otherwise now, InvalidFiles where something needs it, and nothing has changed.
    """
    folder = Folder.locate(root)
    placing = _placing(folder, kind, entity_id)
    taken = accepted(record)
    sides = other_sides(folder.facts, entity_id, taken, {})
    with changing(folder.seeds), or_as_before(*_paths(placing, sides)):
        placing.write(_without(placing, taken))
        _write(sides)
        read(folder)
    return placing.own


def _paths(placing: Placing, sides: Iterable[OtherSide]) -> list[Path]:
    return [*placing.paths, *(path for one in sides for path in one.placing.paths)]


def _placing(folder: Folder, kind: Kind, entity_id: str, document: str = "") -> Placing:
    """The files of an entity; NotTaken for a name that would lead elsewhere."""
    if not ENTITY_ID.fullmatch(entity_id):
        raise NotTaken(f"{entity_id!r} is no id; use small letters, digits and single hyphens")
    placing = Placing.of(folder.facts, kind, entity_id, document)
    if leads_out(placing.own, folder.facts):
        raise NotTaken(f"{placing.own}: is a link that leads out of the folder")
    return placing


def _without(placing: Placing, taken: Mapping[str, Any], *, keep: bool = False) -> dict[str, Any] | None:
    """What stands there beside what was taken over; None, unless it is kept, where nobody else has written there."""
    present = placing.present()
    statements = dict(present.get(_STATEMENTS) or {})
    for key, one in (taken.get(_STATEMENTS) or {}).items():
        if not _says(_unsettled(key, statements.pop(key, None)), one):
            raise NotTaken(f"{placing.entity}.{key} has been changed since; change it in its file")
    head = {key: value for key, value in taken.items() if key != _STATEMENTS}
    same = all(_says(present.get(key), value) for key, value in head.items())
    if keep and not same:
        raise NotTaken(f"{placing.entity} has been changed since; change it in its file")
    if head and not keep and not statements and same:
        return None
    rest = {key: value for key, value in present.items() if key != _STATEMENTS}
    return rest | ({_STATEMENTS: statements} if statements else {})


def _unsettled(key: str, statement: Any) -> Any:
    """A statement without a property that only its key says."""
    if not isinstance(statement, Mapping):
        return statement
    return {name: one for name, one in statement.items() if (name, one) != ("property", key)}


def _says(present: Any, given: Any) -> bool:
    """Whether a value of a file is what was given, which may spell out what goes without saying."""
    match present, given:
        case Mapping(), Mapping():
            return all(_says(value, given.get(key)) for key, value in present.items())
        case list(), list() | tuple():
            return len(present) == len(given) and all(map(_says, present, given))
        case _:
            return str(present) == str(given)


def accepted(record: Mapping[str, Any]) -> dict[str, Any]:
    """Without what only a proposal says, at any depth of it."""
    kept = {key: value for key, value in record.items() if key not in OF_PROPOSALS}
    if isinstance(statements := kept.get(_STATEMENTS), Mapping):
        kept[_STATEMENTS] = {key: accepted(one) for key, one in statements.items()}
    return kept


def _merged(placing: Placing, record: dict[str, Any]) -> dict[str, Any]:
    present = placing.present()
    statements = dict(present.get(_STATEMENTS) or {})
    new = record.get(_STATEMENTS) or {}
    if taken := next((key for key in new if key in statements and statements[key].get(KEY) != "true"), None):
        raise NotTaken(f"{placing.entity}.{taken} is there already, and an id never changes; give the new one its own")
    return record | present | ({_STATEMENTS: statements | new} if statements or new else {})


def _sources(record: Mapping[str, Any]) -> Iterator[str]:
    for statement in (record.get(_STATEMENTS) or {}).values():
        yield from dict.fromkeys(str(one["source"]) for one in statement.get("citations", ()) if "source" in one)


def _begun(listing: Path, source: str) -> None:
    """A document that was only searched is partly curated with its first statement."""
    text = listing.read_text(encoding="utf-8") if listing.exists() else ""
    start, end = entry_in(text, source) or (0, 0)
    entry = _UNTOUCHED.sub(r"\1partial", text[start:end])
    if entry != text[start:end]:
        replace_file(listing, text[:start] + entry + text[end:])
