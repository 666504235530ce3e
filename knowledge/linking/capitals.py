"""Whether a town stands for the government that sits in it."""

from __future__ import annotations

from collections.abc import Iterable

from knowledge.linking.written import WrittenSentence, is_one_of
from knowledge.vocabulary.forms import Match

AT = frozenset({"of", "in", "at", "from", "to", "near", "في", "من", "الي", "قرب"})
_AND = frozenset({"and", "or", "و", "او"})
_RULERS = frozenset({"authorities", "government", "officials", "rulers", "السلطات", "سلطات", "الحكومه", "حكومه"})
"""Who in a town is not the town."""
_TOWN = frozenset(
    {
        *("مدينه", "شوارع", "شارع", "مطار", "ضواحي", "جامعه", "سكان", "بلديه", "اسواق", "وسط", "بورصه", "محافظه"),
        *("city", "downtown", "central"),
    }
)
"""What stands before a town that is meant as a place."""
_HAPPENS = frozenset(
    {
        *("talks", "meeting", "meetings", "summit", "conference", "forum", "round", "session", "dialogue", "visit"),
        *("airport", "street", "streets", "university", "hotel", "metro", "stock", "bourse", "court", "museum", "club"),
        *("declaration", "accord", "agreement", "process", "format", "road", "region", "suburb", "suburbs"),
    }
)
"""What stands behind it."""

_SAYS = frozenset(
    {
        *(
            "said",
            "says",
            "has",
            "had",
            "wants",
            "wanted",
            "will",
            "would",
            "denied",
            "denies",
            "hopes",
            "insists",
            "plans",
        ),
        *(
            "needs",
            "fears",
            "claims",
            "expects",
            "called",
            "calls",
            "backs",
            "seeks",
            "offered",
            "offers",
            "agreed",
            "signed",
        ),
        *(
            "refused",
            "accused",
            "proposed",
            "announced",
            "warned",
            "welcomed",
            "asked",
            "rejected",
            "condemned",
            "sent",
        ),
        *(
            "قد",
            "تريد",
            "ترفض",
            "تقول",
            "تنفي",
            "تعتزم",
            "تؤكد",
            "تدعو",
            "تخشي",
            "تامل",
            "تسعي",
            "تري",
            "تطالب",
            "تعارض",
        ),
    }
)
"""What governments do, behind their name."""
_SAID = frozenset(
    {
        *("قالت", "اعلنت", "نفت", "اكدت", "رفضت", "عرضت", "دعت", "طلبت", "حذرت", "رحبت", "ادانت", "اقترحت", "وافقت"),
        *("ابدت", "وقعت", "ارسلت", "استدعت", "طالبت", "تريد", "ترفض", "تسعي", "تعتزم", "تدعو", "تؤكد"),
    }
)
"""What they have done, before it."""


def acts(match: Match, written: WrittenSentence) -> bool:
    """Whether a town does what only a government does: Astana said."""
    return written.behind(match) in _SAYS or is_one_of(written.before(match), _SAID)


def towns(matches: Iterable[Match], written: WrittenSentence) -> frozenset[int]:
    """The places of the words that are meant as towns if they are capitals: in Tashkent and Dushanbe."""
    found: set[int] = set()
    for match in sorted(matches):
        if _is_town(match, written) or _goes_with(match, written, found):
            found.update(range(match.start, match.end))
    return frozenset(found)


def _is_town(match: Match, written: WrittenSentence) -> bool:
    if match.end <= written.dateline or written.behind(match) in _HAPPENS or written.before(match) in _TOWN:
        return True
    return is_one_of(written.before(match), AT) and not is_one_of(written.word(match.start - 2), _RULERS)


def _goes_with(match: Match, written: WrittenSentence, found: set[int]) -> bool:
    """Whether it is joined to a town by "and" or a comma."""
    before = match.start - 1
    if written.word(before) in _AND:
        return before - 1 in found
    return before in found
