"""Where a name is part of somebody else's: the European Union, the trade minister, the Indian Ocean."""

from __future__ import annotations

from knowledge.linking.link_words import link_words
from knowledge.linking.written import WrittenSentence, is_one_of
from knowledge.model import EntityType
from knowledge.text.folding import without_clitics
from knowledge.text.name_words import name_words
from knowledge.vocabulary.forms import Match

_REACH = 3
"""Words that may stand between an institute and what it is for: «البنك الآسيوي للتنمية»."""


def in_an_office(match: Match, written: WrittenSentence) -> bool:
    """Whether a word of every day names an office, or is no theme: «وزير التجارة», trade union, will trade."""
    if (match.size == 1 and written.before(match) in link_words().no_theme.known) or written.behind(
        match
    ) in link_words().office_behind.known:
        return True
    back = range(match.start - 1, match.start - 1 - _REACH, -1)
    near = [written.word(at) for at in back]
    if is_one_of(near[0], link_words().office_before.known) or (
        near[0] in name_words().before_a_place.known and near[1] in link_words().office_before.known
    ):
        return True
    is_of = written.word(match.start).startswith("لل")
    return is_of and not link_words().institutes.known.isdisjoint(map(without_clitics, near))


def is_elsewhere(type_: str, match: Match, written: WrittenSentence) -> bool:
    """Whether the words around make another name of a place or a state: European Union, Indian Ocean."""
    around = {written.before(match), written.behind(match)}
    if type_ == EntityType.STATE:
        return not name_words().oceans.known.isdisjoint(around)
    if type_ != EntityType.PLACE:
        return False
    if written.opens_name(match.start) or written.goes_on(match.end):
        return True
    return is_one_of(written.before(match), link_words().bodies.known) or any(
        _ends(match, written, name) for name in link_words().longer_names.entries
    )


def _ends(match: Match, written: WrittenSentence, name: str) -> bool:
    first = match.end - len(name.split())
    return first >= 0 and " ".join(written.word(at) for at in range(first, match.end)) == name
