"""What was said before and what has come since, as readers ask for it: «ماذا كنت تقول عن … في مارس؟», "what's new?"."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from itertools import product

from bot.interface.phrases import after, bare, folded
from bot.readers.asked import read_asked
from knowledge.dates import PartialDate
from knowledge.files.strict_yaml import Record
from knowledge.text.folding import script, words
from knowledge.text.letters import Script
from knowledge.text.listed import Listed

DayOf = Callable[[str], tuple[PartialDate | None, str]]
"""Finds the day that a text names, and the words around it."""


class _LookingBackRecord(Record):
    """The whole of `looking_back.yaml`, which says what each list is for."""

    said: Listed
    changed: Listed
    about: Listed
    as_of: Listed
    new: Listed
    last_time: Listed
    leading: Listed


@cache
def _listed() -> _LookingBackRecord:
    return read_asked("looking_back", _LookingBackRecord)


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
    if rest := after(text, _listed().as_of.entries):
        when, question = day_of(rest)
        return PastQuestion(_bare(question), when) if when and _bare(question) else None
    changed = _listed().changed.entries
    for heads in (_listed().said.entries, changed):
        rest = after(text, _with_about(heads))
        when, subject = day_of(rest) if rest else (None, "")
        if rest and _bare(subject) and not (when and heads is changed):
            return PastQuestion(_bare(subject), when)
    return None


def news_said(text: str, day_of: DayOf) -> NewsQuestion | None:
    """What a text asks of what is new; None where it asks something else, or what is new of a subject at all."""
    rest = after(text, _listed().new.entries)
    if rest is None:
        return None
    if not words(rest) or words(rest) in folded(_listed().last_time.entries):
        return NewsQuestion(None)
    since, subject = day_of(rest)
    return NewsQuestion(since, _bare(subject)) if since else None


def usual_news_question(text: str) -> str:
    """The question for what is new as it is usually written in the letters of a text, which may have slips."""
    usual = _listed().new.of("ar" if script(text) is Script.ARABIC else "en")[0]
    return text if words(text) == words(usual) else usual


@cache
def _with_about(heads: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(f"{head} {about}" for head, about in product(heads, _listed().about.entries))


def _bare(text: str) -> str:
    return bare(text, _listed().leading.entries)
