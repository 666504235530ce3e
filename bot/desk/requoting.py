"""What a statement quotes when an editor says otherwise whom it is about, or which words carry it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from bot.desk.bench import Bench
from bot.desk.records import EDITOR, requoted
from bot.desk.sheets import Sheet
from knowledge.curation.rules import named_in
from knowledge.drafting.clauses import Stretch
from knowledge.drafting.decisions import Item
from knowledge.drafting.subjects import naming, passage_around
from knowledge.model import Modality, Polarity

_CITATIONS, _QUOTE, _SOURCE = "citations", "quote", "source"
_READ_FROM_WORDS = frozenset({Modality.ANNOUNCED, Modality.EXPECTED, Modality.INTENDED})

Record = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Requoter:
    """Knows one document and the folder."""

    bench: Bench
    sheet: Sheet

    def followed(self, item: Item, subject: str) -> Record:
        """A proposal as it would be of another subject: what it quotes besides names that one, where this is needed."""
        record: Record = item["record"]
        if item["by"] == EDITOR or not record.get(_CITATIONS):
            return record
        first = record[_CITATIONS][0]
        passage = self._naming(first.get(_QUOTE, ""), subject)
        others = [{_SOURCE: self.sheet.source.id, _QUOTE: passage}] if passage else []
        return {**record, _CITATIONS: [first, *others]}

    def _naming(self, quote: str, subject: str) -> str | None:
        """A passage that names somebody, for a quote that does not."""
        text, lexicon = self.sheet.source.text, self.bench.kept.corpus.lexicon
        names = list(self._proposed_names(subject))
        if subject in named_in(quote, lexicon) or any(one in quote for one in names):
            return None
        found = ((at, at + len(one)) for one in names if (at := text.find(one)) >= 0)
        return next((passage_around(text, Stretch(*one)) for one in found), naming(text, subject, lexicon))

    def _proposed_names(self, subject: str) -> Iterator[str]:
        """The names of somebody whom nobody has accepted yet."""
        own = (one for one in self.sheet.book.items.values() if "folder" in one and one.get("subject") == subject)
        return (name for one in own for name in (one["record"].get("names") or {}).values())

    def left_out(self, record: Record, given: Record) -> str:
        """The words that a statement was proposed for, where the quotes that are given instead hold none of them."""
        if "citations" not in given or _QUOTE in given or not record.get(_CITATIONS):
            return ""
        own = record[_CITATIONS][0].get(_QUOTE, "")
        text = self.sheet.source.text
        spans = [_span(text, one[_QUOTE]) for one in self._written(given[_CITATIONS]) if one.get(_QUOTE)]
        start, end = _span(text, own)
        elsewhere = all(first >= 0 and (last <= start or end <= first) for first, last in spans)
        return own if spans and elsewhere else ""

    def quoted(self, record: Record, given: Record) -> Record:
        """With the quotes that a worksheet gives; how the new words are meant is read from them."""
        was = record.get(_CITATIONS) or [{}]
        is_other = _QUOTE in given and given[_QUOTE] != was[0].get(_QUOTE)
        told = requoted(record, given[_QUOTE])[_CITATIONS] if is_other else was
        besides = [one for one in told[1:] if str(one.get(_QUOTE)) not in told[0][_QUOTE]]
        if _CITATIONS in given:
            own = self._written(given[_CITATIONS])
            told, besides = ([told[0]], own) if _QUOTE in given else (own[:1], own[1:])
        quotes = _each_once([*told[:1], *besides, *self._written(given.get("also", ()))])
        same = quotes[0].get(_QUOTE) == was[0].get(_QUOTE)
        return {**(record if same else self._read_anew(record, quotes[0])), _CITATIONS: quotes}

    def _written(self, quotes: Iterable[Any]) -> list[dict[str, Any]]:
        """Quotes of a worksheet, which need not name its document."""
        every = (dict(one) if isinstance(one, Mapping) else {_QUOTE: str(one)} for one in quotes)
        return [{_SOURCE: self.sheet.source.id, **one} for one in every]

    def _read_anew(self, record: Record, quote: Record) -> dict[str, Any]:
        """With the value and meant as its new first quote shows; what is claimed or implied stays so."""
        words, drafter = str(quote.get(_QUOTE, "")), self.bench.drafter()
        modality, polarity = drafter.meant(words)
        stale = {"polarity"} | ({"value"} if not drafter.tells(words, str(record.get("value", ""))) else set())
        kept = {key: one for key, one in record.items() if key not in stale}
        if modality is not Modality.STATED:
            kept["modality"] = modality.value
        elif kept.get("modality") in _READ_FROM_WORDS:
            del kept["modality"]
        return kept | ({"polarity": polarity.value} if polarity is not Polarity.AFFIRMED else {})


def _span(text: str, quote: str) -> tuple[int, int]:
    start = text.find(quote)
    return start, start + len(quote)


def _each_once(quotes: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    return list({(one.get(_SOURCE), one.get(_QUOTE), str(one.get("occurrence", ""))): one for one in quotes}.values())
