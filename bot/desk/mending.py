"""What is wrong with a statement, for somebody who knows no rule of curation: a code, and what would mend it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from knowledge.drafting.first_wording import worded
from knowledge.drafting.kept_folder import KeptFolder
from knowledge.drafting.subjects import naming
from knowledge.drafting.telling_words import TellingWords
from knowledge.errors import Problem
from knowledge.files.describing import Path_
from knowledge.model import Source

_CODES: Sequence[tuple[str, re.Pattern[str]]] = [
    ("quote-nearest", re.compile(r"does not stand in .* byte for byte; the nearest is «(?P<text>.*)»", re.DOTALL)),
    ("quote-missing", re.compile(r"^does not stand in ")),
    ("quote-repeated", re.compile(r"stands (?P<n>\d+) times in ")),
    ("quote-long", re.compile(r"at most 200 characters")),
    ("not-entity", re.compile(r"unknown entity '(?P<text>.*?)'(?:; did you mean '?(?P<near>[\w.-]+)'?\??)?")),
    ("not-property", re.compile(r"unknown property '(?P<text>.*?)'(?:; did you mean '?(?P<near>[\w.-]+)'?\??)?")),
    ("not-value", re.compile(r"'(?P<text>.*?)' is no entity, date or number(?:; did you mean '?(?P<near>[\w.-]+)'?)?")),
    (
        "figure",
        re.compile(r"the (?P<unit>[\w -]+?) (?P<text>\S+) stands in no quote(?:.*; the quotes say (?P<near>.*?):)?"),
    ),
    ("name", re.compile(r"names (?P<near>\S+) \(«(?P<text>.*?)»\), which no quote names")),
    ("as-fact", re.compile(r"is worded as a fact, though the statement is (?P<text>\w+)")),
    ("announces", re.compile(r"'(?P<text>.*?)' announces, and the statement is ")),
    ("denies", re.compile(r"denies, though the statement is affirmed")),
    ("denies-alone", re.compile(r"denies \(«(?P<text>.*?)»\), though the statement is affirmed and no")),
    ("denies-not", re.compile(r"denies nothing, though the statement is negated")),
    ("not-unsaid", re.compile(r'a quote says "not" \(«(?P<text>.*?)»\) and no wording does')),
    ("office", re.compile(r"names (?P<text>\S+) with an office of (?P<near>[\w-]+)")),
    ("two-values", re.compile(r"(?P<text>\S+) gives another value \((?P<near>.*?)\)")),
    ("shared-name", re.compile(r"'(?P<text>.*?)' is a strong name of (?P<near>\S+) too")),
    ("missing", re.compile(r"is missing")),
    ("empty", re.compile(r"is empty|at least")),
    ("no-id", re.compile(r"is no id")),
    ("choose", re.compile(r"input should be '")),
    ("long", re.compile(r"at most \d+ characters")),
    ("spaces", re.compile(r"begins or ends with a space|holds the invisible")),
]


@dataclass(frozen=True, slots=True)
class Mend:
    """A change of the record that puts one mistake right for certain."""

    code: str
    path: Path_
    value: Any
    text: str = ""
    """What it puts there, as far as it is shown on a button."""


@dataclass(frozen=True, slots=True)
class Mender:
    """Knows one document and the folder."""

    kept: KeptFolder
    source: Source

    def mistakes(self, problems: Iterable[Problem], subject: str, record: Mapping[str, Any]) -> list[dict[str, Any]]:
        """Every mistake of a statement, each place once, as the page shows it."""
        found: dict[tuple[str, str], dict[str, Any]] = {}
        for problem in problems:
            code, known = _read(problem.message)
            place = _inner(problem.field)
            path = ".".join(map(str, place))
            mends = [asdict(one) for one in self._mends(code, known, place, subject, record)]
            found.setdefault(
                (path, code or problem.message),
                {"field": path, "code": code, "known": known, "message": problem.message, "mends": mends},
            )
        return list(found.values())

    def _mends(
        self, code: str, known: Mapping[str, str], place: Path_, subject: str, record: Mapping[str, Any]
    ) -> Iterator[Mend]:
        match code:
            case "quote-nearest" if self.source.text.count(known["text"]) == 1:
                yield Mend("use", place, known["text"], known["text"])
            case "quote-repeated":
                for number in range(1, min(int(known["n"]), 5) + 1):
                    yield Mend("occurrence", (*place[:-1], "occurrence"), str(number), str(number))
            case "not-entity" | "not-property" | "not-value" if known.get("near"):
                yield Mend("use", place, known["near"], known["near"])
            case "announces":
                yield Mend("modality", ("modality",), "announced")
            case "as-fact":
                yield Mend("stated", ("modality",), "stated")
            case "denies" | "not-unsaid":
                yield Mend("polarity", ("polarity",), "negated")
            case "denies-not":
                yield Mend("affirmed", ("polarity",), "affirmed")
            case "name" if passage := naming(self.source.text, known["near"], self.kept.corpus.lexicon):
                citations = [*record.get("citations", ()), {"source": self.source.id, "quote": passage}]
                yield Mend("quote-too", ("citations",), citations, passage)
            case "missing" if place == ("wording",):
                if text := self.template(subject, record):
                    yield Mend("template", ("wording",), text, text["en"])

    def template(self, subject: str, record: Mapping[str, Any]) -> Mapping[str, str]:
        """A first wording, where the property has one and its value is known."""
        corpus = self.kept.corpus
        template = TellingWords.of(corpus.phrasings).wordings.get(str(record.get("property", "")))
        entity, entities = corpus.entities.get(subject), dict(corpus.entities)
        return worded(template, entity.names if entity else None, record.get("value") or None, entities)


def _read(message: str) -> tuple[str, dict[str, str]]:
    """The code of a message and what it names; no code where it is none that this page explains."""
    for code, pattern in _CODES:
        if match := pattern.search(message):
            return code, {key: value for key, value in match.groupdict().items() if value}
    return "", {}


def _inner(place: str) -> Path_:
    """The place inside a statement."""
    parts = place.split(".")
    inner = parts[2:] if parts[0] == "statements" else parts
    return tuple(int(one) if one.isdecimal() else one for one in inner if one)
