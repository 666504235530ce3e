"""What a language model proposes of a document: its reply is read strictly, each proposal obeys the rules of curation.

Nothing that it says is believed: a quote stands in the document byte for byte, figures, names, tense and negation are
those of the quote, and a proposal that breaks a rule is refused with the reason. Nothing is accepted here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Annotated

from pydantic import Field

from knowledge.curation.covering import coverage_of
from knowledge.curation.records import TranslationRecord
from knowledge.curation.rules import named_in
from knowledge.drafting.accepting import accepted
from knowledge.drafting.kept_folder import KeptFolder
from knowledge.drafting.numbering import numbered, occurrence, span
from knowledge.drafting.proposals import DocumentDraft, ProposedStatement
from knowledge.errors import Problem
from knowledge.files import strict_json
from knowledge.files.fields import LocalRecord
from knowledge.files.strict_yaml import Record, YamlFile, validate
from knowledge.model import Modality, Polarity, Source
from knowledge.text.folding import tokens, words
from knowledge.text.sentences import sentences
from knowledge.text.transliteration import Transliterated
from knowledge.vocabulary.forms import Word
from knowledge.vocabulary.roles import Role

MOST_PROPOSED = 200
"""Statements of one reply; what comes behind them is not looked at."""
_FENCE = re.compile(r"\s*```(?:json)?\s*\n(.*)\n\s*```\s*", re.DOTALL)
_SHOWN = 60
_NAME = "proposed"
"""Of the statement, as long as it has no other one."""


class AdvisedRecord(Record):
    """One statement of a reply."""

    sentence: Annotated[int, Field(ge=1)]
    quote: str
    property: str
    subject: str | None = None
    """Whom it is about, in the words of the document."""
    value: str | None = None
    said_by: str | None = None
    modality: Modality = Modality.STATED
    polarity: Polarity = Polarity.AFFIRMED
    wording: LocalRecord
    translation: TranslationRecord | None = None
    questions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Refusal:
    """A proposal that nobody is shown as one, and why."""

    what: str
    why: str


@dataclass(frozen=True, slots=True)
class Advice:
    """What is left of a model's replies."""

    statements: tuple[ProposedStatement, ...]
    refused: tuple[Refusal, ...]


