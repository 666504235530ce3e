"""Who takes part in what."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from bot.drawing.scenes import Network, Standing
from bot.interface.pictures.making import ChosenParts, Drawing, PictureMaker, distinct, standing
from bot.interface.pictures.paging import PicturePart, in_lists, rows_of
from knowledge.model import Kind, Statement
from knowledge.vocabulary.operations import OperationRole

_LETTERS = 26
"""On a line of a column."""
_Told = Sequence[Statement]


@dataclass(frozen=True, slots=True)
class _Attended:
    """An event with some who take part, and how certain each of that is."""

    label: str
    standing: Standing
    who: Mapping[str, Standing]


def _scene(maker: PictureMaker, chosen: ChosenParts[_Attended]) -> Network:
    right = chosen.drawn
    who = {name: _middle(name, right) for one in right for name in one.who}
    left = sorted(who, key=lambda name: who[name])
    text = maker.wording.text
    return Network(
        chosen.frame,
        tuple(maker.name(one) for one in left),
        tuple((one.label, one.standing) for one in right),
        tuple((left.index(name), at, how) for at, one in enumerate(right) for name, how in one.who.items()),
        text("picture.who"),
        text("picture.what"),
        maker.key(how for one in right for how in (one.standing, *one.who.values())),
    )


def _middle(who: str, right: Sequence[_Attended]) -> float:
    """Where the links of somebody end on average, so that few of them cross."""
    ends = [at for at, one in enumerate(right) if who in one.who]
    return sum(ends) / len(ends)


def _parts(maker: PictureMaker) -> Iterator[PicturePart[_Attended]]:
    """Each event with those who take part, in as many parts as their names need."""
    for event in maker.events():
        told = _links(maker, event)
        for some in in_lists([(maker.name(who), who) for who in told]):
            yield _part(maker, event, {who: told[who] for _, who in some})


def _part(maker: PictureMaker, event: str, told: Mapping[str, _Told]) -> PicturePart[_Attended]:
    every = [one for said in told.values() for one in said]
    whole = standing(every)
    label = maker.label(maker.name(event), *every)
    alike = all(standing(said) is whole for said in told.values())
    names = [maker.name(who) if alike else maker.label(maker.name(who), *said) for who, said in told.items()]
    drawn = _Attended(label, whole, {who: standing(said) for who, said in told.items()})
    line = maker.wording.text("picture.line", name=label, names=maker.wording.listed(names))
    rows = max(rows_of(label, _LETTERS) + 0.85, sum(rows_of(name, _LETTERS) + 0.85 for name in names))
    return PicturePart(drawn, line, distinct(every), rows)


def _links(maker: PictureMaker, event: str) -> Mapping[str, _Told]:
    """Who is said to take part in an event, and by what."""
    attended = maker.facts.properties_of(*maker.facts.playing(OperationRole.ATTENDED))
    entities = maker.knowledge.entities
    found: defaultdict[str, list[Statement]] = defaultdict(list)
    for said in maker.said_of(event):
        named = said.named() if said.property in attended else ()
        for who in (one for one in named if one in entities and one not in (event, said.said_by)):
            if entities[who].kind is Kind.ACTOR:
                found[who].append(said)
    return found


NETWORK = Drawing("picture.network", _parts, _scene)
"""Of events with those who take part; nothing where nobody is said to."""
