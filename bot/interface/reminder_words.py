"""Reminders as they are asked for in words: «ذكّرني قبل الاجتماع بيوم», "remind me of the SCO meeting"."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from bot.interface.phrases import after, bare, folded, single
from bot.readers.asked import read_asked
from bot.readers.event_time import Lead
from knowledge.files.strict_yaml import Record
from knowledge.text.folding import stands_at, tokens, words
from knowledge.text.listed import Listed


class _LeadsRecord(Record):
    day: Listed
    hour: Listed
    morning: Listed


class _RemindersRecord(Record):
    """The whole of `reminders.yaml`, which says what each list is for."""

    asks: Listed
    leads: _LeadsRecord
    between: Listed
    asking: Listed
    calendar: Listed


@cache
def _listed() -> _RemindersRecord:
    return read_asked("reminders", _RemindersRecord)


def calendar_said(text: str) -> bool:
    """Whether a text asks for all events as a file, and for nothing else."""
    return words(text) in folded(_listed().calendar.entries)


@dataclass(frozen=True, slots=True)
class ReminderWish:
    """What a reader wants to be reminded of, in their words, and how long before; None: they did not say."""

    subject: str
    lead: Lead | None


def reminder_said(text: str) -> ReminderWish | None:
    """The reminder that a text asks for; None where it asks for none."""
    asked = after(text, _listed().asks.entries)
    if asked is None:
        return None
    lead, rest = _without_lead(asked)
    subject = bare(rest, _listed().between.entries)
    return ReminderWish(subject, lead) if single(_listed().asking.entries).isdisjoint(words(subject)[:1]) else None


def _without_lead(text: str) -> tuple[Lead | None, str]:
    """How long before, and what is said besides."""
    said = tokens(text)
    for phrase, lead in _lead_phrases():
        for start in range(len(said)):
            if stands_at(said, start, phrase):
                before, behind = text[: said[start].start], text[said[start + len(phrase) - 1].end :]
                return lead, f"{before.rstrip()} {behind.lstrip()}"
    return None, text


@cache
def _lead_phrases() -> tuple[tuple[tuple[str, ...], Lead], ...]:
    """The longest first."""
    leads = _listed().leads
    texts = {Lead.DAY: leads.day, Lead.HOUR: leads.hour, Lead.MORNING: leads.morning}
    every = ((phrase, lead) for lead, listed in texts.items() for phrase in folded(listed.entries))
    return tuple(sorted(every, key=lambda pair: -len(pair[0])))
