"""Which forms of the vocabulary name an entity wherever they stand, and which only where a document says more."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace

from knowledge.linking.link_words import link_words
from knowledge.linking.written import WrittenSentence
from knowledge.model import Alias, Entity, EntityType, Strength
from knowledge.text.folding import script, stem, without_clitics, words
from knowledge.text.letters import Script
from knowledge.text.runs import figures
from knowledge.vocabulary.forms import Grade, Match, Sense, SenseKind
from knowledge.vocabulary.lexicon import names_of

COMMON_WORDS = frozenset({EntityType.THREAT, EntityType.THEME})
"""Types whose names are words of every day."""
_HELD = frozenset(
    {
        *(EntityType.SUMMIT, EntityType.MINISTERIAL_MEETING, EntityType.COUNCIL_SESSION, EntityType.TALKS),
        *(EntityType.DIALOGUE, EntityType.VISIT, EntityType.EXERCISE, EntityType.AGREEMENT, EntityType.JOINT_STATEMENT),
    }
)
"""Types of which there are many of one name: «تمرين سيبراني» is another one."""
_HEADED = frozenset({EntityType.ORGANISATION, EntityType.BODY, EntityType.CORRIDOR, EntityType.GROUP_OF_STATES})
"""Types that are known by the end of their names: the Security Council, the member states."""
_PROPER = frozenset(
    {
        *(EntityType.STATE, EntityType.PLACE, EntityType.PERSON, EntityType.ORGANISATION, EntityType.ARMED_GROUP),
        *(EntityType.CORRIDOR, EntityType.AGREEMENT),
    }
)
"""Types whose English names have capital letters: "hind" is Arabic in Latin letters, and a woman."""
_BEGUN = 5
"""Letters with which the name of a people and that of its state begin."""
_YEAR = re.compile("(?:19|20)[0-9]{2}")
_TOLD = 4
"""Letters of a stem that tell of what a word is made."""
_PART_OF = 3
"""A word of a name of so many is somebody else's name too: Shanghai, Lashkar."""
_THE = ("ال", "لل")
_NISBA = ("ي", "يه")
"""How Arabic adjectives end."""


def is_arabic(match: Match) -> bool:
    """Whether a form is written in Arabic."""
    return script(match.form.words[0]) is Script.ARABIC


def is_close(match: Match, written: WrittenSentence) -> bool:
    """Whether a text follows a form, with other endings too: «تجارتها», «узбекская»; in English those of long names."""
    if match.grade is not Grade.STEM:
        return match.grade >= Grade.CLITIC
    if match.size > 1 or script(match.form.words[0]) is Script.CYRILLIC:
        return True
    return is_arabic(match) and _is_lengthened(match, written)


def may_end_otherwise(entity: Entity, match: Match) -> bool:
    """Whether other endings leave the same name: drug traffickers, and not the defence ministers for one."""
    return (
        match.grade is not Grade.STEM or entity.type in COMMON_WORDS or script(match.form.words[0]) is not Script.LATIN
    )


def _is_lengthened(match: Match, written: WrittenSentence) -> bool:
    """Whether its words go on behind what they share with the form: «تجار» are traders, and no trade."""
    said = (without_clitics(one.text) for one in written.words[match.start : match.end])
    return all(len(word) > len(shared) for word, shared in zip(said, match.form.stems, strict=True))


def is_strong(sense: Sense) -> bool:
    """Whether a form is a name of an entity and of nothing else."""
    return sense.kind is SenseKind.ENTITY and sense.strength is Strength.STRONG


def is_name(sense: Sense, entity: Entity, match: Match, written: WrittenSentence) -> bool:
    """Whether a form names an entity wherever it stands, or where its document has named it."""
    if is_strong(sense):
        return entity.type != EntityType.THEME or _tells_theme(match, entity)
    match entity.type:
        case EntityType.STATE:
            return match.grade >= Grade.CLITIC  # a capital stands for its state
        case EntityType.ARMED_GROUP | EntityType.PERSON:
            return _is_proper(match, written)
        case EntityType.OFFICE:
            return _is_acronym(match, written)
        case _:
            return entity.type in _HEADED and match.size > 1 and _is_head(sense, entity, match, written)


