"""Whether a sentence holds the kind of answer that is asked for: a figure, a time, a person, a place, a reason."""

from __future__ import annotations

import re
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from knowledge.quoting.asked_for import AnswerKind, AskedFor, Wanted
from knowledge.quoting.counted_nouns import is_a_label
from knowledge.quoting.likeness import Said
from knowledge.quoting.words import listed
from knowledge.text.folding import tokens, without_clitics
from knowledge.text.quantities import Calendar

_CURRENCY = re.compile(r"[$€£¥]\s?\d|\d\s?[$€£¥]")
_NEAR = 3
"""Words between a figure and what it counts or measures."""


@dataclass(frozen=True, slots=True)
class AnswerKinds:
    """Looks for them, with the words for dates and figures that an editor listed."""

    calendar: Calendar

    def holds(self, text: str, asked: AskedFor) -> bool:
        """Whether a text has any of the kinds of answer that are asked for, beside the words of the question itself."""
        new = text
        for word in asked.words:
            new = new.replace(word.text, "") if word.is_name or not word.text.isascii() else new
        return not asked.kinds or any(self._holds(new, kind) for kind in asked.kinds)

    def _holds(self, text: str, kind: AnswerKind) -> bool:
        match kind:
            case AnswerKind.FIGURE:
                return bool(_CURRENCY.search(text) or self.figures_near(text, None))
            case AnswerKind.MONEY | AnswerKind.LENGTH | AnswerKind.DURATION:
                return self._has_unit(text, kind)
            case AnswerKind.TIME:
                return bool(listed().time.regex.search(text) or self.calendar.find(text, tokens(text)).dates)
            case AnswerKind.PERSON:
                return bool(listed().person.regex_as_written.search(text))
            case AnswerKind.PLACE:
                return bool(listed().place.regex_as_written.search(text))
            case AnswerKind.REASON:
                return bool(listed().reason.regex.search(text))

    def figures_near(self, text: str, counted: Wanted | None) -> float:
        """Whether figures that are no date stand in a text (0.5), and what is counted or measured next to them (1)."""
        near = self._near_figures(text)
        if not near:
            return float(bool(listed().nobody.regex.search(text))) / 2
        return 1.0 if counted and Said.of(" ".join(near)).meets(counted) else 0.5

    def _has_unit(self, text: str, kind: AnswerKind) -> bool:
        if kind is AnswerKind.MONEY and _CURRENCY.search(text):
            return True
        units = _units(kind)
        return any(without_clitics(word) in units or word in units for word in self._near_figures(text))

    def _near_figures(self, text: str) -> list[str]:
        """The words around the figures of a text that are no date."""
        found = tokens(text)
        quantities = self.calendar.find(text, found)
        near = [
            found[place].text
            for start, end in zip(quantities.places, quantities.ends, strict=True)
            if not start or not is_a_label(found[start - 1].text)
            for place in range(max(0, start - _NEAR), min(len(found), end + _NEAR + 1))
        ]
        if quantities.percents:
            near.append("%")
        return near + [word for word in listed().duals.entries if word in {token.text for token in found}]


def _units(kind: AnswerKind) -> AbstractSet[str]:
    lists = listed()
    units = {
        AnswerKind.MONEY: lists.units_of_money,
        AnswerKind.LENGTH: lists.units_of_length,
        AnswerKind.DURATION: lists.units_of_time,
    }
    return units[kind].folded
