"""Which of two things is so ("in Astana or in Tashkent?"): what carries one of them, and not the other, answers it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from knowledge.answering.trace import Answered
from knowledge.answering.verdict import Judge
from knowledge.dialogue import Answer, NoAnswer, Verdict
from knowledge.text.folding import tokens
from knowledge.understanding.cues import Place
from knowledge.understanding.question import Question
from knowledge.understanding.reader import Reader
from knowledge.vocabulary.assertions import Marker
from knowledge.vocabulary.forms import SenseKind
from knowledge.vocabulary.operations import Operation
from knowledge.vocabulary.terms import Ask

_OF_BOTH = frozenset({Operation.FIRST, Operation.DIFFERENCE, Operation.COMMON})


def are_two(question: Question, judge: Judge) -> bool:
    """Whether it is asked which of two is so: A *or* B."""
    return any(cue.marker is Marker.ALTERNATIVE for cue in judge.cues(question))


def answered(question: Question, judge: Judge, reader: Reader, ask: Callable[[Question], Answered]) -> Answered:
    """The reply to the whole, else to the one of two sides that has one.

    An alternative has no yes: what is so, or says otherwise than one side, is told by itself.
    """
    whole, cues = ask(question), judge.cues(question)
    places = [cue.place for cue in cues if cue.marker is Marker.ALTERNATIVE]
    if not isinstance(whole.reply, NoAnswer) or len(places) != 1 or _sets_side_by_side(question):
        return whole
    open_ = bool(question.asks - {Ask.YES_NO}) or any(cue.marker is Marker.OPEN for cue in cues)
    things = [*(_names(question) if open_ else _words(question)), *_figures(question)]
    found = [ask(reader.read(side, lang=question.lang)) for side in sides(question, things, places[0])]
    told = [(one, one.reply) for one in found if isinstance(one.reply, Answer)]
    so = [pair for pair in told if pair[1].verdict is not Verdict.CONTRADICTED] or told
    if len({reply.statements[0].id for _, reply in so}) != 1:
        return whole
    one, reply = so[0]
    return replace(one, reply=replace(reply, verdict=None))


def _sets_side_by_side(question: Question) -> bool:
    """Whether both things are asked about together: which came first, what differs."""
    asked = {id_ for mark in question.marks for kind, id_ in mark.senses if kind is SenseKind.OPERATION}
    return not asked.isdisjoint(_OF_BOTH)


def sides(question: Question, things: Iterable[Place], either: Place) -> tuple[str, ...]:
    """The question with each of the two things beside "or" alone; none where there are no two.

    Two days share the month that stands behind the second («2 أم 3 نيسان»).
    """
    every = list(things)
    before = max((one for one in every if one[1] <= either[0]), key=lambda one: (one[1], -one[0]), default=None)
    after = min((one for one in every if one[0] >= either[1]), key=lambda one: (one[0], -one[1]), default=None)
    if before is None or after is None:
        return ()
    text = question.text
    first = text[after[0] : after[1]].split()[0] if text[before[0] : before[1]].isdigit() else text[slice(*after)]
    shared = text[after[0] + len(first) :]
    return text[: either[0]].rstrip() + shared, text[: before[0]] + text[either[1] :].lstrip()


def _words(question: Question) -> Iterator[Place]:
    """Where words stand that mean anything."""
    yield from (item.place for item in question.items if item.place[0] >= 0)


def _names(question: Question) -> Iterator[Place]:
    """Where names stand: "in which hotel or hall" asks for one place, and gives none to choose."""
    yield from (item.place for item in question.items if item.place[0] >= 0 and item.entities)


def _figures(question: Question) -> Iterator[Place]:
    """Where dates and numbers stand, those that belong together as one."""
    found, taken = tokens(question.text), question.quantities.taken
    for start in sorted(position for position in taken if position - 1 not in taken):
        last = next(position for position in range(start, len(found) + 1) if position + 1 not in taken)
        yield found[start].start, found[last].end
