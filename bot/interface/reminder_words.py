"""Reminders as they are asked for in words: «ذكّرني قبل الاجتماع بيوم», "remind me of the SCO meeting"."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from bot.interface.phrases import after, bare, folded, single, stands_at
from bot.readers.event_time import Lead
from knowledge.text.folding import tokens, words

_ASKS = (
    *("please remind me", "can you remind me", "could you remind me", "set a reminder", "remind me", "remind us"),
    *("هل يمكنك أن تذكرني", "ممكن تذكرني", "أريد أن تذكرني", "لو سمحت ذكرني", "ذكرني", "ذكرنا", "ذكريني", "نبهني"),
    *("اضبط تذكيرا", "تذكير", "فكرني"),
)
_LEADS: Mapping[Lead, tuple[str, ...]] = {
    Lead.DAY: (
        *("a day before", "one day before", "1 day before", "the day before", "24 hours before", "a day ahead"),
        *("a day in advance", "one day ahead"),
        *("بيوم واحد", "بيوم", "قبل يوم", "قبلها بيوم", "قبله بيوم", "ب24 ساعة", "قبل 24 ساعة"),
    ),
    Lead.HOUR: (
        *(
            "an hour before",
            "one hour before",
            "1 hour before",
            "the hour before",
            "an hour ahead",
            "60 minutes before",
        ),
        *("بساعة واحدة", "بساعة", "قبل ساعة", "قبلها بساعة", "قبله بساعة"),
    ),
    Lead.MORNING: (
        *("on the morning of the day", "on the morning of", "on the morning", "in the morning", "that morning"),
        *("on the day of", "on the day"),
        *("صباح اليوم نفسه", "صباح يوم", "في صباح", "صباحا", "صباح", "في الصباح", "الصبح", "في نفس اليوم"),
    ),
}
_BETWEEN = (
    *("of", "about", "for", "when", "before", "that", "please", "on", "at", "in", "begins", "starts", "to", "attend"),
    *("عن", "ب", "قبل", "حول", "موعد", "بموعد", "على", "في", "انعقاد", "عند", "بداية", "فضلك"),
)
"""Words that only lead from the wish to the event."""
_ASKING = (
    *("what", "who", "where", "why", "how", "which", "whether", "if"),
    *("ما", "ماذا", "من", "مين", "أين", "وين", "لماذا", "ليش", "كيف", "شو", "هل", "متى"),
)
"""Who asks to be reminded what something is asks a question."""
_CALENDAR = (
    *("calendar", "my calendar", "calendar file", "events calendar", "send me a calendar", "ics"),
    *("التقويم", "تقويمي", "ملف التقويم", "تقويم الأحداث", "أرسل التقويم", "أرسل لي التقويم"),
)


def calendar_said(text: str) -> bool:
    """Whether a text asks for all events as a file, and for nothing else."""
    return words(text) in folded(_CALENDAR)


@dataclass(frozen=True, slots=True)
class ReminderWish:
    """What a reader wants to be reminded of, in their words, and how long before; None: they did not say."""

    subject: str
    lead: Lead | None


def reminder_said(text: str) -> ReminderWish | None:
    """The reminder that a text asks for; None where it asks for none."""
    asked = after(text, _ASKS)
    if asked is None:
        return None
    lead, rest = _without_lead(asked)
    subject = bare(rest, _BETWEEN)
    return ReminderWish(subject, lead) if single(_ASKING).isdisjoint(words(subject)[:1]) else None


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
    every = ((phrase, lead) for lead, texts in _LEADS.items() for phrase in folded(texts))
    return tuple(sorted(every, key=lambda pair: -len(pair[0])))
