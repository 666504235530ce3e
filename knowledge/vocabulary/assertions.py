"""What words assert: claims, what each excludes, what follows from it, and the words that mark how it is said."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from knowledge.vocabulary.phrasings import Phrase


class Marker(StrEnum):
    """Words that claim nothing themselves, and say how a claim is meant."""

    NEGATION = "negation"
    NEGATIVE_QUESTION = "negative-question"
    """Opens a question that expects a yes: "isn't", «أليس»."""
    YES_NO = "yes-no"
    TAG = "tag"
    """Ends one: "right?", «مو؟»."""
    ALTERNATIVE = "alternative"
    """Asks which of two."""
    OPEN = "open"
    """Asks for more than yes or no."""
    TOTAL = "total"
    """All of them: "every", «جميع»."""
    RESTRICTIVE = "restrictive"
    """Makes a claim narrower or total, so that it wants a proof of its own: "only", "all", "never"."""
    CAUSAL = "causal"
    """Gives a reason, which wants a proof of its own too: "because", «بسبب»."""
    WITHOUT = "without"
    """What stands after it is denied: "without double standards"."""
    MAY_DENY = "may-deny"
    """Denies, or asks, or relates: «ما»; where it stands, neither yes nor no is sure."""
    DONE = "done"
    ANNOUNCED = "announced"
    EXPECTED = "expected"
    INTENDED = "intended"
    POSSIBLE = "possible"
    """Asks no more than whether it may be so: who announces, expects or intends it says that."""
    WHOEVER = "whoever"
    """Right before a claim it says that of whoever: "those who support terrorism" need be nobody who is named."""
    NUMBERING = "numbering"
    """Stands before a number that something bears: "no. 19"."""
    FRAMING = "framing"
    """Adds nothing that could be untrue: "as the text says", "the two sides" of what is spoken of."""


NARROWING = frozenset({Marker.RESTRICTIVE, Marker.CAUSAL})
"""What makes more of a claim than it says alone, so that it wants a proof of its own."""


CLAIM_ROLES = ("happening", "habitual", "denying", "refusing", "achieving", "governing", "strict")
"""What claims may be besides, as `Assertions` has it."""


@dataclass(frozen=True, slots=True)
class Assertions:
    """How claims hang together."""

    entailed: Mapping[str, frozenset[str]]
    """By claim all that is claimed with it, itself included."""
    excluded: Mapping[str, frozenset[str]]
    """By claim all that it denies."""
    happening: frozenset[str] = frozenset()
    """Claims that something came about; what is only announced confirms none of them."""
    habitual: frozenset[str] = frozenset()
    """Claims that something comes about again and again: what is annual is held every year."""
    denying: frozenset[str] = frozenset()
    """Claims that reject something."""
    refusing: frozenset[str] = frozenset()
    """Claims that what stands beside them does not come about: it is not so of who refuses, avoids or calls it off."""
    achieving: frozenset[str] = frozenset()
    """Claims that something was done to its end: who contributes to it or seeks it has not done it."""
    governing: frozenset[str] = frozenset()
    """Claims that hold of what stands beside them alone."""
    strict: frozenset[str] = frozenset()
    """Claims whose opposite other words are easily taken for."""
    phrases: tuple[Phrase, ...] = field(default=(), compare=False, repr=False)
    """Empty once they are in a compiled lexicon."""

    @classmethod
    def of(
        cls,
        opposites: Iterable[Sequence[str]],
        follows: Mapping[str, Iterable[str]],
        *,
        roles: Mapping[str, Iterable[str]] | None = None,
        phrases: Iterable[Phrase] = (),
    ) -> Assertions:
        """Close the two relations: what follows from what follows, and what is the opposite of anything that follows.

        A stronger claim than the opposite stays open: who opposes something does not support it, and whether they pay
        for it is not said.
        """
        pairs = [tuple(pair) for pair in opposites]
        every = (
            {one for pair in pairs for one in pair} | {*follows} | {one for ends in follows.values() for one in ends}
        )
        entailed = {claim: _closure(claim, follows) for claim in every}
        contrary: dict[str, set[str]] = {claim: set() for claim in every}
        for one, other in pairs:
            contrary[one].add(other)
            contrary[other].add(one)
        excluded = {
            claim: frozenset(
                one for one in every if not _alike(one, entailed).isdisjoint(_denied(claim, entailed, contrary))
            )
            for claim in every
        }
        told = {role: frozenset(claims) for role, claims in (roles or {}).items()}
        return cls(entailed, excluded, phrases=tuple(phrases), **told)

    def worded(self) -> frozenset[str]:
        """The claims that some language has a word for; none once they are in a compiled lexicon."""
        return frozenset(phrase.id for phrase in self.phrases if phrase.kind == "claim")


def _alike(claim: str, entailed: Mapping[str, frozenset[str]]) -> frozenset[str]:
    """The claims that say the same: each follows from the other."""
    return frozenset(one for one in entailed[claim] if claim in entailed[one])


def _denied(
    claim: str, entailed: Mapping[str, frozenset[str]], contrary: Mapping[str, Iterable[str]]
) -> frozenset[str]:
    return frozenset(opposite for one in entailed[claim] for opposite in contrary[one])


def _closure(claim: str, follows: Mapping[str, Iterable[str]]) -> frozenset[str]:
    found, waiting = {claim}, [claim]
    while waiting:
        for one in follows.get(waiting.pop(), ()):
            if one not in found:
                found.add(one)
                waiting.append(one)
    return frozenset(found)


NOTHING_ASSERTED = Assertions({}, {})
"""Of a vocabulary that says nothing of claims."""
