"""Which forms of the vocabulary name an entity wherever they stand, and which only where a document says more."""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from dataclasses import replace
from enum import IntEnum

from knowledge.linking.link_words import link_words
from knowledge.linking.written import WrittenSentence
from knowledge.model import Alias, Entity, EntityType, Strength
from knowledge.text.folding import script, stem, without_clitics, words
from knowledge.text.letters import Script
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
_SPOKEN_OF = frozenset({EntityType.ORGANISATION, EntityType.BODY, EntityType.CORRIDOR, EntityType.AGREEMENT})
"""Types that are called "the organisation" once they have been named."""
_HEADED = _SPOKEN_OF | {EntityType.GROUP_OF_STATES}
"""Types that are known by the end of their names: the Security Council, the member states."""
_BEGUN = 5
"""Letters with which the name of a people and that of its state begin."""
_TOLD = 4
"""Letters of a stem that tell of what a word is made."""
_PART_OF = 3
"""A word of a name of so many is somebody else's name too: Shanghai, Lashkar."""
_THE = ("ال", "لل")
_NISBA = ("ي", "يه")
"""How Arabic adjectives end."""
_BEFORE = {"ar": "ال", "en": "the "}


class Naming(IntEnum):
    """How a document names somebody in one place, loosest first."""

    CALLED = 1
    """By what it is, which many are: the group."""
    SHORT = 2
    """By a part of the name: the document has to have the whole elsewhere."""
    FULL = 3


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
            is_meant = is_called(entity, match) and not _lacks_article(match, written)
            return is_meant or _is_proper(match, written)
        case EntityType.OFFICE:
            return _is_acronym(match, written)
        case EntityType.GROUP_OF_STATES:
            return match.size > 1 and _is_head(sense, entity, match, written)
        case _:
            return entity.type in _SPOKEN_OF and _is_head(sense, entity, match, written)


def naming(sense: Sense, entity: Entity, match: Match) -> Naming:
    """How a form names an entity."""
    if is_called(entity, match):
        return Naming.CALLED
    return Naming.SHORT if _is_part(sense, entity, match) else Naming.FULL


def is_called(entity: Entity, match: Match) -> bool:
    """Whether an armed group is called by what it is: the group."""
    return entity.type == EntityType.ARMED_GROUP and " ".join(match.form.words) in link_words().groups.known


def all_words(entity: Entity, stems: AbstractSet[str]) -> bool:
    """Whether some stems are all that a name of some words has."""
    told = (words(alias.text) for alias in names_of(entity) if alias.strength is Strength.STRONG)
    return any(len(name) > 1 and all(stem(word) in stems for word in name) for name in told)


def _is_part(sense: Sense, entity: Entity, match: Match) -> bool:
    """Whether a form is one word of a long name, or of every day, and the document has to say more."""
    if entity.type in COMMON_WORDS:
        return match.size == 1 and not _is_own_word(match, entity)
    if is_strong(sense):
        return match.size == 1 and _is_piece(match.form.words[0], entity)
    if entity.type == EntityType.STATE:
        return is_people(sense, entity, match)
    return match.size == 1 or is_arabic(match) or entity.type in _HEADED


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
    return all(map(written.is_capital, range(match.start, match.end)))


def _is_acronym(match: Match, written: WrittenSentence) -> bool:
    return match.size == 1 and written.is_shouted(match.start) and len(match.form.words[0]) > 1


def _is_head(sense: Sense, entity: Entity, match: Match, written: WrittenSentence) -> bool:
    """Whether a short form says what the entity is: the Security Council, «المنظمة»."""
    form = match.form.words
    if form[0] == "the" or len(form) == 1:
        return " ".join(form) in _spoken(entity) and not _lacks_article(match, written)
    if _lacks_article(match, written) or (entity.type in _SPOKEN_OF and _is_others(match, written)):
        return False
    told = (words(one.text) for one in names_of(entity) if one.lang == sense.lang and one.strength is Strength.STRONG)
    return form in [_ending(name, len(form), sense.lang) for name in told if len(name) > len(form)]


def _is_others(match: Match, written: WrittenSentence) -> bool:
    """Whether the end of a name is that of another's: «مجلس الأمن القومي», the Russian Security Council."""
    behind = written.behind(match)
    if is_arabic(match):
        return behind.startswith(_THE[0]) and behind.endswith(_NISBA)
    before = match.start - 1
    is_longer = written.adjoin(before) and written.is_capital(before) and written.word(before) != "the"
    return is_longer or behind == "of" or not all(map(written.is_capital, range(match.start, match.end)))


def _spoken(entity: Entity) -> list[str]:
    """The organisation, «المنظمة»: what it is by its own name."""
    own = ((lang, words(name)) for lang, name in entity.names.items() if lang in _BEFORE)
    return [_BEFORE[lang] + _ending(name, 1, lang)[0] for lang, name in own]


def _ending(name: tuple[str, ...], size: int, lang: str) -> tuple[str, ...]:
    """The words of a name that say what it is: the first in Arabic, the last in English."""
    return name[:size] if lang == "ar" else name[-size:]


def is_spoken_of(entity: Entity) -> bool:
    """Whether it is called by what it is, once it has been named: the organisation."""
    return entity.type in _SPOKEN_OF


def spoken_of(entity: Entity) -> Entity:
    """An entity with what it is called once it has been named."""
    texts = link_words().groups.entries if entity.type == EntityType.ARMED_GROUP else ()
    said = (
        Alias(text, "en" if text.isascii() else "ar", Strength.WEAK)
        for text in (_spoken(entity) if is_spoken_of(entity) else texts)
    )
    return replace(entity, aliases=(*entity.aliases, *said))
