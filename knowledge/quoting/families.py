"""Words of the news that say the same: written and spoken, in Arabic, English and Russian.

A question that has one of them finds a text that has another; across languages this is all that stands between them
where no model of meaning is installed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache

from knowledge.files.strict_yaml import Record
from knowledge.text.folding import stem, without_clitics, words
from knowledge.text.listed import Listed, read_texts


class _FamiliesRecord(Record):
    """The whole of `families.yaml`."""

    families: tuple[Listed, ...]


@cache
def _members() -> Mapping[str, tuple[str, ...]]:
    """The folded words of each family, by the stem of any of them."""
    found: dict[str, tuple[str, ...]] = {}
    for family in read_texts("families", _FamiliesRecord).families:
        members = tuple(without_clitics(word) for entry in family.entries for word in words(entry))
        for word in members:
            found[stem(word)] = (*found.get(stem(word), ()), *members)
    return found


def kin(word: str) -> Iterator[str]:
    """The other words of the families that a folded word belongs to, with the ending of what is counted too."""
    found = _members().get(stem(word)) or _members().get(stem(word.removesuffix("ا")), ())
    yield from dict.fromkeys(one for one in found if one != word)
