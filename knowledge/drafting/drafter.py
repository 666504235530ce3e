"""Reads a document as an editor would begin to: what each sentence may be quoted for, by its words, dates and names."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache

from knowledge.curation.covering import coverage_of
from knowledge.curation.denying import DenialReader
from knowledge.curation.rules import named_in
from knowledge.curation.wording_rules import MARKED_BY, is_to_come
from knowledge.dates import DateMention
from knowledge.drafting.clauses import Stretch, around, clauses, own_clauses, quoted
from knowledge.drafting.entities import Newcomers, proposed_person, proposed_state
from knowledge.drafting.first_wording import worded
from knowledge.drafting.main_clauses import main_clauses
from knowledge.drafting.numbering import numbered, occurrence, span
from knowledge.drafting.people import holders
from knowledge.drafting.proposals import DocumentDraft, ProposedStatement
from knowledge.drafting.sentence_subjects import SentenceSubjects
from knowledge.drafting.subjects import DocumentSubject, Mentions, Subjects
from knowledge.drafting.telling_words import PropertyCue, Sign, TellingWords, found, told_in
from knowledge.model import Entity, EntityType, LocalText, Modality, Polarity, Source
from knowledge.text.folding import Token, tokens
from knowledge.text.name_words import name_words
from knowledge.text.sentences import sentences
from knowledge.understanding.claims import ClaimReader
from knowledge.vocabulary.lexicon import Lexicon
from knowledge.vocabulary.phrasings import Phrasings
from knowledge.vocabulary.roles import Role

_STOPS = ".!?؟…"
_FEWEST_ALONE = 4
"""Words of clauses that are quoted without the rest of their sentence."""
_REMEMBERED = 256


@dataclass(frozen=True, slots=True)
class Guess:
    """What some words of a sentence may tell."""

    property: str
    at: Stretch
    why: str
    value: str | None = None
    subject: str | None = None
    holds: bool = False
    """Whether it is the office of its subject."""
    alone: bool = False
    """Whether its own clauses are quoted, for others of the sentence tell the same of somebody else."""


@dataclass(frozen=True)
class Drafter:
    """Proposes; knows the words and the names of a knowledge folder, and no document that it was taught by."""

    lexicon: Lexicon
    phrasings: Phrasings
    claim_reader: ClaimReader
    entities: dict[str, Entity]

    @cached_property
    def telling(self) -> TellingWords:
        """How documents tell things."""
        return TellingWords.of(self.phrasings)

    @cached_property
    def subjects(self) -> Subjects:
        """Whom documents are about."""
        return Subjects(self.lexicon, self.phrasings, self.entities, self.telling)

    @cached_property
    def denies(self) -> Callable[[str], bool]:
        """Whether some words deny something; several proposals quote the same ones."""
        return lru_cache(_REMEMBERED)(DenialReader(self.claim_reader, self.lexicon).denies)

    def draft(self, source: Source, about: str | None = None) -> DocumentDraft:
        """All that is proposed of a document, `about` an entity where an editor says so; milliseconds a sentence."""
        text = source.text
        known = named_in(text, self.lexicon)
        newcomers = Newcomers(frozenset(self.entities))
        subject = DocumentSubject(about) if about else self.subjects.of(source)
        if subject and subject.new:
            newcomers.take(subject.new)
        places = Mentions(text, self.lexicon, subject, known)
        told_of = None if about else self._subjects_in(text, places.subject)
        statements: list[ProposedStatement] = []
        opened = False
        for number, (start, end) in enumerate(sentences(text), 1):
            sentence = Stretch(start, end)
            if told_of:
                told_of.goes_on(sentence)
            opens = number == 1 or (not opened and not _is_heading(text, sentence))
            opened = opened or not _is_heading(text, sentence)
            for guess, at in self._guesses(text, sentence, newcomers, opens=opens):
                whom = guess.subject or (told_of.of(guess.property, at) if told_of else places.subject)
                statements.append(self._statement(source, number, at, replace(guess, subject=whom), places))
        spans = [span(text, one) for one in statements]
        covered = coverage_of(text, spans)
        kept = numbered(statements)
        return DocumentDraft(
            source.id,
            newcomers.all(),
            tuple(kept),
            places.subject,
            tuple(sorted(known)),
            covered.words,
            covered.covered,
        )

    def _subjects_in(self, text: str, whole: str | None) -> SentenceSubjects:
        subjects = self.subjects
        known = subjects.events_of(text, whole)
        actors = self.telling.actors
        return SentenceSubjects(text, self.lexicon, self.entities, subjects.happenings, actors, known, whole)

    def _guesses(
        self, text: str, sentence: Stretch, newcomers: Newcomers, *, opens: bool
    ) -> Iterator[tuple[Guess, Stretch]]:
        """What a sentence may tell and is quoted for it, each property once a passage; an office once a person."""
        seen: set[tuple[str, str | None, Stretch]] = set()
        own = main_clauses(text, sentence, self.telling)
        every = (
            self._of_offices(text, sentence, newcomers),
            self._of_dates(text, sentence),
            self._of_places(text, sentence),
            self._of_words(text, sentence),
            self._of_states(text, sentence, newcomers),
            self._of_headings(text, sentence, opens=opens),
        )
        for guess in (one for guesses in every for one in guesses):
            at = self._quoted(text, around(own, guess.at), guess)
            key = (guess.property, guess.subject, at)
            if key not in seen and guess.property in self.phrasings.properties:
                seen.add(key)
                yield guess, at

    def _of_words(self, text: str, sentence: Stretch) -> Iterator[Guess]:
        words = text[sentence.start : sentence.end]
        read = tokens(words)
        for cue in told_in(self.telling, read, words):
            yield Guess(cue.id, self._place(sentence, read, cue), f"«{cue.text}» tells it")
        for cue in found(self.lexicon, read, words):
            for property_ in self.telling.asked.get(cue.id, ()):
                yield Guess(property_, self._place(sentence, read, cue), f"«{cue.text}» is what asks for it")

    @staticmethod
    def _place(sentence: Stretch, read: Sequence[Token], cue: PropertyCue) -> Stretch:
        return Stretch(sentence.start + read[cue.start].start, sentence.start + read[cue.end - 1].end)

    def _of_dates(self, text: str, sentence: Stretch) -> Iterator[Guess]:
        for clause in clauses(text, sentence):
            words = text[clause.start : clause.end]
            for mention in self.phrasings.calendar.find(words, tokens(words)).dates:
                value = _iso(mention)
                yield from self._signed(Sign.DATE, clause, f"it names the date {value or words.strip()}", value)

    def _of_places(self, text: str, sentence: Stretch) -> Iterator[Guess]:
        """What stands behind "in" like a place, known or not."""
        words = text[sentence.start : sentence.end]
        within = [one.span() for one in name_words().in_a_place.regex_as_written.finditer(words)]
        for id_, (start, end) in named_in(words, self.lexicon).items():
            inside = any(first < end and start < last for first, last in within)
            if inside and (self._is(id_, EntityType.PLACE) or self._is(id_, EntityType.STATE)):
                at = Stretch(sentence.start + start, sentence.start + end)
                yield from self._signed(Sign.PLACE, at, f"it names {id_}", id_)
        for first, last in within:
            at = Stretch(sentence.start + first, sentence.start + last)
            yield from self._signed(Sign.PLACE, at, f"«{words[first:last]}» may be a place")

    def _of_states(self, text: str, sentence: Stretch, newcomers: Newcomers) -> Iterator[Guess]:
        """Several states side by side take part in something; each that the facts lack is a newcomer."""
        words = text[sentence.start : sentence.end]
        read = tokens(words)
        abroad = self.phrasings.role(Role.ABROAD)
        states = [
            one for one in found(self.lexicon, read, words) if one.id in abroad or self._is(one.id, EntityType.STATE)
        ]
        for state in (proposed_state(one.text) for one in states if one.id in abroad):
            if state:
                newcomers.take(state)
        if len({one.text for one in states}) > 1:
            at = self._place(sentence, read, PropertyCue(states[0].start, states[-1].end, "", ""))
            yield from self._signed(Sign.STATES, at, f"it names {states[0].text} and {states[-1].text}")

    def _is(self, id_: str, type_: EntityType) -> bool:
        return id_ in self.entities and self.entities[id_].type == type_

    def _of_headings(self, text: str, sentence: Stretch, *, opens: bool) -> Iterator[Guess]:
        """What a heading tells; the first sentence, behind headings too, says what it is about."""
        if _is_heading(text, sentence):
            yield from self._signed(Sign.HEADING, sentence, "it is a heading")
        if opens:
            yield from self._signed(Sign.OPENING, sentence, "it opens the document")

    def _of_offices(self, text: str, sentence: Stretch, newcomers: Newcomers) -> Iterator[Guess]:
        every = list(holders(text, sentence, self.telling))
        for holder in every:
            known = next(iter(named_in(holder.name, self.lexicon)), None)
            person = known or newcomers.take(proposed_person(holder))
            why = f"«{holder.name}» stands beside «{holder.office}»"
            guesses = self._signed(Sign.HOLDER, holder.at, why, subject=person)
            yield from (replace(one, holds=True, alone=alone) for one in guesses for alone in {False, len(every) > 1})

    def _signed(
        self, sign: Sign, at: Stretch, why: str, value: str | None = None, subject: str | None = None
    ) -> Iterator[Guess]:
        """What a sign may be quoted for."""
        return (Guess(property_, at, why, value, subject) for property_ in self.telling.signs[sign])

    def _statement(self, source: Source, number: int, at: Stretch, guess: Guess, places: Mentions) -> ProposedStatement:
        quote = source.text[at.start : at.end]
        about = guess.subject
        modality, polarity = self.meant(quote)
        modality = Modality.STATED if guess.holds else modality  # who holds an office does, whatever they will do
        speaker = self._speaker(quote, guess)
        named = tuple(one for one in named_in(quote, self.lexicon) if one not in (about, guess.value))
        template = self.telling.wordings.get(guess.property)
        return ProposedStatement(
            id="",
            sentence=number,
            source=source.id,
            quote=quote,
            occurrence=occurrence(source.text, quote, at.start),
            subject=about,
            property=guess.property,
            value=guess.value,
            said_by=speaker,
            modality=Modality.CLAIMED if speaker and modality is Modality.STATED else modality,
            polarity=polarity,
            about=named,
            wording=worded(template, self._names(about, places), guess.value, self.entities),
            context=places.context(quote, about),
            why=guess.why,
        )

    def _names(self, id_: str | None, places: Mentions) -> LocalText | None:
        known, new = self.entities.get(id_ or ""), places.about and places.about.new
        return known.names if known else new.names if new and new.id == id_ else None

    def _quoted(self, text: str, clause: Stretch, guess: Guess) -> Stretch:
        """What is quoted: the clauses alone that tell it, where others beside them deny something or tell alike."""
        whole, own = quoted(text, clause, guess.at), own_clauses(text, clause, guess.at)
        says, alone = text[whole.start : whole.end], text[own.start : own.end]
        is_part = own != whole and whole.start <= own.start and own.end <= whole.end
        if not is_part or len(alone.split()) < _FEWEST_ALONE:
            return whole
        return own if guess.alone or (self.denies(says) and not self.denies(alone)) else whole

    def meant(self, words: str) -> tuple[Modality, Polarity]:
        """How some words are meant, as far as they say it; what "will" be is expected."""
        marks = {cue.marker for cue in self.claim_reader.read(words).cues}
        polarity = Polarity.NEGATED if self.denies(words) else Polarity.AFFIRMED
        is_expected = polarity is Polarity.AFFIRMED and is_to_come(words)
        otherwise = Modality.EXPECTED if is_expected else Modality.STATED
        return next((mood for mood, marker in MARKED_BY.items() if marker in marks), otherwise), polarity

    def tells(self, words: str, value: str) -> bool:
        """Whether some words name an entity, or a date as precisely."""
        dates = self.phrasings.calendar.find(words, tokens(words)).dates
        return value in named_in(words, self.lexicon) or value in map(_iso, dates)

    def _speaker(self, quote: str, guess: Guess) -> str | None:
        """Who says it, where a property is of what somebody says and a person that is known stands there."""
        if guess.property not in self.phrasings.role(Role.SPEAKING):
            return None
        named = named_in(quote, self.lexicon)
        return next((one for one in named if self.entities[one].type == EntityType.PERSON), None)


def _is_heading(text: str, sentence: Stretch) -> bool:
    """Whether it is a line without a full stop."""
    return text[sentence.end - 1] not in _STOPS and text[sentence.end : sentence.end + 1] in ("", "\n")


def _iso(mention: DateMention) -> str | None:
    """A date as the facts have it; None where the year is not said."""
    known = mention.as_known()
    return str(known) if known else None
