"""Sentences for others to label with whom they concern, and how often the linker agrees with them.

    python -m tests.knowledge.linking.labelling entities > entities.txt
    python -m tests.knowledge.linking.labelling sentences > sentences.jsonl
    python -m tests.knowledge.linking.labelling score SENTENCES.jsonl ONE.jsonl [ANOTHER.jsonl] [--differences]

A labeller writes a line `{"id": …, "entities": [ids]}` for each sentence, `[]` where it concerns nobody of the list.
The linker reads whole documents, the first sentence of each as its title, as it does in a running bot.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any

from knowledge.curation.corpus import read_folder
from knowledge.curation.folder import Folder
from knowledge.linking.linker import Linker
from knowledge.model import Entity
from knowledge.text.sentences import flowing, sentences
from tests.golden.report import interval

ARTICLES = Path(__file__).with_name("articles.jsonl")
"""News of real shape, written for this and for nothing else; publishers, people and events are made up."""

Pairs = AbstractSet[tuple[str, str]]
"""Ids of sentences, each with the id of an entity that it concerns."""


class UnusableLabels(ValueError):
    """Labels that leave sentences out, or name what there is not."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence to be labelled; the first of each document is its title."""

    id: str
    document: str
    lang: str
    text: str

    def to_json(self) -> dict[str, str]:
        """As a line of the file."""
        return {"id": self.id, "document": self.document, "lang": self.lang, "text": self.text}


def exported(articles: Iterable[Mapping[str, str]]) -> Iterator[Sentence]:
    """The titles and sentences of documents, in order."""
    for one in articles:
        texts = (one["title"], *(flowing(one["text"][start:end]) for start, end in sentences(one["text"])))
        for number, text in enumerate(texts):
            yield Sentence(f"{one['id']}-{number:02}", one["id"], one["lang"], text)


def linked(linker: Linker, given: Sequence[Sentence]) -> Pairs:
    """Whom the linker finds, each document read as a whole."""
    found: set[tuple[str, str]] = set()
    for _, group in groupby(given, lambda one: one.document):
        title, *rest = group
        by_text = {one.text: one.id for one in (*reversed(rest), title)}
        for named in linker.sentences(title.text, "\n".join(one.text for one in rest)):
            found |= {(by_text[named.text], id_) for id_ in named.entities}
    return found


def labels(path: Path, given: Sequence[Sentence], entities: AbstractSet[str]) -> Pairs:
    """What a labeller says of all sentences; UnusableLabels where one is missing or a name unknown."""
    lines = [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]
    said: dict[str, list[str]] = {one["id"]: one["entities"] for one in lines}
    missing = [one.id for one in given if one.id not in said]
    unknown = sorted({id_ for named in said.values() for id_ in named} - entities)
    if missing or unknown:
        raise UnusableLabels(f"{path}: sentences without labels: {missing}; no entities: {unknown}")
    return {(one.id, id_) for one in given for id_ in said[one.id]}


def compared(name: str, wanted: Pairs, found: Pairs, left_out: Pairs = frozenset()) -> str:
    """A row of the report: how much of what was found is wanted, and of what is wanted found."""
    wanted, found = wanted - left_out, found - left_out
    both = len(wanted & found)
    return f"| {name} | {len(wanted)} | {_share(both, len(found))} | {_share(both, len(wanted))} |"


def report(found: Pairs, said: Sequence[Pairs], names: Sequence[str]) -> Iterator[str]:
    """The rows: the linker against each labeller, against what both say, and the labellers against one another."""
    yield "| against | labels | precision | recall |"
    yield "|---|---|---|---|"
    for name, wanted in zip(names, said, strict=True):
        yield compared(name, wanted, found)
    if len(said) > 1:
        common = frozenset.intersection(*map(frozenset, said))
        yield compared("what all of them say", common, found, frozenset().union(*said) - common)
        yield compared(f"({names[1]} against {names[0]})", said[0], said[1])


def _share(part: int, whole: int) -> str:
    share = part / whole if whole else 1.0
    low, high = interval(share, whole) if whole else (0.0, 1.0)
    return f"{share:.1%} [{low:.0%}–{high:.0%}]".replace("%", " %")


def differences(given: Sequence[Sentence], wanted: Pairs, found: Pairs) -> Iterator[str]:
    """Each sentence where the linker and a labeller differ, with what is missing (-) and what is too much (+)."""
    marks = dict.fromkeys(wanted - found, "-") | dict.fromkeys(found - wanted, "+")
    for one in given:
        if differing := sorted(f"{mark}{id_}" for (at, id_), mark in marks.items() if at == one.id):
            yield f"{one.id}\t{' '.join(differing)}\t{one.text}"


def read_sentences(path: Path) -> list[Sentence]:
    """A file of sentences."""
    return [Sentence(**json.loads(line)) for line in path.read_text("utf-8").splitlines()]


def _articles() -> list[dict[str, Any]]:
    return [json.loads(line) for line in ARTICLES.read_text("utf-8").splitlines()]


def _entities() -> Mapping[str, Entity]:
    return read_folder(Folder.locate(Path("knowledge"))).entities


def main(do: str, *given: str) -> None:
    """Export, or score."""
    match do:
        case "entities":
            told: Iterable[str] = map(_entity, _entities().values())
        case "sentences":
            told = (json.dumps(one.to_json(), ensure_ascii=False) for one in exported(_articles()))
        case _:
            paths = [Path(one) for one in given if not one.startswith("--")]
            told = _score(paths, whole="--differences" in given)
    for line in told:
        sys.stdout.write(f"{line}\n")


def _entity(one: Entity) -> str:
    return "\t".join((one.id, one.type, one.names["en"], one.names["ar"], one.summary["en"]))


def _score(paths: Sequence[Path], *, whole: bool) -> Iterator[str]:
    given, entities = read_sentences(paths[0]), _entities()
    said = [labels(path, given, entities.keys()) for path in paths[1:]]
    found = linked(Linker(entities), given)
    for lang in ("", "ar", "en"):
        ids = {one.id for one in given if lang in ("", one.lang)}
        yield f"\n{lang or 'all'}, {len(ids)} sentences\n"
        own = [{pair for pair in pairs if pair[0] in ids} for pairs in (found, *said)]
        yield from report(own[0], own[1:], [path.stem for path in paths[1:]])
    if whole:
        for path, wanted in zip(paths[1:], said, strict=True):
            yield from ("", path.stem, *differences(given, wanted, found))


if __name__ == "__main__":
    main(*sys.argv[1:])
