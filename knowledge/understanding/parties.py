"""Who does it and to whom: the clauses of a sentence, each with the names before its verb and those behind it.

Read off the order of words and the small words between them: what stands before the verb does it, in Arabic what
stands right behind it; in the passive and where a pronoun points back it is the other way round.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from knowledge.text.folding import Token, is_definite, tokens
from knowledge.understanding.small_words import SMALL_WORDS, SmallWords
from knowledge.vocabulary.terms import Term, TermKind

Terms = frozenset[Term]


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of a text with the entities and concepts that it may mean."""

    start: int
    end: int
    terms: Terms
    added: bool = False
    """Whether an Arabic "and" is written onto it."""

    @property
    def names(self) -> bool:
        """Whether it may name an entity, and is no verb."""
        return any(term.kind is TermKind.ENTITY for term in self.terms)

    @property
    def concepts(self) -> Terms:
        """What a verb may say; nothing where it may be a name."""
        return frozenset() if self.names else self.terms


@dataclass(frozen=True, slots=True)
class Clause:
    """Who does what to whom, as far as order and small words tell it; each party by all that it may mean."""

    agents: tuple[Terms, ...]
    acts: Terms
    patients: tuple[Terms, ...]
    same: bool = False
    """Whether it says only what somebody or something is."""
    passive: bool = False
    """Whether it is done to what stands before the verb, and nobody is named who does it."""


@dataclass(frozen=True, slots=True)
class _Element:
    """A word, or all words of a stretch."""

    text: str
    stretch: Stretch | None = None
    comma: bool = False
    """Whether one stands before it."""
    final: str = ""
    """The last word."""


@dataclass(slots=True)
class _Walk:
    """A clause that is being read, word for word."""

    small: SmallWords
    agents: list[Terms] = field(default_factory=list)
    acts: set[Term] = field(default_factory=set)
    patients: list[Terms] = field(default_factory=list)
    outer: _Walk | None = None
    """What a relative clause stands in."""
    first: bool = True
    """Whether at most the word that opens the sentence has come."""
    inverted: bool = False
    """Whether "is" opens the sentence, so that two names side by side are two parties."""
    behind: bool = False
    """Whether the verb has come."""
    alike: bool = True
    """Whether nothing but being has come: what stands behind is the same as what stands before."""
    joined: bool = True
    """Whether what comes next hangs onto what stands before."""
    beside: bool = False
    """Whether it is only near it."""
    head: bool = False
    """Whether the last one is a bare noun, that of whom or what comes next (مشاركة الهند)."""
    led: bool = False
    """Whether a verb stands before every name."""
    passive: bool = False
    """Whether "is" stands before a participle."""
    been: bool = False
    """Whether "is" has come, and no verb since."""
    swapped: bool = False
    """Whether the one behind the verb does it."""
    last: Stretch | None = None
    """The last one, where nothing has come since."""
    noun: bool = False
    """Whether that one hangs onto what stands before it, so that it is no verb."""
    owned: list[tuple[Terms, Terms]] = field(default_factory=list)
    """Whose act is named by a noun: "India's commitment"."""

    def clause(self) -> Clause:
        """As it was read."""
        before, after = (self.patients, self.agents) if self.swapped else (self.agents, self.patients)
        told = {term for party in self.patients if _is_concept(party) for term in party}
        passive = self.passive and not self.swapped
        return Clause(tuple(before), frozenset(self.acts | told), tuple(after), same=self.alike, passive=passive)

    def antecedent(self) -> list[Terms]:
        """What a relative clause is of: what was named last, and what that is."""
        if self.behind and self.alike:
            return [*self.agents, *self.patients]
        return list(self.patients if self.behind and self.patients else self.agents)

    def pass_verb(self, terms: Iterable[Term] = (), *, alike: bool = False) -> None:
        """Nothing that comes from now on stands before the verb."""
        self.behind, self.head, self.beside = True, False, False
        self.alike = self.alike and (alike or bool(self.patients))
        self.acts.update(terms)

    def add(self, stretch: Stretch) -> None:
        """One more on this side of the verb."""
        if self.behind or not self.beside:
            (self.patients if self.behind else self.agents).append(stretch.terms)


def clauses(text: str, stretches: Sequence[Stretch], lang: str, *, owned: bool = False) -> tuple[Clause, ...]:
    """The clauses of a text in which anything is done to anything, or is something.

    `owned`: also what nouns say that somebody does ("India's commitment").
    """
    found = list(_elements(text, tokens(text), stretches))
    walks = list(_walks(found, SMALL_WORDS[lang]))
    read = (walk.clause() for walk in walks)
    told = (one for one in read if one.agents and (one.patients or one.acts))
    return (*told, *(Clause((who,), act, ()) for walk in walks for who, act in walk.owned if owned))


