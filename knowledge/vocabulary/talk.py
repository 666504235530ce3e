"""Small talk that is recognised by its words in any order: every word of a text must belong to it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from knowledge.dialogue import Topic
from knowledge.files.strict_yaml import Record
from knowledge.text.folding import clitic_variants, first_tokens, words

_MOST_WORDS = 14
"""Longer texts are no small talk."""


class TalkRecord(Record):
    """The whole of `talk.yaml`."""

    topics: dict[Topic, tuple[tuple[str, ...], ...]] = {}
    """The patterns of each topic: classes of which each must have a word in the text."""
    classes: dict[str, tuple[str, ...]] = {}
    alone: dict[Topic, tuple[str, ...]] = {}
    """The words of topics that have no others."""
    fillers: tuple[str, ...] = ()

    def undefined(self) -> Iterator[tuple[Topic, str]]:
        """The classes that patterns name and nothing defines, with their topics."""
        for topic, patterns in self.topics.items():
            yield from ((topic, name) for pattern in patterns for name in pattern if name not in self.classes)

    def unused(self) -> Iterator[str]:
        """The classes that no pattern names: nothing is told by them."""
        used = {name for patterns in self.topics.values() for pattern in patterns for name in pattern}
        return (name for name in self.classes if name not in used)


@dataclass(frozen=True, slots=True)
class Talk:
    """The words of small talk, folded."""

    record: TalkRecord = field(default_factory=TalkRecord, repr=False)
    classes: Mapping[str, frozenset[str]] = field(default_factory=dict, repr=False)
    alone: Mapping[Topic, frozenset[str]] = field(default_factory=dict, repr=False)
    known: frozenset[str] = field(default=frozenset(), repr=False)
    """The words of all classes, and those that carry nothing beside them."""

    @classmethod
    def of(cls, record: TalkRecord) -> Talk:
        """The words of a record."""
        classes = {name: _folded(forms) for name, forms in record.classes.items()}
        alone = {topic: _folded(forms) for topic, forms in record.alone.items()}
        return cls(record, classes, alone, _folded(record.fillers).union(*classes.values()))

    def topic(self, text: str) -> Topic | None:
        """What a text is about that is nothing but small talk."""
        found = [token.text for token in first_tokens(text, _MOST_WORDS + 1)]
        if not 0 < len(found) <= _MOST_WORDS:
            return None
        if alone := next((topic for topic, these in self.alone.items() if these.issuperset(found)), None):
            return alone
        if any(self.known.isdisjoint(clitic_variants(word)) for word in found):
            return None
        said = frozenset(reading for word in found for reading in clitic_variants(word))
        return next((topic for topic, patterns in self.record.topics.items() if self._fits(patterns, said)), None)

    def is_filler(self, text: str) -> bool:
        """Whether nothing in a text could be looked up."""
        return all(not self.known.isdisjoint(clitic_variants(word)) for word in words(text))

    def _fits(self, patterns: Iterable[tuple[str, ...]], said: frozenset[str]) -> bool:
        return any(all(not said.isdisjoint(self.classes[name]) for name in pattern) for pattern in patterns)


NO_TALK = Talk()


def _folded(forms: Iterable[str]) -> frozenset[str]:
    return frozenset(word for form in forms for word in words(form))
