"""Whether a town stands for the government that sits in it."""

from __future__ import annotations

from collections.abc import Iterable

from knowledge.linking.link_words import link_words
from knowledge.linking.written import WrittenSentence, is_one_of
from knowledge.text.name_words import name_words
from knowledge.vocabulary.forms import Match


def acts(match: Match, written: WrittenSentence) -> bool:
    """Whether a town does what only a government does: Astana said, deputies in Astana."""
    return (
        written.behind(match) in link_words().says.known
        or is_one_of(written.before(match), link_words().said.known)
        or (is_one_of(written.before(match), name_words().before_a_place.known) and _has_rulers(match, written))
    )


def _has_rulers(match: Match, written: WrittenSentence) -> bool:
    return is_one_of(written.word(match.start - 2), link_words().rulers.known)


def towns(matches: Iterable[Match], written: WrittenSentence) -> frozenset[int]:
    """The places of the words that are meant as towns if they are capitals: in Tashkent and Dushanbe."""
    found: set[int] = set()
    for match in sorted(matches):
        if _is_town(match, written) or _goes_with(match, written, found):
            found.update(range(match.start, match.end))
    return frozenset(found)


def _is_town(match: Match, written: WrittenSentence) -> bool:
    if written.behind(match) in link_words().said_there.known:
        return False
    if (
        match.end <= written.dateline
        or written.behind(match) in link_words().behind_a_town.known
        or written.before(match) in link_words().before_a_town.known
    ):
        return True
    return is_one_of(written.before(match), name_words().before_a_place.known) and not _has_rulers(match, written)


def _goes_with(match: Match, written: WrittenSentence, found: set[int]) -> bool:
    """Whether it is joined to a town by "and" or a comma."""
    before = match.start - 1
    if written.word(before) in link_words().joins.known:
        return before - 1 in found
    return before in found
