"""A first wording of a proposed statement, where its property has a template and all that stands in it is known."""

from __future__ import annotations

from collections.abc import Mapping

from knowledge.files.fields import LocalRecord
from knowledge.model import LANGUAGES, Entity


def worded(
    template: LocalRecord | None, subject: Entity | None, value: str | None, entities: Mapping[str, Entity]
) -> Mapping[str, str]:
    """The sentence in both languages, or nothing."""
    if template is None or subject is None or value is None:
        return {}
    said = entities.get(value)
    texts = template.texts()
    return {
        lang: texts[lang].format(subject=subject.name(lang), value=said.name(lang) if said else value)
        for lang in LANGUAGES
    }
