"""How what was worked out is worded: what it is in the first line, then a short line for each statement."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from bot.interface.words.attribution import marked, source_name, with_notes
from bot.interface.words.wording import Worded, Wording
from knowledge.compiled.base import KnowledgeBase
from knowledge.dialogue import Answer, Heading, Result, Sentence

_MOST_NAMES = 30
_DOCUMENTS = "document"
_FEW = 3
"""So many names of a list are told with their statements."""
_NAMES = frozenset({Heading.NAMED, Heading.MATCHING, Heading.COMMON, Heading.DOCUMENTS})
"""Headings that hold the names of what is told."""
_NUMBERED = frozenset({Heading.TIMELINE, Heading.FIRST})


@dataclass(frozen=True, slots=True)
class ResultLines:
    """The lines of one result in one language."""

    knowledge: KnowledgeBase
    wording: Wording

    def lines(self, reply: Answer, result: Result) -> Iterator[str]:
        """The first line answers; then come the statements, numbered where their order matters."""
        yield from self._head(result)
        shown = self.shown(reply, result)
        yield from with_notes(self._told(shown, result.heading), shown, self.wording)
        yield from self._tail(reply, result)

    def _told(self, shown: Sequence[Sentence], heading: Heading) -> Iterator[str]:
        told = [marked(sentence, self.wording) for sentence in shown]
        if heading in _NUMBERED:
            yield from (self.wording.text("result.numbered", n=n, text=Worded(t)) for n, t in enumerate(told, 1))
        else:
            alone = heading is Heading.TOLD or (len(told) == 1 and heading not in _NAMES)
            plain = 1 if alone else 0
            yield from told[:plain]
            yield from map(self._item, told[plain:])

    def shown(self, reply: Answer, result: Result) -> tuple[Sentence, ...]:
        """The statements that have a line; where names stand for them, those that are not for everybody still do."""
        told, few = reply.sentences, len(result.items) <= _FEW and result.of != _DOCUMENTS
        match result.heading:
            case Heading.TOLD:
                most = 1
            case Heading.DOCUMENTS:
                most = 0
            case heading:
                most = len(told) if few or heading not in _NAMES else 0
        return (*told[:most], *(sentence for sentence in told[most:] if sentence.restricted))

    def _item(self, text: str) -> Worded:
        return self.wording.text("list.item", text=Worded(text))

    def _head(self, result: Result) -> Iterator[str]:
        match result.heading:
            case Heading.NAMED | Heading.MATCHING | Heading.TOLD:
                things = self._things(result)
                names = self._names(dict.fromkeys(item.id for item in result.items))
                yield self.wording.plural(f"result.{result.heading.value}", result.count, things=things, names=names)
            case Heading.FIRST:
                first, second = (self._names([name]) for name in result.names[:2])
                yield self.wording.text("result.first", first=first, second=second)
            case Heading.COMMON:
                yield self.wording.text("result.common", names=self._names(item.id for item in result.items))
            case Heading.DOCUMENTS:
                if result.names:
                    yield self.wording.text("result.shared", names=self._names(result.names))
                for item, own in zip(result.items, result.own, strict=True):
                    yield self.wording.text("result.own", source=self._name(item.id), names=self._names(own))
            case Heading.MENTION:
                statements = self.wording.count("count.statements", result.count)
                yield self.wording.text("result.mention", names=self._names(result.names), statements=statements)
            case Heading.SAID | Heading.DOES:
                statements = self.wording.count("count.statements", result.count)
                yield self.wording.text(
                    f"result.{result.heading.value}", name=self._names(result.names), statements=statements
                )
            case Heading.DAYS:
                yield self.wording.text("result.days", days=self.wording.counted("class.day", result.count))
            case Heading.TIMELINE:
                yield self.wording.text("result.timeline", things=self.wording.counted("class.event", result.count))
            case Heading.EARLIEST | Heading.LATEST | Heading.BEFORE | Heading.AFTER | Heading.NEW | Heading.DIGEST:
                yield self.wording.text(f"result.{result.heading.value}")

    def _things(self, result: Result) -> Worded:
        """How many of a class; of a class that only an own vocabulary knows, so many things."""
        try:
            return self.wording.counted(f"class.{result.of}", result.count)
        except KeyError:
            return self.wording.counted("class.thing", result.count)

    def _tail(self, reply: Answer, result: Result) -> Iterator[str]:
        if result.undated:
            yield self.wording.text("result.undated", names=self._names(result.undated))
        told = len(reply.sentences)
        if result.heading in (Heading.SAID, Heading.DOES, Heading.TIMELINE, Heading.MENTION) and told < result.count:
            yield self.wording.text("result.cut", told=told, count=result.count)

    def _names(self, keys: Iterable[str]) -> Worded:
        return self.wording.listed([self._name(key) for key in tuple(keys)[:_MOST_NAMES]])

    def _name(self, key: str) -> str:
        if key in self.knowledge.entities:
            return self.knowledge.entities[key].name(self.wording.lang)
        return source_name(self.knowledge.sources[key], self.wording)
