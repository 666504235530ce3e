"""Links that open a statement for ever: what is held of it now, else what the history of publications says."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from bot.answering import Answerer, Response
from bot.interface.pages.opened import Opened, OpenedPages
from bot.interface.render import render
from bot.publishing.library import Library
from knowledge.citing.tokens import token
from knowledge.compiled.base import KnowledgeBase
from knowledge.compiled.history import PastWording
from knowledge.dialogue import Answer
from knowledge.errors import UnusableArtefact
from knowledge.model import Source, Statement
from knowledge.visibility import visible


@dataclass(frozen=True, slots=True)
class PermanentLinks:
    """Finds what a token stands for; `library` is where the history lies, None: only what is held is found."""

    library: Library | None

    def opened(self, token_: str, answerer: Answerer) -> Opened | None:
        """The statement of a token as the readers of an answerer may see it today; it reads files."""
        knowledge = answerer.served.engine.knowledge
        if any(token(id_) == token_ for id_ in knowledge.hidden):
            return None
        past = self._past(token_, answerer)
        if statement := answerer.served.catalogue.linked(token_):
            return Opened(statement, knowledge.sources, statement.id in knowledge.current, past)
        return self._gone(past, knowledge) if past else None

    def _past(self, token_: str, answerer: Answerer) -> tuple[PastWording, ...]:
        """How it was published, as far as it may be seen; nothing where it was taken out of sight last."""
        past = self.library.versions.wordings(lambda id_: token(id_) == token_) if self.library else ()
        seen = [visible(one.statement, answerer.readership, answerer.today) for one in past]
        return tuple(one for one, is_seen in zip(past, seen, strict=True) if is_seen) if seen and seen[-1] else ()

    def _gone(self, past: tuple[PastWording, ...], knowledge: KnowledgeBase) -> Opened:
        last = past[-1]
        sources = _together(knowledge.sources, last, self.library)
        cited = tuple(one for one in last.statement.citations if one.source in sources)
        return Opened(replace(last.statement, citations=cited), sources, held=False, before=past[:-1])


def _together(sources: Mapping[str, Source], last: PastWording, library: Library | None) -> Mapping[str, Source]:
    """The documents of today and, where one of a statement's is no longer there, those of its last version."""
    if library is None or all(one.source in sources for one in last.statement.citations):
        return sources
    try:
        return {**library.versions.sources(last.version), **sources}
    except UnusableArtefact:
        return sources


def told(opened: Opened, answerer: Answerer, lang: str) -> Response:
    """A statement that is held as the answer that it is, with what became of it below."""
    served, wording = answerer.served, answerer.wordings.speak(lang)
    reply = Answer(
        lang, answerer.sentences([opened.statement], lang), _entities(opened.statement, served.engine.knowledge), 1.0
    )
    rendered = render(reply, served.engine.knowledge, wording)
    blocks = (*rendered.page.blocks, *OpenedPages(wording).since(opened))
    return Response(
        replace(rendered.page, blocks=blocks, buttons=tuple(answerer.below(reply, rendered))), reply, rendered
    )


def _entities(statement: Statement, knowledge: KnowledgeBase) -> tuple[str, ...]:
    return tuple(one for one in statement.named() if one in knowledge.entities)
