"""Whether something is named at all, everything that somebody said, a document in short, and what is new."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import zip_longest

from knowledge.dialogue import Heading, Over, Result, ResultKind
from knowledge.model import Statement, Strength
from knowledge.understanding.question import Item
from knowledge.vocabulary.forms import SenseKind
from knowledge.vocabulary.operations import Frame, Operation, OperationRole
from knowledge.vocabulary.roles import Role
from knowledge.vocabulary.terms import Ask
from knowledge.working_out.digesting import MOST_LINES
from knowledge.working_out.facts import Facts
from knowledge.working_out.findings import Finding, of_statements
from knowledge.working_out.request import Request

_TWO = 2
_MAIN = 3
"""So many subjects of a document are what it is about."""
_LINES = 4
_FIRST = 3
"""So much is told of what somebody said, where not everything is asked for."""


def mention(request: Request, facts: Facts) -> Finding | None:
    """The statements that name the one thing that is asked about; an empty result where nothing does."""
    if not request.has(Operation.MENTION) or request.has(Operation.LIST, Operation.COUNT, Operation.TIMELINE):
        return None
    if not request.asks_only() or request.classes or request.question.quantities.dates:
        return None
    if not request.clear or not request.left or (len(request.left) > 1 and any(one.entities for one in request.left)):
        return None
    if not all(_is_literal(item, request) for item in request.left):
        return None
    told = [one for one in facts.knowledge.current.values() if all(facts.holds(one, item) for item in request.left)]
    named = tuple(dict.fromkeys(entity for item in request.left for entity in item.entities[:1]))
    if not told:
        return None
    return of_statements(ResultKind.MENTION, Heading.MENTION, _saying(named, told, facts), names=named)


def _saying(named: Sequence[str], told: list[Statement], facts: Facts) -> list[Statement]:
    """Those of the statements that name it in their own words, those about it first; all where only quotes do."""
    if len(named) != 1:
        return told
    about = [one for one in facts.naming[named[0]] if one in told]
    return [one for one in about if named[0] in one.named() or named[0] in facts.worded(one)] or about


def absent(request: Request) -> Finding | None:
    """The empty result where what is asked about is named nowhere."""
    unknown = (*request.unknown, *(item.text for item in request.left if item.foreign))
    if not request.has(Operation.MENTION) or not unknown or request.classes:
        return None
    return Finding(Result(ResultKind.MENTION, Over.STATEMENTS, 0, (), Heading.MENTION), ())


def _is_literal(item: Item, request: Request) -> bool:
    """Whether it is the name of a thing, or a word that nothing but its meaning stands for; no loose name."""
    if item.hard or not item.entities:
        return True
    senses = (sense for span in request.question.spans if span.place == item.place for sense in span.senses)
    return any(sense.kind is SenseKind.ENTITY and sense.strength is Strength.STRONG for sense in senses)


def said(request: Request, facts: Facts) -> Finding | None:
    """Everything that somebody said or does, in the order of the documents."""
    if not request.clear or not request.asks_only(Ask.PERSON) or Ask.YES_NO in request.question.asks:
        return None
    if Frame.EVERY not in request.frames:
        return _said_at_all(request, facts)
    if request.has(Operation.SAID) and (found := _everything(request, facts, Heading.SAID)):
        return found
    return _everything(request, facts, Heading.DOES) if request.has(Operation.DOES) else None


def _said_at_all(request: Request, facts: Facts) -> Finding | None:
    """What somebody said, where the question says nothing of what about."""
    asks = any(Ask.THING in found for found in request.asks)
    if not asks or not request.has(Operation.SAID) or request.question.quantities.dates:
        return None
    if set(request.classes_beside) - set(facts.of_events(request.classes)):
        return None
    found = _everything(request, facts, Heading.SAID) if _names_occasions(request, facts) else None
    return replace(found, told=found.told[:_FIRST]) if found else None


def _names_occasions(request: Request, facts: Facts) -> bool:
    """Whether nothing is named besides people but where or when they spoke."""
    others = (one for item in request.left for one in map(facts.holder, item.entities) if not facts.is_person(one))
    places = facts.types_of(*facts.playing(OperationRole.PLACE))
    return all(facts.is_event(one) or facts.knowledge.types.get(one) in places for one in others)


def _everything(request: Request, facts: Facts, heading: Heading) -> Finding | None:
    people = list(dict.fromkeys(one for one in map(facts.holder, request.named) if facts.is_person(one)))
    if len(people) != 1 or any(not item.entities for item in request.left):
        return None
    who = people[0]
    told = [one for one in facts.knowledge.current.values() if _is_by(who, one, heading, facts)]
    others = [item for item in request.left if who not in map(facts.holder, item.entities)]
    told = [one for one in told if all(facts.holds_around(one, item) for item in others)]
    told = facts.digests.short(told, len(told)) if heading is Heading.SAID else sorted(told, key=facts.rank)
    return of_statements(ResultKind.LIST, heading, told, names=(who,)) if told else None


def _is_by(who: str, statement: Statement, heading: Heading, facts: Facts) -> bool:
    if heading is Heading.SAID:
        speaks = statement.property in facts.knowledge.phrasings.role(Role.SPEAKING)
        return statement.said_by == who or (statement.subject == who and speaks)
    return statement.property in facts.knowledge.phrasings.role(Role.DOING) and who in statement.named()


def digest(request: Request, facts: Facts) -> Finding | None:
    """All documents in short, or what connects two things."""
    if not request.has(Operation.DIGEST) or not request.clear or request.question.quantities.dates:
        return None
    if not request.left:
        return None if request.classes else _whole(request, facts)
    if request.documents:
        return _document(request, facts)
    hard = all(item.hard for item in request.left)
    if len(request.named) != _TWO or not hard or not request.asks_only():
        return None
    told = [one for one in facts.knowledge.current.values() if facts.named[one.id].issuperset(request.named)]
    lines = facts.digests.short(told, MOST_LINES)
    return of_statements(ResultKind.DIGEST, Heading.DIGEST, lines, names=request.named) if lines else None


def _document(request: Request, facts: Facts) -> Finding | None:
    """The one document that deals with what the question names more than any other does."""
    if not all(item.entities for item in request.left) or not request.asks_only():
        return None
    subjects = facts.digests.subjects.items()
    ranks = {source: sum(map(found.index, request.named)) for source, found in subjects if _deals_with(found, request)}
    best = min(ranks, key=ranks.__getitem__, default=None)
    if best is None or ranks[best] >= _MAIN * len(request.named):
        return _of_thing(request, facts)
    if list(ranks.values()).count(ranks[best]) > 1:
        return None
    return of_statements(ResultKind.DIGEST, Heading.DIGEST, facts.digests.documents[best], names=request.named)


def _whole(request: Request, facts: Facts) -> Finding | None:
    """All documents in short, or the one whose place among them is said: "the second document"."""
    places = request.question.quantities.ordinals if request.documents else ()
    if not places:
        return _short(Heading.DIGEST, facts.knowledge.current.values(), facts)
    if len(places) > 1 or not 0 < places[0] <= len(facts.documents):
        return None
    source = facts.documents[int(places[0]) - 1]
    return of_statements(ResultKind.DIGEST, Heading.DIGEST, facts.digests.documents[source], names=(source,))


def in_documents(request: Request, facts: Facts) -> Finding | None:
    """What the documents say, or what they say about one thing."""
    spoken = request.has(Operation.SAID) or Frame.CONTENTS in request.frames
    asked = request.documents and spoken and Ask.YES_NO not in request.question.asks
    if not asked or not request.clear or not request.asks_only() or request.classes or len(request.left) > 1:
        return None
    return _of_thing(request, facts) if request.left else _whole(request, facts)


def _of_thing(request: Request, facts: Facts) -> Finding | None:
    """In short what names one thing, those about it first."""
    if len(request.named) != 1 or len(request.left) != 1 or facts.is_person(request.named[0]):
        return None
    told = facts.digests.short(facts.naming.get(request.named[0], ()), _LINES)
    return of_statements(ResultKind.DIGEST, Heading.DIGEST, told, names=request.named) if told else None


def _deals_with(subjects: Sequence[str], request: Request) -> bool:
    return bool(request.named) and set(subjects).issuperset(request.named)


def new(request: Request, facts: Facts) -> Finding | None:
    """The statements that came last, in short."""
    if not request.has(Operation.NEW) or not request.plain or request.classes or request.question.quantities.dates:
        return None
    current = facts.knowledge.current.values()
    newest = max((one.first_seen for one in current if one.first_seen), default=None)
    return _short(Heading.NEW, [one for one in current if one.first_seen == newest], facts)


def _short(heading: Heading, statements: Iterable[Statement], facts: Facts) -> Finding | None:
    """The lines of every document that has some of these statements, in turn, so that none is left out."""
    wanted = {one.id for one in statements}
    each = [[one for one in lines if one.id in wanted] for lines in facts.digests.documents.values()]
    told = [one for row in zip_longest(*each) for one in row if one is not None]
    return of_statements(ResultKind.DIGEST, heading, told[:MOST_LINES]) if told else None
