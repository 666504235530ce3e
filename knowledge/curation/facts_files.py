"""The files below `facts/`, one entity each, with what is wrong about them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from knowledge.curation import proposed
from knowledge.curation.records import EntityRecord
from knowledge.curation.rules import Draft
from knowledge.curation.short_form import written_out
from knowledge.curation.sources import leads_out
from knowledge.errors import Problem
from knowledge.files.bounded import MEBIBYTE, read_regular
from knowledge.files.fields import ENTITY_ID
from knowledge.files.strict_yaml import Document, parse, validate
from knowledge.model import Kind

_STATEMENTS = "statements"
_KINDS = {kind.folder: kind for kind in Kind}


def read_facts(folder: Path, draft: Draft) -> list[Problem]:
    """Take every sound file into a draft; what is wrong with the others."""
    problems: list[Problem] = []
    for path in sorted([*folder.glob("**/*.yaml"), *folder.glob("**/*.yml")]):
        name = f"facts/{path.relative_to(folder).as_posix()}"
        if misplaced := _misplaced(path, folder, draft):
            problems.append(Problem(name, 0, "", misplaced))
            continue
        document = parse(path, name=name)
        draft.proposed += proposed.set_aside(document, path.stem)
        if document.data is None and not document.problems:
            continue
        record = validate(document, EntityRecord)
        if record is None:
            draft.unread[name] = written_out(document.data) or _text(path)
            if record := _sound(document):
                draft.partial.add(path.stem)
        problems += document.problems
        if record is not None:
            draft.add(path.stem, _KINDS[path.parent.name], record, document)
    return problems


def _sound(document: Document) -> EntityRecord | None:
    """What can be looked at of a file in which only statements are unsound: it without those, all of them told."""
    statements = document.data.get(_STATEMENTS) if isinstance(document.data, Mapping) else None
    while isinstance(statements, Mapping):
        places = [one.field.split(".") for one in document.problems]
        broken = {place[1] for place in places if place[0] == _STATEMENTS and len(place) > 1}
        if len(broken) == len(statements) or any(place[0] != _STATEMENTS or len(place) < 2 for place in places):
            return None
        sound = {key: one for key, one in statements.items() if key not in broken}
        rest = replace(document, data={**document.data, _STATEMENTS: sound}, problems=[])
        if record := validate(rest, EntityRecord):
            return record
        document.problems += rest.problems
    return None


def _text(path: Path) -> str:
    """A file that is no YAML, as far as it can be read."""
    try:
        return read_regular(path, most=MEBIBYTE).decode("utf-8", "replace")
    except (OSError, ValueError):
        return ""


def _misplaced(path: Path, folder: Path, draft: Draft) -> str | None:
    """What is wrong with the place or name of a file of facts, if anything."""
    if path.parent.name not in _KINDS or path.parent.parent != folder:
        return f"lies in no known folder; use one of {', '.join(_KINDS)}"
    if path.suffix != ".yaml" or not ENTITY_ID.fullmatch(path.stem):
        return "a file is named by its id: small letters, digits and single hyphens, then .yaml"
    if leads_out(path, folder):
        return "is a link that leads out of the folder"
    if path.stem in draft.documents:
        return f"the id {path.stem} is taken by {draft.documents[path.stem].file}"
    return None
