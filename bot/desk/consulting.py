"""Asks the editor's language model about a document; what it proposes comes into the draft, and waits there."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from bot.desk.bench import Bench
from bot.desk.papers import NamedPaper
from bot.language_model.client import LanguageModel
from bot.language_model.proposing import propose
from knowledge.drafting.advice import Advice, Adviser, joined
from knowledge.drafting.proposals import DocumentDraft
from knowledge.errors import NotTaken
from knowledge.model import Source


@dataclass(frozen=True, slots=True)
class Consulting:
    """Asks one model, one document at a time."""

    bench: Bench
    model: LanguageModel | None
    """None: nobody is asked."""
    _asked: set[str] = field(default_factory=set)

    async def consult(self, paper: NamedPaper) -> dict[str, Any]:
        """The document with what the model proposes of it, and what was refused of that; minutes for a long one.

        ModelFailed where it has no word for it, and nothing has changed.
        """
        if self.model is None:
            raise NotTaken("no language model is set; write desk.model.url and desk.model.name")
        with self._alone(paper.document):
            source, draft = await asyncio.to_thread(self._drafted, paper)
            adviser = Adviser(self.model.name, self.bench.kept, source, draft.subject)
            advice = await propose(self.model, adviser, self.bench.now().date())
            return await asyncio.to_thread(self._taken, paper, joined(draft, advice, source), advice)

    @contextmanager
    def _alone(self, id_: str) -> Iterator[None]:
        if id_ in self._asked:
            raise NotTaken("the language model is being asked about this document; wait for it")
        self._asked.add(id_)
        try:
            yield
        finally:
            self._asked.discard(id_)

    def _drafted(self, paper: NamedPaper) -> tuple[Source, DocumentDraft]:
        source, _ = self.bench.papers.get(paper.document)
        return source, self.bench.drafted(source, paper.about)

    def _taken(self, paper: NamedPaper, draft: DocumentDraft, advice: Advice) -> dict[str, Any]:
        self.bench.redraft(paper.document, paper.who, draft)
        refused = [{"what": one.what, "why": one.why} for one in advice.refused]
        return {**self.bench.open(paper.document), "proposed": len(advice.statements), "refused": refused}
