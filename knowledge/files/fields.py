"""The types of single fields of every YAML file: texts, ids, texts in several languages."""

from __future__ import annotations

import re
import unicodedata
from typing import Annotated

from pydantic import AfterValidator, Field

from knowledge.files.strict_yaml import Record

MAX_QUOTE = 200
MAX_WORDING = 300
MAX_SHORT_NAME = 40
MAX_ASKED = 200
ENTITY_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


def _text(value: str) -> str:
    if not value.strip():
        raise ValueError("is empty")
    if value != value.strip():
        raise ValueError("begins or ends with a space")
    if value.isprintable():
        return value  # nearly all are, and looking at each letter took a twentieth of a check
    if bad := next((c for c in value if unicodedata.category(c) in ("Cc", "Cf") and c != "\u200c"), None):
        raise ValueError(f"holds the invisible character U+{ord(bad):04X}; remove it")
    return value


def _id(value: str) -> str:
    if not ENTITY_ID.fullmatch(value):
        raise ValueError(f"{value!r} is no id; use small letters, digits and single hyphens")
    return value


Text = Annotated[str, AfterValidator(_text)]
Wording = Annotated[str, Field(max_length=MAX_WORDING), AfterValidator(_text)]
Asked = Annotated[str, Field(max_length=MAX_ASKED), AfterValidator(_text)]
Id = Annotated[str, AfterValidator(_id)]
SourceId = Annotated[str, Field(pattern=r"^[\w.:/-]+$", max_length=256)]
StatementId = Annotated[str, Field(pattern=r"^[a-z0-9-]+\.[a-z0-9-]+$")]
LanguageCode = Annotated[str, Field(pattern=r"^[a-z]{2,3}(-[a-z]{4})?$")]


class LocalRecord(Record):
    """A text in both languages of the interface, and in others where somebody wrote it."""

    ar: Annotated[Wording, Field(description="write the same in Arabic")]
    en: Annotated[Wording, Field(description="write the same in English")]
    ru: Wording | None = None

    def texts(self) -> dict[str, str]:
        """By language code, missing ones left out."""
        return {lang: text for lang, text in self.model_dump().items() if text is not None}
