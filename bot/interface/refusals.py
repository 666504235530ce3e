"""What a refusal says first: what is not known, and where it is mentioned all the same."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from bot.interface.words.attribution import clipped
from bot.interface.words.wording import Worded, Wording
from knowledge.compiled.base import KnowledgeBase
from knowledge.dialogue import NoAnswer, Reason

_MAX_LISTED = 5
_MAX_MISSING = 40
_OF_FACTS = frozenset({Reason.WORDS, Reason.DATE})
"""Where the facts have nothing on what is named; that nobody has anything is said only where no document has it."""


@dataclass(frozen=True, slots=True)
class RefusalWords:
    """Words refusals in one language."""

    knowledge: KnowledgeBase
    wording: Wording

    def why(self, reply: NoAnswer) -> Iterator[Worded]:
        """Lines; where nothing but documents comes near, what these do not say: they may name what the facts do not."""
        if reply.quotes and not reply.nearest:
            yield self._unsaid(reply)
            return
        yield self._reason(reply)
        for words, count in reply.mentioned:
            yield self.wording.plural("refusal.mentioned", count, n=count, words=clipped(words, _MAX_MISSING))

    def _reason(self, reply: NoAnswer) -> Worded:
        key = f"refusal.{reply.reason.value}"
        match reply.reason:
            case Reason.NOTHING | Reason.UNSAFE | Reason.LINK | Reason.WORDLESS | Reason.APPROVING | Reason.LEFT:
                return self.wording.text(key)
            case Reason.PROPERTY:
                names = [self.knowledge.entities[e].name(self.wording.lang) for e in reply.entities[:1]]
                values = {"subject": self.wording.listed(names)} if names else {}
            case _:
                key = "refusal.facts" if reply.mentioned and reply.reason in _OF_FACTS else key
                missing = [self.wording.mention(one) for one in reply.dates[:_MAX_LISTED]]
                missing = missing or [clipped(word, _MAX_MISSING) for word in reply.missing[:_MAX_LISTED]]
                values = {"missing": self.wording.listed(missing)} if missing else {}
        return self.wording.text(key if values else f"{key}.bare", **values)

    def _unsaid(self, reply: NoAnswer) -> Worded:
        missing = [clipped(word, _MAX_MISSING) for word in reply.unsaid]
        values = {"missing": self.wording.listed(missing)} if missing else {}
        return self.wording.text("refusal.unsaid" if values else "refusal.unsaid.bare", **values)
