"""What a question says that a statement does not: no yes where anything stays open."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from knowledge.answering.proving import Stand, says
from knowledge.hand_set import ABOUT, BESIDE, FIRM, IN_WORDING, KIN
from knowledge.matching.profiles import Profile
from knowledge.model import EntityType, Polarity
from knowledge.understanding.claims import Claims
from knowledge.understanding.cues import Place
from knowledge.understanding.question import Item, Question
from knowledge.vocabulary.assertions import NARROWING, Marker
from knowledge.vocabulary.forms import Grade
from knowledge.vocabulary.phrasings import Phrasings
from knowledge.vocabulary.roles import STRANGERS, Role
from knowledge.vocabulary.terms import Term, TermKind

_LIMITS = NARROWING | {Marker.TOTAL}


@dataclass(frozen=True, slots=True)
class OpenItems:
    """Finds what a statement leaves open of a question."""

    phrasings: Phrasings = field(repr=False)
    types: Mapping[str, str] = field(repr=False)
    """Of every entity."""
    venues: Mapping[str, str] = field(repr=False)
    """Where each event is, that is at one place."""

    def of(self, question: Question, claims: Claims, profile: Profile, stands: Sequence[Stand]) -> list[Item]:
        """The items that it does not carry firmly, that no settled claim or mark stands for, and that frame nothing."""
        settled = [claim.place for claim, stand in zip(claims.claims, stands, strict=True) if stand is not Stand.SILENT]
        settled += [cue.place for cue in claims.cues if cue.marker not in _LIMITS]
        return [
            item
            for item in question.items
            if not _is_in_a_name(item, question)
            and (
                _is_corrected_name(item, question.text)
                or not (self._is_held(item, question, profile) or _is_within(item, settled) or self._frames(item))
            )
        ]

    def _is_held(self, item: Item, question: Question, profile: Profile) -> bool:
        """Whether a statement says so itself, or its kin, which proves one word only; a capital is not its state."""
        if item.of_name:
            return False
        if item.weak and all(self.types.get(entity) == EntityType.STATE for entity in item.entities):
            return False
        return self._holds_any(item.terms, item, question, profile) or (
            bool(item.parts) and all(self._holds_any(part, item, question, profile) for part in item.parts)
        )

    def _holds_any(self, terms: Iterable[Term], item: Item, question: Question, profile: Profile) -> bool:
        found = _own(self._closest(terms), item, question)
        return any(self._holds(profile, term, item, question) for term in found)

    def _closest(self, terms: Iterable[Term]) -> Sequence[Term]:
        """A city that gives its name to what governs from there is meant itself."""
        found = tuple(terms)
        places = [term for term in found if self.types.get(term.id) == EntityType.PLACE]
        return places or found

    def _holds(self, profile: Profile, term: Term, item: Item, question: Question) -> bool:
        firmness = profile.terms.get(term, 0.0)
        if term in profile.nested or (term.kind is TermKind.STEM and item.grade is Grade.CORRECTED):
            return False  # the stem of a guessed word may be that of any («3ishroon», «عشرة»)
        if term.kind is TermKind.ENTITY:
            return firmness >= ABOUT or self._is_venue(term.id, profile)  # whom only the quote names is not told of
        if term.id in self.phrasings.role(Role.HOLDER):
            return term.id in profile.told  # Arabic calls the head of a committee its president
        if term.id in self.phrasings.role(Role.BROAD) and not says(profile, item.text):
            return False
        denies = profile.statement.polarity is Polarity.NEGATED  # and its quote may say in one breath what is so
        if firmness >= FIRM or firmness < KIN or item.grade is Grade.CORRECTED:  # which is a guess already
            return firmness >= (BESIDE if denies else FIRM)
        said = {term.id for one in question.items if one is not item for term in one.terms}
        families = (one for one in self.phrasings.kin if term.id in one and one.isdisjoint(said))
        return any(profile.terms.get(Term(term.kind, id_), 0.0) >= IN_WORDING for one in families for id_ in one)

    def _is_venue(self, place: str, profile: Profile) -> bool:
        """Whether an event that the statement names is there."""
        events = (event for event, venue in self.venues.items() if venue == place)
        return any(profile.terms.get(Term(TermKind.ENTITY, one), 0.0) >= ABOUT for one in events)

    def _frames(self, item: Item) -> bool:
        """Whether a word only frames what is asked, so that no yes hangs on it."""
        frames = self.phrasings.role(Role.FRAME)
        return item.light and all(term.kind is TermKind.CONCEPT and term.id in frames for term in item.terms)

    def replaced(self, question: Question, profile: Profile, open_: Iterable[Item]) -> list[Item]:
        """Items that name another, or a stranger, in place of the one value that a statement gives, or its subject."""
        statement, kinds = profile.statement, self.phrasings.properties[profile.statement.property].single
        if statement.value in question.entities:
            kinds = tuple(kind for kind in kinds if kind == self.types.get(statement.subject))
        strangers = {concept for kind in kinds if kind in STRANGERS for concept in self.phrasings.role(STRANGERS[kind])}
        named = statement.named()
        return [
            item
            for item in open_
            if any(self.types.get(one) in kinds and one not in named for one in item.entities)
            or any(term.kind is TermKind.CONCEPT and term.id in strangers for term in item.terms)
        ]


def _own(terms: Sequence[Term], item: Item, question: Question) -> Sequence[Term]:
    """What no other word of the question means alone, of a word that is read by its stem: "the statement presented"."""
    if item.grade > Grade.STEM:
        return terms
    others = {one.terms[0] for one in question.items if one.place != item.place and len(one.terms) == 1}
    return [term for term in terms if term not in others] or terms


def is_quoted(item: Item, profile: Profile) -> bool:
    """Whether a statement's quotes name somebody: enough to say that something else is so, and not for a yes."""
    return any(profile.terms.get(Term(TermKind.ENTITY, one), 0.0) >= FIRM for one in item.entities)


def _is_corrected_name(item: Item, text: str) -> bool:
    """Whether a word was taken for another that has a capital as names have: James is no slip of "names"."""
    start, end = item.place
    if item.grade is not Grade.CORRECTED or item.entities or start < 0 or not text[start].isupper():
        return False
    opens = not text[:start].strip() and not text[end:].lstrip()[:1].isupper()
    return not opens and any(word[0].islower() for word in text.split())


def _is_in_a_name(item: Item, question: Question) -> bool:
    """Whether a word is read once more out of a name of the question."""
    return item.light and any(one.hard and _is_within(item, [one.place]) for one in question.items)


def _is_within(item: Item, places: Iterable[Place]) -> bool:
    start, end = item.place
    return bool([begin for begin, stop in places if begin <= start and end <= stop])
