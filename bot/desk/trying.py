"""Asks the folder as it is now, and what is served beside it; a judgement goes into the house's bank."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass, field
from datetime import date
from itertools import islice
from typing import Annotated, Any

from pydantic import StringConstraints

from bot.clocks import Clock
from bot.desk.neighbours import Neighbour, Neighbours
from bot.desk.sheets import quoting
from bot.interface.render import ReplyStatus
from bot.interface.words.wording import Wordings
from bot.publishing.library import Library
from bot.publishing.trying import Respondent
from knowledge.answering.suggestions import Suggestions
from knowledge.bank.questions import BANK
from knowledge.curation.chronicle import Chronicle, Deed
from knowledge.drafting.kept_folder import KeptFolder
from knowledge.errors import KnowledgeError, NotTaken
from knowledge.files.json_lines import append, records
from knowledge.files.strict_yaml import Record
from knowledge.model import LANGUAGES

_FILE = "desk.jsonl"
_MOST = 48
"""Made questions that are shown at once, neighbours of the last one besides."""
_FIGURES = 6
_NO_YES = ("contradicted", "undecided")
"""Verdicts that refuse what is asked, if in other words."""


class Judging(Record):
    """What an editor says is right about a question: the statements that answer it, or that none does."""

    q: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
    lang: str = ""
    statements: tuple[str, ...] = ()
    answerable: bool
    reason: str = ""
    """Why none does."""
    who: str = ""


@dataclass(slots=True)
class TryOut:
    """Two engines that are asked side by side; each is loaded when it is first asked, and when its version changes."""

    library: Library
    kept: KeptFolder
    wordings: Wordings
    now: Clock
    _engines: dict[str, tuple[str, Respondent]] = field(default_factory=dict)

    def ask(self, text: str, lang: str) -> dict[str, Any]:
        """What the draft says, and what is served; takes seconds after a change, which compiles the folder."""
        spoken = lang if lang in LANGUAGES else None
        served = self._served()
        return {
            "q": text,
            "lang": lang,
            "draft": asdict(self.draft().reply(text, spoken)),
            "served": asdict(served.reply(text, spoken)) if served else None,
        }

    def made(self, document: str, lang: str) -> list[dict[str, Any]]:
        """Questions that the statements of a document answer, each with neighbours that must be refused."""
        draft = self.draft()
        knowledge = draft.engine.knowledge
        suggestions, told = Suggestions(knowledge), self._told(document)
        neighbours = Neighbours(knowledge, self.wordings.speak(lang), self.now().year)
        found: list[dict[str, Any]] = []
        for subject, properties in told.items():
            for property_, text in suggestions.of(subject, lang):
                if property_ in properties and len(found) < _MOST:
                    found.append(self._row(draft, text, lang, properties[property_]))
                    found += self._refused(draft, lang, neighbours.of(text, subject, property_))
        ids = (id_ for properties in told.values() for ids in properties.values() for id_ in ids)
        return [*found, *self._refused(draft, lang, islice(neighbours.of_figures(ids), _FIGURES))]

    def _refused(self, draft: Respondent, lang: str, neighbours: Iterable[Neighbour]) -> list[dict[str, Any]]:
        return [self._row(draft, one.text, lang, []) | {"kind": one.kind.value} for one in neighbours if one.text]

    def judge(self, judging: Judging) -> None:
        """Write a question with what is right about it into the bank; once a question."""
        path = self.kept.folder.root / BANK / _FILE
        if judging.answerable and not judging.statements:
            raise NotTaken("say which statement answers it, or that none does")
        if any(one.get("q") == judging.q for one in records(path)):
            raise NotTaken("it has been judged already")
        path.parent.mkdir(exist_ok=True)
        right = {"statements": list(judging.statements)} if judging.answerable else {}
        reason = judging.reason.strip() or None
        known = {"q": judging.q, "lang": judging.lang or None, "answerable": judging.answerable, "reason": reason}
        record = {**known, **right}
        append(path, {key: one for key, one in record.items() if one is not None})
        Chronicle(self.kept.folder.root).add(Deed.JUDGED, judging.q, who=judging.who, at=self.now(), reason=reason)

    def _row(self, draft: Respondent, text: str, lang: str, expected: list[str]) -> dict[str, Any]:
        """A question with its reply, and whether that is what is wanted; nothing expected is a refusal."""
        reply = draft.reply(text, lang)
        right = not set(expected).isdisjoint(reply.statements) and reply.status == ReplyStatus.ANSWER
        fine = right if expected else not reply.answers or reply.verdict in _NO_YES
        return {"q": text, "lang": lang, "expected": expected, "draft": asdict(reply), "fine": fine}

    def _told(self, document: str) -> dict[str, dict[str, list[str]]]:
        """Its statements by subject and property."""
        told: dict[str, dict[str, list[str]]] = {}
        for one in quoting(self.kept, document):
            told.setdefault(one.subject, {}).setdefault(one.property, []).append(one.id)
        return told

    def draft(self) -> Respondent:
        """The folder as it is now, ready to be asked; takes seconds after a change."""
        version = self.kept.folder.version()
        return self._known("draft", version, lambda: Respondent.of(self.library.latest(), self.wordings, self._today))

    def _served(self) -> Respondent | None:
        version = self.library.current_version()
        if version is None:
            return None
        try:
            return self._known(
                "served", version, lambda: Respondent.of(self.library.ready(version), self.wordings, self._today)
            )
        except KnowledgeError:
            return None

    def _known(self, which: str, version: str, make: Callable[[], Respondent]) -> Respondent:
        known = self._engines.get(which)
        if known is None or known[0] != version:
            known = self._engines[which] = version, make()
        return known[1]

    @property
    def _today(self) -> date:
        return self.now().date()
