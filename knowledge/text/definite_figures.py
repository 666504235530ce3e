"""Arabic figures with the article written onto them, which order behind a singular noun: «القمة العربية الـ32»."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet

from knowledge.text.folding import Token

_ARTICLE = re.compile("[وفبك]?(?:ال|لل)")
_DEFINITE = re.compile(rf"{_ARTICLE.pattern}(\d{{1,3}})")
_PLURALS = ("ات", "ون", "ين")


def definite_figures(tokens: Sequence[Token], counted: AbstractSet[str]) -> Iterator[int]:
    """Each such figure, but for one behind a noun that shows that so many are meant: one of `counted`, or a plural."""
    words = [token.text for token in tokens]
    for at in range(1, len(words)):
        apart = at > 1 and _ARTICLE.fullmatch(words[at - 1]) is not None
        noun, written = (words[at - 2], words[at - 1] + words[at]) if apart else (words[at - 1], words[at])
        figure = _DEFINITE.fullmatch(written)
        if figure and not _is_plural(noun, counted):
            yield int(figure[1])


def _is_plural(noun: str, counted: AbstractSet[str]) -> bool:
    bare = _ARTICLE.sub("", noun, count=1)
    return bare in counted or bare.endswith(_PLURALS)
