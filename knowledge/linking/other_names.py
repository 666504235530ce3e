"""Where a name is part of somebody else's: the European Union, the trade minister, the Indian Ocean."""

from __future__ import annotations

from knowledge.linking.capitals import AT
from knowledge.linking.written import WrittenSentence, is_one_of
from knowledge.model import EntityType
from knowledge.text.folding import without_clitics
from knowledge.vocabulary.forms import Match

_OFFICES = frozenset(
    {
        *("وزير", "وزيره", "وزاره", "وزيري", "بنك", "مصرف", "صندوق", "كليه", "معهد", "غرفه", "قسم", "نقابه"),
        *("ministry", "department", "chamber", "faculty", "college", "office"),
    }
)
"""What stands before a word of every day, "of" between not counted, and takes it into its name."""
_OFFICES_OF = frozenset(
    {
        *("minister", "ministers", "ministry", "department", "secretary", "commissioner", "agency", "court", "law"),
        *("bank", "banks", "fund", "union", "unions", "association"),
    }
)
"""What stands behind it and does."""
_INSTITUTES = frozenset({"بنك", "مصرف", "صندوق", "منظمه", "وكاله", "هيئه", "مركز", "معهد"})
_REACH = 3
"""Words that may stand between an institute and what it is for: «البنك الآسيوي للتنمية»."""
_NO_THEME = frozenset(
    {
        *("will", "would", "can", "could", "may", "might", "must", "should"),
        *("a", "an", "another", "every", "latest"),
    }
)
"""Words behind which a word of every day is a verb, or one of many: will trade players, the latest development."""
_OCEANS = frozenset({"ocean", "محيط", "المحيط"})
"""Words beside which an adjective of a state is part of another name."""
_BODIES = frozenset(
    {
        *("الاتحاد", "المفوضيه", "البرلمان", "مجلس", "المجلس", "البنك", "المصرف", "محكمه", "المحكمه", "وكاله"),
        *("كاس", "دوري", "بطوله"),
    }
)
"""Bodies and cups of a continent, which are something else than the continent."""
_OTHERS = (("الامن", "والتعاون", "في", "اوروبا"), ("security", "and", "cooperation", "in", "europe"))


def in_an_office(match: Match, written: WrittenSentence) -> bool:
    """Whether a word of every day names an office, or is no theme: «وزير التجارة», trade union, will trade."""
    if (match.size == 1 and written.before(match) in _NO_THEME) or written.behind(match) in _OFFICES_OF:
        return True
    back = range(match.start - 1, match.start - 1 - _REACH, -1)
    near = [written.word(at) for at in back]
    if is_one_of(near[0], _OFFICES) or (near[0] in AT and near[1] in _OFFICES):
        return True
    is_of = written.word(match.start).startswith("لل")
    return is_of and not _INSTITUTES.isdisjoint(map(without_clitics, near))


def is_elsewhere(type_: str, match: Match, written: WrittenSentence) -> bool:
    """Whether the words around make another name of a place or a state: European Union, Indian Ocean."""
    around = {written.before(match), written.behind(match)}
    if type_ == EntityType.STATE:
        return not _OCEANS.isdisjoint(around)
    if type_ != EntityType.PLACE:
        return False
    if written.opens_name(match.start) or written.goes_on(match.end):
        return True
    return is_one_of(written.before(match), _BODIES) or any(_ends(match, written, name) for name in _OTHERS)


def _ends(match: Match, written: WrittenSentence, name: tuple[str, ...]) -> bool:
    first = match.end - len(name)
    return first >= 0 and tuple(written.word(at) for at in range(first, match.end)) == name
