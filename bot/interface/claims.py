"""Claims that disagree, side by side: what each says, who says so, and where it stands. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bot.interface.words.attribution import clipped, source_name
from bot.interface.words.markup import Block
from bot.interface.words.wording import Worded, Wording
from knowledge.compiled.base import KnowledgeBase
from knowledge.dates import PartialDate
from knowledge.dialogue import Sentence
from knowledge.model import Citation, Statement
from knowledge.text.sentences import sentences

_MAX_CLAIM = 80


def side_by_side(told: Sequence[Sentence], knowledge: KnowledgeBase, wording: Wording) -> Iterator[Block]:
    """A small table of the claims that are told and contradict each other; nothing where none do."""
    ids = {one.statement.id for one in told}
    claims = [one for one in told if not ids.isdisjoint(one.statement.contradicts)]
    if len(claims) > 1:
        lines = (_line(one, knowledge, wording) for one in claims)
        yield Block(wording.lang, (wording.text("claims.intro"), *lines))


def _line(one: Sentence, knowledge: KnowledgeBase, wording: Wording) -> Worded:
    cited = one.statement.citations[0]
    values: dict[str, object] = {
        "claim": _claim(one, knowledge, wording),
        "source": source_name(knowledge.sources[cited.source], wording),
        "n": _place(cited, knowledge),
    }
    speaker = knowledge.entities.get(one.statement.said_by or "")
    key = "claims.said" if speaker else "claims.line"
    text = wording.text(key, **values, **({"name": speaker.name(wording.lang)} if speaker else {}))
    return wording.text("list.item", text=text)


def _claim(one: Sentence, knowledge: KnowledgeBase, wording: Wording) -> str:
    """What differs: the value by its name, else the sentence."""
    return _value(one.statement, knowledge, wording) or clipped(one.text, _MAX_CLAIM)


def _value(statement: Statement, knowledge: KnowledgeBase, wording: Wording) -> str | None:
    value = statement.value or ""
    if value in knowledge.entities:
        return knowledge.entities[value].name(wording.lang)
    try:
        return value if value.isdecimal() else wording.date(PartialDate.parse(value))
    except ValueError:
        return None


def _place(cited: Citation, knowledge: KnowledgeBase) -> int:
    """The number of the sentence in which a quote begins, from 1."""
    spans = sentences(knowledge.sources[cited.source].text)
    return sum(start <= cited.start for start, _ in spans)
