"""Lists and counts by class, of all that is named or of those that a statement connects with what is asked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from itertools import islice

from knowledge.dialogue import Heading, ResultKind
from knowledge.model import EntityType, Statement
from knowledge.text.folding import script
from knowledge.text.letters import Script
from knowledge.understanding.cues import Place
from knowledge.understanding.question import Item
from knowledge.vocabulary.operations import SOURCE, Frame, Operation
from knowledge.vocabulary.roles import Role
from knowledge.vocabulary.terms import Ask
from knowledge.working_out.facts import Facts
from knowledge.working_out.findings import Finding, of_entities
from knowledge.working_out.request import Request

_SEVERAL = 2


def everything(request: Request, facts: Facts) -> Finding | None:
    """All of a class that the sources name, where nothing restricts it."""
    plain = request.plain and not request.relations and not request.question.quantities.dates
    if not plain or not request.asks_only(Ask.PERSON, Ask.QUANTITY) or not _is_of_all(request):
        return None
    classes = request.classes or _implied(request, facts)
    if not classes or (len(request.classes) > 1 and not request.listed):
        return None
    return found_of(request, facts, [(key, facts.lead(key)) for key in facts.members(classes)], classes)


def of_all_alone(request: Request, facts: Facts) -> Finding | None:
    """How many of a class the sources name, where a question says no more than that ("how many meetings?")."""
    plain = request.plain and request.bare and not request.relations and not request.question.quantities.dates
    sources = [key for key in facts.knowledge.operations.classes if facts.types_of(key) == {SOURCE}]
    classes = request.classes or tuple(sources if request.documents else ())
    if not plain or not request.has(Operation.COUNT) or len(classes) != 1 or Frame.HELD in request.frames:
        return None
    members = facts.members(classes) if request.asks_only(Ask.PERSON, Ask.QUANTITY) else ()
    return found_of(request, facts, [(key, facts.lead(key)) for key in members], classes)


def numbered(request: Request, facts: Facts) -> Finding | None:
    """The members of the one set that has as many as the question says: "the five states", «الجماعات الأربع»."""
    sizes, wanted = request.question.figures, facts.types_of(*request.classes)
    plain = request.plain and not request.relations and not request.operations and not request.question.quantities.dates
    if len(sizes) != 1 or len(request.classes) != 1 or not plain or not request.asks_only(Ask.PERSON, Ask.QUANTITY):
        return None
    groups = [facts.members(request.classes), *map(sorted, map(facts.members_of, facts.knowledge.types))]
    of_class = ([key for key in keys if facts.knowledge.types[key] in wanted] for keys in groups)
    found = {tuple(keys) for keys in of_class if {len(keys)} == sizes}
    if len(found) != 1 or Ask.YES_NO in request.question.asks:
        return None
    return found_of(request, facts, [(key, facts.lead(key)) for key in found.pop()], request.classes)


def about(request: Request, facts: Facts, entities: Sequence[str]) -> Finding | None:
    """How many there are of what was listed before, where a question says no more than that."""
    if not request.has(Operation.COUNT) or not request.plain or request.classes or len(entities) < _SEVERAL:
        return None
    types = {facts.knowledge.types.get(one) for one in entities}
    classes = (key for key in facts.knowledge.operations.classes if types <= facts.types_of(key))
    if request.relations or request.unknown or (of := next(classes, None)) is None:
        return None
    return found_of(request, facts, [(key, facts.lead(key)) for key in entities], (of,))


def _is_of_all(request: Request) -> bool:
    """Whether the set is said to be closed: what is named, or, but for a number, a list of all."""
    if Frame.HELD in request.frames or request.documents or request.has(Operation.MENTION):
        return True
    if request.has(Operation.COUNT) and request.asks_which:
        return True
    return not request.has(Operation.COUNT) and (request.has(Operation.LIST) or request.every)


def _implied(request: Request, facts: Facts) -> tuple[str, ...]:
    """The class that a question without one is about: people, if it asks who, else the documents themselves."""
    if Frame.HELD not in request.frames:
        return ()
    who = request.bare and any(Ask.PERSON in found for found in request.question.asked)
    wanted = EntityType.PERSON.value if who else SOURCE if request.documents else ""
    return tuple(key for key in facts.knowledge.operations.classes if facts.types_of(key) == {wanted})


def matching(request: Request, facts: Facts) -> Finding | None:
    """Those of a class that one statement each connects with all that the question names besides."""
    if not _is_restricted(request) or not request.asks_only(Ask.QUANTITY) or not _is_asked_for(request, facts):
        return None
    types = facts.types_of(request.classes[0])
    if any(facts.knowledge.types[entity] in types for item in request.left for entity in item.entities):
        return None
    if facts.of_events(request.classes[:1]) and _is_of_a_kind(request):
        return None
    host = facts.knowledge.phrasings.role(Role.HOST)
    left = [item for item in request.left if item.entities or not any(term.id in host for term in item.terms)]
    members = _at_date(_belonging(facts.members(request.classes[:1]), left, facts), request, facts)
    lines = [(one, _connecting(one, left, facts, request)) for one in members]
    return found_of(request, facts, [pair for pair in lines if pair[1]], request.classes[:1], Heading.MATCHING)


def _is_restricted(request: Request) -> bool:
    """Whether it is clear what is asked for, and what it is restricted to."""
    dates = request.question.quantities.dates
    if not request.classes or not request.clear or not (request.left or dates) or _has_another_head(request):
        return False
    return request.counts if request.has(Operation.COUNT) else not (dates and request.question.size)


def _is_of_a_kind(request: Request) -> bool:
    """Whether the class is only a part of what names another thing («المناورات العسكرية»): not all of it is of that."""
    places = places_of(request, request.classes[:1])
    named = (item for item in request.left if item.entities)
    return any(item.place[0] <= start and end <= item.place[1] for item in named for start, end in places)


def places_of(request: Request, classes: Sequence[str]) -> list[Place]:
    """Where the question says one of these classes."""
    return [mark.place for mark in request.question.marks if any(one in classes for _, one in mark.senses)]


def _is_asked_for(request: Request, facts: Facts) -> bool:
    """Whether a list or number is asked for, over a closed set: events are told of one by one, others only if named."""
    held, events = Frame.HELD in request.frames, facts.of_events(request.classes[:1])
    asked = request.has(Operation.LIST, Operation.COUNT, Operation.HAPPENED) or request.relations
    return held or bool(events and asked)


def _at_date(members: tuple[str, ...], request: Request, facts: Facts) -> tuple[str, ...]:
    for mention in request.question.quantities.dates:
        then = facts.time.at(mention)
        members = tuple(one for one in members if one in then)
    return members


def _belonging(members: tuple[str, ...], left: Iterable[Item], facts: Facts) -> tuple[str, ...]:
    """Those that a statement names as members of a group in the question; all where it names no such group."""
    groups = [facts.members_of(entity) for item in left for entity in item.entities]
    told = next((found for found in groups if found), None)
    return members if told is None else tuple(one for one in members if one in told)


def _has_another_head(request: Request) -> bool:
    """Whether what stands before the class makes it a mere complement ("heads of state", «رؤساء الدول»)."""
    places = places_of(request, request.classes[:1])
    before = (item for item in request.left if places and item.place[1] <= places[0][0])
    return any(not item.entities or script(item.text) is not Script.LATIN for item in before)


def _connecting(member: str, left: Sequence[Item], facts: Facts, request: Request) -> Statement | None:
    """A statement about a member that holds all of this; what happens has a place as a whole."""
    place = facts.entity(member).place
    asked = [item for item in left if place is None or place not in item.entities]
    if len(asked) < len(left) or not left:
        carried = not asked or any(holds_all(one, asked, facts) for one in facts.naming.get(member, ()))
        return facts.time.when(member) if carried else None
    properties = facts.properties_of(*request.relations)
    found = (one for one in facts.naming.get(member, ()) if not properties or one.property in properties)
    return next((one for one in found if holds_all(one, asked, facts)), None)


def holds_all(statement: Statement, items: Iterable[Item], facts: Facts) -> bool:
    """Whether a statement's own wording holds all of this."""
    return all(facts.says(statement, item) for item in items)


