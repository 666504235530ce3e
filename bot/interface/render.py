"""From the engine's reply to what a reader sees; pure, and the same for Telegram, terminal and JSON."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import groupby

from bot.interface.claims import side_by_side
from bot.interface.quoting import Quoting
from bot.interface.refusals import RefusalWords
from bot.interface.results import ResultLines
from bot.interface.words.attribution import clipped, marked, sources_line, with_notes
from bot.interface.words.bidi import without_marks
from bot.interface.words.markup import Block, Offered, Page
from bot.interface.words.wording import Note, Worded, Wording
from bot.settings.values import House
from knowledge.compiled.base import KnowledgeBase
from knowledge.dates import DateMention
from knowledge.dialogue import (
    Ambiguous,
    Answer,
    Help,
    NoAnswer,
    Part,
    Quoted,
    Reason,
    Reply,
    Sentence,
    Several,
    Topic,
    Verdict,
)

NOBODY = House()
_MAX_LISTED = 5
_MAX_LABEL = 100
_MAX_PART = 80
_TOGETHER = 2
"""So many sentences stand in one paragraph: more are read one by one."""


class ReplyStatus(StrEnum):
    """What became of a question."""

    ANSWER = "answer"
    QUOTED = "quoted"
    AMBIGUOUS = "ambiguous"
    UNKNOWN = "unknown"
    HELP = "help"


_WORST_FIRST = (ReplyStatus.UNKNOWN, ReplyStatus.AMBIGUOUS, ReplyStatus.ANSWER)


@dataclass(frozen=True, slots=True)
class Rendered:
    """A reply as it is shown: what answers, what stands below it, and the statements told in either."""

    status: ReplyStatus
    lang: str
    answer: tuple[Block, ...]
    rest: tuple[Block, ...] = ()
    told: tuple[Sentence, ...] = ()
    shown: tuple[Sentence, ...] = ()
    """Of what answers, the statements that are told in their words and not only by what they name."""
    parts: tuple[tuple[Part, Rendered], ...] = ()
    """Of several questions in one: each with its own reply."""
    intro: tuple[Block, ...] = ()
    """What stands above it all, and is no part of what answers."""

    @property
    def page(self) -> Page:
        """The whole message."""
        return Page(self.intro + self.answer + self.rest)

    @property
    def reply(self) -> str:
        """The whole message as plain text."""
        return self.page.plain

    @property
    def text(self) -> str:
        """What answers alone, without notes and direction marks."""
        return without_marks("\n".join(_without_notes(block).plain for block in self.answer))


def render(reply: Reply, knowledge: KnowledgeBase, wording: Wording, house: House = NOBODY) -> Rendered:
    """Word a reply; `wording` is that of the reply's language, `house` who runs the bot."""
    composer = _Composer(knowledge, wording, house)
    match reply:
        case Answer():
            return composer.answer(reply)
        case Quoted():
            return composer.quoted(reply)
        case Ambiguous():
            return composer.ambiguous(reply)
        case NoAnswer():
            return composer.refusal(reply)
        case Help():
            return composer.help(reply)
        case Several():
            return composer.several(reply)


def _without_notes(block: Block) -> Block:
    return replace(block, lines=tuple(line for line in block.lines if not isinstance(line, Note)))


def run_by(house: House, wording: Wording) -> Worded:
    """Who runs the bot, and how to reach them."""
    if not house.name:
        return wording.text("house.contact" if house.contact else "house.nobody", contact=house.contact)
    return wording.text("house.both" if house.contact else "house.name", name=house.name, contact=house.contact)


def _once(sentences: Iterable[Sentence]) -> tuple[Sentence, ...]:
    return tuple({one.statement.id: one for one in sentences}.values())


