"""The words of a text that say how its claims are meant: what opens or ends a question, denies, announces, limits."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from knowledge.text.folding import Token
from knowledge.vocabulary.assertions import Marker
from knowledge.vocabulary.forms import Match, SenseKind

OPENING, ENDING = 2, 3
"""Words at the beginning of a text that open a question, and at its end that ask for confirmation."""
_NUMBERS = " .:#№°"
"""What stands between a number and the word for it: "no. 19"."""

Place = tuple[int, int]
"""Where something stands in a text, in code points."""


@dataclass(frozen=True, slots=True)
class Cue:
    """A word that says how a claim is meant: a negation, a tag, what only announces."""

    marker: Marker
    text: str
    place: Place


def is_tag(cue: Cue, text: str, asked: Sequence[int]) -> bool:
    """Whether a question mark stands right after what asks for confirmation, if not at the end of the text."""
    return cue.marker is Marker.TAG and any(
        not text[cue.place[1] : end].strip() for end in asked if end >= cue.place[1]
    )


def cues_of(group: Sequence[Match], found: Sequence[Token]) -> Iterator[tuple[int, Cue]]:
    """The marks of a stretch of a text, with the place of its first word."""
    first = group[0]
    text = " ".join(token.text for token in found[first.start : first.end])
    span = found[first.start].start, found[first.end - 1].end
    markers = {s.id for match in group for s in match.form.senses if s.kind is SenseKind.MARKER}
    for marker in sorted(markers):
        yield first.start, Cue(Marker(marker), text, span)


def numbers_nothing(cue: Cue, text: str) -> bool:
    """Whether a word that may stand before a number ("no. 19") does not."""
    behind = text[cue.place[1] :].lstrip(_NUMBERS)
    return cue.marker is Marker.NUMBERING and not behind[:1].isdigit()


def is_amid(cue: Cue, found: Sequence[Token]) -> bool:
    """Whether a tag has words after it."""
    return cue.marker is Marker.TAG and cue.place[1] < found[-1].end


def frames(place: int, cue: Cue, found: Sequence[Token]) -> bool:
    """Whether a cue at a place opens or ends a question of yes or no; a negation at the end only asks («مو؟»)."""
    match cue.marker:
        case Marker.NEGATIVE_QUESTION:
            return place == 0 or cue.place[1] == found[-1].end
        case Marker.YES_NO:
            return place < OPENING
        case Marker.TAG:
            return place >= max(len(found) - ENDING, 1)
        case _:
            return False
