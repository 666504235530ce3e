"""Whose office a sentence means: "the defence minister" is that of some state, and seldom of the one we hold."""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from knowledge.linking.link_words import link_words
from knowledge.linking.name_forms import is_arabic
from knowledge.linking.written import WrittenSentence
from knowledge.text.name_words import name_words
from knowledge.vocabulary.forms import Match

_NISBA = ("ي", "يه")


@dataclass(frozen=True, slots=True)
class Around:
    """What stands around the names of a sentence."""

    written: WrittenSentence
    states: Mapping[int, str]
    """The words that name a state."""
    persons: AbstractSet[int]
    """The words that name a person."""
    no_seats: AbstractSet[int]
    """The words that name a town and no government."""
    home: str | None
    """The state in whose capital the document was written."""

    def beside(self, match: Match) -> AbstractSet[str]:
        """The states that stand right before or behind an office, "of" and «في» between not counted."""
        skip = self.written.behind(match) in name_words().before_a_place.known
        found = {self.states.get(match.start - 1), self.states.get(match.end + skip)}
        return frozenset(one for one in found if one)

    def is_title(self, match: Match) -> bool:
        """Whether an office stands beside the name of who holds it."""
        return match.start - 1 in self.persons or match.end in self.persons

    def is_of_another(self, match: Match) -> bool:
        """Whether the name of somebody else stands behind an office, in capitals."""
        behind = match.end
        is_name = self.written.adjoin(behind - 1) and self.written.is_capital(behind) and behind not in self.persons
        return is_name and not self.written.is_headline

    def is_bare(self, match: Match) -> bool:
        """Whether nothing says that it is another state's."""
        behind, before = self.written.behind(match), self.written.before(match)
        if (
            behind in name_words().before_a_place.known
            or behind in link_words().no_longer.known
            or (behind.startswith("ال") and behind.endswith(_NISBA))
        ):
            return False
        if is_arabic(match):
            return before not in link_words().deputies.known
        return before in link_words().freely.known or not self.written.adjoin(match.start - 1)

    def is_office_of(self, state: str, match: Match, beside: AbstractSet[str]) -> bool:
        """Whether the office of a state is meant, by the states that are named in its name and beside it."""
        if beside:
            return state in beside
        return self.is_bare(match) and (self.is_title(match) or self.home == state)
