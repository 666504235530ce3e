"""What in a question asks for something to be worked out, by a lexicon of its own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from knowledge.text.folding import script
from knowledge.text.letters import Script
from knowledge.understanding.placed import PlacedWord
from knowledge.understanding.question import Mark
from knowledge.vocabulary.covering import longest
from knowledge.vocabulary.forms import Grade, Match, SenseKind
from knowledge.vocabulary.lexicon import Lexicon


def find_marks(
    words: Sequence[PlacedWord], text: str, lexicon: Lexicon, dropped: str | None, *, latin_arabic: bool
) -> Iterator[Mark]:
    """The marks of a text, by its words as they were typed and as they were corrected."""
    typed = [one.romanised() if latin_arabic else one.typed() for one in words]
    groups = longest(filter(_is_sure, lexicon.matches(typed)), len(words))
    for group in filter(None, (in_language(one, dropped) for one in groups)):
        start, end = words[group[0].start].token.start, words[group[0].end - 1].token.end
        senses = frozenset((sense.kind, sense.id) for match in group for sense in match.form.senses)
        yield Mark(senses, text[start:end], (start, end))


def _is_sure(match: Match) -> bool:
    """Whether a single word is the word itself, not one of its stem («رتبة» is no «رتب», «تحدث» no «أحدث»)."""
    if match.size > 1 or match.grade not in (Grade.STEM, Grade.CONJUGATED):
        return True
    kinds = {sense.kind for sense in match.form.senses}
    return SenseKind.OPERATION not in kinds and not (
        SenseKind.CLASS in kinds and script(match.form.words[0]) is Script.ARABIC
    )


def in_language(group: list[Match], dropped: str | None) -> list[Match]:
    """The matches of a group without the senses of a language, unless a form is only English."""
    kept: list[Match] = []
    for match in group:
        senses = match.form.senses
        left = tuple([s for s in senses if s.lang != dropped or s.kind is SenseKind.ENTITY])
        if len(left) == len(senses) or {sense.lang for sense in senses} == {"en"}:
            kept.append(match)
        elif left:
            kept.append(match._replace(form=match.form._replace(senses=left)))
    return kept
