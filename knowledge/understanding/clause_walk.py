"""A clause that is being read, word for word: what stands before its verb, and what behind it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from knowledge.text.folding import is_definite
from knowledge.understanding.parties import OWNING, Clause, Element, Terms, TermStretch, is_act, is_name, is_named
from knowledge.vocabulary.small_words import SmallWords
from knowledge.vocabulary.terms import Term


@dataclass(slots=True)
class Walk:
    """A clause that is being read, word for word."""

    small: SmallWords
    agents: list[Terms] = field(default_factory=list)
    acts: set[Term] = field(default_factory=set)
    patients: list[Terms] = field(default_factory=list)
    outer: Walk | None = None
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
    last: TermStretch | None = None
    """The last one, where nothing has come since."""
    noun: bool = False
    """Whether that one hangs onto what stands before it, so that it is no verb."""
    owned: list[tuple[Terms, Terms]] = field(default_factory=list)
    """Whose act is named by a noun: "India's commitment"."""
    thing: bool = False
    """Whether the last one names what somebody has before them ("the aim"), if of somebody."""
    held: Terms = frozenset()
    """Who has before them what stands before "is": "Kyrgyzstan is among India's priorities"."""

    def clause(self) -> Clause:
        """As it was read; what somebody has before them is theirs, and no more than that."""
        if self.held and self.alike and self.agents and not self.swapped:
            return Clause((self.held,), frozenset(self.acts | self._told()), tuple(self.agents))
        before, after = (self.patients, self.agents) if self.swapped else (self.agents, self.patients)
        passive = self.passive and not self.swapped
        return Clause(
            tuple(before), frozenset(self.acts | self._told()), tuple(after), same=self.alike, passive=passive
        )

    def _told(self) -> set[Term]:
        """What the parties behind the verb say that name nobody."""
        return {term for party in self.patients if not is_named(party) for term in party}

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

    def add(self, stretch: TermStretch) -> None:
        """One more on this side of the verb."""
        if self.behind or not self.beside:
            (self.patients if self.behind else self.agents).append(stretch.terms)


def has_back(element: Element, small: SmallWords) -> bool:
    """Whether a pronoun is written onto a word."""
    return element.text.endswith(small.back)


def is_definite_noun(word: str) -> bool:
    """Whether an Arabic word has the article, behind an "and" too."""
    return is_definite(word[1:] if word[:1] in "وف" else word)


def read_on(walk: Walk, element: Element, before: str) -> None:
    """The next word or stretch; `before`: the last word before it."""
    small, word = walk.small, element.text
    walk.joined = element.stretch is None and _joins(walk, word, before)
    if element.stretch is not None:
        walk.passive = walk.passive or _is_asked_to_be_done(walk, element, element.stretch)
        _own(walk, element, element.stretch, before)
        _read_stretch(walk, element, element.stretch, before)
        walk.last, walk.noun = element.stretch, before in small.connecting
        walk.beside = walk.beside or (element.final in small.beside and not walk.behind)
        return
    walk.first = walk.first and before == ""
    participle = walk.been and word not in small.being and word.endswith(small.past + small.participles)
    walk.passive = walk.passive or (participle and not walk.patients)
    walk.been = word in small.being or (walk.been and not participle)
    walk.last, walk.noun = None, word not in small.connecting and before in small.determining
    walk.thing = (walk.thing and word in small.joining | small.determining) or word in small.things
    if word in small.being:
        _pass(walk, alike=True)
    elif word not in small.connecting | small.things and not (before in small.connecting or is_definite(word)):
        walk.swapped = walk.swapped or (bool(walk.agents) and not walk.behind and has_back(element, small))
        _pass(walk)


def _is_asked_to_be_done(walk: Walk, element: Element, stretch: TermStretch) -> bool:
    """Whether a verb behind the "is" that opens a question asks whether it is done to somebody: "was India hosted?"."""
    ends = element.final.endswith(walk.small.past)
    return walk.inverted and walk.been and ends and not (walk.patients or is_name(stretch.terms))


def _own(walk: Walk, element: Element, stretch: TermStretch, before: str) -> None:
    """Whose a noun behind the verb is does what it names, or has it before them."""
    last, things = walk.last, walk.small.things
    was_thing, walk.thing = walk.thing, not stretch.names and not things.isdisjoint((element.text, element.final))
    if not walk.behind:
        return
    owner = last is not None and before == OWNING and last.names and not stretch.names
    if owner and last is not None:
        walk.owned.append((last.terms, stretch.concepts))
        walk.held = last.terms if walk.thing else walk.held
    elif was_thing and not walk.thing and (stretch.names or before in walk.small.joining):
        walk.held = stretch.terms


def _joins(walk: Walk, word: str, before: str) -> bool:
    """Whether a small word hangs what comes next onto what came before, if behind the verb."""
    small = walk.small
    if word in small.determining:
        if walk.agents and not walk.behind and before not in small.connecting:
            walk.pass_verb(alike=True)
        return True
    if word in small.joining:
        walk.behind = walk.behind and not (walk.swapped and word in small.examples)
        return True
    of_noun = word in small.after_noun and not walk.beside and not all(map(is_named, walk.agents))
    near = word in small.beside or of_noun
    walk.beside = walk.beside or (near and bool(walk.agents))
    if word in small.parting and not near:
        _pass(walk, alike=True)
    return word in small.parting or word in small.beside


def _pass(walk: Walk, *, alike: bool = False) -> None:
    """A verb before every name leaves them all behind it to do it: only from the first name on does one part them."""
    if walk.agents:
        walk.pass_verb(alike=alike)
    elif not alike:
        walk.alike = False


def _read_stretch(walk: Walk, element: Element, stretch: TermStretch, before: str) -> None:
    small = walk.small
    opens = not (walk.behind or walk.agents or walk.led or walk.acts)
    walk.swapped = walk.swapped or (opens and _is_object(element, small))
    linked = before in small.connecting or stretch.added
    verb = not (small.verb_first or element.capital or is_name(stretch.terms))
    beside = walk.head or element.comma or not (walk.inverted or small.verb_first or verb)
    linked = linked or (stretch.names and beside)
    definite = small.verb_first and (is_definite_noun(element.text) or before in small.determining)
    if not (walk.behind or walk.agents or stretch.names or linked or small.verb_first or walk.first):
        walk.pass_verb(stretch.concepts)
    elif walk.behind or not walk.agents:
        _take(walk, stretch, linked=linked, may_act=not definite)
    elif linked or (definite and not stretch.names and not walk.led):
        walk.add(stretch)
    elif stretch.names and not verb:
        walk.pass_verb(alike=not small.verb_first)
        walk.add(stretch)
    else:
        walk.swapped = walk.swapped or has_back(element, small)
        walk.pass_verb(filter(is_act, stretch.terms), alike=small.verb_first)
    bare = small.construct_state or (len(walk.agents) == 1 and not walk.led)
    walk.head = bare and not (stretch.names or definite or walk.behind)


def _is_object(element: Element, small: SmallWords) -> bool:
    """Whether the form of a word says that it is done to, wherever it stands («делегацию возглавляет …»)."""
    return bool(small.objective) and any(word.endswith(small.objective) for word in (element.text, element.final))


def _take(walk: Walk, stretch: TermStretch, *, linked: bool, may_act: bool) -> None:
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
