"""How far the words of a text meet those of a question: the word, its stem, its root, or a slip of it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz.distance import OSA
from rapidfuzz.process import extractOne

from knowledge.hand_set import BY_FORM, BY_KIN, BY_OWN_STEM, BY_ROOT, BY_SLIP, SLIP
from knowledge.quoting.asked_for import Wanted
from knowledge.text.folding import clitic_variants, script, stem, tokens, verb_stem, without_clitics
from knowledge.text.letters import Script

_WEAK = re.compile("[اويىةهءؤئ]")
_FORMATIVE = re.compile("^[متنسيا]+(?=..)")
_ENDING = re.compile("(?<=...)[تن]$")
_OWNED = re.compile("(?<=..)ت(?:ه|ها|هم|نا)$")
_OBJECT = re.compile("(?<=...)(?:ه(?:ا|ما?)?|ت)$")
_TWO = re.compile("(?<=...)ت[يا]ن?$")
_OF_A_NAME = 4
_SHORTEST_ROOT = 3
_SHORTEST_SLIP = 5
_SHORTEST_LEFT = 4


@lru_cache(1 << 14)
def root(word: str) -> str:
    """What is left of an Arabic word without what its forms add; empty where that is too little to compare."""
    if script(word) is not Script.ARABIC:
        return ""
    strong = _WEAK.sub("", verb_stem(word))
    if len(strong) < _SHORTEST_ROOT and word.startswith("ا"):
        strong = f"ا{_WEAK.sub('', word)}"
    strong = _ENDING.sub("", _FORMATIVE.sub("", strong) if len(strong) > _SHORTEST_ROOT else strong)
    return strong if len(strong) >= _SHORTEST_ROOT else ""


@lru_cache(1 << 14)
def _forms(word: str) -> tuple[str, ...]:
    """A word, and without the pronoun behind it or the person before it."""
    if script(word) is not Script.ARABIC:
        return (word,)
    owned = _OWNED.sub("ه", word)
    verb = verb_stem(word)
    return tuple(dict.fromkeys((word, owned, verb, verb_stem(verb), _OBJECT.sub("", word), _TWO.sub("ه", word))))


@lru_cache(1 << 14)
def _without_particles(word: str) -> frozenset[str]:
    """An Arabic word without the "and" or "by" that may be written onto it («بمشاركة»), where much of it is left."""
    if script(word) is not Script.ARABIC:
        return frozenset()
    shortest = _SHORTEST_LEFT - word.startswith("و")
    return frozenset(one for one in clitic_variants(word) if len(one) >= shortest)


@dataclass(frozen=True, slots=True)
class Said:
    """The words of a text, ready to be compared."""

    bares: frozenset[str]
    stems: frozenset[str]
    forms: frozenset[str]
    roots: frozenset[str]

    @staticmethod
    @lru_cache(1 << 10)
    def of(text: str) -> Said:
        """The words of a text."""
        bares = frozenset(without_clitics(token.text) for token in tokens(text))
        whole = bares.union(*map(_without_particles, bares))
        forms = frozenset(form for one in whole for form in _forms(one))
        return Said(bares, frozenset(map(stem, bares)), forms, frozenset(filter(None, map(root, whole))))

    def meets(self, wanted: Wanted) -> float:
        """From 0 to 1, how surely the text has a word, or one that says the same."""
        own = max(map(self._meets, wanted.forms), default=0.0)
        if own < BY_KIN and wanted.is_name and any(map(self._begins_like, (*wanted.forms, *wanted.kin))):
            return BY_KIN
        if own >= BY_KIN or not wanted.kin:
            return own
        return max(own, BY_KIN if any(one in self.bares or stem(one) in self.stems for one in wanted.kin) else 0.0)

    def _meets(self, form: str) -> float:
        if form in self.bares:
            return 1.0
        if stem(form) in self.stems:
            return BY_OWN_STEM
        if not self.forms.isdisjoint(_forms(form)):
            return BY_FORM
        if (own := root(form)) and own in self.roots:
            return BY_ROOT
        if len(form) < _SHORTEST_SLIP or not form.isalpha():
            return 0.0
        near = extractOne(form, self.bares, scorer=OSA.normalized_similarity, score_cutoff=SLIP)
        return BY_SLIP if near else 0.0

    def _begins_like(self, name: str) -> bool:
        """Whether it has a word of the same country or people (Turkey, Turkish)."""
        start = name[: max(_OF_A_NAME, len(name) - 3)]
        return len(name) > _OF_A_NAME and any(bare.startswith(start) for bare in self.bares)

    def share(self, wanted: Iterable[Wanted]) -> float:
        """How much of some words it has, from 0 to 1; all of none."""
        found = [self.meets(one) for one in wanted]
        return sum(found) / len(found) if found else 1.0