def all_words(entity: Entity, stems: AbstractSet[str]) -> bool:
    """Whether some stems are all that a name of some words has."""
    told = (words(alias.text) for alias in names_of(entity) if alias.strength is Strength.STRONG)
    return any(len(name) > 1 and all(stem(word) in stems for word in name) for name in told)


def is_part(sense: Sense, entity: Entity, match: Match) -> bool:
    """Whether a form is one word of a long name, or of every day, and the document has to say more."""
    if entity.type in COMMON_WORDS:
        return match.size == 1 and not _is_own_word(match, entity)
    if is_strong(sense):
        return match.size == 1 and _is_piece(match.form.words[0], entity)
    if entity.type == EntityType.STATE:
        return is_people(sense, entity, match)
    if entity.type in (EntityType.ARMED_GROUP, EntityType.PERSON):
        return match.size == 1 or is_arabic(match)
    return match.size == 1 or entity.type not in (EntityType.ORGANISATION, EntityType.BODY)


def _is_own_word(match: Match, entity: Entity) -> bool:
    """Whether a word of every day is made of a name that is one word, or two words in one: extremist, cyberattack."""
    word = match.form.words[0]
    single = {stem(name[0]) for name in own_names(entity) if len(name) == 1}
    is_made = stem(word) in single or any(one in word for one in single if len(one) >= _TOLD)
    return is_made or word in _together(entity)


def _together(entity: Entity) -> set[str]:
    """Names of some words, written as one."""
    told = (words(alias.text) for alias in names_of(entity))
    return {"".join(name) for name in told if len(name) > 1}


def _is_piece(word: str, entity: Entity) -> bool:
    """Whether a single word is one of a long name, or a spelling of a person's that others have: Duval."""
    if entity.type == EntityType.PERSON:
        return not any(word in name for name in own_names(entity))
    return any(len(name) >= _PART_OF and word in name for name in own_names(entity))


def is_people(sense: Sense, entity: Entity, match: Match) -> bool:
    """Whether a weak name of a state is that of its people, who live elsewhere too, and not its capital: Turkmens."""
    begun = without_clitics(match.form.words[0])[:_BEGUN]
    own = (without_clitics(name[0]) for name in own_names(entity))
    return not is_strong(sense) and entity.type == EntityType.STATE and any(name[:_BEGUN] == begun for name in own)


def is_another(entity: Entity, match: Match, written: WrittenSentence) -> bool:
    """Whether the missing article makes another name of it: «هند» is a woman, «الهند» a country."""
    if entity.type in COMMON_WORDS:
        return False
    is_one_of_many = written.before(match) in link_words().one_of_many.known
    if entity.type in _HELD and (is_one_of_many or _lacks_article(match, written)):
        return True
    return match.size == 1 and match.form.words in own_names(entity) and _lacks_article(match, written)


def is_other_edition(entity: Entity, text: Sequence[str]) -> bool:
    """Whether a document tells of another meeting of the same name, by its number or its year."""
    if entity.type not in _HELD:
        return False
    if entity.dates is None:
        return bool(figures(entity.names["en"])) and not any(_says(name, text) for name in own_names(entity))
    years = {int(word) for word in text if _YEAR.fullmatch(word)}
    return bool(years) and entity.dates.first.year not in years


def _says(name: tuple[str, ...], text: Sequence[str]) -> bool:
    """Whether a text has all words of a name but the small ones, or its figure."""
    figures_ = [word for word in name if figures(word)]
    said = set(map(stem, text))
    return all(stem(word) in said for word in figures_ or name if len(word) > 1)