@dataclass(frozen=True, slots=True)
class Adviser:
    """Looks through what a model called `name` proposes of a document."""

    name: str
    kept: KeptFolder
    source: Source
    subject: str | None
    """Whom the document is about, where a proposal does not say it."""

    def looked_through(self, reply: str) -> Advice:
        """What stands of a reply; ValueError where it is no JSON of the shape that was asked for."""
        given = _given(reply)
        read = [self._read(one) for one in given[:MOST_PROPOSED]]
        refused = [one for one in read if isinstance(one, Refusal)]
        if beyond := len(given) - MOST_PROPOSED:
            refused += [Refusal(f"{beyond} more", f"only {MOST_PROPOSED} of a reply are looked at")] * (beyond > 0)
        return Advice(tuple(one for one in read if isinstance(one, ProposedStatement)), tuple(refused))

    def _read(self, given: object) -> ProposedStatement | Refusal:
        document = YamlFile("reply", data=given)
        record = validate(document, AdvisedRecord)
        if record is None:
            return Refusal(_shown(given), "; ".join(f"{one.field}: {one.message}" for one in document.problems))
        places = list(sentences(self.source.text))
        if record.sentence > len(places):
            return Refusal(record.quote[:_SHOWN], f"there is no sentence {record.sentence}")
        start, end = places[record.sentence - 1]
        at = self.source.text.find(record.quote, start, end)
        if at < 0 or not record.quote:
            return Refusal(record.quote[:_SHOWN], f"does not stand in sentence {record.sentence} byte for byte")
        return self._ruled(self._statement(record, at))

    def _ruled(self, one: ProposedStatement) -> ProposedStatement | Refusal:
        subject = self.kept.corpus.entities.get(one.subject or "")
        if subject is None:
            return Refusal(one.quote[:_SHOWN], "is about nobody whom the facts know")
        record = {"statements": {_NAME: accepted(one.record())}}
        problems = self.kept.check(subject.kind, subject.id, record, quoted=self.source)
        broken = [f"{_own(each)}: {each.message}" for each in problems]
        if strangers := ", ".join(self._strangers(one)):
            broken.append(f"wording.en: names {strangers}, who is in no quote")
        return Refusal(one.quote[:_SHOWN], "; ".join(broken)) if broken else one

    def _strangers(self, one: ProposedStatement) -> Iterator[str]:
        """Capitals of the English wording whose word no quote has, in any script, and no vocabulary.

        Names that the facts know are what the rules of curation look at.
        """
        text = one.wording["en"]
        lexicon, known = self.kept.corpus.lexicon, self.kept.corpus.phrasings.role(Role.STRANGER)
        quoted = words(one.quote)
        near = Transliterated.of(quoted)
        named = named_in(text, lexicon).values()
        for token in tokens(text)[1:]:
            if any(first <= token.start < last for first, last in named):
                continue
            written = text[token.start : token.end]
            senses = [s for match in lexicon.matches([Word.of(token.text)]) for s in match.form.senses]
            said = token.text in quoted or near.read(token.text) or any(s.id not in known for s in senses)
            if written[:1].isupper() and not said:
                yield written

    def _statement(self, record: AdvisedRecord, at: int) -> ProposedStatement:
        value = self._known(record.value) or record.value
        subject = self._known(record.subject) if record.subject else self.subject
        speaker = self._known(record.said_by)
        named = named_in(record.quote, self.kept.corpus.lexicon)
        return ProposedStatement(
            id="",
            sentence=record.sentence,
            source=self.source.id,
            quote=record.quote,
            occurrence=occurrence(self.source.text, record.quote, at),
            subject=subject,
            property=record.property,
            value=value,
            said_by=speaker,
            modality=record.modality,
            polarity=record.polarity,
            about=tuple(one for one in named if one not in (subject, value, speaker)),
            wording=record.wording.texts(),
            context=None,
            why="a language model proposes it",
            proposed_by=self.name,
            translation=record.translation.texts() if record.translation else {},
            questions=record.questions,
        )

    def _known(self, words: str | None) -> str | None:
        """The one entity that some words name."""
        found = tuple(named_in(words or "", self.kept.corpus.lexicon))
        return found[0] if len(found) == 1 else None


def joined(draft: DocumentDraft, advice: Advice, source: Source) -> DocumentDraft:
    """A draft with what a model adds: a wording where it had none, and what it did not have."""
    told = {_place(one): one for one in advice.statements}
    kept = [told.pop(_place(one), one) if not one.wording else one for one in draft.statements]
    had = {_place(one) for one in kept}
    statements = tuple(numbered([*kept, *(one for place, one in told.items() if place not in had)]))
    covered = coverage_of(source.text, [span(source.text, one) for one in statements]).covered
    return replace(draft, statements=statements, covered=covered)


def _place(one: ProposedStatement) -> tuple[int, str | None, str]:
    return one.sentence, one.subject, one.property


def _given(reply: str) -> Sequence[object]:
    """The list of a reply, also of one that came in a fence."""
    fenced = _FENCE.fullmatch(reply)
    match strict_json.loads(fenced[1] if fenced else reply):
        case {"statements": [*found]}:
            return found
    raise ValueError('it is no object with a list "statements"')


def _own(problem: Problem) -> str:
    """The field as the statement itself has it."""
    return problem.field.removeprefix(f"statements.{_NAME}").removeprefix(".")


def _shown(given: object) -> str:
    quote = given.get("quote") if isinstance(given, Mapping) else given
    return str(quote)[:_SHOWN]
