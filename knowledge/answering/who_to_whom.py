"""Whether a question has who does it and to whom it is done the way a statement tells them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from knowledge.matching.profiles import Profile
from knowledge.text.folding import script
from knowledge.text.letters import Script
from knowledge.understanding.parties import Clause, Stretch, Terms, clauses
from knowledge.understanding.question import Question
from knowledge.vocabulary.terms import TermKind

_AND = "و"
_WORDED = {"ar-latn": "ar", "ru": "en"}
"""The language of the wording whose order a language has that statements are not worded in."""


def keeps_parties(question: Question, profile: Profile) -> bool:
    """Whether nobody who does something in the question is only done to in the statement, or the other way round."""
    lang = _written_in(question)
    worded = _WORDED.get(lang, lang)
    told = sorted(profile.clauses, key=lambda one: one != worded)
    asked = clauses(question.text, list(_stretches(question)), lang) if told else ()
    return all(_is_told(one, [profile.clauses[lang] for lang in told]) for one in asked)


def _written_in(question: Question) -> str:
    if question.arabic_in_latin:
        return "ar-latn"
    return {Script.ARABIC: "ar", Script.CYRILLIC: "ru"}.get(script(question.text), "en")


def _stretches(question: Question) -> Iterator[Stretch]:
    for item in question.items:
        start, end = item.place
        if start >= 0 and (terms := frozenset(one for one in item.terms if one.kind is not TermKind.STEM)):
            added = question.text[start] == _AND != item.text[:1]
            yield Stretch(start, end, terms, added=added)


def _is_told(asked: Clause, told: Sequence[Sequence[Clause]]) -> bool:
    """Whether a clause has its parties on the sides on which those that tell of the same act have them.

    The wording of the question's own language says so first, and the others where it tells of no such act.
    """
    alike = next((found for one in told if (found := _alike(asked, one))), None)
    akin = next((found for one in told if (found := [same for same in one if same.same is asked.same])), None)
    doing, _ = _parties(asked, alike or akin or told[0])
    if not asked.agents or any(not one.isdisjoint(doing) for one in asked.agents):
        return True
    if any(not one.isdisjoint(doing) for one in asked.patients):
        return False
    return not alike or not any(map(_is_named, asked.agents))


def _alike(asked: Clause, told: Sequence[Clause]) -> list[Clause]:
    return [one for one in told if not one.acts.isdisjoint(asked.acts)]


def _parties(asked: Clause, told: Sequence[Clause]) -> tuple[Terms, Terms]:
    """All that stand before the verb, and all behind it, in the voice of the question."""
    pairs = [(one.agents, one.patients)[:: 1 if one.passive is asked.passive else -1] for one in told]
    before, behind = (frozenset(term for pair in pairs for party in pair[side] for term in party) for side in (0, 1))
    return before, behind


def _is_named(terms: Terms) -> bool:
    return any(term.kind is TermKind.ENTITY for term in terms)
