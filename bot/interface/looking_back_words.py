"""What was said before and what has come since, as readers ask for it: «ماذا كنت تقول عن … في مارس؟», "what's new?"."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from itertools import product

from bot.interface.phrases import after, bare, folded
from knowledge.dates import PartialDate
from knowledge.text.folding import words

DayOf = Callable[[str], tuple[PartialDate | None, str]]
"""Finds the day that a text names, and the words around it."""

_SAID = (
    *("what did you say", "what did you tell me", "what did you know", "what were you saying", "what have you said"),
    *("what did marsad say", "what did marsad know", "what was marsad saying", "what did you use to say"),
    *("ماذا كنت تقول", "ماذا قلت", "ماذا كنت تعرف", "ماذا كان مرصد يقول", "ماذا قال مرصد", "شو كنت تقول", "شو قلت"),
    *("ايش كنت تقول", "ماذا كنتم تقولون", "ما الذي كنت تقوله", "ما الذي قلته", "وش كنت تقول", "كنت بتقول ايه"),
)
_CHANGED = (
    *("how has what you say changed", "history of what you said", "the history of what you said", "what changed"),
    *("what has changed", "when did you change what you said", "show me what you said before"),
    *("ماذا تغير", "ما الذي تغير", "سجل ما قلته", "تاريخ ما قلته", "متى غيرت ما قلته", "كيف تغير ما تقوله"),
)
_ABOUT = ("about", "on", "of", "regarding", "عن", "بشأن", "حول", "بخصوص")
_AS_OF = ("as of", "as published on", "as published in", "as it was published in", "كما نشر في", "كما نشرت في")
_NEW = (
    *("what's new", "whats new", "what is new", "anything new", "any news", "what has changed", "what changed"),
    *("any changes", "what's changed", "what did i miss", "what have i missed"),
    *("ما الجديد", "ما هو الجديد", "ماهو الجديد", "شو الجديد", "ايش الجديد", "وش الجديد", "ايه الجديد", "شو في جديد"),
    *("هل من جديد", "في جديد", "ماذا تغير", "ما الذي تغير", "ما جديدك", "ما جديدكم", "شو جديدك", "ماذا فاتني"),
)
_LAST_TIME = (
    *("since i last looked", "since i last asked", "since my last visit", "since last time", "since then"),
    *("since i was last here", "for me", "today then"),
    *("منذ آخر مرة", "من آخر مرة", "منذ آخر زيارة", "منذ سألتك آخر مرة", "منذ ذلك الحين", "منذ آخر سؤال", "لي", "عندك"),
    *("لديك", "عندكم", "لديكم"),
)
_LEADING = (
    *("in", "on", "at", "since", "from", "of", "the", "back", "as", "during", "and", "until", "by", "before", "about"),
    *(
        "في",
        "منذ",
        "من",
        "يوم",
        "شهر",
        "عام",
        "سنة",
        "خلال",
        "بتاريخ",
        "قبل",
        "حتى",
        "عن",
        "بشأن",
        "حول",
        "آنذاك",
        "ال",
    ),
)
"""Words that lead to a day or a subject and stay behind when that is taken out."""


@dataclass(frozen=True, slots=True)
class PastQuestion:
    """What was said of a subject, at a time; None: ever."""

    subject: str
    when: PartialDate | None


@dataclass(frozen=True, slots=True)
class NewsQuestion:
    """What has come since a time, of a subject; None: since the reader last looked."""

    since: PartialDate | None
    subject: str = ""


def past_said(text: str, day_of: DayOf) -> PastQuestion | None:
    """What a text asks of what was said before; None where it asks something else."""
    if rest := after(text, _AS_OF):
        when, question = day_of(rest)
        return PastQuestion(_bare(question), when) if when and _bare(question) else None
    for heads in (_SAID, _CHANGED):
        rest = after(text, _with_about(heads))
        when, subject = day_of(rest) if rest else (None, "")
        if rest and _bare(subject) and not (when and heads is _CHANGED):
            return PastQuestion(_bare(subject), when)
    return None


def news_said(text: str, day_of: DayOf) -> NewsQuestion | None:
    """What a text asks of what is new; None where it asks something else, or what is new of a subject at all."""
    rest = after(text, _NEW)
    if rest is None:
        return None
    if not words(rest) or words(rest) in folded(_LAST_TIME):
        return NewsQuestion(None)
    since, subject = day_of(rest)
    return NewsQuestion(since, _bare(subject)) if since else None


@cache
def _with_about(heads: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(f"{head} {about}" for head, about in product(heads, _ABOUT))


def _bare(text: str) -> str:
    return bare(text, _LEADING)
