"""Moves all facts of a document into one file: they say the same afterwards, statement by statement."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain, count
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
from knowledge.model import Entity, Source
from knowledge.text.sentences import sentences
from knowledge.vocabulary.lexicon import names_of


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
        text = written(_gathered(path, before.sources[source], moving))
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


def _gathered(path: Path, source: Source, files: list[Path]) -> dict[str, Any]:
    """The values of the file: what it has, and what these have, with names for quotes that several statements have."""
    there: dict[str, Any] = dict(parse(path).data) if path.exists() else {}
    records = {file.stem: dict(written_out(parse(file).data)) for file in files}
    statements = {f"{id_}.{key}": one for id_, record in records.items() for key, one in _statements(record)}
    named = {str(words): name for record in records.values() for name, words in (record.get(QUOTES) or {}).items()}
    named |= {words: name for name, words in (there.get(QUOTES) or {}).items()}
    every = chain.from_iterable(one[CITATIONS] for one in statements.values())
    cited = Counter(str(one[QUOTE]) for one in every if one.keys() == {SOURCE, QUOTE})  # others are never named
    repeated = [words for words, times in cited.items() if times > 1 or words in (there.get(QUOTES) or {}).values()]
    heads = {id_: {key: one for key, one in record.items() if key != STATEMENTS} for id_, record in records.items()}
    items = [{id_: {}, **one} for id_, one in statements.items()]
    return {
        SOURCE: source.id,
        QUOTES: {**(there.get(QUOTES) or {}), **_names(repeated, named, source.text)},
        ENTITIES: {**(there.get(ENTITIES) or {}), **heads},
        STATEMENTS: [*(there.get(STATEMENTS) or ()), *items],
    }


def _statements(record: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    yield from (record.get(STATEMENTS) or {}).items()


def _names(quotes: Iterable[str], given: Mapping[str, str], text: str) -> dict[str, str]:
    """Quotes by name, in the order of the text: the name that each had, else that of its sentence: `s12`."""
    starts = [start for start, _ in sentences(text)]
    found: dict[str, str] = {}
    for words in sorted(quotes, key=text.find):
        wanted = given.get(words) or f"s{max(1, bisect_right(starts, text.find(words)))}"
        names = (wanted if number == 1 else f"{wanted}-{number}" for number in count(1))
        found[next(one for one in names if one not in found)] = words
    return found
