"""What a sentence of fact denies, and with which words: a "not", a "no date", and neither a name nor a "still"."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache

from knowledge.curation.rules import names_in
from knowledge.files.strict_yaml import Record
from knowledge.text.blanks import blanked
from knowledge.text.folding import CONJUNCTIONS, script, tokens, words
from knowledge.text.letters import Script
from knowledge.text.listed import Listed, read_texts
from knowledge.understanding.claims import DENYING, ClaimReader
from knowledge.understanding.cues import Cue, Place
from knowledge.vocabulary.assertions import Marker
from knowledge.vocabulary.covering import longest
from knowledge.vocabulary.forms import Grade, Match, Word
from knowledge.vocabulary.lexicon import NO_FORMS, Lexicon
from knowledge.vocabulary.phrasings import Phrase

_SHOWN = 12
"""Characters behind a "not" that a message shows, and the rest of their word."""
_NUMBERED = re.compile(r"\.|\s+\d")
"""Behind a "No" that is short for number."""


class _Says(StrEnum):
    NONE, AFFIRMS, TELLS = "none", "affirms", "tells"


class _DenyingWords(Record):
    """The whole of `denying.yaml`."""

    none: Listed
    affirms: Listed
    affirms_around: Listed
    tells: Listed


@dataclass(frozen=True, slots=True)
class DenialReader:
    """Reads what sentences deny; the names of a lexicon are never read."""

    claims: ClaimReader
    names: Lexicon = field(default=NO_FORMS, repr=False)

    def denies(self, text: str) -> bool:
        """Whether a wording or a quote says that something is not so."""
        return bool(self.denial(text))

    def begins(self, text: str) -> float:
        """Where it says so first; beyond its end where it says nothing of the kind."""
        return min((start for start, _ in self._denials(text)), default=math.inf)

    def denial(self, text: str) -> str:
        """The words with which it says so, in a claim too («لن تشارك»), and a few behind; else nothing."""
        start, end = min(self._denials(text), default=(0, 0))
        cut = text.find(" ", end + _SHOWN)
        return text[start : cut if cut > 0 else len(text)] if end else ""

    def telling(self, text: str) -> str:
        """The word that says that somebody denies something ("denied"), which is affirmed; else nothing."""
        return next((text[slice(*place)] for says, place in _said(text) if says is _Says.TELLS), "")

    def _denials(self, text: str) -> Iterator[Place]:
        return self._places(blanked(text, (place for _, place in names_in(text, self.names))))

    def _places(self, text: str) -> Iterator[Place]:
        text = blanked(text, [match.span() for match in _words().affirms_around.regex.finditer(text)])
        for says, (start, end) in _said(text):
            if says is _Says.NONE and not _NUMBERED.match(text, end):
                yield start, end
            elif says is _Says.AFFIRMS:
                text = blanked(text, [(start, end)])
        found = self.claims.read(text)
        yield from (cue.place for cue in found.cues if _is_not(cue))
        yield from (one.place for one in found.claims if not self.claims.negations.isdisjoint(one.text.split()))


def _said(text: str) -> Iterator[tuple[_Says, Place]]:
    found = tokens(text)
    matches = _lexicon().matches([Word.of(token.text) for token in found])
    close = [one for one in matches if _is_literal(one, found[one.start].text)]
    for group in longest(close, len(found)):
        first = group[0]
        yield _Says(first.form.senses[0].id), (found[first.start].start, found[first.end - 1].end)


def _is_literal(match: Match, written: str) -> bool:
    return match.grade >= Grade.CLITIC and (match.grade is Grade.EXACT or script(written) is Script.ARABIC)


def _is_not(cue: Cue) -> bool:
    """Of what opens a negative question "doesn't" denies in a statement too; «أولا» and «أما» are other words there."""
    opens = cue.marker is Marker.NEGATIVE_QUESTION
    return cue.marker in DENYING and not (opens and script(cue.text) is Script.ARABIC)


@cache
def _words() -> _DenyingWords:
    return read_texts("denying", _DenyingWords)


@cache
def _lexicon() -> Lexicon:
    record = _words()
    sections = {_Says.NONE: record.none, _Says.AFFIRMS: record.affirms, _Says.TELLS: record.tells}
    every = ((says, lang, form) for says, one in sections.items() for lang in one.root for form in one.of(lang))
    told = [Phrase(words(one), lang, "concept", says) for says, lang, form in every for one in _written(form)]
    return Lexicon.build(told, ())


def _written(form: str) -> tuple[str, ...]:
    """A form, and in Arabic with what joins it to the word before: «لا» is too short for that to be taken off."""
    return (form, *(f"{one}{form}" for one in CONJUNCTIONS)) if script(form) is Script.ARABIC else (form,)
