"""The interface's own words: gettext catalogues, compiled in memory, with every inserted value isolated.

Message ids are dotted keys. All that a reader sees and that is not a curated statement or a quote stands in
`locales/<language>/LC_MESSAGES/marsad.po`.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cache
from gettext import GNUTranslations
from pathlib import Path

from babel.core import Locale
from babel.dates import format_date, format_datetime, get_day_names
from babel.lists import format_list
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from bot.interface.words.bidi import is_rtl, isolated, with_commands
from knowledge.dates import DateMention, PartialDate
from knowledge.files.shipped import shipped
from knowledge.text.dates_in_words import LOCALES, in_words

FALLBACK = "en"
LANGUAGES = ("ar", "en")
_MOST_IN_WORDS = 12
_AND, _COMMA = "و", "،"
_LEAP_YEAR = 2024
"""Has every day of a month."""
_DAY = "d MMMM y"


class Worded(str):
    """A text made from a catalogue: its insertions are isolated already."""

    __slots__ = ()


class Note(Worded):
    """A line that limits the one above it; no part of what answers."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Wording:
    """The texts of one language; an unknown key is a KeyError."""

    lang: str
    root: Path
    """Where the catalogues lie."""

    @property
    def catalogue(self) -> GNUTranslations:
        """All messages, compiled when the first of them is asked for."""
        return _compiled(self.root, self.lang)

    def text(self, key: str, /, **values: object) -> Worded:
        """A message with its placeholders filled."""
        return self._filled(key, self.catalogue.gettext(key), values)

    def count(self, key: str, n: int, /) -> Worded:
        """A message in the plural form for `n`, which fills its placeholder {n}."""
        return self.plural(key, n, n=n)

    def plural(self, key: str, n: int, /, **values: object) -> Worded:
        """A message with its placeholders filled, in the plural form for `n`."""
        return self._filled(key, self.catalogue.ngettext(key, key, n), values)

    def counted(self, key: str, n: int, /) -> Worded:
        """The same with a number that opens a sentence: in words where the language writes small ones so."""
        word = self.catalogue.gettext(f"number.{n}") if 1 < n <= _MOST_IN_WORDS else ""
        known = word and word != f"number.{n}"
        return self.plural(key, n, n=Worded(word) if known else n)

    def date(self, day: date | PartialDate) -> str:
        """A date in words, no more precise than it is known; «25–26 April 2024» for days of one month."""
        return in_words(day, self.lang)

    def mention(self, mention: DateMention) -> str:
        """A date as somebody asked for it, in words: «أكتوبر 2025», "25 and 26 April", 2023."""
        if converted := mention.converted():
            return self.text("date.converted", written=mention.written, date=self.date(converted))
        if mention.part or mention.span:
            return mention.written
        if not mention.month:
            return str(mention.year or mention.or_year or "")
        month = format_date(date(_LEAP_YEAR, mention.month, 1), "MMMM", locale=LOCALES[self.lang])
        days = format_list([str(day) for day in mention.days], locale=LOCALES[self.lang]) if mention.days else ""
        return " ".join(part for part in (days, month, str(mention.year or "")) if part)

    def moment(self, moment: datetime) -> str:
        """A day and time in words, in UTC: where the reader is, nobody knows."""
        comma = "،" if is_rtl(self.lang) else ","
        return format_datetime(moment.astimezone(UTC), f"{_DAY}{comma} HH:mm 'UTC'", locale=LOCALES[self.lang])

    def language_name(self, code: str) -> str:
        """A language by its code; the code itself where nobody has named it."""
        return str(Locale.parse(LOCALES[self.lang]).languages.get(code, code))

    def weekday(self, number: int) -> str:
        """The name of a day of the week; 0 is Monday."""
        return str(get_day_names("wide", "stand-alone", LOCALES[self.lang])[number])

    @property
    def week(self) -> tuple[int, ...]:
        """The days of the week in the order of the language's readers: from Sunday in Arabic."""
        return (6, *range(6)) if is_rtl(self.lang) else tuple(range(7))

    def listed(self, parts: Iterable[str]) -> Worded:
        """Parts joined as the language joins them («أ وب», "a, b and c"), each isolated unless it is worded.

        A part that begins with an Arabic "and", as it was typed, gets no other one before it.
        """
        found = list(parts)
        if any(part.startswith(_AND) for part in found[1:]):
            return Worded(f"{_COMMA} ".join(map(_inserted, found)))
        return Worded(format_list([_inserted(part) for part in found], locale=LOCALES[self.lang]))

    def _filled(self, key: str, template: str, values: Mapping[str, object]) -> Worded:
        if template == key:
            raise KeyError(key)
        filled = template.format_map({name: _inserted(value) for name, value in values.items()})
        return Worded(with_commands(filled, self.lang))


@dataclass(frozen=True, slots=True)
class Wordings:
    """All languages of the interface."""

    root: Path

    @classmethod
    def load(cls, folder: Path | None = None) -> Wordings:
        """The catalogues of a folder, compiled in memory as languages are spoken."""
        return cls(folder or shipped("bot", "locales"))

    def speak(self, lang: str) -> Wording:
        """The wording in a language; in English where there is none."""
        spoken = lang if lang in LANGUAGES else FALLBACK
        return Wording(spoken, self.root)


@cache
def _compiled(root: Path, lang: str) -> GNUTranslations:
    """A catalogue belongs to the code: it is compiled once a process, which takes 20 ms."""
    with (root / lang / "LC_MESSAGES" / "marsad.po").open("rb") as file:
        catalog = read_po(file, locale=lang, abort_invalid=True)
    machine = io.BytesIO()
    write_mo(machine, catalog)
    machine.seek(0)
    return GNUTranslations(machine)


def _inserted(value: object) -> str:
    return value if isinstance(value, Worded) else isolated(str(value))
