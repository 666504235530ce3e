"""Lists by relation: whose officials, who took part in an event, and the members of a group."""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from itertools import chain

from knowledge.dialogue import Heading, ResultKind
from knowledge.model import EntityType, Statement
from knowledge.text.folding import words
from knowledge.vocabulary.operations import Operation, OperationRole
from knowledge.vocabulary.roles import Role
from knowledge.vocabulary.terms import Ask
from knowledge.working_out.facts import Facts
from knowledge.working_out.findings import Finding, of_entities
from knowledge.working_out.listing import found_of, holds_all, places_of
from knowledge.working_out.request import Request

_SEVERAL = 2


def holders(request: Request, facts: Facts) -> Finding | None:
    """The people whose office has to do with all that is named: "the Indian officials"."""
    people = frozenset({EntityType.PERSON.value})
    asked = request.has(Operation.LIST) and facts.types_of(*request.classes) == people and not request.relations
    dated = request.question.quantities.dates
    if not asked or dated or not request.clear or not request.left or not request.asks_only(Ask.PERSON):
        return None
    if any(not item.entities or any(map(facts.is_person, item.entities)) for item in request.left):
        return None
    telling = facts.properties_of(*facts.playing(OperationRole.HOLDING))
    lines = [(one, _told_by(telling, one, request, facts)) for one in facts.members(request.classes)]
    return found_of(request, facts, lines, request.classes, Heading.MATCHING)


def partakers(request: Request, facts: Facts) -> Finding | None:
    """Who took part in the one event that is spoken of, where statements tell of them one by one."""
    if not _asks_who_took_part(request, facts):
        return None
    of_events = facts.of_events(request.classes)
    beside = tuple(key for key in request.classes if key not in of_events)
    types = facts.types_of(*beside) or frozenset({EntityType.PERSON.value})
    named = tuple(chain.from_iterable(request.choices)) or facts.members(of_events)
    each = (_told_to_take_part(event, types, facts) for event in named if facts.is_event(event))
    found = [told for told in each if len(told) >= _SEVERAL]
    if len(found) != 1 or not all(map(facts.is_event, named)):
        return None
    return found_of(request, facts, found[0].items(), beside or _of_types(types, facts), Heading.MATCHING)


def _asks_who_took_part(request: Request, facts: Facts) -> bool:
    """Whether no more is said than who, or which of a class, was at something."""
    question = request.question
    who = any(Ask.PERSON in found for found in question.asked) or bool(request.classes)
    counted = request.has(Operation.COUNT) or Ask.YES_NO in question.asks
    only = all(item.entities for item in request.left) and not question.quantities.dates and not question.figures
    clear = request.clear and request.asks_only(Ask.PERSON)
    return who and only and clear and not counted and request.relations == facts.playing(OperationRole.ATTENDED)


def _told_to_take_part(event: str, types: AbstractSet[str], facts: Facts) -> Mapping[str, Statement]:
    """Those of some types of whom a statement each tells that they were at an event."""
    telling = facts.properties_of(*facts.playing(OperationRole.ATTENDED))
    own = [one for one in facts.knowledge.statements_about(event) if one.property in telling]
    return {one.value: one for one in own if one.value and facts.knowledge.types.get(one.value) in types}


def _of_types(types: AbstractSet[str], facts: Facts) -> tuple[str, ...]:
    """The first class that has just these types."""
    return tuple(key for key in facts.knowledge.operations.classes if facts.types_of(key) == types)[:1]


def _told_by(properties: AbstractSet[str], member: str, request: Request, facts: Facts) -> Statement | None:
    """The statement with one of these properties about a member that holds all that is left of a question."""
    own = (one for one in facts.naming.get(member, ()) if one.subject == member and one.property in properties)
    return next((one for one in own if holds_all(one, request.left, facts)), None)


def members(request: Request, facts: Facts) -> Finding | None:
    """The members of a group that is named by what they are: "the states of Central Asia", «دول آسيا الوسطى»."""
    asked = request.has(Operation.LIST) and request.clear and not request.relations and not request.has(Operation.COUNT)
    if not asked or len(request.left) != 1 or len(request.classes) != 1 or not request.asks_only(Ask.PERSON):
        return None
    group, types = next(iter(request.named), ""), facts.types_of(*request.classes)
    if request.question.quantities.dates or not _says_no_more(request) or not facts.members_of(group):
        return None
    telling = facts.knowledge.phrasings.role(Role.MEMBER)
    told = next(one for one in facts.naming[group] if one.subject == group and one.property in telling)
    found = [(one, told) for one in facts.worded(told) if facts.knowledge.types[one] in types]
    several = len(found) >= _SEVERAL
    return of_entities(ResultKind.LIST, Heading.TOLD, found, of=request.classes[0]) if several else None


def _says_no_more(request: Request) -> bool:
    """Whether a class is in the one name that is left or a word before it, and nothing is said ("their capitals")."""
    start, end = request.left[0].place
    marks = [mark.place for mark in request.question.marks]
    places = [(start, end), *marks]
    near = all(
        (start <= first and last <= end) or (last <= start and len(words(request.question.text[last:start])) == 1)
        for first, last in places_of(request, request.classes)
    )
    every = (item.place for item in request.question.items)
    return near and all(any(one[0] <= a and b <= one[1] for one in places) for a, b in every)