def own_names(entity: Entity) -> list[tuple[str, ...]]:
    """The words of its names."""
    return [tuple(words(name)) for name in entity.names.values()]


def _lacks_article(match: Match, written: WrittenSentence) -> bool:
    has = match.form.words[0].startswith(_THE[0])
    return has and not any(the in written.word(match.start) for the in _THE)


def _tells_theme(match: Match, entity: Entity) -> bool:
    """Whether a name of a theme means it and not what it is about: small states, of whose sovereignty others speak."""
    if _shares_stem(match.form.words, entity):
        return True
    told = (words(alias.text) for alias in entity.aliases)
    longer = (name for name in told if name != match.form.words and _holds(name, match.form.words))
    return match.size > 1 and not any(_shares_stem(name, entity) for name in longer)


def _holds(name: tuple[str, ...], part: tuple[str, ...]) -> bool:
    return any(name[at : at + len(part)] == part for at in range(len(name)))


def _shares_stem(name: tuple[str, ...], entity: Entity) -> bool:
    own = {stem(word) for one in own_names(entity) for word in (*one, "".join(one))}
    return not own.isdisjoint(map(stem, name))


def _is_proper(match: Match, written: WrittenSentence) -> bool:
    """Whether a weak name is written as a name: an Islamic state is no Islamic State, and «القاعدة» a rule."""
    if is_arabic(match):
        return match.size > 1
    if script(match.form.words[0]) is Script.CYRILLIC:
        return match.start > 0 and written.is_capital(match.start)
    return all(map(written.is_capital, range(match.start, match.end)))


def _is_acronym(match: Match, written: WrittenSentence) -> bool:
    return match.size == 1 and written.is_shouted(match.start) and len(match.form.words[0]) > 1


def _is_head(sense: Sense, entity: Entity, match: Match, written: WrittenSentence) -> bool:
    """Whether a short form says what the entity is: the Security Council, the member states."""
    if _lacks_article(match, written) or (entity.type != EntityType.GROUP_OF_STATES and _is_others(match, written)):
        return False
    form = match.form.words
    told = (words(one.text) for one in names_of(entity) if one.lang == sense.lang and one.strength is Strength.STRONG)
    return form in [_ending(name, len(form), sense.lang) for name in told if len(name) > len(form)]


def _is_others(match: Match, written: WrittenSentence) -> bool:
    """Whether the end of a name is that of another's: «مجلس الأمن القومي», the Russian Security Council."""
    behind = written.behind(match)
    if is_arabic(match):
        return behind.startswith(_THE[0]) and behind.endswith(_NISBA)
    before = match.start - 1
    is_longer = written.belongs(before) and written.is_capital(before) and written.word(before) != "the"
    return is_longer or behind == "of" or not all(map(written.is_capital, range(match.start, match.end)))


def _ending(name: tuple[str, ...], size: int, lang: str) -> tuple[str, ...]:
    """The words of a name that say what it is: the first in Arabic, the last in English."""
    if lang == "ar":
        return name[:size]
    return (name[: name.index("of")] if "of" in name else name)[-size:]


def as_written(entity: Entity) -> Entity:
    """An entity with the names that news have for it: none in chat letters, and adjectives with all their endings."""
    told = [one for one in entity.aliases if not (entity.type in _PROPER and one.lang == "en" and one.text.islower())]
    ends = (Alias(text, "ar", one.strength) for one in told for text in _with_endings(entity, one))
    return replace(entity, aliases=(*told, *ends))


def _with_endings(entity: Entity, alias: Alias) -> Iterator[str]:
    """Of «أفغاني» «أفغانيان», «أفغانيون» and so on."""
    name = words(alias.text)
    if entity.type == EntityType.STATE and len(name) == 1 and alias.lang == "ar" and name[0].endswith(_NISBA[0]):
        yield from (name[0] + ending for ending in link_words().nisba_endings.entries)
