"""A text with its words, as those look at it who read dates and numbers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple, TypeVar

from knowledge.text.folding import Token, clitic_variants

_Value = TypeVar("_Value")
_DASHES = ("-", "‑", "–", "—")
_JOINING = frozenset(" -‑–\u00a0\u2009\u202f\u200c\u200d")


class FormFound(NamedTuple):
    """How many tokens a form takes up, and how its first word is written without what is written onto it."""

    size: int
    reading: str


@dataclass(frozen=True, slots=True)
class WordSequence:
    """Words in their order, each with the readings by which a form may begin there."""

    text: str
    tokens: Sequence[Token]
    readings: Sequence[Sequence[str]]
    heads: Mapping[str, int]
    """First words of all forms, with the words of the longest one."""

    @classmethod
    def of(cls, text: str, tokens: Sequence[Token], heads: Mapping[str, int]) -> WordSequence:
        """Look up each word among the first words of all forms."""
        readings = [[one for one in clitic_variants(token.text) if one in heads] for token in tokens]
        return cls(text, tokens, readings, heads)

    def __len__(self) -> int:
        return len(self.tokens)

    def word(self, position: int) -> str:
        """The folded word there; empty beyond the end."""
        return self.tokens[position].text if 0 <= position < len(self.tokens) else ""

    def longest(self, table: Mapping[tuple[str, ...], _Value], position: int) -> tuple[FormFound, _Value] | None:
        """The longest form of a table that begins there, with its value."""
        readings = self.readings[position] if position < len(self.tokens) else ()
        if not readings:
            return None
        most = min(max([self.heads[reading] for reading in readings]), len(self.tokens) - position)
        for size in range(most, 0, -1):
            for tail in self._tails(position + 1, position + size):
                for reading in readings:
                    if (value := table.get((reading, *tail))) is not None:
                        return FormFound(size, reading), value
        return None

    def _tails(self, start: int, end: int) -> Iterable[tuple[str, ...]]:
        """The words after the first one of a form, as they stand and without what is written onto them."""
        if start == end:
            return ((),)
        rest = [token.text for token in self.tokens[start:end]]
        return dict.fromkeys((tuple(rest), tuple([clitic_variants(word)[-1] for word in rest])))

    def adjoins(self, position: int) -> bool:
        """Whether nothing but a space or a hyphen stands between the token and the one before it."""
        between = self.text[self.tokens[position - 1].end : self.tokens[position].start]
        return _JOINING.issuperset(between)

    def has_dash(self, position: int) -> bool:
        """Whether a dash stands right before the token."""
        return self.text[: self.tokens[position].start].rstrip().endswith(_DASHES)

    def written(self, start: int, end: int) -> str:
        """The tokens from `start` up to `end` as they were typed."""
        return self.text[self.tokens[start].start : self.tokens[end - 1].end]
