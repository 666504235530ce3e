"""The clauses of a sentence, each with who does something and to whom it is done.

Read off the order of words and the small words between them: what stands before the verb does it, in Arabic what
stands right behind it; in the passive and where a pronoun points back it is the other way round.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from knowledge.text.folding import tokens
from knowledge.understanding.clause_walk import Walk, has_back, is_definite_noun, read_on
from knowledge.understanding.parties import Clause, Element, Terms, TermStretch, elements, is_named
from knowledge.vocabulary.small_words import SmallWords
from knowledge.vocabulary.terms import Term


def clauses(
    text: str, stretches: Sequence[TermStretch], small: SmallWords, *, owned: bool = False
) -> tuple[Clause, ...]:
    """The clauses of a text in which anything is done to anything, or is something.

    `owned`: also what nouns say that somebody does ("India's commitment").
    """
    found = list(elements(text, tokens(text), stretches))
    walks = list(_walks(found, small))
    read = (walk.clause() for walk in walks)
    told = (one for one in read if one.agents and (one.patients or one.acts))
    return (*told, *(Clause((who,), act, ()) for walk in walks for who, act in walk.owned if owned))


def _walks(found: Sequence[Element], small: SmallWords) -> Iterator[Walk]:
    first = found[0].text if found else ""
    walk = Walk(small, inverted=first in small.being and not small.verb_first)
    front = first in small.fronting
    for place, element in enumerate(found):
        last = found[place - 1] if place else Element("")
        if front:
            walk, front = _circumstance(walk, element)
        if front:
            continue
        if _is_relative(element, found[place + 1 :], small) and (walk.agents or walk.patients):
            walk = _relative(_behind(walk, element), last, found[place + 1 :])
        elif element.text in small.saying and element.stretch is None:
            yield walk
            walk = Walk(small)
        elif _stands_in(small.holding, last.text, element.text):
            walk = _turned(walk, [*walk.agents, *walk.patients])
        elif _stands_in(small.agent, last.text, element.text) and not _is_doing(found[place + 1 :], small):
            walk, whole = _passive(walk, last)
            yield from whole
        else:
            if walk.outer and _closes(walk, element):
                yield walk
                walk = walk.outer
            elif _opens(walk, element, last):
                walk = Walk(small, patients=walk.antecedent(), outer=walk)
            walk, whole = _read(walk, element, last)
            yield from whole
    while walk:
        yield walk
        if not walk.outer:
            return
        walk = walk.outer


def _is_relative(element: Element, rest: Sequence[Element], small: SmallWords) -> bool:
    """Whether a relative clause begins: "that …", or with no word for it ("something India …")."""
    named = element.text in small.heads and _names_next(rest, small)
    return element.stretch is None and (element.text in small.relative or named)


def _behind(walk: Walk, element: Element) -> Walk:
    """The clause, in which what stands for a thing stands behind the verb."""
    if element.text in walk.small.heads:
        walk.pass_verb(alike=True)
    return walk


def _read(walk: Walk, element: Element, last: Element) -> tuple[Walk, list[Walk]]:
    """The clause with one word more, or the next one, and what it ends: a verb may end in "by", or in "on"."""
    read_on(walk, element, last.final)
    verb = element.stretch is not None and not element.stretch.names
    turns = element.final in walk.small.agent or element.final in walk.small.resting
    return _passive(walk, element) if verb and turns else (walk, [])


def _circumstance(walk: Walk, element: Element) -> tuple[Walk, bool]:
    """What stands before the sentence is behind its verb."""
    if element.comma:
        return Walk(walk.small, patients=walk.patients), False
    if element.stretch:
        walk.patients.append(element.stretch.terms)
    return walk, True


def _turned(walk: Walk, named: list[Terms], acts: Iterable[Term] | None = None) -> Walk:
    """The one that comes next does it, to what is named."""
    done = set(walk.acts if acts is None else acts)
    return Walk(walk.small, named, done, behind=True, alike=False, swapped=True)


def _passive(walk: Walk, last: Element) -> tuple[Walk, list[Walk]]:
    """What is done by whoever comes next, and the clause in which it stands, if that is one of its own."""
    acts: Terms | None = None
    if last.stretch:
        acts = last.stretch.concepts
        walk.acts -= acts
        if walk.patients and walk.patients[-1] == last.stretch.terms:
            walk.patients.pop()
    return _turned(walk, walk.antecedent(), acts), [walk] if walk.patients else []


def _relative(walk: Walk, last: Element, rest: Sequence[Element]) -> Walk:
    """The clause that a relative word opens: of what was named last, which does it or to which it is done."""
    small = walk.small
    plain = last.stretch is None and last.text not in small.joining | small.beside | small.parting | small.being
    if plain and not small.verb_first and last.text not in small.determining:
        return Walk(small, outer=walk)
    named = walk.antecedent()
    if small.verb_first and not (rest and rest[0].stretch and rest[0].stretch.names):
        back = bool(rest) and (has_back(rest[0], small) or _points_back(rest[1:], small))
        acts = set(rest[0].stretch.concepts) if back and rest[0].stretch else set[Term]()
        return Walk(small, named, acts, outer=walk, behind=True, alike=False, swapped=back)
    if _names_next(rest, small):
        return Walk(small, patients=named, outer=walk)
    return Walk(small, named, outer=walk)


def _names_next(rest: Sequence[Element], small: SmallWords) -> bool:
    """Whether who does it comes right behind a relative word, if with an article or an adjective before it."""
    if rest and (rest[0].text in small.determining or (rest[0].stretch and rest[0].stretch.names)):
        return True
    if len(rest) < 2 or rest[0].stretch or rest[0].text in small.being:
        return False
    named = rest[1].stretch is not None and rest[1].stretch.names
    return named and not rest[0].text.endswith(small.present + small.past)


def _closes(walk: Walk, element: Element) -> bool:
    """Whether a word is the verb, or what belongs to the verb, of what a relative clause stands in."""
    outer, small = walk.outer, walk.small
    if outer is None or not walk.behind or walk.joined:
        return False
    if outer.led:
        return walk.swapped and bool(walk.patients) and not outer.patients and element.text in small.parting
    told = not small.verb_first or any(map(is_named, walk.patients))
    verb = element.stretch is None and element.text not in small.connecting | small.pointing
    verb = verb or (element.stretch is not None and not (element.stretch.names or is_definite_noun(element.text)))
    return told and not outer.behind and verb and not (element.stretch and element.stretch.added)


def _opens(walk: Walk, element: Element, last: Element) -> bool:
    """Whether a name right behind a noun opens a relative clause without a word for it ("the states India …")."""
    named = element.stretch is not None and element.stretch.names and element.capital and not element.comma
    plain = named and walk.behind and walk.noun and not (walk.small.verb_first or walk.swapped)
    return plain and last.final not in walk.small.connecting and not last.text.endswith(walk.small.past)


def _points_back(rest: Sequence[Element], small: SmallWords) -> bool:
    """Whether a small word behind the verb of a relative clause points back to what it is of."""
    return any(one.stretch is None and one.text in small.pointing for one in rest)


def _stands_in(words: frozenset[str], before: str, word: str) -> bool:
    return word in words or f"{before} {word}" in words


def _is_doing(rest: Sequence[Element], small: SmallWords) -> bool:
    """Whether doing something comes next: that tells how, and not by whom."""
    return bool(rest) and rest[0].text.endswith(small.doing)
