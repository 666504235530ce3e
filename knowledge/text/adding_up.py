"""What the words of a number are worth together: twenty + five, five + «و» + twenty, three + hundred, two + million."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import Enum, auto
from typing import NamedTuple

from knowledge.text.calendar_words import NumberRole

_BOUND = frozenset({NumberRole.BOUND_CARDINAL, NumberRole.BOUND_ORDINAL})
_ORDINALS = frozenset({NumberRole.ORDINAL, NumberRole.BOUND_ORDINAL})
_UNITS = range(1, 10)
_TENS = range(20, 100, 10)
_ORDERED = range(11, 100)
_THOUSAND = Decimal(1000)


class Link(Enum):
    """How a word of a number is joined to the one before it."""

    BESIDE = auto()
    """In Arabic letters, without «و»: it multiplies, or is a ten after its unit."""
    AFTER = auto()
    AND = auto()
    WA = auto()
    """An "and" in Arabic letters, by itself or written onto the word."""


_MULTIPLYING = frozenset({Link.BESIDE, Link.AFTER})


class NumberPiece(NamedTuple):
    """A word of a number as it stands in a text."""

    kind: NumberRole
    value: Decimal
    link: Link
    end: int
    """The token after it."""
    after_unit: bool = False
    """A ten that stands after its unit («عشر» of «خمسة عشر»)."""
    definite: bool = False
    figure: bool = False


@dataclass(slots=True)
class Sum:
    """A number that grows word by word."""

    group: Decimal
    """What stands below the next scale."""
    total: Decimal = Decimal(0)
    """What scales have closed."""
    scale: Decimal = Decimal(0)
    """The last scale; none as great may follow."""
    ordinal: bool = False
    definite: bool = False
    figure: bool = False
    """It began with a figure, which only a scale follows."""
    bound: bool = False
    """It is no number yet."""

    @classmethod
    def of(cls, first: NumberPiece) -> Sum | None:
        """A number that begins with this word, if one can."""
        if first.kind in (NumberRole.HALF, NumberRole.PERCENT, NumberRole.BOUND_SCALE):
            return None
        if first.kind is NumberRole.SCALE:
            return cls(Decimal(0), first.value, first.value)
        if first.kind is NumberRole.CARDINAL and first.value >= _THOUSAND:
            return cls(Decimal(0), first.value, _THOUSAND ** (first.value.adjusted() // 3), definite=first.definite)
        return cls(first.value, ordinal=first.kind in _ORDINALS, definite=first.definite, bound=first.kind in _BOUND)

    def become(self, other: Sum) -> None:
        """Be worth what it was before."""
        self.group, self.total, self.scale = other.group, other.total, other.scale

    @property
    def value(self) -> Decimal:
        """What it is worth so far."""
        return self.total + self.group

    @property
    def counts_or_orders(self) -> bool:
        """Whether an article makes it an ordinal: «الدورة العشرون», and as it is spoken «الدورة الواحد وعشرين»."""
        return self.definite and not self.total and self.group in _ORDERED

    def take(self, piece: NumberPiece) -> bool:
        """Add the next word; False, and nothing changed, where it belongs to no such number."""
        taken = self._take(piece)
        self.bound = self.bound and not taken
        return taken

    def _take(self, piece: NumberPiece) -> bool:
        match piece.kind:
            case NumberRole.SCALE | NumberRole.BOUND_SCALE:
                return self._multiply(piece)
            case NumberRole.HALF:
                return self._add_half()
            case NumberRole.PERCENT:
                return False
            case NumberRole.ORDINAL | NumberRole.BOUND_ORDINAL:
                return self._end_with(piece)
            case _:
                return self._add(piece)

    def _multiply(self, piece: NumberPiece) -> bool:
        if self.ordinal or (self.scale and piece.value >= self.scale):
            return False
        has_factor = bool(self.group) or (self.figure and not self.scale)
        if (piece.link in _MULTIPLYING) is not has_factor:
            return False
        self.total += (self.group if has_factor else 1) * piece.value
        self.group, self.scale = Decimal(0), piece.value
        return True

    def _add_half(self) -> bool:
        if self.ordinal:
            return False
        if self.group:
            self.group += Decimal("0.5")
        else:
            self.total += self.scale / 2
        return True

    def _end_with(self, piece: NumberPiece) -> bool:
        if self.ordinal or self.figure or piece.link not in (Link.AFTER, Link.AND) or not self._adds(piece):
            return False
        self.ordinal = True
        return True

    def _add(self, piece: NumberPiece) -> bool:
        if self.figure and not self.scale:
            return False
        if self.ordinal and not self._is_rest_of_ordinal(piece):
            return False
        return self._adds(piece)

    def _is_rest_of_ordinal(self, piece: NumberPiece) -> bool:
        """The ten of «السادس عشر», or of «السادس والأربعون»: both definite, or neither."""
        return piece.after_unit or (piece.link is Link.WA and piece.value in _TENS and piece.definite is self.definite)

    def _adds(self, piece: NumberPiece) -> bool:
        """Whether the word is a part of the number, and was added."""
        if piece.value == 100 and piece.link in _MULTIPLYING and self.group in _UNITS:
            self.group *= 100
            return True
        if piece.figure and not self.scale:
            return False
        if self._has_room_for(piece):
            self.group += piece.value
            return True
        return False

    def _has_room_for(self, piece: NumberPiece) -> bool:
        """Whether the word fills places of the number that are empty, joined as its language joins them."""
        if piece.link is Link.BESIDE:
            return piece.after_unit and self.group in _UNITS
        if piece.link is Link.WA and piece.value in _TENS and self.group % 100 in _UNITS:
            return True
        if piece.link is Link.AND and self.group % 100:
            return False
        return self.group % 100 != 10 and self.group % _next_power(piece.value) == 0


def _next_power(value: Decimal) -> Decimal:
    """The power of ten above a value: what a number must be a multiple of, to have room for it."""
    return Decimal(10) ** (value.adjusted() + 1)
