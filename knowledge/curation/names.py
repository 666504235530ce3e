"""Names by rule: what CLDR calls a state in the languages of readers, and how they make adjectives of that.

They only recognise a state, one that an editor curated or one that no source names; nothing of them is ever told, and
none of them is a person's.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cache

from babel import Locale

from knowledge.model import Alias, Entity, EntityType, Strength
from knowledge.text.folding import words
from knowledge.vocabulary.lexicon import names_of
from knowledge.vocabulary.phrasings import Phrase

_LANGUAGES = ("ar", "en", "ru")
_CODE = 2
"""Letters of the code of a state; regions have three digits."""
_NO_STATES = frozenset({"EU", "EZ", "UN", "QO", "XA", "XB", "ZZ"})
_SHORTEST = 5
"""Letters: «مالي» is also "financial"."""
_ADJECTIVE = ("ский", "ская", "ское")


def with_names_by_rule(entities: Mapping[str, Entity]) -> dict[str, Entity]:
    """The entities with the names that states have by rule; a rule yields to every name that an editor gave."""
    taken = {words(alias.text) for entity in entities.values() for alias in names_of(entity)}
    found: dict[str, Entity] = {}
    for key, entity in entities.items():
        new = {words(alias.text): alias for alias in _by_rule(entity)}
        added = tuple(alias for form, alias in new.items() if form and form not in taken)
        taken |= new.keys()
        found[key] = replace(entity, aliases=(*entity.aliases, *added)) if added else entity
    return found


def of_states(concept: str) -> Iterator[Phrase]:
    """The names of all states as phrases of a concept, with Russian adjectives; short ones are often other words."""
    for code in sorted(set(_states().values())):
        for lang in _LANGUAGES:
            called = _called(code, lang)
            for form in (called, *(_russian(called) if lang == "ru" and called else ())):
                if sum(map(len, folded := words(form))) >= _SHORTEST:
                    yield Phrase(folded, lang, "concept", concept)


def _by_rule(entity: Entity) -> Iterator[Alias]:
    if entity.type != EntityType.STATE:
        return
    own = (alias.text for alias in names_of(entity) if alias.lang == "en" and alias.strength is Strength.STRONG)
    code = next((code for text in own if (code := _states().get(words(text)))), None)
    if code is None:
        return
    for lang in _LANGUAGES:
        name = _called(code, lang)
        for form in (name, *_ADJECTIVES[lang](name)):
            yield Alias(form, lang, Strength.STRONG)


def _called(code: str, lang: str) -> str:
    """The name of a state in a language; none where CLDR has it in English only."""
    return str(Locale(lang).territories.get(code, ""))


@cache
def _states() -> Mapping[tuple[str, ...], str]:
    """The code of each state by its English name."""
    return {
        words(name): code
        for code, name in Locale("en").territories.items()
        if len(code) == _CODE and code not in _NO_STATES
    }


def _russian(name: str) -> Iterable[str]:
    """«египетский», «индийский», «украинский»; of «Саудовская Аравия» its adjective alone."""
    first, *rest = name.split()
    if rest:
        return [f"{first[:-4]}ский"] if first.endswith(_ADJECTIVE) else []
    if name.endswith("ия"):
        return [f"{name[:-2]}ийский", f"{name[:-2]}ский"]
    return [f"{name.rstrip('ая')}ский"]


def _arabic(name: str) -> Iterable[str]:
    """«مصري» and «مصرية»; of a name of several words none."""
    if " " in name:
        return []
    bare = name.removeprefix("ال").removesuffix("يا").removesuffix("ا").removesuffix("ة")
    return [f"{bare}ي", f"{bare}ية"]


def _none(_: str) -> Iterable[str]:
    return ()


_ADJECTIVES = {"ar": _arabic, "en": _none, "ru": _russian}
