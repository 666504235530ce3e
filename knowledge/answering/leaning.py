"""A question that leans on the one before it in the same text ("and when was it?")."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from knowledge.answering.trace import Answered
from knowledge.dialogue import NEW_CONVERSATION, Answer, Conversation, Reply
from knowledge.model import Entity, EntityType
from knowledge.text.folding import script, words
from knowledge.text.letters import Script
from knowledge.understanding.reader import Reader

Ask: TypeAlias = Callable[[str, Conversation], Answered]
_LONGEST = 9
"""Words: what leans on another question is short, and to ask every long one twice takes what ten ordinary ones do."""
_MARKS = " ?؟."


@dataclass(frozen=True, slots=True)
class Leaning:
    """Asks once more with the name of what was spoken of, where nobody is named and the first reply is not about it."""

    reader: Reader = field(repr=False)
    entities: Mapping[str, Entity] = field(repr=False)

    def answered(self, text: str, about: Conversation, ask: Ask) -> Answered:
        """The reply to a text in a conversation, or to the text with its subject, if that is about the subject."""
        answered = ask(text, about)
        reply = answered.reply
        subject = next((one for one in about.entities if one in self.entities), None)
        worked_out = isinstance(reply, Answer) and reply.result
        if subject is None or worked_out or _is_about(reply, subject) or self._stands_alone(text, reply):
            return answered
        lang = "ru" if script(text) is Script.CYRILLIC else reply.lang
        named = ask(f"{text.strip(_MARKS)} {self.entities[subject].name(lang)}", NEW_CONVERSATION)
        return named if _is_about(named.reply, subject) else answered

    def _stands_alone(self, text: str, reply: Reply) -> bool:
        """Whether it is long or names somebody; where it has no answer, somebody else than a state ("for India")."""
        if len(words(text)) > _LONGEST:
            return True
        named = {self.entities[one].type for item in self.reader.read(text).told for one in item.entities}
        return bool(named if isinstance(reply, Answer) else named - {EntityType.STATE})


def _is_about(reply: Reply, subject: str) -> bool:
    """Whether it surely answers with what is about somebody."""
    return isinstance(reply, Answer) and reply.verdict is None and subject in reply.statements[0].named()
