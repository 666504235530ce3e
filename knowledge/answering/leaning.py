"""A question that leans on the one before it in the same text ("and when was it?")."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from knowledge.dialogue import NEW_CONVERSATION, Answer, Conversation, Reply
from knowledge.model import Entity, EntityType
from knowledge.text.folding import script
from knowledge.text.letters import Script
from knowledge.understanding.reader import Reader

Ask: TypeAlias = Callable[[str, Conversation], Reply]
_MARKS = " ?؟."


@dataclass(frozen=True, slots=True)
class Leaning:
    """Asks once more with the name of what was spoken of, where nobody is named and the first reply is not about it."""

    reader: Reader = field(repr=False)
    entities: Mapping[str, Entity] = field(repr=False)

    def reply(self, text: str, about: Conversation, ask: Ask) -> Reply:
        """The reply to a text in a conversation, or to the text with its subject, if that is about the subject."""
        reply = ask(text, about)
        subject = next((one for one in about.entities if one in self.entities), None)
        worked_out = isinstance(reply, Answer) and reply.result
        if subject is None or worked_out or _is_about(reply, subject) or self._stands_alone(text, reply):
            return reply
        named = ask(f"{text.strip(_MARKS)} {self._name(subject, text)}", NEW_CONVERSATION)
        return named if _is_about(named, subject) else reply

    def _stands_alone(self, text: str, reply: Reply) -> bool:
        """Whether it names somebody itself; where it has no answer, somebody else than a state ("for India")."""
        named = {
            self.entities[one].type for item in self.reader.read(text).items if not item.light for one in item.entities
        }
        return bool(named if isinstance(reply, Answer) else named - {EntityType.STATE})

    def _name(self, subject: str, text: str) -> str:
        """The name of an entity in the letters of a text."""
        return self.entities[subject].name("ru" if script(text) is Script.CYRILLIC else self.reader.read(text).lang)


def _is_about(reply: Reply, subject: str) -> bool:
    """Whether it surely answers with what is about somebody."""
    return isinstance(reply, Answer) and reply.verdict is None and subject in reply.statements[0].named()
