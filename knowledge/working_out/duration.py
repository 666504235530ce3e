"""How long something lasts, in days."""

from __future__ import annotations

from dataclasses import replace
from itertools import chain

from knowledge.dialogue import Heading, ResultKind
from knowledge.text.folding import stem, words
from knowledge.vocabulary.operations import Operation
from knowledge.working_out.facts import Facts
from knowledge.working_out.findings import Finding, of_entities
from knowledge.working_out.request import Request


def days(request: Request, facts: Facts) -> Finding | None:
    """How many days an event lasts, from its dates; of those that a name or class may mean, the one with known days."""
    named = list(chain.from_iterable(request.choices))
    if not request.has(Operation.DURATION) or not request.clear or any(map(facts.is_person, named)):
        return None
    meant = named or _called(request, facts)
    events = {one for one in request.named if facts.is_event(one)} or {one for one in meant if facts.time.has_days(one)}
    event = events.pop() if len(events) == 1 else None
    if event is None or not facts.time.has_days(event):
        return None
    dates, told = facts.entity(event).dates, facts.time.when(event)
    if dates is None or told is None:
        return None
    found = of_entities(ResultKind.COUNT, Heading.DAYS, [(event, told)])
    return replace(found, result=replace(found.result, count=(dates.last - dates.first).days + 1))


def _called(request: Request, facts: Facts) -> list[str]:
    """The events of a class whose names have the very word for it ("the meeting"; the talks are called otherwise)."""
    said = {stem(word) for mark in request.question.marks if request.classes for word in words(mark.text)}
    names = {one: facts.entity(one).names.values() for one in facts.members(facts.of_events(request.classes))}
    return [one for one, every in names.items() if not said.isdisjoint(map(stem, words(" ".join(every))))]
