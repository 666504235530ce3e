"""The day or period that a request names, and the request without it: "since Monday", «في مارس», "1 May"; pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta

from knowledge.dates import DateMention, PartialDate
from knowledge.quoting.day_words import day_words
from knowledge.quoting.days import days_in
from knowledge.text.blanks import blanked
from knowledge.text.folding import Token, tokens, words
from knowledge.text.quantities import Calendar

_YEARS_BACK = 3


def asked_day(text: str, calendar: Calendar, today: date) -> tuple[PartialDate | None, str]:
    """The day, month or year that a text names, none that begins after today where one can choose; and the rest."""
    for find in (_near, _relative):
        if found := find(text, today):
            return found
    said = tokens(text)
    found_in = calendar.find(text, said)
    known = next((one for mention in found_in.dates if (one := _known(mention, today))), None)
    if known:
        return known, _without(text, [token for place, token in enumerate(said) if place in found_in.taken])
    return _month(text, calendar, today) or (None, text)


def _near(text: str, today: date) -> tuple[PartialDate, str] | None:
    for days, listed in day_words().since.items():
        if match := listed.regex.search(text):
            day = PartialDate.parse((today - timedelta(days)).isoformat())
            return day, f"{text[: match.start()]} {text[match.end() :]}"
    return None


def _relative(text: str, today: date) -> tuple[PartialDate, str] | None:
    """What "yesterday", "Monday" and "last month" mean today; nothing ahead, and on a Monday the one before."""
    said = days_in(text, PartialDate.parse(today.isoformat()))
    past = next((one for one in said if one.known.first <= today), None)
    if past is None:
        return None
    is_weekday = past.known.text == today.isoformat() and day_words().near[0].folded.isdisjoint(words(past.written))
    known = PartialDate.parse((today - timedelta(7)).isoformat()) if is_weekday else past.known
    return known, text.replace(past.written, " ", 1)


def _month(text: str, calendar: Calendar, today: date) -> tuple[PartialDate, str] | None:
    """A month by its name alone, which elsewhere may be another word ("may", "march")."""
    for token in reversed(tokens(text)):
        named = f"{token.text} {today.year}"
        if found := next((one for one in calendar.find(named, tokens(named)).dates if one.month), None):
            known = _known(replace(found, year=None), today)
            return (known, _without(text, [token])) if known else None
    return None


def _known(mention: DateMention, today: date) -> PartialDate | None:
    """The date that is meant; one without a year is the latest that has begun."""
    years = [mention.year] if mention.year else [today.year - back for back in range(_YEARS_BACK)]
    found = (dated for year in years if (dated := mention.in_year(year)))
    known = [one for dated in found if (one := dated.as_known())]
    return next((one for one in known if one.first <= today), known[0] if mention.year and known else None)


def _without(text: str, gone: Iterable[Token]) -> str:
    return " ".join(blanked(text, ((token.start, token.end) for token in gone)).split())
