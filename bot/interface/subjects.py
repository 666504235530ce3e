"""What a text names that can be followed: everything, a kind, an entity as /briefing finds it, or its words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from rapidfuzz import fuzz, process

from bot.interface.catalogue import Catalogue
from bot.interface.phrases import after, folded
from bot.readers.asked import read_asked
from bot.readers.subscription import EVERYTHING, Scope, Subject
from knowledge.files.strict_yaml import Record
from knowledge.model import Entity, Kind
from knowledge.text.folding import words
from knowledge.text.listed import Listed, by_form
from knowledge.understanding.question import Question
from knowledge.understanding.reader import Reader

MAX_TEXT = 200
MAX_WORDS_BYTES = 60
"""What fits into a button; Arabic letters take two bytes."""
_MAX_NEAREST = 4
_NEAR = 75
"""Of 100; two swapped letters in a name of six give 83."""


class _SubjectsRecord(Record):
    """The whole of `subjects.yaml`."""

    everything: Listed
    kinds: dict[Kind, Listed]
    follow: Listed
    end: Listed


@cache
def _listed() -> _SubjectsRecord:
    return read_asked("subjects", _SubjectsRecord)


def following_said(text: str) -> str | None:
    """What a text asks to follow, in its words; None where it asks for no such thing."""
    return after(text, _listed().follow.entries)


def ending_said(text: str) -> str | None:
    """What a text asks to follow no more."""
    return after(text, _listed().end.entries)


@dataclass(frozen=True, slots=True)
class Offer:
    """No single subject is meant for certain: these come near, and the words themselves can be followed."""

    entities: tuple[Entity, ...]
    words: Subject | None
    """None where there are none, or more than a button carries."""


def resolve(text: str, catalogue: Catalogue, reader: Reader) -> Subject | Offer:
    """What a text names; pure."""
    text = text[:MAX_TEXT]
    if subject := _common(text):
        return subject
    read = reader.read(text)
    named = tuple(catalogue.all_named(read.entities))
    if len(named) == 1 and named[0].id not in read.doubtful and not _left_over(read, named[0].id):
        return Subject(Scope.ENTITY, named[0].id)
    return Offer(named[:_MAX_NEAREST] or _nearest(text, catalogue), _words(text))


def _left_over(read: Question, entity: str) -> bool:
    """Whether a text says more than the name of an entity ("terrorism in Africa")."""
    others = (item for item in read.items if not item.light and entity not in item.entities)
    return bool(read.unmatched or read.quantities.dates or any(others))


def _common(text: str) -> Subject | None:
    """Everything or a kind, said in one of the usual ways."""
    said = words(text)
    if said in folded(_listed().everything.entries):
        return EVERYTHING
    kind = by_form(_listed().kinds.items(), words).get(said)
    return Subject(Scope.KIND, kind.value) if kind else None


def _nearest(text: str, catalogue: Catalogue) -> tuple[Entity, ...]:
    """The entities with a name that is written like the text."""
    said = " ".join(words(text))
    names = [(" ".join(words(name)), id_) for name, id_ in _names(catalogue)]
    near = process.extract(said, [name for name, _ in names], scorer=fuzz.ratio, score_cutoff=_NEAR, limit=20)
    return tuple(catalogue.all_named(names[index][1] for _, _, index in near)[:_MAX_NEAREST])


def _names(catalogue: Catalogue) -> Iterable[tuple[str, str]]:
    for entity in catalogue.knowledge.entities.values():
        yield from ((name, entity.id) for name in entity.names.values())
        yield from ((alias.text, entity.id) for alias in entity.aliases)


def _words(text: str) -> Subject | None:
    subject = Subject.of_words(text)
    return subject if subject and len(subject.key.encode()) <= MAX_WORDS_BYTES else None