def _walks(found: Sequence[_Element], small: SmallWords) -> Iterator[_Walk]:
    first = found[0].text if found else ""
    walk = _Walk(small, inverted=first in small.being and not small.verb_first)
    front = first in small.fronting
    for place, element in enumerate(found):
        last = found[place - 1] if place else _Element("")
        if front:
            walk, front = _circumstance(walk, element)
        if front:
            continue
        if element.stretch is None and element.text in small.relative and (walk.agents or walk.patients):
            walk = _relative(walk, last, found[place + 1 :])
        elif _stands_in(small.holding, last.text, element.text):
            walk = _turned(walk, [*walk.agents, *walk.patients])
        elif _stands_in(small.agent, last.text, element.text) and not _is_doing(found[place + 1 :]):
            walk, whole = _passive(walk, last)
            yield from whole
        else:
            if walk.outer and _closes(walk, element):
                yield walk
                walk = walk.outer
            elif _opens(walk, element, last):
                walk = _Walk(small, patients=walk.antecedent(), outer=walk)
            _read(walk, element, last.final)
    while walk:
        yield walk
        if not walk.outer:
            return
        walk = walk.outer


def _circumstance(walk: _Walk, element: _Element) -> tuple[_Walk, bool]:
    """What stands before the sentence is behind its verb."""
    if element.comma:
        return _Walk(walk.small, patients=walk.patients), False
    if element.stretch:
        walk.patients.append(element.stretch.terms)
    return walk, True


def _turned(walk: _Walk, named: list[Terms], acts: Iterable[Term] | None = None) -> _Walk:
    """The one that comes next does it, to what is named."""
    done = set(walk.acts if acts is None else acts)
    return _Walk(walk.small, named, done, behind=True, alike=False, swapped=True)


def _passive(walk: _Walk, last: _Element) -> tuple[_Walk, list[_Walk]]:
    """What is done by whoever comes next, and the clause in which it stands, if that is one of its own."""
    acts: Terms | None = None
    if last.stretch:
        acts = last.stretch.concepts
        walk.acts -= acts
        if walk.patients and walk.patients[-1] == last.stretch.terms:
            walk.patients.pop()
    return _turned(walk, walk.antecedent(), acts), [walk] if walk.patients else []


def _relative(walk: _Walk, last: _Element, rest: Sequence[_Element]) -> _Walk:
    """The clause that a relative word opens: of what was named last, which does it or to which it is done."""
    small = walk.small
    plain = last.stretch is None and last.text not in small.joining | small.beside | small.parting | small.being
    if plain and not small.verb_first and last.text not in small.determining:
        return _Walk(small, outer=walk)
    named = walk.antecedent()
    if small.verb_first:
        back = bool(rest) and (_has_back(rest[0], small) or (len(rest) > 1 and _points_back(rest[1], small)))
        acts = set(rest[0].stretch.concepts) if back and rest[0].stretch else set[Term]()
        return _Walk(small, named, acts, outer=walk, behind=True, alike=False, swapped=back)
    if _names_next(rest, small):
        return _Walk(small, patients=named, outer=walk)
    return _Walk(small, named, outer=walk)


def _names_next(rest: Sequence[_Element], small: SmallWords) -> bool:
    """Whether who does it comes right behind a relative word, if with an article or an adjective before it."""
    if rest and (rest[0].text in small.determining or (rest[0].stretch and rest[0].stretch.names)):
        return True
    bare = len(rest) > 1 and rest[0].stretch is None and rest[0].text not in small.being
    return bare and bool(rest[1].stretch and rest[1].stretch.names) and not rest[0].text.endswith(("s", "ed"))


def _closes(walk: _Walk, element: _Element) -> bool:
    """Whether a word is the verb, or what belongs to the verb, of what a relative clause stands in."""
    outer, small = walk.outer, walk.small
    if outer is None or not walk.behind or walk.joined:
        return False
    if outer.led:
        return walk.swapped and bool(walk.patients) and not outer.patients and element.text in small.parting
    told = bool(walk.patients) if small.verb_first else True
    verb = element.stretch is None and element.text not in _connecting(small)
    verb = verb or (element.stretch is not None and not (element.stretch.names or _is_definite(element.text)))
    return told and not outer.behind and verb and not (element.stretch and element.stretch.added)


def _opens(walk: _Walk, element: _Element, last: _Element) -> bool:
    """Whether a name right behind a noun opens a relative clause without a word for it ("the states India …")."""
    named = element.stretch is not None and element.stretch.names and not element.comma
    plain = named and walk.behind and walk.noun and not (walk.small.verb_first or walk.swapped)
    return plain and not last.text.endswith("ed")


def _connecting(small: SmallWords) -> frozenset[str]:
    return small.joining | small.beside | small.parting | small.determining


def _has_back(element: _Element, small: SmallWords) -> bool:
    return element.text.endswith(small.back) if small.back else False


def _points_back(element: _Element, small: SmallWords) -> bool:
    return element.stretch is None and element.text in small.pointing


def _stands_in(words: frozenset[str], before: str, word: str) -> bool:
    return word in words or f"{before} {word}" in words


def _is_doing(rest: Sequence[_Element]) -> bool:
    """Whether it tells how something is done ("by" doing so), and not by whom."""
    return bool(rest) and rest[0].text.endswith("ing")


