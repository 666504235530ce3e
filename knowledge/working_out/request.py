"""What a question asks to be worked out, over what, and what it says besides."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from knowledge.text.folding import words
from knowledge.understanding.question import Item, Mark, Question
from knowledge.vocabulary.forms import SenseKind
from knowledge.vocabulary.operations import SOURCE, Frame, Operation, OperationRole, Operations
from knowledge.vocabulary.terms import Ask

_THE = "the "
_SMALL = 2
"""Ordinals up to this one say which came first; a greater one names another session."""
_JOINING = frozenset({Frame.AND, Frame.EITHER, Frame.EVERY})
_CLOSING = frozenset({Frame.HELD, Frame.EVERY, Frame.CONTENTS})


@dataclass(frozen=True, slots=True)
class Request:
    """The marks of a question, and what they leave of it."""

    question: Question
    operations: frozenset[Operation]
    frames: frozenset[Frame]
    classes: tuple[str, ...]
    """What is listed or counted, in the order of the text."""
    relations: frozenset[str]
    asks: tuple[frozenset[Ask], ...]
    """What each question word that is no part of the marks may ask for."""
    bare: bool
    """Whether not even a word in passing stands beside the marks."""
    counts: bool
    """Whether the number of the class itself is asked for, not that of those who take part in it."""
    every: bool
    """Whether all of the class is asked for: by the word right before it, or by a list."""
    listed: bool
    """Whether the classes stand together ("meetings and exercises"), so that they are one list."""
    documents: bool
    """Whether the documents themselves are spoken of."""
    left: tuple[Item, ...]
    """What the question says besides, without words in passing."""
    unknown: tuple[str, ...]
    """Words that nothing explains."""
    choices: tuple[tuple[str, ...], ...]
    """For each name of the question the entities that it may mean."""

    def has(self, *operations: Operation) -> bool:
        """Whether one of these operations is asked for."""
        return not self.operations.isdisjoint(operations)

    @property
    def clear(self) -> bool:
        """Whether everything in it is understood: nothing unknown, and nothing of which no statement speaks."""
        figures = [figure for figure in self.question.quantities.ordinals if figure > _SMALL]
        return not self.unknown and not figures and not any(item.foreign for item in self.left)

    def asks_only(self, *asks: Ask) -> bool:
        """Whether its question words ask for nothing but these kinds of answer, or for things and lists."""
        allowed = {Ask.THING, Ask.LIST, Ask.BRIEFING, Ask.GROUP, Ask.YES_NO, *asks}
        return all(not allowed.isdisjoint(found) for found in self.asks)

    @property
    def asks_which(self) -> bool:
        """Whether it also asks which they are ("how many, and which")."""
        return any(Ask.THING in found for found in self.asks)

    @property
    def classes_beside(self) -> tuple[str, ...]:
        """The classes that are named outside of names ("adviser" of an office is in one)."""
        names = [item for item in self.question.items if item.hard]
        beside = (mark for mark in self.question.marks if not any(_within(mark.place, item) for item in names))
        said = {key for mark in beside for kind, key in mark.senses if kind is SenseKind.CLASS}
        return tuple(key for key in self.classes if key in said)

    def asks_for(self, ask: Ask) -> bool:
        """Whether a question word asks for this and nothing else."""
        return {ask} in self.asks

    @property
    def plain(self) -> bool:
        """Whether it says nothing besides what is asked for."""
        return self.clear and not self.left

    @property
    def named(self) -> tuple[str, ...]:
        """The entities named for certain, in order."""
        return tuple(dict.fromkeys(found[0] for found in self.choices if len(found) == 1))


def read(question: Question, operations: Operations, types: Mapping[str, str]) -> Request | None:
    """What is asked to be worked out; None where no word asks for it."""
    bare_date, classes = _is_bare_date(question), operations.classes
    every = [sense for mark in question.marks for sense in mark.senses]
    if not bare_date and not _asks_for_something(every, question, operations):
        return None
    marks = [mark for mark in question.marks if not _is_swallowed(mark, question.items, classes, types)]
    senses = [sense for mark in marks for sense in mark.senses]
    if not bare_date and not _asks_for_something(senses, question, operations):
        return None
    found = tuple(dict.fromkeys(key for kind, key in senses if kind is SenseKind.CLASS))
    left = tuple(item for item in question.items if not item.light and not _is_covered(item, marks))
    return Request(
        question=question,
        operations=frozenset(Operation(key) for kind, key in senses if kind is SenseKind.OPERATION),
        frames=frozenset(Frame(key) for kind, key in senses if kind is SenseKind.FRAME),
        classes=tuple(key for key in found if SOURCE not in classes[key]),
        relations=frozenset(key for kind, key in senses if kind is SenseKind.RELATION),
        asks=_asks(question, marks),
        bare=all(_is_covered(item, marks) for item in question.items),
        counts=_counts(marks),
        every=_is_every(marks),
        listed=_is_one_list(marks, question.text),
        documents=any(SOURCE in classes[key] for key in found),
        left=left,
        unknown=tuple(_unknown(question, marks)),
        choices=tuple(dict.fromkeys(item.entities for item in _names(question, marks))),
    )


def _is_bare_date(question: Question) -> bool:
    """Whether it is a date alone («25 أبريل 2024؟»); a year needs a word beside it ("in 2025?")."""
    dates = question.quantities.dates
    if len(dates) != 1 or not question.text or question.told:
        return False
    return dates[0].precision > 1 or len(words(question.text)) > 1


def _asks_for_something(senses: Collection[tuple[SenseKind, str]], question: Question, operations: Operations) -> bool:
    """Whether the marks may come to anything: a class alone does, where a date or a relation restricts it.

    So does a relation alone, where it is asked who was at something.
    """
    held, attended = operations.role(OperationRole.HELD), operations.role(OperationRole.ATTENDED)
    who = Ask.PERSON in question.asks and any((SenseKind.RELATION, one) in senses for one in attended)
    kinds = {kind for kind, _ in senses}
    said = any(key in _CLOSING for _, key in senses)
    restricted = bool(question.quantities.dates) or SenseKind.RELATION in kinds
    on_a_day = bool(question.quantities.dates) and any((SenseKind.RELATION, one) in senses for one in held)
    restricted = restricted or bool(question.figures)
    return said or on_a_day or who or SenseKind.OPERATION in kinds or (SenseKind.CLASS in kinds and restricted)


def _asks(question: Question, marks: Sequence[Mark]) -> tuple[frozenset[Ask], ...]:
    own = [mark.place for mark in marks if _says_more(mark)]
    outside = [one for one in question.spans if not any(_overlap(one.place, place) for place in own)]
    asked = [frozenset(Ask(sense.id) for sense in one.senses if sense.kind is SenseKind.ASK) for one in outside]
    every = question.asks
    return tuple(asks & every for asks in asked if asks & every)


def _overlap(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _says_more(mark: Mark) -> bool:
    """Whether it is more than a single word of asking."""
    return len(words(mark.text)) > 1 or any(key != Frame.FILLER for _, key in mark.senses)


def _counts(marks: Sequence[Mark]) -> bool:
    kinds = [mark.senses for mark in marks]
    places = [n for n, senses in enumerate(kinds) if (SenseKind.OPERATION, Operation.COUNT) in senses]
    after = (kind for senses in kinds[places[-1] + 1 :] for kind, _ in senses) if places else iter(())
    return next((kind for kind in after if kind in (SenseKind.CLASS, SenseKind.RELATION)), None) is SenseKind.CLASS


def _is_every(marks: Sequence[Mark]) -> bool:
    kinds = [{kind for kind, _ in mark.senses} for mark in marks]
    every = [any(key == Frame.EVERY for _, key in mark.senses) for mark in marks]
    beside = (b.place[0] - a.place[1] <= 1 for a, b in pairwise(marks))
    classes = (SenseKind.CLASS in kind for kind in kinds[1:])
    return any(one and near and named for one, near, named in zip(every, beside, classes, strict=False))


def _is_one_list(marks: Sequence[Mark], text: str) -> bool:
    classes = [mark.place for mark in marks if any(kind is SenseKind.CLASS for kind, _ in mark.senses)]
    joining = [mark for mark in marks if any(key in _JOINING for _, key in mark.senses)]
    joins = {word for mark in joining for word in words(mark.text)}
    return all(joins.issuperset(words(text[one[1] : other[0]])) for one, other in pairwise(classes))


def _is_swallowed(
    mark: Mark, items: Iterable[Item], classes: Mapping[str, frozenset[str]], types: Mapping[str, str]
) -> bool:
    """Whether a mark only is a part of a name: "meeting" of the "SCO meeting", not "republics" of the region."""
    for item in items:
        if not _within(mark.place, item) or not item.entities:
            continue
        if not (item.hard or len(_without_article(item.text)) > len(mark.text)):
            continue
        members = frozenset[str]().union(*(classes[key] for kind, key in mark.senses if kind is SenseKind.CLASS))
        if not members or any(types.get(entity) in members for entity in item.entities):
            return True
    return False


def _without_article(text: str) -> str:
    return text[len(_THE) :] if text.lower().startswith(_THE) else text


def _within(place: tuple[int, int], item: Item) -> bool:
    return item.place[0] <= place[0] and place[1] <= item.place[1]


def _is_covered(item: Item, marks: Iterable[Mark]) -> bool:
    """Whether the marks say all that an item says; a name for certain always says more."""
    if item.hard:
        return False
    start, end = item.place[1] - len(_without_article(item.text)), item.place[1]
    near = (mark for mark in marks if mark.place[0] < end and start < mark.place[1])
    inside = [
        mark.place for mark in near if not item.entities or any(kind is SenseKind.CLASS for kind, _ in mark.senses)
    ]
    return bool(inside) and inside[0][0] <= start and end <= max(place[1] for place in inside)


def _unknown(question: Question, marks: Iterable[Mark]) -> Iterator[str]:
    known = {word for mark in marks for word in words(mark.text)}
    return (text for text in question.unmatched if not known.issuperset(words(text)))


def _names(question: Question, marks: Iterable[Mark]) -> Iterator[Item]:
    """The items that name something, those that a mark covers last of all readings."""
    asking = [mark for mark in marks if any(kind is SenseKind.OPERATION for kind, _ in mark.senses)]
    return (item for item in question.items if item.entities and not item.light and not _is_covered(item, asking))