def found_of(
    request: Request,
    facts: Facts,
    lines: Iterable[tuple[str, Statement | None]],
    classes: tuple[str, ...],
    heading: Heading = Heading.NAMED,
) -> Finding | None:
    """The list or number of what has a statement; None where nothing has."""
    pairs = [(key, statement) for key, statement in lines if statement is not None]
    kind = ResultKind.COUNT if request.has(Operation.COUNT) else ResultKind.LIST
    return of_entities(kind, heading, pairs, of=_common_class(classes, facts)) if pairs else None


def _common_class(classes: tuple[str, ...], facts: Facts) -> str:
    """The class that is counted: that which is asked for, or the one that all of several fall under."""
    types = facts.types_of(*classes)
    found = (key for key in facts.knowledge.operations.classes if facts.types_of(key) == types)
    return classes[0] if len(classes) == 1 else next(found, "")


def is_in_vain(request: Request, facts: Facts, statement: Statement) -> bool:
    """Whether people are to be named, or one thing for each of several, and an answering statement names none."""
    if not request.has(Operation.LIST) or request.has(Operation.COUNT):
        return False
    types = _to_be_named(request, facts)
    return bool(types) and not _told_of(types, request, facts, statement)


def _told_of(types: AbstractSet[str], request: Request, facts: Facts, statement: Statement) -> list[str]:
    """What of these types the wordings of a statement name and the question does not."""
    told = (one for one in facts.worded(statement) if facts.knowledge.types[one] in types)
    return [one for one in told if one not in request.question.entities]


def _to_be_named(request: Request, facts: Facts) -> frozenset[str]:
    """The types of what is to be named one by one."""
    people = frozenset({EntityType.PERSON.value})
    if {facts.types_of(key) for key in request.classes} == {people}:
        return people
    opening, _ = min(places_of(request, request.classes), default=(0, 0))
    before = (item for item in request.left if item.entities and item.place[0] < opening)
    types = frozenset(facts.knowledge.types[one] for item in islice(before, 1) for one in item.entities)
    return types if Frame.EVERY in request.frames and types == {EntityType.BODY.value} else frozenset()


def counted(request: Request, facts: Facts, statement: Statement) -> Finding | None:
    """How many of a class an answering statement names, where the question asks for a number that it does not say."""
    if not request.has(Operation.COUNT) or not request.classes or facts.says_a_number(statement):
        return None
    types = facts.types_of(request.classes[0])
    members = _told_of(types, request, facts, statement)
    if len(members) < _SEVERAL:
        return None
    return of_entities(ResultKind.COUNT, Heading.TOLD, [(one, statement) for one in members], of=request.classes[0])