def _read(walk: _Walk, element: _Element, before: str) -> None:
    small, word = walk.small, element.text
    walk.joined = element.stretch is None and _joins(walk, word, before)
    if element.stretch is not None:
        _own(walk, element.stretch, before)
        _read_stretch(walk, element, element.stretch, before)
        walk.last, walk.noun = element.stretch, before in _connecting(small)
        return
    walk.first = walk.first and before == ""
    participle = walk.been and word.endswith(small.participles) if small.participles else False
    walk.passive = walk.passive or (participle and not walk.patients)
    walk.been = word in small.being or (walk.been and not participle)
    if word != small.owning:
        walk.last, walk.noun = None, word not in _connecting(small) and before in small.determining
    if word in small.being:
        _pass(walk, alike=True)
    elif word not in _connecting(small) and not (before in _connecting(small) or is_definite(word)):
        walk.swapped = walk.swapped or (bool(walk.agents) and not walk.behind and _has_back(element, small))
        _pass(walk)


def _own(walk: _Walk, stretch: Stretch, before: str) -> None:
    """Whose a noun behind the verb is does what it names."""
    small, last = walk.small, walk.last
    if last is None or not walk.behind:
        return
    if before == small.owning and last.names and not stretch.names:
        walk.owned.append((last.terms, stretch.concepts))
    elif small.verb_first and walk.noun and stretch.names and not last.names:
        walk.owned.append((stretch.terms, last.concepts))


def _joins(walk: _Walk, word: str, before: str) -> bool:
    """Whether a small word hangs what comes next onto what came before, if behind the verb."""
    small = walk.small
    if word in small.determining:
        if walk.agents and not walk.behind and before not in _connecting(small):
            walk.pass_verb(alike=True)
        return True
    if word in small.joining:
        walk.behind = walk.behind and not (walk.swapped and word in small.examples)
        return True
    near = word in small.beside or (word in small.after_noun and any(map(_is_concept, walk.agents)))
    walk.beside = walk.beside or (near and bool(walk.agents))
    if word in small.parting and not near:
        _pass(walk, alike=True)
    return word in small.parting or word in small.beside


def _pass(walk: _Walk, *, alike: bool = False) -> None:
    """A verb before every name leaves them all behind it to do it: only from the first name on does one part them."""
    if walk.agents:
        walk.pass_verb(alike=alike)
    elif not alike:
        walk.alike = False


def _read_stretch(walk: _Walk, element: _Element, stretch: Stretch, before: str) -> None:
    small = walk.small
    linked = before in _connecting(small) or stretch.added
    linked = linked or (stretch.names and (walk.head or element.comma or not (walk.inverted or small.verb_first)))
    definite = small.verb_first and (_is_definite(element.text) or before in small.determining)
    if not (walk.behind or walk.agents or stretch.names or linked or small.verb_first or walk.first):
        walk.pass_verb(stretch.concepts)
    elif walk.behind or not walk.agents:
        _take(walk, stretch, linked=linked, may_act=not definite)
    elif linked or (definite and not stretch.names and not walk.led):
        walk.add(stretch)
    elif stretch.names:
        walk.pass_verb(alike=not small.verb_first)
        walk.add(stretch)
    else:
        walk.swapped = walk.swapped or _has_back(element, small)
        walk.pass_verb(stretch.concepts, alike=small.verb_first)
    walk.head = not (stretch.names or definite or walk.behind) and (small.verb_first or len(walk.agents) == 1)


def _take(walk: _Walk, stretch: Stretch, *, linked: bool, may_act: bool) -> None:
    """The first one, or one behind the verb; a bare word that opens a sentence may be its verb."""
    if walk.behind:
        if not linked and not stretch.names:
            walk.alike = walk.alike and bool(walk.patients)
            walk.acts.update(stretch.concepts)
        walk.add(stretch)
    elif walk.small.verb_first and not stretch.names and may_act and not walk.led:
        walk.acts.update(stretch.concepts)
        walk.alike, walk.led = False, True
    else:
        walk.add(stretch)


def _is_concept(terms: Terms) -> bool:
    return all(term.kind is TermKind.CONCEPT for term in terms)


def _is_definite(word: str) -> bool:
    return is_definite(word[1:] if word[:1] in "وف" else word)


def _elements(text: str, found: Sequence[Token], stretches: Sequence[Stretch]) -> Iterator[_Element]:
    """The words in order, those of a stretch as one."""
    waiting, last = list(_apart(stretches)), 0
    taken: Stretch | None = None
    element = None
    for token in found:
        while waiting and waiting[0].end <= token.start:
            waiting.pop(0)
        within = waiting[0] if waiting and waiting[0].start <= token.start else None
        if element and within is not None and within is taken:
            element = replace(element, final=token.text)
        else:
            yield from [element] if element else []
            comma = any(mark in text[last : token.start] for mark in ",،")
            element = _Element(token.text, within, comma=comma, final=token.text)
        taken, last = within, token.end
    yield from [element] if element else []


def _apart(stretches: Sequence[Stretch]) -> Iterator[Stretch]:
    """The longest of those that overlap, in order."""
    end = -1
    for one in sorted(stretches, key=lambda one: (one.start, -one.end)):
        if one.start >= end:
            yield one
            end = one.end
