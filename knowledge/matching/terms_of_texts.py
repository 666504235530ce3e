"""The terms that stand in a text of ours: a wording, a quote, a name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from knowledge.model import Strength
from knowledge.text.folding import tokens
from knowledge.understanding.parties import TermStretch
from knowledge.vocabulary.covering import adds_and, as_close, longest
from knowledge.vocabulary.forms import Grade, Match, SenseKind, Word
from knowledge.vocabulary.lexicon import Lexicon
from knowledge.vocabulary.terms import Term, TermKind


def terms_of(text: str, lexicon: Lexicon) -> set[Term]:
    """Every entity, concept and stem that stands in a text, overlapping ones too; weak aliases do not count.

    A word that is known as it stands is not read by its stem as well: «منظمة» is no organiser. Nor are the words of a
    phrase that carries nothing: «من قبل» is no "before".
    """
    words = [Word.of(token.text) for token in tokens(text)]
    matches = lexicon.matches(words)
    closest: dict[int, Grade] = {}
    for match in matches:
        if match.size == 1:
            closest[match.start] = max(match.grade, closest.get(match.start, match.grade))
    found = {Term(TermKind.STEM, one) for word in words for one in word.stems}
    idle = {place for match in matches if _is_idle(match) for place in range(match.start, match.end)}
    for match in matches:
        if match.size == 1 and (match.start in idle or not as_close(match.grade, closest[match.start])):
            continue
        for sense in match.form.senses:
            if sense.kind is SenseKind.CONCEPT:
                found.add(Term(TermKind.CONCEPT, sense.id))
            elif sense.kind is SenseKind.ENTITY and sense.strength is Strength.STRONG:
                found.add(Term(TermKind.ENTITY, sense.id))
    return found


def entities_of(text: str, lexicon: Lexicon) -> set[str]:
    """The entities that a text names as they are written, by weak aliases too."""
    matches = lexicon.matches([Word.of(token.text) for token in tokens(text)])
    senses = (sense for match in matches if match.grade >= Grade.CLITIC for sense in match.form.senses)
    return {sense.id for sense in senses if sense.kind is SenseKind.ENTITY}


def stretches_of(text: str, lexicon: Lexicon) -> list[TermStretch]:
    """The stretches of a text that name entities or concepts, in order, the longest of each place.

    Each also means what it begins with: "defence cooperation between India and Central Asia" is defence cooperation.
    """
    found = tokens(text)
    words = [Word.of(token.text) for token in found]
    every = lexicon.matches(words)
    stretches = []
    for group in longest(every, len(words)):
        first, *_ = group
        inside = [one for one in every if first.start == one.start and 1 < one.size < first.size]
        if terms := frozenset(_terms([*group, *inside])):
            place = found[first.start].start, found[first.end - 1].end
            stretches.append(TermStretch(*place, terms, added=adds_and(words[first.start].text, first)))
    return stretches


def _terms(group: Iterable[Match]) -> Iterator[Term]:
    for match in group:
        for sense in match.form.senses:
            if sense.kind in (SenseKind.ENTITY, SenseKind.CONCEPT):
                yield Term(TermKind(sense.kind.value), sense.id)


def _is_idle(match: Match) -> bool:
    return match.size > 1 and all(sense.kind is SenseKind.NEUTRAL for sense in match.form.senses)
