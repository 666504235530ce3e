"""What two things have in common, and how they differ: people, events, or the documents themselves."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from knowledge.dialogue import Heading, ResultKind
from knowledge.model import Statement
from knowledge.vocabulary.operations import Operation, OperationRole
from knowledge.vocabulary.terms import Ask
from knowledge.working_out.facts import Facts
from knowledge.working_out.findings import Finding, of_entities, of_statements
from knowledge.working_out.ordering import events_of
from knowledge.working_out.request import Request

_PAIR = 2
_EACH = 2
"""Statements told of each of two things."""
_SHARED = 6
"""What differs first, where the question does not say which property it asks about."""


def compared(request: Request, facts: Facts) -> Finding | None:
    """The answer to a question about what differs or is common; None where fewer than two known things are named."""
    if not request.has(Operation.DIFFERENCE, Operation.COMMON) or not request.clear:
        return None
    things = _things(request, facts)
    if len(things) == 2 and not facts.are_comparable(things):
        return None
    if len(things) != 2:
        return _documents(request, facts) if request.documents and not things else None
    return _common(things, facts) if request.has(Operation.COMMON) else _difference(things, request, facts)


def _things(request: Request, facts: Facts) -> tuple[str, ...]:
    """The two things: as they are named, as one name may mean them, or the events that two people go to."""
    named = request.named
    if len(named) < 2 and request.choices:
        several = [found for found in request.choices if len(found) > 1 and request.asks_only(Ask.MANNER)]
        named = several[0] if len(several) == 1 and not named else named
    people = [one for one in named if facts.is_person(one)]
    if len(people) == 2 and facts.of_events(request.classes):
        attended = facts.properties_of(*facts.playing(OperationRole.ATTENDED))
        found = [facts.time.events_of(one, attended) for one in people]
        named = tuple(events[0] for events in found if events)
    return named if any(map(facts.is_event, named)) else _two_events(request, facts) or named


def _two_events(request: Request, facts: Facts) -> tuple[str, ...]:
    """The only two events of the class that is spoken of, where and when it is said: "the two meetings in Astana"."""
    said = [item for item in request.left if item.entities]
    if not facts.of_events(request.classes) or any(map(facts.is_person, request.named)):
        return ()
    events = events_of(replace(request, left=tuple(said)), facts)
    return events if len(events) == _PAIR else ()


def _difference(things: Sequence[str], request: Request, facts: Facts) -> Finding | None:
    wanted = _asked(request, facts) or _differing(things, facts)
    told = [_of(thing, wanted, facts) for thing in things]
    if not all(told):
        return None
    lines = [(thing, one) for thing, ones in zip(things, told, strict=True) for one in ones]
    return of_entities(ResultKind.COMPARISON, Heading.DIFFERENCE, lines, names=tuple(things))


def _asked(request: Request, facts: Facts) -> tuple[str, ...]:
    """The properties that the question names, else those that tell things apart."""
    concepts = request.question.concepts
    by_word = facts.properties_of(*(request.relations - facts.playing(OperationRole.ATTENDED)))
    records = facts.knowledge.phrasings.properties.items()
    asked = [key for key, record in records if any(concepts.issuperset(group) for group in record.asked_by)]
    known = [key for key in asked if key in by_word or key in facts.apart]
    return tuple(dict.fromkeys((*sorted(by_word), *known)))


def _differing(things: Sequence[str], facts: Facts) -> tuple[str, ...]:
    """The properties of both of which they have not the same value."""
    each = [{one.property: one.value for one in facts.naming[key] if one.subject == key} for key in things]
    both = [key for key in facts.apart if all(key in found for found in each)]
    return tuple(key for key in both if len({found[key] or id(found) for found in each}) > 1) or facts.apart


def _of(thing: str, wanted: Sequence[str], facts: Facts) -> list[Statement]:
    own = [one for one in facts.naming.get(thing, ()) if one.subject == thing]
    kept: list[Statement] = []
    for one in sorted((s for s in own if s.property in wanted), key=facts.rank):
        if not any(one.value in facts.named[other.id] for other in kept):
            kept.append(one)
    return kept[:_EACH] or own[:1]


def _common(things: Sequence[str], facts: Facts) -> Finding | None:
    """What statements about both name, that which most statements name first."""
    around = [
        {e for one in facts.naming[thing] if thing in one.named() for e in facts.named[one.id]} for thing in things
    ]
    shared = around[0] & around[1] - set(things)
    ranked = sorted(
        shared, key=lambda one: (-sum(one in facts.around(t) for t in things), -len(facts.naming[one]), one)
    )
    lines = [(one, told) for one in ranked if (told := facts.connecting(things, one))][:_SHARED]
    return of_entities(ResultKind.COMPARISON, Heading.COMMON, lines, names=tuple(things)) if lines else None


def of_both(request: Request, facts: Facts) -> Finding | None:
    """What statements say of both at once, where they are of no kind of which the same sort of thing is told."""
    things = request.named
    only = request.clear and request.asks_only() and len(request.left) == _PAIR
    if not request.has(Operation.COMMON) or not only or len(things) != _PAIR:
        return None
    told = [one for one in facts.knowledge.current.values() if facts.named[one.id].issuperset(things)]
    lines = facts.digests.short(told, _EACH)
    return of_statements(ResultKind.COMPARISON, Heading.DIGEST, lines, names=things) if lines else None


def _documents(request: Request, facts: Facts) -> Finding | None:
    """What both documents deal with, and what each of them deals with above all."""
    if len(facts.documents) != 2 or not request.plain:
        return None
    subjects = [facts.digests.subjects[source] for source in facts.documents]
    shared = [one for one in subjects[0] if one in subjects[1]]
    names = tuple(sorted(shared, key=lambda one: subjects[0].index(one) + subjects[1].index(one))[:_SHARED])
    if request.has(Operation.COMMON) and names:
        lines = [(one, lead) for one in names if (lead := facts.lead(one))]
        return of_entities(ResultKind.COMPARISON, Heading.COMMON, lines, names=facts.documents)
    leads = [(source, facts.digests.documents[source][0]) for source in facts.documents]
    found = of_entities(ResultKind.COMPARISON, Heading.DOCUMENTS, leads, names=names)
    own = tuple(tuple(one for one in found if one not in shared)[:_SHARED] for found in subjects)
    return replace(found, result=replace(found.result, own=own), about=())
