"""Who does what in a question: what must stand by a figure or a name before that is the answer.

"How many barrels leaked?" is not answered by how many were moved, nor "who is the Georgian minister?" by another's.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise, takewhile

from knowledge.hand_set import HAS_WORD
from knowledge.quoting.asked_for import AnswerKind, AskedFor, Wanted
from knowledge.quoting.likeness import Said
from knowledge.quoting.words import listed
from knowledge.text.folding import Token, is_definite, script, tokens, without_clitics
from knowledge.text.letters import Script

_NEAR = 3
"""Words behind what is counted among which its verb stands."""


@dataclass(frozen=True, slots=True)
class Parties:
    """Words of a question; none where it does not say so."""

    deed: tuple[Wanted, ...] = ()
    """What somebody did, or what was done with what is counted."""
    side: tuple[Wanted, ...] = ()
    """Of which country or side those are who are asked for."""
    doer: tuple[Wanted, ...] = ()
    """Who is said to do it."""

    @staticmethod
    @lru_cache(64)
    def of(asked: AskedFor) -> Parties:
        """Those of a question."""
        said = _WordByWord.of(asked)
        side = list(_arabic_side(said) if script(asked.text) is Script.ARABIC else _side(said))
        doer, deed = _done_by_somebody(said)
        return Parties(said.wanted(deed or _deed(said, side)), said.wanted(side), said.wanted(doer))


@dataclass(frozen=True, slots=True)
class _WordByWord:
    """A question, word by word."""

    asked: AskedFor
    words: tuple[str, ...]
    """Folded."""
    written: tuple[str, ...]

    @classmethod
    def of(cls, asked: AskedFor) -> _WordByWord:
        found = tokens(asked.text)
        return cls(asked, tuple(one.text for one in found), tuple(asked.text[one.start : one.end] for one in found))

    def wanted(self, places: Iterable[int]) -> tuple[Wanted, ...]:
        """The words at some places."""
        known = {one.text: one for one in self.asked.words}
        return tuple(known.get(self.written[at]) or Wanted.of(self.words[at]) for at in places)

    def is_light(self, place: int) -> bool:
        """Whether a word says nothing."""
        return not listed().light.folded.isdisjoint((self.words[place], without_clitics(self.words[place])))

    def is_capital(self, place: int) -> bool:
        """Whether a word is written as a name."""
        return self.written[place][:1].isupper()

    def first(self, words: frozenset[str]) -> int | None:
        """Where the first of some words stands."""
        return next((at for at, word in enumerate(self.words) if word in words), None)

    @property
    def counted(self) -> int | None:
        """Where what is counted stands."""
        forms = frozenset(self.asked.noun.forms if self.asked.noun else ())
        return next((at for at, word in enumerate(self.words) if without_clitics(word) in forms), None)


def _done_by_somebody(said: _WordByWord) -> tuple[list[int], list[int]]:
    """The name behind a helping verb, and what follows it ("did Iran deport")."""
    helping = said.first(listed().helping.folded)
    if helping is None:
        return [], []
    start = helping + 1 + (said.words[helping + 1 : helping + 2] == ("the",))
    run = list(takewhile(said.is_capital, range(start, len(said.words))))
    verb = run[-1] + 1 if run else len(said.words)
    return (run, [verb]) if verb < len(said.words) and not said.is_light(verb) else ([], [])


def _deed(said: _WordByWord, side: Sequence[int]) -> Iterator[int]:
    """What stands behind "who", or behind what is counted, and is no name, no side and no noun."""
    start = said.counted
    if start is None and AnswerKind.PERSON in said.asked.kinds and said.words[0] in listed().who.folded:
        start = None if said.asked.by_office else 0
    if start is None or start + 1 >= len(said.words) or said.words[start + 1] in listed().helping.folded:
        return
    behind = range(start + 1, min(start + 1 + _NEAR, len(said.words)))
    at = next((at for at in behind if at not in side and not said.is_light(at)), None)
    nouns = {one.text for one in said.asked.words if one.is_name or one.is_noun}
    if at is not None and said.written[at] not in nouns and not is_definite(said.words[at]):
        yield at


def _side(said: _WordByWord) -> Iterator[int]:
    """A name right before what is asked for ("which Iranian minister")."""
    at = said.first(listed().which.folded | ({"the"} if said.asked.by_office else set()))
    if at is not None and at + 2 < len(said.words) and said.is_capital(at + 1) and not said.is_capital(at + 2):
        yield at + 1


def _arabic_side(said: _WordByWord) -> Iterator[int]:
    """What stands behind a "side", or says of what country those are who are counted or hold an office."""
    ends = listed().of_a_nation.regex_as_written
    counted = said.counted
    for at in range(1, len(said.words)):
        of_a_side = without_clitics(said.words[at - 1]) in listed().sides.folded
        of_an_office = said.asked.by_office and at > 1 and is_definite(said.words[at])
        of_a_nation = (of_an_office or at - 1 == counted) and ends.search(said.words[at])
        if (of_a_side or of_a_nation) and not said.is_light(at):
            yield at


def done_by_another(asked: AskedFor, text: str) -> bool:
    """Whether a Latin text has the deed that is asked about, right behind the name of somebody else."""
    parties = Parties.of(asked)
    found = tokens(text) if parties.doer and script(text) is Script.LATIN else ()
    doers = [
        list(_name_before(found[:at], text))
        for at, token in enumerate(found)
        if any(Said.of(token.text).meets(one) >= HAS_WORD for one in parties.deed)
    ]
    return bool(doers) and all(
        each and not any(Said.of(" ".join(each)).meets(one) >= HAS_WORD for one in parties.doer) for each in doers
    )


def _name_before(found: Sequence[Token], text: str) -> Iterator[str]:
    """The words of the name that stands last, a few words before the end at most."""
    behind = list(takewhile(lambda one: not _is_capital_in(one, text), reversed(found)))
    if len(behind) < _NEAR:
        name = takewhile(lambda one: _is_capital_in(one, text), reversed(found[: len(found) - len(behind)]))
        yield from (one.text for one in name)


def exchanged(asked: AskedFor, text: str) -> bool:
    """Whether an Arabic text has a verb of the question before another of its names («تطلق أ لب» for «تطلق ب لأ»)."""
    said, names = _WordByWord.of(asked), [one for one in asked.words if one.is_name]
    told = list(pairwise(one.text for one in tokens(text))) if script(text) is Script.ARABIC else []
    verbs = [at for at, word in enumerate(said.words[:-1]) if word[0] in listed().verb_beginnings.entries]
    for at, doer in zip(verbs, said.wanted(at + 1 for at in verbs), strict=True):
        behind = Said.of(" ".join(second for first, second in told if first == said.words[at]))
        others = [one for one in names if one != doer and doer in names]
        if behind.meets(doer) < HAS_WORD and any(behind.meets(one) >= HAS_WORD for one in others):
            return True
    return False


def holds_for_another(asked: AskedFor, text: str) -> bool:
    """Whether a Latin text names who holds an office that is asked for, and whose it is, and that is somebody else."""
    wanted = [one for one in asked.words if one.is_name] if asked.by_office else list(Parties.of(asked).side)
    found = tokens(text) if wanted and script(text) is Script.LATIN else ()
    whose = [
        [one for one in found[max(0, at - _NEAR) : at] if _is_capital_in(one, text)]
        for at, token in enumerate(found)
        if token.text in listed().offices.folded and any(map(Said.of(token.text).meets, asked.words))
    ]
    return bool(whose) and all(_is_of_another(each, wanted, asked) for each in whose)


def _is_of_another(names: Sequence[Token], wanted: Iterable[Wanted], asked: AskedFor) -> bool:
    """Whether names before an office say whose it is ("Turkey's President"), and that is none of those wanted."""
    if any(Said.of(" ".join(one.text for one in names)).meets(one) >= HAS_WORD for one in wanted):
        return False
    others = [one.text for one in names if one.text not in Said.of(asked.text).bares]
    return bool(others) if asked.by_office else any(map(listed().of_a_nation.regex.search, others))


def _is_capital_in(token: Token, text: str) -> bool:
    is_name = text[token.start].isupper() and token.end - token.start > 1
    return is_name and token.text not in listed().light.folded
