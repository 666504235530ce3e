"""Unanswered questions grouped by meaning for the curator; pure.

Two questions mean the same as far as they ask for the same and share what they name: entities, concepts, figures,
and the stems of words that nothing explains.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from knowledge.hand_set import SAME_QUESTION
from knowledge.text.folding import stem, words
from knowledge.understanding.reader import Reader

FEWEST = 3
"""So many readers must have asked the like before it is shown: one or two could be told apart."""
_MAX_SHOWN = 5
_BLOT = "…"
_PERSONAL = re.compile(
    r"[^\s@＠]{1,64}\s?(?:[@＠]|[(\[{]at[)\]}])\s?[\w-]{1,64}(?:\.[\w-]{1,64})+"  # an e-mail address
    r"|(?<!\w)[@＠]\s?\w+"
    r"|\b(?:https?|tg)://\S+|\bwww\.\S+|\b(?:t|wa)\.me/\S+"
    r"|(?<![\w.-])(?:[\w-]{1,64}\.){1,8}[^\W\d_]{2,24}/\S+",
    re.IGNORECASE,
)
_DIGITS = re.compile(r"\d{7,}|(?<!\d)\+?\(?\d(?:[ .()/\u2010-\u2015\u2212_-]{0,3}\d){8,}")
"""Numbers of accounts and passports, and of telephones: nine digits and more that are set apart."""
_YEAR = re.compile(r"(?:19|20)\d\d")
_LAST_DAY = 31


class Asked(Protocol):
    """A kept question: a `bot.state.misses.Miss`."""

    @property
    def text(self) -> str:
        """Its words."""

    @property
    def lang(self) -> str:
        """The language that it was answered in."""

    @property
    def asked_on(self) -> datetime:
        """The beginning of its day."""

    @property
    def chat(self) -> object | None:
        """Where one waits for the answer; None: nobody does."""

    @property
    def again(self) -> bool:
        """Whether its reader had asked the like before."""


@dataclass(slots=True)
class Group:
    """Questions that mean the same."""

    meaning: frozenset[Hashable]
    asked: list[Asked] = field(default_factory=list)

    @property
    def waiting(self) -> int:
        """How many readers want to be told the answer."""
        return sum(one.chat is not None for one in self.asked)

    @property
    def readers(self) -> int:
        """How many readers asked it, each counted once however often and in whatever words."""
        return max(1, sum(not one.again for one in self.asked))

    def shown(self) -> Sequence[Asked]:
        """What a curator may see of it: all where enough readers asked, else what was left with consent."""
        enough = self.readers >= FEWEST
        return [one for one in self.asked if enough or one.chat is not None]

    def texts(self) -> tuple[str, ...]:
        """Some of its wordings, each once, the latest first."""
        return tuple(dict.fromkeys(one.text for one in reversed(self.shown())))[:_MAX_SHOWN]

    def record(self) -> dict[str, object]:
        """As JSON has it; nothing of it names a reader."""
        shown = self.shown()
        return {
            "count": max(1, sum(not one.again for one in shown)),
            "waiting": self.waiting,
            "questions": list(self.texts()),
            "langs": sorted({one.lang for one in shown}),
            "last": f"{max(one.asked_on for one in shown):%Y-%m-%d}",
        }


def grouped(asked: Iterable[Asked], reader: Reader) -> list[Group]:
    """Questions by meaning, the most asked first."""
    groups: list[Group] = []
    holding = defaultdict[Hashable, list[Group]](list)
    for one in asked:
        meaning = meaning_of(one.text, reader)
        near = {id(group): group for part in meaning for group in holding[part]}
        best = max(near.values(), key=lambda group: _share(meaning, group.meaning), default=None)
        if best is None or not alike(meaning, best.meaning):
            best = Group(meaning)
            groups.append(best)
            for part in meaning:
                holding[part].append(best)
        best.asked.append(one)
    return sorted(groups, key=lambda group: -group.readers)


def meaning_of(text: str, reader: Reader) -> frozenset[Hashable]:
    """What a question asks for and names; its folded words where that is nothing."""
    read = reader.read(text)
    named = {item.terms for item in read.items if not item.light}
    unknown = {stem(word) for one in read.unmatched for word in words(one)}
    found = frozenset[Hashable]({*named, *unknown, *read.quantities.fields()})
    return (found | frozenset(read.asked)) if found else frozenset(words(text))


def alike(one: frozenset[Hashable], other: frozenset[Hashable]) -> bool:
    """Whether two meanings are near enough to be one question."""
    return _share(one, other) >= SAME_QUESTION


def masked(text: str) -> str:
    """A question without what could lead to a person: long numbers, names with @, addresses and links."""
    return _DIGITS.sub(_unless_dates, _PERSONAL.sub(_BLOT, text))


def _unless_dates(found: re.Match[str]) -> str:
    groups = re.findall(r"\d+", found[0])
    years = [one for one in groups if _YEAR.fullmatch(one)]
    days = all(len(one) <= 2 and int(one) <= _LAST_DAY for one in groups if one not in years)
    dates = years and days and not found[0].startswith("+")
    return found[0] if dates else _BLOT


def _share(one: frozenset[Hashable], other: frozenset[Hashable]) -> float:
    return len(one & other) / len(one | other) if one else 0.0
