"""Corridors with what they connect, and places with what happens there; no map."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from bot.drawing.scenes import Schematic
from bot.interface.pictures.making import ChosenParts, Drawing, PictureMaker, distinct
from bot.interface.pictures.paging import PicturePart, in_lists, rows_of
from bot.interface.words.wording import Worded
from knowledge.model import EntityType, Statement

_ROUTES = frozenset({EntityType.CORRIDOR, EntityType.AGREEMENT})
_GEOGRAPHY = frozenset({EntityType.PLACE, EntityType.STATE, EntityType.GROUP_OF_STATES})
_LETTERS, _SMALL_LETTERS, _STOP_LETTERS = 58, 66, 17
"""On a line of a name, of what happens there, and below one of four stops."""
_LEAST_STOPS = 3


@dataclass(frozen=True, slots=True)
class _Spot:
    """A corridor with what it connects, or a place with what happens there."""

    name: str
    names: tuple[str, ...]
    is_route: bool


def _scene(_maker: PictureMaker, chosen: ChosenParts[_Spot]) -> Schematic:
    spots = chosen.drawn
    return Schematic(
        chosen.frame,
        tuple((one.name, one.names) for one in spots if one.is_route),
        tuple((one.name, one.names) for one in spots if not one.is_route),
    )


def _parts(maker: PictureMaker) -> Iterator[PicturePart[_Spot]]:
    """Each corridor, then each place, in as many parts as the names need."""
    for route in _routes(maker):
        for label, some in _lists(maker, route, _stops(maker, route)):
            yield _part(maker, label, some, is_route=True)
    for place, events in _places(maker).items():
        held = [(str(maker.label(maker.name(one), *said)), tuple(said)) for one, said in events.items()]
        for happening in in_lists(held):
            yield _part(maker, maker.name(place), dict(happening), is_route=False)


def _lists(
    maker: PictureMaker, route: str, stops: Mapping[str, Sequence[Statement]]
) -> Iterator[tuple[str, dict[str, tuple[Statement, ...]]]]:
    every = [one for said in stops.values() for one in said]
    label = maker.label(maker.name(route), *every)
    for some in in_lists([(maker.name(one), tuple(said)) for one, said in stops.items()]):
        yield label, {str(name): said for name, said in some}


def _part(
    maker: PictureMaker, label: str, held: Mapping[str, tuple[Statement, ...]], *, is_route: bool
) -> PicturePart[_Spot]:
    names = tuple(held)
    line = maker.wording.text("picture.line", name=Worded(label), names=maker.wording.listed(map(Worded, names)))
    told = distinct(one for said in held.values() for one in said)
    below = _fans(names) if is_route else sum(map(_below, names)) + 0.5
    return PicturePart(_Spot(label, names, is_route), line, told, rows_of(label, _LETTERS) + 1 + below)


def _below(label: str) -> float:
    return rows_of(label, _SMALL_LETTERS) + 0.1


def _fans(names: Sequence[str]) -> float:
    """Four stops beside each other with three lines below each, or fewer with as much."""
    longest = max(rows_of(name, _STOP_LETTERS) for name in names)
    return -(-len(names) // (4 if longest <= 3 else 2)) * (4 + min(longest, 6))


def _routes(maker: PictureMaker) -> Iterator[str]:
    wanted = (one.id for one in maker.knowledge.entities.values() if one.type in _ROUTES)
    for one in wanted:
        if not maker.only or one in maker.only or any(map(maker.concerns, maker.said_of(one))):
            yield one


def _stops(maker: PictureMaker, route: str) -> Mapping[str, Sequence[Statement]]:
    """What the statements about a route that name three places or states name, in the order of their words."""
    found: defaultdict[str, list[Statement]] = defaultdict(list)
    for said in maker.said_of(route):
        named = [one for one in maker.facts.named[said.id] if maker.knowledge.entities[one].type in _GEOGRAPHY]
        if len(named) >= _LEAST_STOPS:
            for one in sorted(named, key=lambda one: _place_in(maker, said, one)):
                found[one].append(said)
    return found


def _place_in(maker: PictureMaker, said: Statement, entity: str) -> tuple[int, str]:
    text, name = said.worded(maker.wording.lang, ahead=False), maker.knowledge.entities[entity].name(maker.wording.lang)
    at = text.find(name)
    return (at if at >= 0 else len(text)), entity


def _places(maker: PictureMaker) -> Mapping[str, Mapping[str, Sequence[Statement]]]:
    """By place the events that statements set there, each with these."""
    found: defaultdict[str, defaultdict[str, list[Statement]]] = defaultdict(lambda: defaultdict(list))
    for event in maker.events():
        for said in maker.said_of(event):
            value = maker.knowledge.entities.get(said.value or "")
            if value and value.type == EntityType.PLACE:
                found[value.id][event].append(said)
    return found


SCHEMATIC = Drawing("picture.places", _parts, _scene)
"""Of corridors and places; nothing where there are none."""
