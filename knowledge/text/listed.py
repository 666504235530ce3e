"""Lists of words of natural languages, which lie in YAML: in each the words, phrases or patterns of every language."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import cached_property
from itertools import chain
from typing import TypeVar

from pydantic import ConfigDict, RootModel

from knowledge.files.fields import LanguageCode, Text
from knowledge.files.shipped import shipped
from knowledge.files.strict_yaml import Model, load_or_raise
from knowledge.text.folding import words

_Form = TypeVar("_Form")
_Meant = TypeVar("_Meant")


class Listed(RootModel[dict[LanguageCode, Text | tuple[Text, ...]]]):
    """By language: a text is words with blanks between them, a list has what holds blanks itself."""

    model_config = ConfigDict(frozen=True, defer_build=True)

    @cached_property
    def entries(self) -> tuple[str, ...]:
        """All of them as they are written, one language after the other."""
        return tuple(chain.from_iterable(map(_entries, self.root.values())))

    @cached_property
    def known(self) -> frozenset[str]:
        """The same, to look into."""
        return frozenset(self.entries)

    @cached_property
    def folded(self) -> frozenset[str]:
        """Every single word, folded."""
        return frozenset(word for entry in self.entries for word in words(entry))

    @cached_property
    def pattern(self) -> str:
        """Of patterns, one that finds what any of them finds; the earlier first."""
        return "|".join(self.entries)

    @cached_property
    def regex(self) -> re.Pattern[str]:
        """That pattern, whatever the capitals."""
        return re.compile(self.pattern, re.IGNORECASE)

    @cached_property
    def regex_as_written(self) -> re.Pattern[str]:
        """That pattern, of names or of ends of words, to which capitals matter."""
        return re.compile(self.pattern)

    def of(self, lang: str) -> tuple[str, ...]:
        """Those of one language; none where it has no list."""
        return _entries(self.root.get(lang, ()))


def by_form(lists: Iterable[tuple[_Meant, Listed]], form: Callable[[str], _Form]) -> dict[_Form, _Meant]:
    """What each entry of some lists means, by the form in which it is looked up."""
    return {form(entry): meant for meant, listed in lists for entry in listed.entries}


def read_texts(name: str, model: type[Model]) -> Model:
    """One of the files with the words by which texts are read, whatever they are about: `vocabulary/texts/`."""
    file = f"vocabulary/texts/{name}.yaml"
    return load_or_raise(shipped("knowledge", file), model, name=file)


def _entries(written: str | tuple[str, ...]) -> tuple[str, ...]:
    return tuple(written.split()) if isinstance(written, str) else written
