"""Of which dates a statement is: those of its value, of its events, and those that its words tell."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain

from knowledge.dates import DateMention, PartialDate
from knowledge.model import Entity, Statement
from knowledge.text.quantities import Quantities
from knowledge.vocabulary.phrasings import Phrasings
from knowledge.vocabulary.roles import Role


@dataclass(slots=True)
class Dating:
    """Dates the statements of a version."""

    entities: Mapping[str, Entity]
    statements: Sequence[Statement]
    """All that are held: those of a source lend one another its year."""
    phrasings: Phrasings
    periods: dict[str, tuple[PartialDate, ...]] = field(default_factory=dict)

    def of(self, statement: Statement) -> Iterator[PartialDate]:
        """Those of what it names; what came before or after an event may be of its month, on no day that is known."""
        found = list(self._known_dates(statement))
        yield from found
        if statement.property in self.phrasings.role(Role.SEQUENCE):
            yield from (month for date in found if (month := date.month) and month not in found)

    def _known_dates(self, statement: Statement) -> Iterator[PartialDate]:
        if statement.value and statement.value not in self.entities and not statement.value.isdecimal():
            yield PartialDate.parse(statement.value)
        for entity in (one for one in statement.named() if one in self.entities):
            if known := self.entities[entity].dates:
                yield known

    def told(self, statement: Statement, told: Iterable[Quantities]) -> tuple[PartialDate, ...]:
        """The dates that its wordings tell, whatever its value is."""
        mentions = chain.from_iterable(found.dates for found in told)
        dated = (found for one in mentions if (found := self._in_its_year(one, statement)))
        return tuple(date for one in dated if (date := one.as_known()))

    def _in_its_year(self, mention: DateMention, statement: Statement) -> DateMention | None:
        """A day that is told without a year is of that of the event, or of the source."""
        if mention.year or mention.span or not mention.days:
            return mention
        year = self._year(statement)
        return mention.in_year(year) if year else None

    def _year(self, statement: Statement) -> int | None:
        """The year of what it names, else the one of which its sources tell most."""
        known = [*self._known_dates(statement)] or [date for one in statement.sources() for date in self.period(one)]
        years = Counter(date.first.year for date in known)
        return max(years, key=lambda year: years[year], default=None)

    def period(self, source: str) -> tuple[PartialDate, ...]:
        """Every date that the statements from a source have."""
        if source not in self.periods:
            held = (one for one in self.statements if source in one.sources())
            self.periods[source] = tuple(dict.fromkeys(date for one in held for date in self.of(one)))
        return self.periods[source]
