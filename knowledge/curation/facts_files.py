"""The files below `facts/`, an entity each or all of a document, with what is wrong about them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path, PurePosixPath
from typing import Any

from knowledge.curation import proposed
from knowledge.curation.gathered import CITATIONS
from knowledge.curation.gathering import Gathering
from knowledge.curation.kinds import kind_of
from knowledge.curation.records import EntityRecord
from knowledge.curation.rules import Draft
from knowledge.curation.short_form import STATEMENTS, written_out
from knowledge.curation.sources import leads_out
from knowledge.errors import Problem
from knowledge.files.bounded import MEBIBYTE, read_regular
from knowledge.files.fields import ENTITY_ID
from knowledge.files.strict_yaml import YamlFile, parse, validate
from knowledge.files.suggestions import did_you_mean
from knowledge.model import Kind

_QUOTES_SOMETHING: Mapping[str, Any] = {CITATIONS: []}
"""What is kept of a file of which nobody knows what it quotes."""
_KINDS = {kind.folder: kind for kind in Kind}


def read_facts(folder: Path, draft: Draft) -> list[Problem]:
    """Take every sound file into a draft; what is wrong with the others."""
    gathering = Gathering()
    own: dict[str, YamlFile] = {}
    for path in sorted([*folder.glob("**/*.yaml"), *folder.glob("**/*.yml")]):
        name = f"facts/{path.relative_to(folder).as_posix()}"
        if misplaced := _misplaced(path, folder, own):
            gathering.problems.append(Problem(name, 0, "", misplaced))
        elif path.parent == folder:
            if not gathering.take(parse(path, name=name)):
                draft.unread.append((name, _QUOTES_SOMETHING))
        else:
            _single(path, parse(path, name=name), own, draft)
    draft.proposed += gathering.proposed
    draft.unsound |= gathering.unsound
    draft.may_lack = gathering.is_whole
    return [*gathering.problems, *gathering.beside(own), *_taken(own, gathering, draft)]


def _single(path: Path, document: YamlFile, own: dict[str, YamlFile], draft: Draft) -> None:
    """Take in a file of one entity, unless all of it is only proposed."""
    draft.proposed += proposed.set_aside(document, path.stem)
    if document.data is None and not document.problems:
        return
    own[path.stem] = document
    if not isinstance(document.data, Mapping):
        draft.unread.append((document.file, _text(path)))


def _taken(own: Mapping[str, YamlFile], gathering: Gathering, draft: Draft) -> list[Problem]:
    """Each entity with all that is said of it anywhere, in the order of kinds and ids; what is wrong with them."""
    problems: list[Problem] = []
    kinds = {id_: kind_of(head.values.get("type")) for id_, head in gathering.heads.items()}
    kinds |= {id_: _KINDS[PurePosixPath(one.file).parent.name] for id_, one in own.items()}
    for id_ in sorted(kinds, key=lambda one: (kinds[one].folder, f"{one}.yaml")):
        document = gathering.joined(id_, own.get(id_))
        record = validate(document, EntityRecord)
        if record is None:
            if isinstance(document.data, Mapping):
                draft.unread.append((document.file, written_out(document.data)))
            record = _sound(document)
            (draft.partial if record else draft.unsound).add(id_)
        problems += document.problems
        if record is not None:
            draft.add(id_, kinds[id_], record, document)
    for id_, place in gathering.strangers(kinds) if draft.may_lack else ():
        near = did_you_mean(id_, kinds, otherwise="; say who or what it is in `entities`")
        message = f"unknown entity {id_!r}{near}"
        problems.append(Problem(place.document.file, place.document.line(place.path), place.id, message))
    return problems


def _sound(document: YamlFile) -> EntityRecord | None:
    """What can be looked at of a file in which only statements are unsound: it without those, all of them told."""
    statements = document.data.get(STATEMENTS) if isinstance(document.data, Mapping) else None
    while isinstance(statements, Mapping):
        places = [document.place(one) for one in document.problems]
        broken = {place[1] for place in places if place[0] == STATEMENTS and len(place) > 1}
        if len(broken) == len(statements) or any(place[0] != STATEMENTS or len(place) < 2 for place in places):
            return None
        sound = {key: one for key, one in statements.items() if key not in broken}
        rest = replace(document, data={**document.data, STATEMENTS: sound}, problems=[])
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


def _misplaced(path: Path, folder: Path, own: Mapping[str, YamlFile]) -> str | None:
    """What is wrong with the place or name of a file of facts, if anything."""
    if path.parent != folder and (path.parent.name not in _KINDS or path.parent.parent != folder):
        return f"lies in no known folder; use one of {', '.join(_KINDS)}"
    if path.suffix != ".yaml" or not ENTITY_ID.fullmatch(path.stem):
        return "a file is named by its id: small letters, digits and single hyphens, then .yaml"
    if leads_out(path, folder):
        return "is a link that leads out of the folder"
    if path.parent != folder and path.stem in own:
        return f"the id {path.stem} is taken by {own[path.stem].file}"
    return None