@dataclass(frozen=True, slots=True)
class _Composer:
    knowledge: KnowledgeBase
    wording: Wording
    house: House

    def answer(self, reply: Answer) -> Rendered:
        if reply.result is None:
            return self._answered(reply, tuple(self._paragraphs(reply)), reply.sentences)
        results = ResultLines(self.knowledge, self.wording)
        block = self._block(*results.lines(reply, reply.result))
        return self._answered(reply, (block,), results.shown(reply, reply.result))

    def _answered(self, reply: Answer, blocks: tuple[Block, ...], shown: tuple[Sentence, ...]) -> Rendered:
        told = reply.sentences
        claims = side_by_side(told, self.knowledge, self.wording)
        rest = (*self._converted(reply), *claims, *self._sources(told))
        return Rendered(ReplyStatus.ANSWER, self.wording.lang, blocks, rest, told, shown)

    def _paragraphs(self, reply: Answer) -> Iterator[Block]:
        """The sentences with their notes: a few together, more of them each apart but for those that share a note."""
        told = reply.sentences
        lines = [marked(sentence, self.wording) for sentence in told]
        lines[:1] = [self._opening(reply) + line for line in lines[:1]]
        together = len(told) <= _TOGETHER
        pairs = zip(lines, told, strict=True)
        for _, run in groupby(pairs, lambda pair: together or pair[1].caveat or pair[1].statement.id):
            some_lines, some = zip(*run, strict=True)
            yield self._block(*with_notes(some_lines, some, self.wording))

    def several(self, reply: Several) -> Rendered:
        """Each part's answer in turn, without what was told before, and by name the parts that have none."""
        parts = tuple((part, self._part(part)) for part in reply.parts)
        lines = dict.fromkeys(line for part, shown in parts for line in self._part_lines(part, shown))
        answers = [one for _, one in parts if one.status is ReplyStatus.ANSWER]
        told = _once(sentence for one in answers for sentence in one.told)
        shown = _once(sentence for one in answers for sentence in one.shown)
        status = min((one.status for _, one in parts), key=_WORST_FIRST.index)
        converted = (block for part in reply.parts for block in self._converted(part.reply))
        rest = (*converted, *self._sources(told))
        return Rendered(status, self.wording.lang, (self._block(*lines),), rest, told, shown, parts)

    def _part(self, part: Part) -> Rendered:
        match part.reply:
            case Answer(result=None) as reply:
                first, *others = reply.sentences
                claims = (one for one in others if one.statement.id in first.statement.contradicts)
                return self.answer(replace(reply, sentences=(first, *claims)))
            case Answer() as reply:
                return self.answer(reply)
            case Ambiguous() as reply:
                return self.ambiguous(reply)
            case NoAnswer() as reply:
                return self.refusal(reply)

    def _part_lines(self, part: Part, shown: Rendered) -> Iterator[str]:
        question = clipped(part.text, _MAX_PART)
        match part.reply:
            case NoAnswer(reason=Reason.LEFT):
                yield self.wording.text("part.left", question=question)
            case NoAnswer(unsure=True, nearest=Sentence() as nearest):
                yield self.wording.text("part.unsure", question=question)
                yield from with_notes([marked(nearest, self.wording)], [nearest], self.wording)
            case NoAnswer():
                yield self.wording.text("part.unanswered", question=question)
            case _:
                yield from (line for block in shown.answer for line in block.lines)

    def _opening(self, reply: Answer) -> str:
        """What a verdict says before the statement that decides."""
        match reply.verdict:
            case None:
                return ""
            case Verdict.ANNOUNCED:
                return f"{self.wording.text(f'verdict.{reply.sentences[0].statement.modality.value}')} "
            case verdict:
                return f"{self.wording.text(f'verdict.{verdict.value}')} "

    def ambiguous(self, reply: Ambiguous) -> Rendered:
        labels = (clipped(choice.label, _MAX_LABEL) for choice in reply.choices)
        block = self._block(self.wording.text("choice.intro"), *self._items(labels))
        return Rendered(ReplyStatus.AMBIGUOUS, self.wording.lang, (block,))

    def quoted(self, reply: Quoted) -> Rendered:
        """The words first, with nothing above them; whose they are stands below."""
        quoting, (first, *others) = Quoting(self.wording), reply.quotes
        rest = [quoting.origin(first)]
        if others:
            rest += [self._block(self.wording.text("quoted.also")), *quoting.blocks(others)]
        return Rendered(ReplyStatus.QUOTED, self.wording.lang, (quoting.words(first),), tuple(rest))

    def refusal(self, reply: NoAnswer) -> Rendered:
        told, why = (reply.nearest,) if reply.nearest else (), RefusalWords(self.knowledge, self.wording).why(reply)
        nearest = with_notes((marked(one, self.wording) for one in told), told, self.wording)
        if reply.nearest and reply.unsure:
            intro = "refusal.whether" if reply.verdict else "refusal.unsure"
            answer = [self._block(self.wording.text(intro), *nearest)]
        elif reply.nearest:
            answer = [self._block(*why), self._block(self.wording.text("refusal.nearest"), *nearest)]
        else:
            answer = [self._block(*why)]
        named = reply.dates if reply.reason is Reason.DATE else ()
        rest = (
            *self._converted(reply, named=named),
            *self._sources(told),
            *self._near(reply),
            *self._asks(reply.suggestions),
        )
        return Rendered(ReplyStatus.UNKNOWN, self.wording.lang, tuple(answer), rest, told)

    def help(self, reply: Help) -> Rendered:
        scope = self._block(self.wording.text("help.scope"), self._size(), self.wording.text("help.how"))
        match reply.topic:
            case Topic.GREETING:
                answer = [self._block(self.wording.text("help.greeting")), scope]
                rest = self._asks(reply.suggestions)
            case Topic.HELP:
                answer, rest = [scope], self._asks(reply.suggestions)
            case Topic.HOUSE:
                answer, rest = [self._block(run_by(self.house, self.wording))], []
            case Topic.ORIGIN:
                answer, rest = [self._block(self.wording.text("help.origin"), self._size())], []
            case _:
                answer, rest = [self._block(self.wording.text(f"help.{reply.topic.value}"))], []
        return Rendered(ReplyStatus.HELP, self.wording.lang, tuple(answer), tuple(rest))

    def _size(self) -> Worded:
        cited = {citation.source for statement in self.knowledge.current.values() for citation in statement.citations}
        statements = self.wording.count("count.statements", len(self.knowledge.current))
        return self.wording.text(
            "help.size", statements=statements, sources=self.wording.count("count.sources", len(cited))
        )

    def _converted(self, reply: Answer | Ambiguous | NoAnswer, *, named: Sequence[DateMention] = ()) -> Iterator[Block]:
        """Which days the Hijri dates mean that were asked about, but for those that the reply names already."""
        dates = () if isinstance(reply, Ambiguous) else reply.converted
        found = [self.wording.mention(one) for one in dates if one not in named]
        if found:
            yield self._block(self.wording.text("answer.converted", dates=self.wording.listed(found)))

    def _sources(self, told: Iterable[Sentence]) -> Iterator[Block]:
        if lines := sources_line((one.statement for one in told), self.knowledge.sources, self.wording):
            yield self._block(*lines)

    def _near(self, reply: NoAnswer) -> Iterator[Block]:
        """What documents say nearby that nobody has curated."""
        if reply.quotes:
            yield self._block(self.wording.text("quoted.near"))
            yield from Quoting(self.wording).blocks(reply.quotes)

    def _asks(self, questions: Iterable[str]) -> list[Block]:
        items = tuple(self._items(questions))
        return [self._block(self.wording.text("suggestion.intro"), *items)] if items else []

    def _items(self, texts: Iterable[str]) -> Iterator[Offered]:
        return (Offered(self.wording.text("list.item", text=text)) for text in tuple(texts)[:_MAX_LISTED])

    def _block(self, *lines: str) -> Block:
        return Block(self.wording.lang, lines)
