"""Where the article stands in a text that somebody took from a page with all that stands around it.

A text is such a page where several of its lines are known to be furniture. Then the article is the run of paragraphs
that outweighs what lies between them: menus, headlines of other articles and letters to subscribers lie outside it,
below a run of short lines. Anything else is left as it is: a list of delegates has short lines too.
What paper has (page numbers, rights, whose a picture is) makes no page of the web.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import accumulate, takewhile

from knowledge.text.folding import tokens, without_clitics
from knowledge.text.furniture import is_furniture, is_of_a_site
from knowledge.text.sentence_words import sentence_words

Span = tuple[int, int]

_FEWEST, _FEWEST_EDGES = 3, 3
"""Different lines that make a text a page: of a site, or of any kind where one is of a site."""
_LARGEST = 100_000
"""Characters of a page: what is longer is a book."""
_CLOSED = re.compile(r"[.!?؟…۔:؛][»”’\"')\]]*\Z")
_ITEM = re.compile(r"[•▪●◦‣*–—-]\s|\(?\d{1,3}[.)]\s")
_LONGEST = 300
_LONG = 20
"""Words of a line that is a paragraph even if nothing closes it."""
_TELLING = 5
"""Words of the shortest paragraph that is counted for the article."""
_WEIGHTIEST = 60
_AGAINST, _FURNITURE = -5, -7
_LEAST, _MORE = 25, 40
"""Words of an article, and of what belongs to it beyond a run of short lines."""
_SEVERAL = 2
_OF_IT, _BEGINNING, _SHORT = 0.5, 5, 3
"""From which share of its words on a line is a headline of the article, by how many letters of each."""
_HEADLINE, _DECK = 4, 8
"""Words of the shortest headline, and of what is told between it and the article."""
_SECTION = r"[\w&'’.-]+(?: [\w&'’.-]+){0,2}"
"""A step of a path ("Home / World / Middle East")."""
_TOP = 12
"""Lines at the top of a text."""
_BARE = 2
"""Words of a line within an article that says nothing."""


@dataclass(frozen=True, slots=True)
class TextPiece:
    """A paragraph or line of a text."""

    start: int
    end: int
    words: int
    is_closed: bool
    """Whether a mark ends it."""
    asks: bool
    is_furniture: bool
    """Whether it is no part of what is said wherever it stands."""
    is_of_a_site: bool
    is_edge: bool
    """Whether it is none on a page."""
    announces: bool
    """Whether headlines of something else stand behind it."""
    is_item: bool
    is_byline: bool

    @classmethod
    def of(cls, text: str, start: int, end: int) -> TextPiece:
        """What can be told of a paragraph alone."""
        line = text[start:end]
        furniture = is_furniture(text, start, end)
        return cls(
            start,
            end,
            len(line.split()),
            bool(_CLOSED.search(line)),
            line.endswith(("?", "؟")),
            furniture,
            is_of_a_site(text, start, end),
            furniture or _is(_edge(), line),
            _is(_heading(), line),
            _ITEM.match(line) is not None,
            _is(_byline(), line),
        )

    @property
    def weight(self) -> int:
        """How much speaks for its being a part of the article."""
        if self.is_edge or self.announces:
            return _FURNITURE
        if self.is_closed or self.words >= _LONG:
            return min(self.words, _WEIGHTIEST) if self.words >= _TELLING else 0
        return 0 if self.is_item else _AGAINST


def told(text: str, spans: Sequence[Span]) -> Iterator[Span]:
    """Those of the paragraphs of a text that are part of what it says."""
    pieces = [TextPiece.of(text, *span) for span in spans]
    page = _page(text, pieces)
    kept = page.kept if page else (one for one in pieces if not one.is_furniture)
    yield from ((one.start, one.end) for one in _once(text, kept))


def _once(text: str, pieces: Iterable[TextPiece]) -> Iterator[TextPiece]:
    """Without the headline and the caption that stand above an article again."""
    seen: set[str] = set()
    for number, one in enumerate(pieces):
        line = text[one.start : one.end] if number < _TOP and not one.is_closed and one.words >= _HEADLINE else ""
        if line not in seen:
            yield one
        seen.update(filter(None, (line,)))


def headline_of(text: str, spans: Sequence[Span]) -> str | None:
    """The headline of the article of a page; None where a text is no page, or has none."""
    page = _page(text, [TextPiece.of(text, *span) for span in spans]) if len(text) <= _LARGEST else None
    found = page.head[:1] if page else []
    return " ".join(text[found[0].start : found[0].end].split()) if found else None


@dataclass(frozen=True)
class _Page:
    """The pieces of a page, and which of them are its article."""

    text: str
    pieces: Sequence[TextPiece]
    first: int
    last: int

    @property
    def head(self) -> list[TextPiece]:
        """The headline, and what is told right below it."""
        above = self.pieces[: self.first]
        shares = {at: self._shared(one) for at, one in enumerate(above) if _is_headline(one)}
        if not shares:
            return []
        at = next((at for at, share in shares.items() if share >= _OF_IT), max(shares, key=lambda at: shares[at]))
        return [
            above[at],
            *takewhile(lambda one: not (one.is_edge or one.is_byline) and one.words >= _DECK, above[at + 1 :]),
        ]

    def _shared(self, piece: TextPiece) -> float:
        """How many of the words of a line the article has."""
        found = _beginnings(self.text[piece.start : piece.end])
        return len(found & self._article) / max(len(found), 1)

    @cached_property
    def _article(self) -> frozenset[str]:
        return _beginnings(self.text[self.pieces[self.first].start : self.pieces[self.last].end])

    @property
    def kept(self) -> Iterator[TextPiece]:
        """Everything that is told."""
        yield from self.head
        announced = False
        for one in self.pieces[self.first : self.last + 1]:
            announced = one.announces or (announced and not (one.is_closed and not one.asks))
            bare = not one.is_closed and not one.is_item and one.words <= _BARE
            if not (announced or one.is_edge or bare):
                yield one


def _is_headline(piece: TextPiece) -> bool:
    return piece.words >= _HEADLINE and not (piece.is_edge or piece.announces or piece.is_byline)


def _page(text: str, pieces: Sequence[TextPiece]) -> _Page | None:
    """The page that a text is, if it is one."""
    if len(text) > _LARGEST or not _is_of_a_site(text, pieces):
        return None
    weights = [one.weight for one in pieces]
    weight, first, last = _heaviest(weights)
    if weight < _LEAST:
        return None
    while (before := _more(weights[:first])) is not None:
        first = before[0]
    while (behind := _more(weights[last + 1 :])) is not None:
        last += 1 + behind[1]
    return _Page(text, pieces, first, last + _announced(text, pieces, last))


def _announced(text: str, pieces: Sequence[TextPiece], last: int) -> int:
    """How many lines below an article are what its last words announce."""
    below = list(takewhile(lambda one: not (one.is_edge or one.announces), pieces[last + 1 :]))
    ends = (text[one.end - 1] for one in (pieces[last], *below[:1]))
    return len(below) if ":" in ends else 0


def _is_of_a_site(text: str, pieces: Sequence[TextPiece]) -> bool:
    of_a_site = {text[one.start : one.end] for one in pieces if one.is_of_a_site}
    edges = {text[one.start : one.end] for one in pieces if one.is_edge}
    return len(of_a_site) >= (_FEWEST if len(edges) < _FEWEST_EDGES else 1)


def _more(weights: Sequence[int]) -> tuple[int, int] | None:
    """A run that belongs to the article as well: long, or of several paragraphs, as what invites readers is not."""
    weight, first, last = _heaviest(weights)
    several = sum(one >= _TELLING for one in weights[first : last + 1]) >= _SEVERAL
    return (first, last) if weight >= (_LEAST if several else _MORE) else None


def _heaviest(weights: Sequence[int]) -> tuple[int, int, int]:
    """The run of the greatest sum, with its first and last place."""
    sums = [0, *accumulate(weights)]
    best, least = (0, 0, 0), 0
    for end in range(1, len(sums)):
        if sums[end] - sums[least] > best[0]:
            best = (sums[end] - sums[least], least, end - 1)
        if sums[end] <= sums[least]:
            least = end
    return best


def _is(pattern: re.Pattern[str], line: str) -> bool:
    return len(line) <= _LONGEST and pattern.fullmatch(line) is not None


def _beginnings(text: str) -> frozenset[str]:
    """The longer words of a text without their endings."""
    bares = (without_clitics(token.text) for token in tokens(text))
    return frozenset(bare[:_BEGINNING] for bare in bares if len(bare) >= (_BEGINNING if bare.isascii() else _SHORT))


@cache
def _edge() -> re.Pattern[str]:
    """A line that is no part of what a page says."""
    words = sentence_words()
    times = "|".join(map(re.escape, words.of_a_time.entries))
    whose = words.credits.pattern
    return re.compile(
        rf"\W*(?:{words.on_pages.pattern})\W*"
        rf"|(?:{_SECTION}\s*[/|>›»]\s*)+{_SECTION}"
        rf"|[\W\d_]*(?:(?:{times})(?!\w)[\W\d_]*)*"
        rf"|.{{0,200}}(?:{words.of_a_picture.pattern})\s*[:：,].{{0,120}}"
        rf"|.{{0,120}}[/|]\s*(?:{whose})(?:\W.{{0,60}})?|(?:.{{0,120}}\s)?(?:{whose})\W*",
        re.IGNORECASE,
    )


@cache
def _heading() -> re.Pattern[str]:
    """A line behind which other articles are named."""
    return re.compile(rf"\W*(?:{sentence_words().before_headlines.pattern})\W*", re.IGNORECASE)


@cache
def _byline() -> re.Pattern[str]:
    """A line that says who wrote something."""
    return re.compile(rf"\W*(?:{sentence_words().bylines.pattern})\W*", re.IGNORECASE)
