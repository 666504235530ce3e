"""Where a name is part of somebody else's: the European Union, the trade minister, the Indian Ocean."""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet

from knowledge.linking.link_words import link_words
from knowledge.linking.written import WrittenSentence, is_one_of
from knowledge.model import EntityType
from knowledge.text.folding import is_definite, without_clitics
from knowledge.text.name_words import name_words
from knowledge.vocabulary.covering import AND
from knowledge.vocabulary.forms import Match

BORNE = frozenset({EntityType.PERSON, EntityType.ARMED_GROUP})
"""Types of whose names one word is borne by others too."""
_NISBA = ("ي", "يه")
"""How Arabic adjectives end."""
_REACH = 3
"""Words that may stand between an institute and what it is for: «البنك الآسيوي للتنمية»."""


def is_no_theme(match: Match, written: WrittenSentence) -> bool:
    """Whether a word of every day is a verb, or one of many: will trade, the latest development."""
    return match.size == 1 and written.before(match) in link_words().no_theme.known


def in_an_office(match: Match, written: WrittenSentence) -> bool:
    """Whether a word of every day names an office or an institute: «وزير التجارة», trade union."""
    if written.behind(match) in link_words().office_behind.known or _is_joined(match, written):
        return True
    back = range(match.start - 1, match.start - 1 - _REACH, -1)
    near = [written.word(at) for at in back]
    if is_one_of(near[0], link_words().office_before.known) or (
        near[0] in name_words().before_a_place.known and near[1] in link_words().office_before.known
    ):
        return True
    is_of = written.word(match.start).startswith("لل")
    return is_of and not link_words().institutes.known.isdisjoint(map(without_clitics, near))


def _is_joined(match: Match, written: WrittenSentence) -> bool:
    """Whether it is the second of what an institute is for: «منظمة التعاون والتنمية»."""
    words = [written.word(match.start - back) for back in range(3)]
    if not (words[0].startswith(AND) and is_definite(words[0][1:]) and is_definite(words[1])):
        return False
    around = link_words().institutes.known | link_words().office_before.known
    return without_clitics(words[2]) in around


def is_elsewhere(type_: str, match: Match, written: WrittenSentence) -> bool:
    """Whether the words around make another name of a place or a state: European Union, Indian Ocean."""
    if any(_is_within(match, written, name.split()) for name in link_words().longer_names.entries):
        return True
    match type_:
        case EntityType.STATE | EntityType.GROUP_OF_STATES:
            return _is_kind(match, written) or written.is_quoted(match) or _plays(match, written)
        case EntityType.PLACE if written.is_quoted(match):
            return True
        case EntityType.PLACE:
            is_longer = written.opens_name(match.start) or written.goes_on(match.end)
            return is_longer or is_one_of(written.before(match), link_words().bodies.known)
        case _:
            return False


def _is_kind(match: Match, written: WrittenSentence) -> bool:
    """Whether an adjective says only of what kind something is, or of whom somebody descends: an Indian restaurant."""
    before, behind = written.before(match), written.behind(match)
    if before.endswith(_NISBA) and written.word(match.start).startswith(AND):
        before = written.word(match.start - 2)  # «أطباقًا هندية وأفغانية»
    oceans, kinds = name_words().oceans.known, link_words().kinds.known
    return any(is_one_of(before, some) or behind in some for some in (oceans, kinds))


def _plays(match: Match, written: WrittenSentence) -> bool:
    """Whether a state is named for a team of its, or a player."""
    near = range(match.end, match.end + _REACH)
    sports = link_words().sports
    is_named = any(written.word(at) in sports.known for at in near)
    return is_named or is_one_of(without_clitics(written.before(match)), sports.known)


def _is_within(match: Match, written: WrittenSentence, name: Sequence[str]) -> bool:
    """Whether a longer name stands around it."""
    firsts = range(match.end - len(name), match.start + 1)
    return any([written.word(first + at) for at in range(len(name))] == name for first in firsts if first >= 0)


def is_namesake(match: Match, own: AbstractSet[str], written: WrittenSentence) -> bool:
    """Whether one word of a name stands beside another first name or surname: Raphael Doval, Ajit Pawar, Jaish Khan."""
    if match.size > 1:
        return False
    if written.is_headline:
        return written.is_hyphened(match)
    before, behind = match.start - 1, match.end
    beside = [
        at for at, is_near in ((before, written.adjoin(before)), (behind, written.adjoin(match.start))) if is_near
    ]
    is_longer = any(at > 0 and written.is_capital(at) and not _is_title(at, own, written) for at in beside)
    return is_longer or written.is_hyphened(match)


def _is_title(at: int, own: AbstractSet[str], written: WrittenSentence) -> bool:
    return written.is_shouted(at) or written.word(at) in own | name_words().titles.known | link_words().roles.known
