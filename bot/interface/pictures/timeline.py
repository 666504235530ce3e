"""Events in the order of time, and below them those that have no place in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from bot.drawing.scenes import Standing, Timeline
from bot.interface.pictures.making import ChosenParts, Drawing, PictureMaker, standing
from bot.interface.pictures.paging import PicturePart, rows_of
from bot.interface.words.wording import Worded
from knowledge.dates import PartialDate
from knowledge.model import Statement
from knowledge.vocabulary.roles import Role

_LETTERS = 38
"""On a line beside the days."""


class _Row(NamedTuple):
    """An event with its day in words; without one where it is not in the order."""

    day: str | None
    label: str
    standing: Standing


def _scene(maker: PictureMaker, chosen: ChosenParts[_Row]) -> Timeline:
    rows = chosen.drawn
    return Timeline(
        chosen.frame,
        tuple((row.day, row.label, row.standing) for row in rows if row.day),
        tuple((row.label, row.standing) for row in rows if not row.day),
        maker.wording.text("picture.no-order"),
        maker.key(row.standing for row in rows),
    )


def _parts(maker: PictureMaker) -> Iterator[PicturePart[_Row]]:
    """Those first of which a statement that may be told says when they are."""
    undated = []
    for one in (_part(maker, event) for event in maker.events()):
        if one.drawn.day:
            yield one
        else:
            undated.append(one)
    yield from undated


def _part(maker: PictureMaker, event: str) -> PicturePart[_Row]:
    """No date comes from an entity: its own may be that of a statement which is not for everybody."""
    dates, sequence = map(maker.knowledge.phrasings.role, (Role.DATE, Role.SEQUENCE))
    said = tuple(maker.said_of(event))
    dated = [(one, day) for one in said if one.property in dates and (day := _day(one))]
    after = [one for one in said if one.property in sequence and one.value in maker.knowledge.entities]
    words = _days(maker, dated) if dated else maker.wording.text("picture.no-date")
    told = tuple(one for one, _ in dated) or tuple(after) or said
    name, placed = maker.name(event), bool(dated or after)
    row = _Row(words if placed else None, _drawn(maker, name, told), standing(told))
    line = maker.wording.text("picture.event", date=Worded(words), name=maker.label(name, *told))
    return PicturePart(row, line, told, max(2, rows_of(row.label, _LETTERS)) + 0.6)


def _drawn(maker: PictureMaker, name: Worded, told: Sequence[Statement]) -> str:
    """The mark beside it says that something is only announced, but not who claims it."""
    return maker.label(name, *told) if standing(told) is Standing.CLAIMED else name


def _days(maker: PictureMaker, dated: Iterable[tuple[Statement, PartialDate]]) -> str:
    """The day, and where sources disagree each of them."""
    return " / ".join(dict.fromkeys(maker.wording.date(day) for _, day in dated))


def _day(said: Statement) -> PartialDate | None:
    try:
        return PartialDate.parse(said.value or "")
    except ValueError:
        return None


TIMELINE = Drawing("picture.timeline", _parts, _scene)
"""Of events; nothing where nothing is known to happen."""
