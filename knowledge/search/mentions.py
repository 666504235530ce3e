"""Which documents have some words, however they rank: what is counted, not what is found."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import TYPE_CHECKING, TypeAlias

from knowledge.text.folding import clitic_variants, tokens, without_clitics

if TYPE_CHECKING:
    from knowledge.search.index import SearchIndex

Phrase: TypeAlias = Sequence[Collection[str]]
"""Words, each as the folded forms of which any will do."""


def phrase_of(text: str) -> Phrase:
    """The words of a text as they are compared."""
    bares = (without_clitics(token.text) for token in tokens(text))
    return [frozenset((bare, *clitic_variants(bare))) for bare in bares]


def documents_with(index: SearchIndex, phrase: Phrase) -> frozenset[int]:
    """The documents of an index, by their place in it, that have every word in one of its forms; none for no words."""
    found = [frozenset(one for form in forms for one in _documents(index, form)) for forms in phrase]
    return frozenset.intersection(*found) if found else frozenset()


def _documents(index: SearchIndex, form: str) -> Iterator[int]:
    """Those that have a word, whatever was written onto it: each way of writing it has postings of its own."""
    spelling, postings = index.spelling, index.postings
    for word in _numbers(index, form):
        slot = int(spelling.codes[spelling.spans[word + 1] - 1])
        units = postings.places[postings.offsets[slot] : postings.offsets[slot + 1]]
        yield from index.layout.document_of(units).tolist()


def _numbers(index: SearchIndex, form: str) -> Iterator[int]:
    """The words of an index that are compared as a form; reading all of a million sentences takes 10 ms."""
    lines, line = index.bares.tobytes(), b"\n%b\n" % form.encode("utf-8", "surrogatepass")
    lines, at, number = b"\n%b\n" % lines, 0, -1
    while form and (found := lines.find(line, at)) >= 0:
        number += lines.count(b"\n", at, found + 1)
        at = found + 1
        yield number
