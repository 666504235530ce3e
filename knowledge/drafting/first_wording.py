"""A first wording of a proposed statement, where its property has a template and all that stands in it is known."""

from __future__ import annotations

from collections.abc import Mapping

from knowledge.dates import PartialDate
from knowledge.files.fields import LocalRecord
from knowledge.model import LANGUAGES, Entity, LocalText
from knowledge.text.dates_in_words import in_words


def worded(
    template: LocalRecord | None, names: LocalText | None, value: str | None, entities: Mapping[str, Entity]
) -> Mapping[str, str]:
    """The sentence in both languages about whom `names` name, or nothing."""
    if template is None or names is None or value is None:
        return {}
    texts = template.texts()
    return {lang: texts[lang].format(subject=names[lang], value=_said(value, lang, entities)) for lang in LANGUAGES}


def _said(value: str, lang: str, entities: Mapping[str, Entity]) -> str:
    """A value as a sentence names it: an entity by its name, a date in words."""
    if said := entities.get(value):
        return said.name(lang)
    try:
        return in_words(PartialDate.parse(value), lang)
    except ValueError:
        return value
