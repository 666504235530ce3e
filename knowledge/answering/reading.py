"""What reads questions to one version of the knowledge: its vocabulary, and the words that its texts make likely."""

from __future__ import annotations

from knowledge.compiled.base import KnowledgeBase
from knowledge.model import EntityType
from knowledge.text.folding import Script, script, without_clitics, words
from knowledge.text.romanisation import Romanised
from knowledge.text.spelling import Speller
from knowledge.understanding.reader import Reader

_THEMES = frozenset({EntityType.THREAT.value, EntityType.THEME.value})


def reader_of(knowledge: KnowledgeBase, stems: frozenset[str]) -> Reader:
    """The reader of a version; `stems` are those that its statements are known by."""
    lexicon, operations = knowledge.lexicon, knowledge.operation_words
    proper = frozenset(key for key, entity in knowledge.entities.items() if entity.type not in _THEMES)
    texts = (text for s in knowledge.current.values() for text in s.wording.values())
    likely = {one for text in texts for word in words(text) for one in (word, without_clitics(word))}
    known = lexicon.vocabulary | likely
    speller = Speller.of(known, likely=likely)
    arabic = {word for word in known if not word.isascii() and script(word) is Script.ARABIC}
    romanised = Romanised.of(arabic, likely=frozenset(likely))
    return Reader(knowledge.phrasings, lexicon, stems, proper, _told(knowledge), speller, romanised, operations)


def _told(knowledge: KnowledgeBase) -> frozenset[str]:
    told = frozenset(concept for profile in knowledge.profiles for concept in profile.told)
    return told.union(*[family for family in knowledge.phrasings.kin if not family.isdisjoint(told)])
