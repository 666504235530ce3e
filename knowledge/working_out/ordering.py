"""What happens in the order of time: timelines, the latest and the next, a date, and which of two came first."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import chain

from knowledge.dates import DateMention
from knowledge.dialogue import Heading, ResultKind
from knowledge.model import Statement
from knowledge.understanding.question import Item
from knowledge.vocabulary.operations import Frame, Operation, OperationRole
from knowledge.vocabulary.roles import Role
from knowledge.vocabulary.terms import Ask
from knowledge.working_out.facts import Facts
from knowledge.working_out.findings import Finding, of_entities
from knowledge.working_out.happenings import Side
from knowledge.working_out.request import Request

_SEVERAL = 2


def timeline(request: Request, facts: Facts) -> Finding | None:
    """All events in order, or those that meet what the question names besides."""
    asked = request.has(Operation.TIMELINE) and not request.has(Operation.COUNT)
    if not asked or not request.clear or not request.asks_only(Ask.TIME, Ask.ORDINAL):
        return None
    events = events_of(request, facts)
    if len(events) < _SEVERAL:
        events = _of_any(request, facts)
    if len(events) < _SEVERAL:
        return None
    whole = request.plain and not request.question.quantities.dates
    left = _of_class(facts.time.undated, request, facts) if whole else ()
    found = _ordered(events, facts, Heading.TIMELINE)
    return replace(found, result=replace(found.result, undated=left))


def first(request: Request, facts: Facts) -> Finding | None:
    """Two or more events, or those that two people go to, in order; the first came first."""
    if not request.has(Operation.FIRST) or not request.clear or not request.asks_only(Ask.PERSON):
        return None
    if people := [one for one in request.named if facts.is_person(one)]:
        return _first_to_go(people, facts) if _names_only(request, facts) else None
    if Frame.EITHER not in request.frames and (request.asks_for(Ask.PERSON) or Ask.YES_NO in request.question.asks):
        return None
    events = {event for event in _meant(request) if facts.is_event(event)}
    ordered = [event for event in facts.time.events if event in events]
    if len(events) < _SEVERAL or len(ordered) < len(events):
        return None
    return _with_names(_ordered(ordered, facts, Heading.FIRST), ordered)


def first_of(request: Request, facts: Facts, entities: Sequence[str]) -> Finding | None:
    """Which of the events that were spoken of before came first, where a question says no more than that."""
    if not request.has(Operation.FIRST) or not request.plain or request.classes or Ask.YES_NO in request.question.asks:
        return None
    ordered = [event for event in facts.time.events if event in entities]
    return _with_names(_ordered(ordered, facts, Heading.FIRST), ordered) if len(ordered) >= _SEVERAL else None


def _meant(request: Request) -> list[str]:
    """The entities named; where no two are, all that the names may mean."""
    singles = [found[0] for found in request.choices if len(found) == 1]
    return singles if len(singles) > 1 else [one for found in request.choices for one in found]


def _first_to_go(people: Sequence[str], facts: Facts) -> Finding | None:
    """Which of two people goes to an event first: what takes each there, and what sets the events in order."""
    attended = facts.properties_of(*facts.playing(OperationRole.ATTENDED))
    going = [(found[0], one) for one in people if (found := facts.time.events_of(one, attended))]
    if len(people) != _SEVERAL or len({event for event, _ in going}) != _SEVERAL:
        return None
    ordered = sorted(going, key=lambda pair: facts.time.events.index(pair[0]))
    told = [(one, facts.time.going(one, event, attended), facts.time.when(event)) for event, one in ordered]
    lines = [(one, statement) for one, *statements in told for statement in statements if statement]
    return _with_names(of_entities(ResultKind.ORDER, Heading.FIRST, lines), [one for _, one in ordered])


def _with_names(found: Finding, names: Sequence[str]) -> Finding:
    return replace(found, result=replace(found.result, names=tuple(names[:_SEVERAL])))


def latest(request: Request, facts: Facts) -> Finding | None:
    """The last event in time, of those that meet what the question names."""
    if not request.has(Operation.LATEST) or not _is_about_events(request, facts):
        return None
    events = events_of(request, facts)
    return _ordered(events[-1:], facts, Heading.LATEST) if events else None


def earliest(request: Request, facts: Facts) -> Finding | None:
    """The first event in time: of all, in a place, or of those that a name may mean; not the first of anybody's."""
    asked = request.has(Operation.EARLIEST) and Frame.EITHER not in request.frames
    if not asked or Ask.YES_NO in request.question.asks or not request.clear or not request.asks_only(Ask.TIME):
        return None
    places = facts.types_of(*facts.playing(OperationRole.PLACE))
    vague = [found for found in request.choices if len(found) > 1 and all(map(facts.is_event, found))]
    others = chain.from_iterable(found for found in request.choices if found not in vague)
    if any(facts.knowledge.types[one] not in places for one in others):
        return None
    of_events = vague or facts.of_events(request.classes) or request.has(Operation.HAPPENED)
    events = events_of(request, facts) if of_events else ()
    return _ordered(events[:1], facts, Heading.EARLIEST) if events else None


