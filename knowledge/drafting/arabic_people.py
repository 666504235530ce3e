"""Who holds an office in an Arabic clause that begins with it: «وزير الدفاع السعودي الأمير خالد بن سلمان»."""

from __future__ import annotations

import re
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from knowledge.drafting.telling_words import TellingWords, found
from knowledge.text.folding import clitic_variants, tokens
from knowledge.text.folding import words as folded
from knowledge.text.name_words import name_words
from knowledge.vocabulary.covering import AND
from knowledge.vocabulary.forms import Grade

_WORD = re.compile(r"[^\s،,؛;:.()«»\"]+")
_MOST, _FEWEST = 4, 2
"""Words of a name."""
_NUNATION = ("اً", "ًا")
"""What ends a word that is no name."""


@dataclass(frozen=True, slots=True)
class _Word:
    text: str
    start: int
    end: int

    @property
    def folded(self) -> str:
        return "".join(folded(self.text))


def held(clause: str, size: int, telling: TellingWords) -> tuple[str, str, int] | None:
    """Name, office, and where the name ends in a clause whose first words, `size` of them, are of an office.

    A name begins behind the last rank, else behind the last word with an article; None where nobody is named.
    """
    words, ranks = _until(clause, size, telling), telling.ranks
    begun = [at for at in range(size, len(words)) if _begins(words, at, ranks)]
    ranked = [at for at in begun if words[at - 1].folded in ranks]
    start = next(iter([*ranked[-1:], *begun[-1:]]), None)
    name = _name(words, start) if start is not None else ()
    if start is None or len(name) < _FEWEST:
        return None
    return " ".join(one.text for one in name), _office(words[:start], ranks), name[-1].end


def _name(words: Sequence[_Word], start: int) -> Sequence[_Word]:
    """Up to the name of a family, which has an article; what begins a name of two words takes the next one along."""
    ends = (at + 1 for at in range(start + 1, len(words)) if _has_article(words, at))
    end = min(next(ends, len(words)), start + _MOST)
    while end < len(words) and words[end - 1].folded in name_words().joined.known:
        end += 1
    return words[start:end]


def _until(clause: str, size: int, telling: TellingWords) -> Sequence[_Word]:
    """The words of a clause up to the first that stands in no name and no office, or that begins another office."""
    found_ = [_Word(match[0], match.start(), match.end()) for match in _WORD.finditer(clause)]
    ends = (at for at, one in enumerate(found_) if at >= size and (_stops(one, telling) or _joins(one, telling)))
    return found_[: next(ends, len(found_))]


def _stops(word: _Word, telling: TellingWords) -> bool:
    """Whether it stands in no name; «الدولة» is of an office, though «دولة» is of none."""
    articles = name_words().articles.entries
    bare = {word.folded} if word.folded.startswith(articles) else set(clitic_variants(word.folded))
    return word.text.endswith(_NUNATION) or not telling.no_names.isdisjoint(bare)


def _joins(word: _Word, telling: TellingWords) -> bool:
    """Whether an "and" with an office begins: «رئيس المجلس فلان وأمير قطر علان» are two."""
    read = tokens(word.text)
    cues = found(telling.offices, read, word.text, Grade.CLITIC)
    return word.folded.startswith(AND) and any(cues)


def _begins(words: Sequence[_Word], at: int, ranks: AbstractSet[str]) -> bool:
    """Whether a name begins with a word: behind an article or a rank, without being either."""
    before = words[at - 1].folded
    follows = before in ranks or (
        _has_article(words, at - 1) and not before.startswith(name_words().counterpart.entries)
    )
    return follows and not _has_article(words, at) and words[at].folded not in ranks


def _has_article(words: Sequence[_Word], at: int) -> bool:
    joins, the = name_words().joined.known, name_words().articles.entries
    joined = at > 0 and words[at - 1].folded in joins
    return words[at].folded.startswith(the) and words[at].folded not in joins and not joined


def _office(words: Sequence[_Word], ranks: AbstractSet[str]) -> str:
    """Without ranks at its end; of a counterpart, the same office of the other one's state."""
    kept = [one.folded for one in words]
    last = len(kept)
    while last > 1 and kept[last - 1] in ranks:
        last -= 1
    at = next((n for n, one in enumerate(kept[:last]) if one.startswith(name_words().counterpart.entries)), None)
    chosen = words[:last] if at is None else [*words[: at - 1], *words[at + 1 : last]]
    return " ".join(one.text for one in chosen)
