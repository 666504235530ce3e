"""Moves all facts of a document into one file: they say the same afterwards, statement by statement."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from knowledge.curation.corpus import Corpus, read, read_finished
from knowledge.curation.folder import Folder
from knowledge.curation.gathered import CITATIONS, ENTITIES, QUOTE, written
from knowledge.curation.short_form import QUOTES, SOURCE, STATEMENTS, written_out
from knowledge.errors import NotFound, NotTaken
from knowledge.files.fields import ENTITY_ID
from knowledge.files.replacing import replace_file, tree_or_as_before
from knowledge.files.strict_yaml import parse
from knowledge.model import Entity
from knowledge.vocabulary.lexicon import names_of

_REFERRING = ("value", "said_by", "place")


@dataclass(frozen=True, slots=True)
class Moved:
    """What became of the files of single entities."""

    path: Path
    """The file in which all of it stands now."""
    files: int
    """That were moved into it, and are gone."""
    before: int
    """Lines of these."""
    after: int


def gather(folder: Folder, source: str) -> Moved:
    """Write the facts of a document into one file, those of other documents stay; NotTaken where there are none.

    An entity moves whose statements quote this document alone, or that has none and is named by no other one's.
    """
    before = read_finished(folder)
    if source not in before.sources:
        raise NotFound(f"{source}: no document has this id")
    if not ENTITY_ID.fullmatch(source):
        raise NotTaken(
            f"{source}: only a document whose id is small letters, digits and hyphens has a file of its name"
        )
    path = folder.facts / f"{source}.yaml"
    moving = sorted(file for file in folder.facts.glob("*/*.yaml") if _moves(file.stem, source, before))
    if not moving:
        raise NotTaken(f"{source}: no file of facts is of this document alone")
    lines = sum(len(file.read_text("utf-8").splitlines()) for file in moving)
    with tree_or_as_before(folder.facts):
        text = written(_gathered(path, source, moving))
        replace_file(path, text)
        for file in moving:
            file.unlink()
        after = read(folder, before).corpus
        if (after.entities, after.statements) != (before.entities, before.statements):
            raise NotTaken(f"{source}: its facts would not say the same in one file")
    return Moved(path, len(moving), lines, len(text.splitlines()))


def _moves(id_: str, source: str, corpus: Corpus) -> bool:
    own = [one for one in corpus.statements.values() if one.subject == id_]
    if own:
        return all(cited.source == source for one in own for cited in one.citations)
    others = (one for one in corpus.statements.values() if any(cited.source != source for cited in one.citations))
    referred = any(id_ in (one.value, one.said_by, *one.about) for one in others)
    return id_ in corpus.entities and not referred and _is_named(corpus.entities[id_], corpus.sources[source].text)


def _is_named(entity: Entity, text: str) -> bool:
    return any(name.text in text for name in names_of(entity))


def _gathered(path: Path, source: str, files: list[Path]) -> dict[str, Any]:
    """The values of the file: what it has, and what these have, with names for quotes that several statements have."""
    there: dict[str, Any] = dict(parse(path).data) if path.exists() else {}
    records = {file.stem: dict(written_out(parse(file).data)) for file in files}
    statements = {f"{id_}.{key}": one for id_, record in records.items() for key, one in _statements(record)}
    given = {str(words): name for record in records.values() for name, words in (record.get(QUOTES) or {}).items()}
    quotes = {**(there.get(QUOTES) or {}), **_named(statements, given)}
    heads = {id_: {key: one for key, one in record.items() if key != STATEMENTS} for id_, record in records.items()}
    items = [{id_: {}, **one} for id_, one in statements.items()]
    return {
        SOURCE: source,
        QUOTES: quotes,
        ENTITIES: {**(there.get(ENTITIES) or {}), **heads},
        STATEMENTS: [*(there.get(STATEMENTS) or ()), *items],
    }


def _statements(record: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    yield from (record.get(STATEMENTS) or {}).items()


def _named(statements: Mapping[str, Mapping[str, Any]], given: Mapping[str, str]) -> dict[str, str]:
    """Names of the quotes that repeat: those that they had, else the key of the first statement that has them."""
    cited = [(id_, str(one[QUOTE])) for id_, each in statements.items() for one in each[CITATIONS]]
    counted = Counter(words for _, words in cited)
    found: dict[str, str] = {}
    for id_, words in cited:
        if counted[words] > 1 and words not in found.values():
            wanted = given.get(words, id_.partition(".")[2])
            number = next(n for n in range(1, len(cited) + 2) if _numbered(wanted, n) not in found)
            found[_numbered(wanted, number)] = words
    return found


def _numbered(name: str, number: int) -> str:
    return name if number == 1 else f"{name}-{number}"
