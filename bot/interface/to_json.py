"""A reply as the object that `ask --json` prints."""

from __future__ import annotations

from typing import Any

from bot.interface.quoting import address_of
from bot.interface.render import Rendered
from bot.interface.words.bidi import without_marks
from knowledge.dialogue import (
    Ambiguous,
    Answer,
    Help,
    NoAnswer,
    Quoted,
    QuotedPassage,
    Reply,
    Result,
    Sentence,
    Several,
    Verdict,
)


def to_json(reply: Reply, rendered: Rendered, *, id_: object, ms: float) -> dict[str, Any]:
    """The object that `ask --json` prints; `ms` is the time inside the engine."""
    parts = [_told(part.reply, shown, id_=None, ms=0.0) | {"parts": None} for part, shown in rendered.parts]
    return _told(reply, rendered, id_=id_, ms=ms) | {"parts": parts or None}


def _told(reply: Reply, rendered: Rendered, *, id_: object, ms: float) -> dict[str, Any]:
    statements = [sentence.statement for sentence in rendered.told]
    return {
        "id": id_,
        "status": rendered.status.value,
        "lang": rendered.lang,
        "text": rendered.text,
        "reply": rendered.reply,
        "statements": [statement.id for statement in statements],
        "entities": list(_entities(reply)),
        "citations": [
            {"source": citation.source, "quote": citation.quote, "start": citation.start}
            for citation in dict.fromkeys(citation for statement in statements for citation in statement.citations)
        ],
        "suggestions": list(_suggestions(reply)),
        "verdict": _verdict(reply),
        "sure": _sure(reply),
        "result": _result(reply),
        "passages": [_passage(one) for one in _quotes(reply)],
        "score": None if isinstance(reply, Help) else reply.score,
        "ms": round(ms, 3),
    }


def _result(reply: Reply) -> dict[str, Any] | None:
    """What was worked out, with the statements of each line."""
    match reply:
        case Answer(result=Result() as result) | NoAnswer(result=Result() as result):
            items = [{"id": item.id, "statements": list(item.statements)} for item in result.items]
            return {"kind": result.kind.value, "over": result.over.value, "count": result.count, "items": items}
        case _:
            return None


def _quotes(reply: Reply) -> tuple[QuotedPassage, ...]:
    match reply:
        case Quoted(quotes=quotes) | NoAnswer(quotes=quotes):
            return quotes
        case _:
            return ()


def _passage(quote: QuotedPassage) -> dict[str, Any]:
    """The words of an uncurated document that are shown, with what is known of it."""
    document = quote.document
    return {
        "source": document.id,
        "title": document.title,
        "publisher": document.publisher,
        "date": str(document.published) if document.published else None,
        "url": address_of(document.url) or None,
        "text": without_marks(quote.passage.text),
        "start": quote.passage.start,
        "score": round(quote.score, 4),
    }


def _verdict(reply: Reply) -> str | None:
    match reply:
        case Answer(verdict=Verdict() as verdict) | NoAnswer(verdict=Verdict() as verdict):
            return verdict.value
        case _:
            return None


def _sure(reply: Reply) -> bool | None:
    """True where statements are told as the answer, false where they are told with a reservation."""
    match reply:
        case Answer():
            return True
        case NoAnswer(unsure=True, nearest=Sentence()):
            return False
        case Several(parts=parts):
            return all(_sure(part.reply) for part in parts)
        case _:
            return None


def _entities(reply: Reply) -> tuple[str, ...]:
    match reply:
        case Ambiguous():
            return tuple(choice.entity for choice in reply.choices)
        case Help():
            return ()
        case _:
            return reply.entities


def _suggestions(reply: Reply) -> tuple[str, ...]:
    match reply:
        case Ambiguous():
            return tuple(choice.question for choice in reply.choices)
        case Answer() | Quoted() | Several():
            return ()
        case _:
            return reply.suggestions
