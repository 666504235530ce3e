"""What the value of a statement may say: a date, a number or somebody that its words say too."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace

from knowledge.curation import figures
from knowledge.curation.kinds import TYPES
from knowledge.curation.records import StatementRecord
from knowledge.curation.rules import Draft, named_in
from knowledge.dates import DateMention, PartialDate
from knowledge.model import EntityType, Kind
from knowledge.text.folding import tokens
from knowledge.text.quantities import Calendar
from knowledge.vocabulary.covering import mentioned_in
from knowledge.vocabulary.lexicon import Lexicon

_BY_NAME = TYPES[Kind.ACTOR] | {EntityType.PLACE}
_OR_NOT = "say it there, or leave `value` out"


@dataclass(frozen=True, slots=True)
class ValueRules:
    """Looks at values in the light of a folder; names and dates are read as everywhere else."""

    draft: Draft
    lexicon: Lexicon
    calendar: Calendar
    lies_in: Mapping[str, str]
    """The state of each place that is known as its capital."""

    def problem(self, subject: str, statement: StatementRecord) -> str:
        """What is wrong with the value of a statement, in words; empty where nothing is."""
        value = statement.value
        if value is None or statement.withdrawn:
            return ""
        if value in self.draft.everybody():
            return self._of_entity(value, subject, statement)
        if value.isdecimal():
            return self._of_number(int(value), statement)
        try:
            date = PartialDate.parse(value)
        except ValueError:
            return ""  # told already
        return self._of_date(date, subject, statement)

    def _of_date(self, date: PartialDate, subject: str, statement: StatementRecord) -> str:
        written = [one for text in _words(statement) for one in self._dates(text)]
        mentions = [*written, *(replace(one, part=None) for one in written if one.part and one.month)]
        if _tells(date, mentions):
            return ""
        years = self._years(subject, statement)
        open_ = [one for one in mentions if one.month and not (one.year or one.span)]
        if _tells(date, [full for one in open_ for year in years if (full := one.in_year(year))]):
            return ""
        said = ", ".join(dict.fromkeys(filter(None, map(_shown, written))))
        return f"neither wording nor quote tells the date {date}; {_meant(said)}"

    def _dates(self, text: str) -> Sequence[DateMention]:
        return self.calendar.find(text, tokens(text)).dates

    def _years(self, subject: str, statement: StatementRecord) -> set[int]:
        """The years that go without saying: of its words, of the event, and of the day of its documents."""
        told = (one.year for text in _words(statement) for one in self._dates(text))
        sources = (self.draft.sources.get(one.source) for one in statement.citations)
        known = [self.draft.everybody()[subject].dates, *(one.published for one in sources if one)]
        return {year for year in told if year} | {year for one in known if one for year in _years_of(one)}

    def _of_number(self, number: int, statement: StatementRecord) -> str:
        told = figures.carried(_words(statement), self.calendar)
        if number in {value for _, value in told}:
            return ""
        said = ", ".join(dict.fromkeys(str(value) for unit, value in sorted(told, key=str) if unit == "number"))
        return f"neither wording nor quote says the number {number}; {_meant(said)}"

    def _of_entity(self, value: str, subject: str, statement: StatementRecord) -> str:
        """Who and where stands in its words; what happened, or was decided, may be told without its name."""
        everybody = self.draft.everybody()
        if everybody[value].type not in _BY_NAME:
            return ""
        texts = [*_words(statement), *everybody[subject].names.texts().values()]
        mentioned = {one for text in texts for one in mentioned_in(text, self.lexicon)}
        if value in with_states(mentioned, self.lies_in):
            return ""
        named = {one for text in texts for one in named_in(text, self.lexicon)} - {subject}
        is_state = everybody[value].type is EntityType.STATE
        said = sorted({self.lies_in.get(one, one) for one in named} if is_state else named)
        return f"neither wording nor quote names {value}; {_meant(', '.join(said))}"


def with_states(named: AbstractSet[str], lies_in: Mapping[str, str]) -> AbstractSet[str]:
    """Who is named, with the states whose capitals stand for them ("Baghdad announced")."""
    return named | {lies_in[one] for one in named if one in lies_in}


def _words(statement: StatementRecord) -> Iterator[str]:
    """Its wordings, also that before an event, and its quotes."""
    for one in (statement.wording, statement.upcoming):
        yield from one.texts().values() if one else ()
    yield from (one.quote for one in statement.citations)


def _tells(date: PartialDate, mentions: Iterable[DateMention]) -> bool:
    """Whether some of these begin and end as a date does, as precisely as it does."""
    known = [known for one in mentions if (known := one.as_known() or one.converted())]
    fine = [one for one in known if one.precision >= date.precision]
    begin, end = {_cut(one.first, date) for one in fine}, {_cut(one.last, date) for one in fine}
    return _cut(date.first, date) in begin and _cut(date.last, date) in end


def _cut(day: datetime.date, date: PartialDate) -> tuple[int, ...]:
    return (day.year, day.month, day.day)[: date.precision]


def _shown(mention: DateMention) -> str:
    known = mention.as_known()
    return str(known) if known else mention.written


def _years_of(date: PartialDate) -> Iterable[int]:
    return date.first.year, date.last.year


def _meant(said: str) -> str:
    return f"they say {said}: write that, or {_OR_NOT}" if said else _OR_NOT