def following(request: Request, facts: Facts) -> Finding | None:
    """The event after the one that is named; without one, those that are announced as coming."""
    if not request.has(Operation.NEXT) or not (_is_after_one(request, facts) or _is_about_events(request, facts)):
        return None
    if request.question.quantities.dates and _says(request, facts, Role.AFTER):
        return None
    if anchors := _anchors(request, facts):
        return _after(anchors[0], request, facts)
    if Frame.ANNOUNCED not in request.frames:
        return None
    events = events_of(request, facts)
    ahead = [event for event in events if facts.time.is_announced(event)]
    return _ordered(ahead, facts, Heading.AHEAD) if ahead else None


def _is_after_one(request: Request, facts: Facts) -> bool:
    """Whether it only names an event, after which something comes."""
    open_ = Ask.YES_NO not in request.question.asks and request.asks_only(Ask.TIME)
    return open_ and request.clear and not request.classes and _names_only(request, facts)


def beside(request: Request, facts: Facts) -> Finding | None:
    """What happened right before or after the one event that is named."""
    if not request.has(Operation.HAPPENED, Operation.NEXT) or not request.clear or not request.asks_only(Ask.TIME):
        return None
    before, after = (_says(request, facts, role) for role in (Role.BEFORE, Role.AFTER))
    events = {facts.time.placed(found) for found in request.choices}
    event = events.pop() if len(events) == 1 else None
    if before == after or event is None or not _names_only(request, facts) or request.question.quantities.dates:
        return None
    place = facts.time.events.index(event)
    found = facts.time.events[max(place - 1, 0) : place] if before else facts.time.events[place + 1 : place + 2]
    return _ordered(found, facts, Heading.BEFORE if before else Heading.AFTER) if found else None


def _says(request: Request, facts: Facts, role: Role) -> bool:
    wanted = facts.knowledge.phrasings.role(role)
    return any(term.id in wanted for item in request.question.items for term in item.terms)


def _names_only(request: Request, facts: Facts) -> bool:
    """Whether nothing is left but names, and words for before and after."""
    return all(item.entities or _is_side_word(item, facts) for item in request.left)


def _is_side_word(item: Item, facts: Facts) -> bool:
    """Whether it says before or after."""
    sides = facts.knowledge.phrasings.role(Role.BEFORE) | facts.knowledge.phrasings.role(Role.AFTER)
    return any(term.id in sides for term in item.terms)


def _anchors(request: Request, facts: Facts) -> list[str | None]:
    """The event after which the next one is asked for: as it is named, or by its class and place."""
    named = [facts.time.placed(found) for found in request.choices if any(map(facts.is_event, found))]
    if named or len(request.classes) < _SEVERAL or not request.left:
        return named
    types = facts.types_of(request.classes[0])
    events = tuple(event for event in facts.time.events if facts.knowledge.types[event] in types)
    return [*_meeting(events, request, facts)[-1:]]


def _after(event: str | None, request: Request, facts: Facts) -> Finding | None:
    """The event after this one, if "after" was said; the "next" of the event itself is none that anybody knows of."""
    if event is None or not _says(request, facts, Role.AFTER):
        return None
    later = facts.time.events[facts.time.events.index(event) + 1 :]
    return _ordered(later[:1], facts, Heading.AFTER) if later else None


