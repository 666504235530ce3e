"""What the figures of a text count.

A figure beside another noun is no answer ("14 countries" where soldiers are asked for), however near the right noun
stands. Where nothing says what a figure counts ("14 of them", «وعددهم 14») it may count anything.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from knowledge.hand_set import HAS_WORD
from knowledge.quoting.asked_for import Wanted
from knowledge.quoting.likeness import Said
from knowledge.quoting.nouns import noun_behind
from knowledge.quoting.words import listed
from knowledge.text.folding import Token, clitic_variants, script, tokens, without_clitics
from knowledge.text.letters import Script
from knowledge.text.quantities import Calendar

_MONEY = re.compile(r"[$€£¥]\s?\Z")


@dataclass(frozen=True, slots=True)
class Count:
    """A figure, and the folded words of what it counts; none where nothing says so."""

    value: float
    noun: tuple[str, ...]
    before: str = ""
    """The word before it: "observation post 60" is one."""

    def may_be_of(self, wanted: Wanted) -> bool:
        """Whether it may count something; "people" are whoever is asked for, and whoever is counted are people."""
        persons = listed().persons.folded
        if not self.noun and self._is_a_label(wanted):
            return False
        if not self.noun or not persons.isdisjoint(self.noun):
            return True
        if not persons.isdisjoint(wanted.forms):
            return listed().no_persons.isdisjoint(self.noun)
        return Said.of(" ".join(self.noun)).meets(wanted) >= HAS_WORD

    def _is_a_label(self, wanted: Wanted) -> bool:
        """Whether it says which one of those who are wanted is meant: one of them stands before it."""
        is_one = script(self.before) is Script.LATIN and not listed().plural.regex_as_written.search(self.before)
        return is_one and Said.of(self.before).meets(wanted) >= HAS_WORD

    def is_said_of(self, wanted: Wanted, text: str) -> bool:
        """Whether a text that counts people says that they are those who are wanted; of other counts it says so."""
        persons = listed().persons.folded
        if not text or persons.isdisjoint(self.noun) or not persons.isdisjoint(wanted.forms):
            return True
        return Said.of(text).meets(wanted) >= HAS_WORD

    def surely_of(self, wanted: Wanted) -> float:
        """1 where it counts what is wanted, 0.5 where it may."""
        return (0.5 + 0.5 * bool(self.noun)) * self.may_be_of(wanted)


def counts(text: str, calendar: Calendar) -> Iterator[Count]:
    """The figures of a text that are no date; of "four of the nine ships" both count ships."""
    found = tokens(text)
    quantities = calendar.find(text, found)
    ends = dict(zip(quantities.places, quantities.ends, strict=True))
    for value, first in zip(quantities.numbers, quantities.places, strict=True):
        last = found[first - 1].text if first else ""
        if is_a_label(last):
            continue
        whole = ends[first] + 3 if _is_part(found[ends[first] + 1 : ends[first] + 3]) else first
        yield Count(float(value), _counted(text, found, first, ends.get(whole, ends[first])), last)


def is_a_label(before: str) -> bool:
    """Whether a figure behind a word counts nothing (number 9, Article 5)."""
    return not listed().labels.folded.isdisjoint((before, without_clitics(before)))


def _counted(text: str, found: Sequence[Token], first: int, last: int) -> tuple[str, ...]:
    """What a figure counts; money has its sign before it."""
    if _MONEY.search(text[max(0, found[first].start - 2) : found[first].start]):
        return ("dollars",)
    return noun_behind(text, found[last + 1 :], found[last].end)


def _is_part(behind: Sequence[Token]) -> bool:
    return " ".join(token.text for token in behind) in listed().of_more.known


def is_a_pair(text: str, wanted: Wanted) -> bool:
    """Whether an Arabic text says of two that they are two («فرقاطتين»)."""
    stems = [form.rstrip("اه") for form in wanted.forms]
    pairs = {f"{stem}{ending}" for stem in stems for ending in listed().dual_endings.entries if stem}
    return any(not pairs.isdisjoint(clitic_variants(token.text)) for token in tokens(text))


def all_of_others(found: Iterable[Count], wanted: Wanted | None, text: str = "") -> bool:
    """Whether there are figures and each counts something else than what is wanted.

    "People" are those who are asked for only where a text names them: nobody knows how many of 200 were soldiers.
    """
    each = [wanted is not None and not (one.may_be_of(wanted) and one.is_said_of(wanted, text)) for one in found]
    return bool(each) and all(each)


def counted_otherwise(asked: Iterable[Count], article: Iterable[Count]) -> frozenset[float]:
    """The figures of a question that an article has only beside other nouns."""
    said = list(article)
    return frozenset(
        one.value
        for one in asked
        if one.noun and all_of_others([each for each in said if each.value == one.value], _as_wanted(one))
    )


def _as_wanted(count: Count) -> Wanted:
    return Wanted.of(count.noun[-1])
