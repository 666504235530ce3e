"""Reads what each statement is about, when the knowledge is compiled."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from functools import cache, cached_property, partial
from itertools import chain

from knowledge.hand_set import (
    ABOUT,
    BESIDE,
    IN_CONTEXT,
    IN_QUOTE,
    IN_WORDING,
    KIN,
    THROUGHOUT,
    THROUGHOUT_FROM,
    WORDS_AFTER,
)
from knowledge.matching.contexts import Contexts
from knowledge.matching.counting import after_numbers, duals, places_in_list, sizes
from knowledge.matching.dating import Dating
from knowledge.matching.profiles import Profile, StatedClaim
from knowledge.matching.terms_of_texts import stretches_of, terms_of
from knowledge.model import Entity, EntityType, Kind, Polarity, Statement
from knowledge.text.folding import tokens
from knowledge.understanding.claims import ClaimReader, Claims
from knowledge.understanding.clause_reading import clauses
from knowledge.understanding.languages import written_in
from knowledge.understanding.parties import QUOTED, Clause, TermStretch
from knowledge.vocabulary.assertions import Marker
from knowledge.vocabulary.lexicon import Lexicon
from knowledge.vocabulary.phrasings import Phrasings, PropertyRecord
from knowledge.vocabulary.roles import Role
from knowledge.vocabulary.terms import Term, TermKind

_COUNTED = frozenset({TermKind.CONCEPT, TermKind.ENTITY})
_STRANGERS = (Role.ABROAD, Role.ELSEWHERE, Role.SOMEBODY_ELSE)
_PLACES = frozenset({EntityType.PLACE.value, EntityType.STATE.value, EntityType.GROUP_OF_STATES.value})


@dataclass
class Profiler:
    """Reads what statements are about; made once for all of them, because events lend their context."""

    lexicon: Lexicon
    claim_reader: ClaimReader
    phrasings: Phrasings
    entities: Mapping[str, Entity]
    statements: Iterable[Statement]
    """Those that are held."""
    lies_in: Mapping[str, str] = field(default_factory=dict)
    """The state of each capital among the entities."""
    themes: dict[str, tuple[Term, ...]] = field(default_factory=dict)
    named: dict[str, frozenset[str]] = field(default_factory=dict)

    @cached_property
    def _strangers(self) -> frozenset[str]:
        """Concepts of all that are nobody of the facts: who says one of them does not say another."""
        return frozenset[str]().union(*map(self.phrasings.role, _STRANGERS))

    @cached_property
    def _terms_in(self) -> Callable[[str], AbstractSet[Term]]:
        """The terms of a text, which is read once however often it is asked for."""
        return cache(partial(terms_of, lexicon=self.lexicon))  # no circle to this profiler

    @cached_property
    def _stretches_in(self) -> Callable[[str], Sequence[TermStretch]]:
        return cache(partial(stretches_of, lexicon=self.lexicon))

    @cached_property
    def _claims_in(self) -> Callable[[str], Claims]:
        return cache(self.claim_reader.read)

    @cached_property
    def contexts(self) -> Contexts:
        """What goes without saying where an event is named."""
        known = self.phrasings, self.entities, tuple(self.statements), self.lies_in
        return Contexts(self.lexicon, self._terms_in, *known)

    @cached_property
    def dating(self) -> Dating:
        """What dates statements."""
        return Dating(self.entities, tuple(self.statements), self.phrasings)

    def profiles(self) -> tuple[Profile, ...]:
        """The profile of every statement, in order."""
        return tuple(self.profile(statement) for statement in self.statements)

    def profile(self, statement: Statement) -> Profile:
        """The profile of one statement."""
        calendar = self.phrasings.calendar
        wordings = [*statement.wording.values(), *(statement.upcoming or {}).values()]
        quotes = [citation.quote for citation in statement.citations]
        record = self.phrasings.properties[statement.property]
        quantities = [calendar.find(text, tokens(text)) for text in [*wordings, *quotes]]
        told = quantities[: len(wordings)]
        told_dates = self.dating.told(statement, told)
        terms = self._terms(statement, wordings, quotes, record)
        stated = [
            self.entities[term.id]
            for term, firmness in terms.items()
            if term.kind is TermKind.ENTITY and firmness >= ABOUT
        ]
        worded = {term for text in wordings for term in self._terms_in(text)}
        return Profile(
            statement=statement,
            terms=terms,
            answers=record.answers,
            dates=tuple(dict.fromkeys((*self.dating.of(statement), *told_dates))),
            dated=any(found.dates for found in told),
            claims=tuple(self._claims(statement, record)),
            marked=frozenset(cue.marker for text in (*wordings, *quotes) for cue in self._claims_in(text).cues),
            without=frozenset(self._after(Marker.WITHOUT, statement.wording.values())),
            against=frozenset(self._against(wordings)) | (frozenset(self._against(quotes)) - worded),
            all_of=frozenset(self._after(Marker.TOTAL, (*wordings, *quotes))),
            clauses=self._clauses(statement),
            period=tuple(dict.fromkeys(chain.from_iterable(map(self.dating.period, statement.sources())))),
            ordinals=frozenset(n for found in quantities for n in found.ordinals)
            | places_in_list(wordings)
            | ({1} if self._is_first(terms) else set()),
            numbers=frozenset(n for found in quantities for n in found.numbers)
            | sizes(stated, statement)
            | ({1.0} if record.once else set())
            | ({2.0} if any(duals([*wordings, *quotes], calendar)) else set()),
            percents=frozenset(n for found in quantities for n in found.percents),
            counted=frozenset(self._counted([*wordings, *quotes], stated)).union(
                chain.from_iterable(record.asked_by) if record.once else ()
            ),
            told=frozenset(self._told(statement, record)),
            places=frozenset(entity.id for entity in stated if entity.type in _PLACES),
            cities=frozenset(entity.id for entity in stated if entity.type == EntityType.PLACE),
            actors=frozenset(entity.id for entity in stated if entity.kind is Kind.ACTOR),
            people=frozenset(entity.id for entity in stated if entity.type == EntityType.PERSON),
            days=tuple(one for one in told_dates if one.to_the_day),
            nested=self._nested(statement, wordings),
            hosts=self.contexts.hosts(frozenset(term for term, firmness in terms.items() if firmness >= ABOUT)),
        )

    def _terms(
        self, statement: Statement, wordings: Sequence[str], quotes: Sequence[str], record: PropertyRecord
    ) -> dict[Term, float]:
        """Every term with the firmest of the ways in which the statement holds it."""
        named = [Term(TermKind.ENTITY, entity) for entity in self._entities(statement)]
        asked = {Term(TermKind.CONCEPT, concept) for group in record.asked_by for concept in group}
        stated = {term for text in wordings for term in self._terms_in(text)}.union(named)
        quoted = {term for text in quotes for term in self._terms_in(text)}
        terms = dict.fromkeys(chain.from_iterable(map(self._throughout, statement.sources())), THROUGHOUT)
        terms.update(dict.fromkeys(self.contexts.brought_along(stated), IN_CONTEXT))
        terms.update((Term(TermKind.CONCEPT, one), IN_CONTEXT) for one in self._in_names(statement.subject))
        terms.update(dict.fromkeys(self._kin(stated | quoted | asked), KIN))
        terms.update(dict.fromkeys(self._implied(named), IN_QUOTE))
        terms.update(dict.fromkeys(quoted, IN_QUOTE))
        terms.update(dict.fromkeys(stated | asked, IN_WORDING))
        for term in stated:
            if term.kind is TermKind.ENTITY and term.id != statement.subject:
                terms[term] = ABOUT if term.id in statement.about else BESIDE
        return {term: firm for term, firm in terms.items() if term.id not in self._strangers}

    def _told(self, statement: Statement, record: PropertyRecord) -> Iterator[str]:
        yield from chain.from_iterable(record.asked_by)
        for entity in self._entities(statement):
            yield from self.phrasings.implied.get(self.entities[entity].type, ())
            yield from self._in_names(entity)
        first, *others = (self._concepts(statement, lang) for lang in statement.wording)
        yield from first.intersection(*others)

    def _in_names(self, entity: str) -> frozenset[str]:
        """What the words of a name mean, in any language: who says "Bright Star" asks of no astronomy."""
        if entity not in self.named:
            terms = (term for name in self.entities[entity].names.values() for term in self._terms_in(name))
            concepts = {term.id for term in terms if term.kind is TermKind.CONCEPT}
            self.named[entity] = frozenset(concepts - self.phrasings.role(Role.STRANGER))
        return self.named[entity]

    def _concepts(self, statement: Statement, lang: str) -> set[str]:
        """What the wordings of a language mean."""
        texts = [texts[lang] for texts in (statement.wording, statement.upcoming) if texts and lang in texts]
        terms = (term for text in texts for term in self._terms_in(text))
        return {term.id for term in terms if term.kind is TermKind.CONCEPT}

    def _claims(self, statement: Statement, record: PropertyRecord) -> Iterator[StatedClaim]:
        """What the wordings claim, each of what stands after it, and the property; nothing that is only mentioned."""
        if record.claims:
            named = chain.from_iterable(self._terms_in(text) for text in statement.wording.values())
            yield StatedClaim(frozenset(record.claims), statement.polarity is Polarity.NEGATED, frozenset(named))
        for text in statement.wording.values():
            for claim in self._claims_in(text).claims:
                if ids := claim.ids - frozenset(statement.mentions):
                    about = self._terms_in(text[slice(*claim.about)])
                    yield StatedClaim(ids, claim.denied, frozenset(about))

    def _clauses(self, statement: Statement) -> dict[str, tuple[Clause, ...]]:
        """Those of the wordings, and apart from them those of the quotes: they tell of what goes without saying."""
        told = {lang: self._clauses_of(text, lang) for lang, text in statement.wording.items()}
        quoted = (self._clauses_of(citation.quote, written_in(citation.quote)) for citation in statement.citations)
        return told | {QUOTED: tuple(chain.from_iterable(quoted))}

    def _clauses_of(self, text: str, lang: str) -> tuple[Clause, ...]:
        return clauses(text, self._stretches_in(text), self.phrasings.small(lang), owned=True)

    def _nested(self, statement: Statement, wordings: Iterable[str]) -> frozenset[Term]:
        """What its wordings hold inside names alone, but for what these imply and what it is filed under."""
        named = frozenset(Term(TermKind.ENTITY, entity) for entity in self._entities(statement))
        offices = {Term(TermKind.CONCEPT, one) for one in self.phrasings.role(Role.HOLDER)}
        found, told = set[Term](), (set(self._implied(named)) - offices) | named
        for text in wordings:
            stretches = self._stretches_in(text)
            told |= {term for one in stretches for term in one.terms}
            for one in stretches:
                within = self._terms_in(text[one.start : one.end]) - one.terms
                found |= {term for term in within if self._is_called_after(one.terms, term)}
        return frozenset(found - told)

    def _is_called_after(self, named: Iterable[Term], term: Term) -> bool:
        """Whether it is not told with a name that it is part of: a person's, a city in an accord's, who meets."""
        holding = [self.entities[one.id] for one in named if one.kind is TermKind.ENTITY]
        if any(one.type == EntityType.PERSON for one in holding) or term.id in self.phrasings.role(Role.HOLDER):
            return True
        return term.kind is TermKind.ENTITY and any(one.kind is Kind.INITIATIVE for one in holding)

    def _after(self, marker: Marker, texts: Iterable[str]) -> Iterator[Term]:
        """The terms of the few words after a mark."""
        for text in texts:
            for cue in self._claims_in(text).cues:
                if cue.marker is marker:
                    after = tokens(text[cue.place[1] :])[:WORDS_AFTER]
                    yield from self._terms_in(" ".join(token.text for token in after))

    def _against(self, texts: Iterable[str]) -> Iterator[Term]:
        """What is only spoken of as what somebody is against: in the words of a claim, and right after them."""
        for text in texts:
            for claim in self._claims_in(text).claims:
                if self.claim_reader.is_against(claim.ids) and not claim.denied:
                    after = tokens(text[claim.place[1] :])[:1]
                    yield from self._terms_in(" ".join([claim.text, *(token.text for token in after)]))

    def _kin(self, held: AbstractSet[Term]) -> Iterator[Term]:
        concepts = {term.id for term in held if term.kind is TermKind.CONCEPT}
        for family in self.phrasings.families:
            if not family.isdisjoint(concepts):
                yield from (Term(TermKind.CONCEPT, concept) for concept in family)

    def _implied(self, named: Iterable[Term]) -> Iterator[Term]:
        for term in named:
            kind = self.entities[term.id].type
            for concept in self.phrasings.implied.get(kind, ()):
                yield Term(TermKind.CONCEPT, concept)

    def _entities(self, statement: Statement) -> Iterator[str]:
        return (one for one in statement.named() if one in self.entities)

    def _counted(self, texts: Iterable[str], stated: Iterable[Entity]) -> Iterator[str]:
        """What the words after each number mean, and the kinds of thing that are listed, with their kin."""
        texts, calendar = tuple(texts), self.phrasings.calendar
        numbered = chain(chain.from_iterable(after_numbers(text, calendar) for text in texts), duals(texts, calendar))
        found = {term for counted in numbered for term in self._terms_in(counted)}
        kinds = Counter(entity.type for entity in stated)
        lists = (kind for kind, count in kinds.items() if count > 1)
        listed = {concept for kind in lists for concept in self.phrasings.implied.get(kind, ())}
        concepts = found | {Term(TermKind.CONCEPT, concept) for concept in listed}
        yield from (term.id for term in (*concepts, *self._kin(concepts)) if term.kind in _COUNTED)

    def _is_first(self, terms: Mapping[Term, float]) -> bool:
        """Whether it says of something that it was the first: "for the first time" is said without an ordinal."""
        return any(terms.get(Term(TermKind.CONCEPT, one), 0.0) >= IN_WORDING for one in self.phrasings.role(Role.FIRST))

    def _throughout(self, source: str) -> tuple[Term, ...]:
        """What the statements from a source are about all the time."""
        if source not in self.themes:
            held = [one for one in self.statements if source in one.sources()]
            counts = Counter(entity for one in held for entity in set(self._entities(one)))
            least = THROUGHOUT_FROM * len(held)
            self.themes[source] = tuple(
                Term(TermKind.ENTITY, entity) for entity, count in counts.items() if count >= least
            )
        return self.themes[source]
