"""Names by rule: what CLDR calls states and cities in the languages of readers, and how they make adjectives of that.

What readers call them besides lies in `vocabulary/names.yaml`. They only recognise what an editor curated, or a state
that no source names; nothing of them is ever told, and none of them is a person's.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from itertools import chain
from pathlib import Path

from babel import Locale

from knowledge.errors import Problem
from knowledge.files.fields import Text
from knowledge.files.strict_yaml import Record, YamlFile, load
from knowledge.files.suggestions import did_you_mean
from knowledge.model import LANGUAGES, Alias, Entity, EntityType, Strength
from knowledge.text.folding import clitic_variants, words
from knowledge.vocabulary.lexicon import names_of
from knowledge.vocabulary.phrasings import Phrase
from knowledge.vocabulary.reading_phrasings import BUILT_IN as VOCABULARY

_LANGUAGES = ("ar", "en", "ru")
_CODE = 2
"""Letters of the code of a state; regions have three digits."""
_NO_STATES = frozenset({"EU", "EZ", "UN", "QO", "XA", "XB", "ZZ"})
_ADJECTIVE = ("ский", "ская", "ское")
_PLACES = frozenset({EntityType.PLACE.value})
_GROUPS = frozenset({EntityType.ORGANISATION.value, EntityType.GROUP_OF_STATES.value, EntityType.PLACE.value})
_FILE = "names.yaml"


class _CommonRecord(Record):
    """Names of a language that are other words as well, and the words behind which they are names."""

    names: tuple[Text, ...] = ()
    after: tuple[Text, ...] = ()


class _NamesRecord(Record):
    """The whole of `names.yaml`: names by language, of states and groups by code, of places by their English name."""

    states: dict[Text, dict[Text, tuple[Text, ...]]] = {}
    groups: dict[Text, dict[Text, tuple[Text, ...]]] = {}
    common: dict[Text, _CommonRecord] = {}
    capitals: dict[Text, Text] = {}
    places: dict[Text, dict[Text, tuple[Text, ...]]] = {}


@dataclass(frozen=True, slots=True)
class WellKnown:
    """What states, groups and places are called besides; each list is all names of one."""

    states: Mapping[str, tuple[Alias, ...]] = field(default_factory=dict)
    """By code."""
    capitals: Mapping[str, tuple[Alias, ...]] = field(default_factory=dict)
    """By code of the state, which a capital never names for certain."""
    groups: Mapping[tuple[str, ...], tuple[Alias, ...]] = field(default_factory=dict)
    places: Mapping[tuple[str, ...], tuple[Alias, ...]] = field(default_factory=dict)
    """By each of the names, folded."""
    common: Mapping[tuple[str, ...], tuple[str, ...]] = field(default_factory=dict)
    """Names of states that are other words as well («مالي» is also "financial"), by what stands before the name."""

    def sure(self, alias: Alias) -> Iterator[Alias]:
        """An alias as it names a state and means nothing else: behind another word, where the name is a common one."""
        leads = self.common.get(words(alias.text))
        return (replace(alias, text=f"{lead} {alias.text}") for lead in leads) if leads else iter((alias,))

    def besides(self, entity: Entity) -> Iterator[Alias]:
        """The other names of what an entity goes by for certain."""
        named = [words(alias.text) for alias in names_of(entity) if alias.strength is Strength.STRONG]
        for types, known in ((_PLACES, self.places), (_GROUPS, self.groups)):
            if entity.type in types:
                yield from chain.from_iterable(known.get(name, ()) for name in named)

    def capital_of(self, entity: Entity) -> Iterator[Alias]:
        """The names of its capital, where it is a state."""
        yield from self.capitals.get(_code_of(entity) or "", ())


NOT_WELL_KNOWN = WellKnown()


def read_well_known(vocabulary: Path) -> tuple[WellKnown, list[Problem]]:
    """What `names.yaml` and CLDR call them; a vocabulary may lack that file."""
    path = vocabulary / _FILE
    record, document = _NamesRecord(), YamlFile(f"vocabulary/{_FILE}")
    if path.is_file():
        found, document = load(path, _NamesRecord, name=document.file)
        record = found or record
    states = {code: tuple(_aliases(names)) for code, names in record.states.items()}
    groups = [[*_by_code(code), *_aliases(names)] for code, names in record.groups.items()]
    places = [[Alias(name, "en", Strength.STRONG), *_aliases(names)] for name, names in record.places.items()]
    named, cities = _by_name(places), _cities()
    both = {name: tuple(dict.fromkeys((*named.get(name, ()), *cities.get(name, ())))) for name in {**named, **cities}}
    common = {words(name): one.after for one in record.common.values() for name in one.names}
    well_known = WellKnown(states, dict(_said_for(record.capitals, both)), _by_name(groups), both, common)
    return well_known, [*document.problems, *_unknown(record, well_known, document)]


def _unknown(record: _NamesRecord, well_known: WellKnown, document: YamlFile) -> Iterator[Problem]:
    """Codes that CLDR has not, and capitals of which neither it nor the file has a name: nothing would go by them."""
    states = frozenset(_states().values())
    for section, codes in (("states", record.states), ("capitals", record.capitals)):
        for code in codes:
            if code not in states:
                yield document.problem((section, code), f"CLDR knows no state of the code {code!r}")
    for code in record.groups:
        if not _called(code, "en"):
            yield document.problem(("groups", code), f"CLDR knows no group of the code {code!r}")
    for code, capital in record.capitals.items():
        if not well_known.capitals[code]:
            known = sorted(" ".join(name) for name in well_known.places)
            near = did_you_mean(" ".join(words(capital)), known, otherwise="; list it under places")
            yield document.problem(("capitals", code), f"no city is called {capital!r}{near}")


def _said_for(
    capitals: Mapping[str, str], places: Mapping[tuple[str, ...], Iterable[Alias]]
) -> Iterator[tuple[str, tuple[Alias, ...]]]:
    """The names of capitals by the code of their state."""
    for code, capital in capitals.items():
        yield code, tuple(replace(alias, strength=Strength.WEAK) for alias in places.get(words(capital), ()))


def _aliases(names: Mapping[str, Iterable[str]]) -> Iterator[Alias]:
    return (Alias(text, lang, Strength.STRONG) for lang, texts in names.items() for text in texts)


def _by_code(code: str) -> Iterator[Alias]:
    return (Alias(name, lang, Strength.STRONG) for lang in _LANGUAGES if (name := _called(code, lang)))


def _by_name(groups: Iterable[Iterable[Alias]]) -> dict[tuple[str, ...], tuple[Alias, ...]]:
    found: defaultdict[tuple[str, ...], dict[Alias, None]] = defaultdict(dict)
    for group in map(tuple, groups):
        for alias in group:
            found[words(alias.text)].update(dict.fromkeys(group))
    return {name: tuple(aliases) for name, aliases in found.items()}


@cache
def _cities() -> Mapping[tuple[str, ...], tuple[Alias, ...]]:
    """The cities by which CLDR names time zones, capitals most of them, by each of their names; 30 ms of a core."""
    return _by_name(_city_names())


def _city_names() -> Iterator[list[Alias]]:
    zones = {lang: Locale(lang).time_zones for lang in _LANGUAGES}
    for zone in zones["ar"]:
        english = zones["en"].get(zone, {}).get("city") or str(zone).rpartition("/")[2].replace("_", " ")
        named = [(english, "en"), *((zones[lang].get(zone, {}).get("city"), lang) for lang in _LANGUAGES)]
        yield [Alias(str(name), lang, Strength.STRONG) for name, lang in named if name]


def with_names_by_rule(entities: Mapping[str, Entity], well_known: WellKnown = NOT_WELL_KNOWN) -> dict[str, Entity]:
    """The entities with the names that they have by rule; a rule yields to every name that an editor gave."""
    named = _with(
        {key: (*_by_rule(one, well_known), *well_known.besides(one)) for key, one in entities.items()}, entities
    )
    return _with({key: tuple(well_known.capital_of(one)) for key, one in named.items()}, named)


def capitals(entities: Mapping[str, Entity], well_known: WellKnown = NOT_WELL_KNOWN) -> dict[str, str]:
    """The curated states by their capitals, where these are curated too: who meets there meets in that state."""
    states = {words(name.text): key for key, one in entities.items() for name in well_known.capital_of(one)}
    places = ((key, names_of(one)) for key, one in entities.items() if one.type == EntityType.PLACE)
    found = (
        (key, next((states[form] for name in names if (form := words(name.text)) in states), None))
        for key, names in places
    )
    return {key: state for key, state in found if state}


def _with(added: Mapping[str, tuple[Alias, ...]], entities: Mapping[str, Entity]) -> dict[str, Entity]:
    """The entities with more aliases, but for those that one of them goes by."""
    taken = {words(alias.text) for entity in entities.values() for alias in names_of(entity)}
    found: dict[str, Entity] = {}
    for key, entity in entities.items():
        new = {form: alias for alias in added[key] if (form := words(alias.text)) and form not in taken}
        taken |= new.keys()
        found[key] = replace(entity, aliases=(*entity.aliases, *new.values())) if new else entity
    return found


def of_state(id_: str) -> dict[str, str]:
    """What CLDR calls a state, by language, whose id is its English name; nothing where it knows none."""
    code = _states().get(words(id_.replace("-", " ")))
    return {lang: name for lang in LANGUAGES if code and (name := _called(code, lang))}


def state_called(text: str) -> str | None:
    """The English name of the state that some words name, by its names and adjectives by CLDR and `names.yaml`."""
    *before, last = words(text) or ("",)
    forms = [(*lead, one) for lead in (tuple(before), tuple(before[1:])) for one in (last, *clitic_variants(last))]
    code = next((code for one in forms if (code := _codes().get(one))), None)
    return _called(code, "en") if code else None


@cache
def _codes() -> Mapping[tuple[str, ...], str]:
    """The code of each state by all of its names, those of the shipped `names.yaml` too."""
    named = [(words(name.text), code) for code in sorted(set(_states().values())) for name in _called_by_rule(code)]
    adjectives = [(words(one), code) for code in sorted(_states().values()) for one in _arabic(_called(code, "ar"))]
    besides = [(words(one.text), code) for code, own in read_well_known(VOCABULARY)[0].states.items() for one in own]
    return dict([*adjectives, *besides, *named])


def of_states(concept: str, well_known: WellKnown = NOT_WELL_KNOWN) -> Iterator[Phrase]:
    """The names of all states as phrases of a concept, with Russian adjectives."""
    for code in sorted(set(_states().values())):
        for alias in (*_called_by_rule(code), *well_known.states.get(code, ())):
            yield from (Phrase(words(one.text), one.lang, "concept", concept) for one in well_known.sure(alias))


def of_capitals(concept: str, well_known: WellKnown) -> Iterator[Phrase]:
    """The names of all capitals as phrases of a concept."""
    for alias in chain.from_iterable(well_known.capitals.values()):
        yield Phrase(words(alias.text), alias.lang, "concept", concept)


def _called_by_rule(code: str) -> Iterator[Alias]:
    for alias in _by_code(code):
        yield alias
        if alias.lang == "ru":
            yield from (replace(alias, text=form) for form in _russian(alias.text))


def _by_rule(entity: Entity, well_known: WellKnown) -> Iterator[Alias]:
    code = _code_of(entity)
    if code is None:
        return
    for lang in _LANGUAGES:
        name = _called(code, lang)
        for form in (name, *_ADJECTIVES[lang](name)):
            yield from well_known.sure(Alias(form, lang, Strength.STRONG))
    yield from well_known.states.get(code, ())


def _code_of(entity: Entity) -> str | None:
    """The code of a state, by its English names."""
    if entity.type != EntityType.STATE:
        return None
    own = (alias.text for alias in names_of(entity) if alias.lang == "en" and alias.strength is Strength.STRONG)
    return next((code for text in own if (code := _states().get(words(text)))), None)


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
