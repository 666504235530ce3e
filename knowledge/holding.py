"""Who a sentence says holds an office, where nobody of that name is known: only what stands right beside the office.

Told to editors as something to look at, so it is strict: a name is two words and more of which the vocabulary knows
none, in capitals where the script has them, and in Arabic before what a name is followed by.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from knowledge.model import Entity, Strength
from knowledge.text.folding import script, tokens
from knowledge.text.letters import Script
from knowledge.text.name_words import name_words
from knowledge.vocabulary.forms import Grade, Word
from knowledge.vocabulary.lexicon import Lexicon

_PART = r"[A-ZÀ-ÞА-ЯЁ][\w'’-]+"
_MOST = 4
_STOPS = '،,.؛؟!:)»"'


def newcomers(sentence: str, office: Entity, known: Lexicon) -> Iterator[str]:
    """The names that stand beside an office and are nobody's who is known, each once."""
    found = dict.fromkeys([*_lettered(sentence, office), *_arabic(sentence, office, known)])
    return (name for name in found if not _is_known(name, known))


def _forms(office: Entity, wanted: Script) -> list[str]:
    strong = (alias.text for alias in office.aliases if alias.strength is Strength.STRONG)
    forms = {form for form in (*office.names.values(), *strong) if " " in form and script(form) is wanted}
    return sorted(forms, key=len, reverse=True)


def _name() -> str:
    """A pattern of two words and more."""
    return rf"({_PART}(?:\s+(?:{_PART}|[A-Z]\.|{name_words().within_shown_names.pattern})){{1,3}})"


def _lettered(sentence: str, office: Entity) -> Iterator[str]:
    forms = [*_forms(office, Script.LATIN), *_forms(office, Script.CYRILLIC)]
    if not forms:
        return
    name, titles = _name(), rf"(?i:(?:{name_words().titles.pattern})\.?\s+)*"
    title = rf"(?i:{'|'.join(map(re.escape, forms))})"
    words = name_words()
    led = rf"(?:(?:[A-Z]\w+(?:['’]s)?|{words.before_an_office.pattern})\s+){{0,4}}"
    behind = rf"{title}(?:\s+of\s+\w+)?,?\s+{titles}{name}"
    before = rf"{name},\s+{led}{title}"
    passive = rf"{name}\s+(?:{words.is_appointed.pattern})\s+{led}{title}"
    active = rf"(?:{words.appoints.pattern})\s+{name}\s+{led}{title}"
    for pattern in (behind, before, passive, active):
        yield from (" ".join(one[1].split()) for one in re.finditer(pattern, sentence))


def _arabic(sentence: str, office: Entity, known: Lexicon) -> Iterator[str]:
    """«… الهندي راجيش كومار إن»: the words behind an office, up to what ends a name."""
    for form in _forms(office, Script.ARABIC):
        start = sentence.find(form)
        if start < 0:
            continue
        yield from _before_comma(sentence[:start])
        yield from _behind(sentence[start + len(form) :], known)
        return


def _before_comma(text: str) -> Iterator[str]:
    """«وصل راجيش كومار سينغ، »: the unknown words before a comma."""
    if text.rstrip().endswith(("،", ",")):
        yield " ".join(text.rstrip().rstrip("،,").split()[-2:])


def _behind(text: str, known: Lexicon) -> Iterator[str]:
    """The words up to what ends a name, without the state of the office: «الهندي»."""
    name, at = list[str](), 0
    for token in tokens(text)[: _MOST + 2]:
        if token.text in name_words().follows_a_name.known or any(stop in text[at : token.start] for stop in _STOPS):
            if 2 <= len(name) <= _MOST and not any(word.startswith("ال") for word in name):
                yield " ".join(name)
            return
        word, at = text[token.start : token.end], token.end
        if name or not _is_known(word, known):
            name.append(word)


def _is_known(name: str, known: Lexicon) -> bool:
    words: Sequence[Word] = [Word.of(token.text) for token in tokens(name)]
    return any(one.grade >= Grade.CLITIC for one in known.matches(words))