def at_date(request: Request, facts: Facts) -> Finding | None:
    """What happened or is announced for a date that a question asks about, or what of it meets the names beside."""
    dates = request.question.quantities.dates
    relations = request.relations - facts.playing(OperationRole.HELD)
    said_more = request.question.size or relations or request.has(Operation.COUNT)
    if len(dates) != 1 or not request.clear or said_more or not request.asks_only():
        return None
    if not _names_only(request, facts) or (request.choices and not _is_of_what_happened(request, facts)):
        return None
    if Ask.YES_NO in request.question.asks and not facts.playing(OperationRole.EVENT).issuperset(request.classes):
        return None
    asked = request.has(Operation.HAPPENED, Operation.DIGEST, Operation.LIST, Operation.MENTION)
    if not (asked or request.plain or facts.of_events(request.classes)):
        return None
    events = _of_class(_then(dates[0], request, facts), request, facts)
    events = _with_each(events, request, facts)
    return _ordered(events, facts, Heading.DATE) if events else None


def _is_of_what_happened(request: Request, facts: Facts) -> bool:
    """Whether what happened is asked, somewhere or to some group; not what somebody did or went to."""
    named = chain.from_iterable(request.choices)
    return request.has(Operation.HAPPENED) and not any(facts.is_person(one) or facts.is_event(one) for one in named)


def _with_each(events: tuple[str, ...], request: Request, facts: Facts) -> tuple[str, ...]:
    """The events that have to do with every name of the question."""
    names = [item for item in request.left if item.entities]
    return tuple(event for event in events if all(_is_of(event, item, request, facts) for item in names))


def _then(mention: DateMention, request: Request, facts: Facts) -> tuple[str, ...]:
    """The events of a date, or of one side of it: before, after, since or until it."""
    side, known = _side(request, facts), mention.as_known()
    return facts.time.beside(known, side) if side and known else facts.time.at(mention)


def _side(request: Request, facts: Facts) -> Side | None:
    before, after = (_says(request, facts, role) for role in (Role.BEFORE, Role.AFTER))
    if Frame.SINCE in request.frames:
        return Side.SINCE
    if Frame.UNTIL in request.frames:
        return Side.UNTIL
    if before is after:
        return None
    return Side.BEFORE if before else Side.AFTER


def _is_about_events(request: Request, facts: Facts) -> bool:
    """Whether what happens is asked about, in a question that is understood, and no more than when."""
    if not request.clear or not request.asks_only(Ask.TIME):
        return False
    named = request.has(Operation.HAPPENED) or bool(facts.of_events(request.classes))
    return named or (request.plain and not request.classes)


def events_of(request: Request, facts: Facts) -> tuple[str, ...]:
    """The events, in order, of the classes that are asked for that meet each name and date of the question."""
    return _meeting(_of_class(facts.time.events, request, facts), request, facts)


def _of_class(events: Iterable[str], request: Request, facts: Facts) -> tuple[str, ...]:
    """The events of the classes that are asked for; all where none of them is a class of events."""
    wanted = facts.types_of(*facts.of_events(request.classes))
    return tuple(event for event in events if not wanted or facts.knowledge.types[event] in wanted)


def _meeting(events: tuple[str, ...], request: Request, facts: Facts) -> tuple[str, ...]:
    """The events that meet each name and date of the question; none where it says something else besides."""
    if any(not item.entities for item in request.left):
        return ()
    for mention in request.question.quantities.dates:
        events = tuple(event for event in _then(mention, request, facts) if event in events)
    return _with_each(events, request, facts)


def _of_any(request: Request, facts: Facts) -> tuple[str, ...]:
    """The events that have to do with one of several names, none of which is without any."""
    dated = request.question.quantities.dates
    if dated or len(request.choices) < _SEVERAL or any(not item.entities for item in request.left):
        return ()
    every = facts.time.events
    if not any(map(facts.is_event, chain.from_iterable(request.choices))):
        every = _of_class(every, request, facts)
    names = [item for item in request.question.items if item.entities in request.choices]
    each = [[event for event in every if _is_of(event, item, request, facts)] for item in names]
    met = {event for found in each for event in found}
    return tuple(event for event in every if event in met) if all(each) else ()


def _is_of(event: str, item: Item, request: Request, facts: Facts) -> bool:
    """Whether an event has to do with what an item names: lies there, is it, or has a statement that names it."""
    if event in item.entities or facts.entity(event).place in item.entities:
        return True
    properties = facts.properties_of(*request.relations)
    own = (one for one in facts.naming[event] if one.subject == event)
    return any(facts.holds(one, item) for one in own if not properties or one.property in properties)


def _ordered(events: Iterable[str], facts: Facts, heading: Heading) -> Finding:
    lines: list[tuple[str, Statement]] = [(event, told) for event in events if (told := facts.time.when(event))]
    return of_entities(ResultKind.ORDER, heading, lines, of=min(facts.playing(OperationRole.EVENT), default=""))
