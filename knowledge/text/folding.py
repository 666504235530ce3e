"""One way to fold text, for the facts and for the questions alike.

The order of the steps in `fold` matters: marks go before letters are unified, otherwise a decomposed
«آ» (alef + madda) would survive as two characters.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from knowledge.text.letters import SCRIPTS, UNIFIED, VISIBLE, Script

if TYPE_CHECKING:
    import Stemmer

_MARKS = (
    "\u0300-\u036f\u0591-\u05bd\u05bf\u05c1\u05c2\u0900-\u0903\u093a-\u094f\u0955-\u0957\u0962\u0963\u0981-\u0983\u09bc-\u09cd\u0a01-\u0a03"
    "\u0a3c-\u0a4d\u0a70\u0a71\u0a81-\u0a83\u0abc-\u0acd\u0b01-\u0b03\u0b3c-\u0b4d\u0b82\u0bbe-\u0bcd\u0c00-\u0c04\u0c3c-\u0c56\u0c81-\u0c83"
    "\u0cbc-\u0cd6\u0d00-\u0d03\u0d3b-\u0d4d\u0d81-\u0d83\u0dca-\u0ddf\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u0eb1\u0eb4-\u0ebc\u0ec8-\u0ece"
    "\u0f71-\u0f84\u102b-\u103e\u17b4-\u17d3"
)
"""Vowel signs and other marks that stand inside the words of scripts from Hebrew to Khmer; `re` knows no categories."""
_WORD = re.compile(rf"[^\W_](?:[^\W_]|[{_MARKS}])*")
_HAMZAS = frozenset("ئؤء\u0654")
_LATIN = re.compile(r"[A-Za-z]")
_ARABIC = re.compile(r"[ء-غف-ي]+")
_UNSEEN = "\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff"
"""What stands between letters and is not seen: soft hyphens, joiners, spaces of no width, direction marks."""
_HIDDEN = re.compile(f"[{_UNSEEN}\u0640]")
_RUN = re.compile(rf"[\w\u064b-\u065f\u0670\u0610-\u061a\u06d6-\u06ed{_UNSEEN}{_MARKS}]+")
"""Letters with the marks and joiners between them: a word or, after folding, several."""
_CARRIED = re.compile(r"([ء-ي])([\u064b-\u0652]*)[ئؤء]([\u064b-\u0652]*)(?=و)")
"""A hamza before «و» inside a word, which houses write on different letters: «مسئول», «مسؤول»; «جاءوا», «جاؤوا»."""
_AFTER_ALEF = re.compile(r"ا[ئؤء]([\u064b-\u0652]*)(?=[ةه]\b)")
"""A hamza between alef and an ending, whose letter changes with the case: «لقاءه», «لقائه»; «قرائة» for «قراءة»."""
_GLUED = re.compile(r"(?<=[^\W\d]{3})((?:19|20)\d\d)\b")
"""A year written onto the word before it («مارس2024»), found without looking back over that word."""
_POSSESSIVE = re.compile(r"(?<=\w)['’]s\b", re.IGNORECASE)
_QUOTES = frozenset("'’ʼ`")
_APOSTROPHES = re.compile(r"(?<=\w)['’ʼ`](?=\w)")

_AR_PREFIXES = ("وهال", "وال", "فال", "بال", "كال", "ولل", "فلل", "هال", "لل", "ال")
"""The article with what is written onto it; «هال» is Levantine."""
_AR_ARTICLES = ("ال", "وال", "فال", "هال")
CONJUNCTIONS = ("و", "ف")
"""What is written onto an Arabic word and joins it to the one before."""
_AR_CLITICS = ("و", "ف", "ب", "ل", "ك")
_AR_SUFFIXES = (
    "تهما", "يتها", "اتها", "اتهم", "هما", "اته", "يات", "تين", "تان", "تهم", "تها", "يون", "يين", "يه", "يا",
    "ات", "ون", "ين", "ان", "ها", "هم", "نا", "تي", "ته", "ه", "ي", "ا", "ت",
)  # fmt: skip
_TIMID_SUFFIXES = frozenset({"ون", "ين", "ان", "نا", "يا"})
"""Endings that are as often part of the word (تعاون, سفيان): off only when four letters stay."""
_MIN_STEM = 3
_LONGEST_RUN = 100
"""Letters of a run that are looked at: the ligature U+FDFA folds to four words of 15 letters."""
_REMEMBERED = 256
"""Texts whose words are known: each step of a question reads the same one anew, a third of its time otherwise."""
_TEXTS_REMEMBERED = 1 << 10
"""Texts whose stems are known: those of the statements are wanted twice, and again by the version that comes next."""
_RUNS_REMEMBERED = 1 << 14
"""Runs of letters whose words are known: a vocabulary repeats each six times, which took a fifth of a check."""
_SHORT = 500
"""Letters of a text that is read as a whole where only its first words are wanted: others want them all."""
_READINGS_REMEMBERED = 1 << 12
"""Words whose readings are remembered: those of dates and figures are looked up more than once a question."""
_PREFIXES_OF = {size: frozenset(one for one in _AR_PREFIXES if len(one) == size) for size in (4, 3, 2)}
_SUFFIXES_OF = {size: frozenset(one for one in _AR_SUFFIXES if len(one) == size) for size in (4, 3, 2, 1)}
"""By length, longest first: a look-up each is several times as fast as a comparison with every one."""
_CONJUGATION = re.compile(
    r"[وف]?(?:[سحهبل]|[كغ](?=[يتن])|كا(?=[يت]))?[يتنا]([ء-ي]{3,}?)(?:وا|ون|ين|ونه|وه|وها|و|ها|ه|هم|نا|لي|لنا)?"
    r"|[وف]?([ء-ي]{3,})وا"
)
"""The imperfect with what dialects write before it («كيشارك», «غيشاركو»), or the plural of the perfect («شجبوا»)."""


_WRITTEN = (Script.ARABIC, Script.CYRILLIC, Script.LATIN)


class Token(NamedTuple):
    """A folded word and its place: `start` and `end` count code points of the original text."""

    text: str
    start: int
    end: int


def fold(text: str) -> str:
    """Lower-case, unmarked, unified spelling of a text; idempotent."""
    if text.isascii():
        return text.lower()
    text = _with_one_hamza(text)
    if _ARABIC.fullmatch(text):
        return text.translate(UNIFIED)
    # Decomposed on both sides: 𝑨 has no small letter before, and İ falls apart after.
    decomposed = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    return unicodedata.normalize("NFKC", decomposed.translate(VISIBLE)).translate(UNIFIED)


def _with_one_hamza(text: str) -> str:
    """One spelling where houses differ in the letter that carries a hamza."""
    if _HAMZAS.isdisjoint(text):
        return text
    composed = _CARRIED.sub(_carried, unicodedata.normalize("NFC", _HIDDEN.sub("", text)))
    return _AFTER_ALEF.sub(r"ا\1", composed)


def _carried(match: re.Match[str]) -> str:
    letter, before, after = match.groups()
    return letter + before + after if letter == "ا" else f"{letter}{before}ؤ{after}"


@lru_cache(_REMEMBERED)
def tokens(text: str) -> tuple[Token, ...]:
    """The words of a text, folded; apostrophes inside a word are dropped ("Qa'ida" is one word)."""
    return tuple(_tokens(text))


def stands_at(said: Sequence[Token], start: int, phrase: tuple[str, ...]) -> bool:
    """Whether some words stand at a place, as they are compared."""
    return tuple(token.text for token in said[start : start + len(phrase)]) == phrase


def first_tokens(text: str, most: int) -> tuple[Token, ...]:
    """The first words of a text of any length, which is not read on behind them."""
    return tokens(text)[:most] if len(text) <= _SHORT else tuple(islice(_tokens(text), most))


def _tokens(text: str) -> Iterator[Token]:
    for match in _RUN.finditer(_joined(text)):
        start, end = match.span()
        for word in _words_of(match.group()[:_LONGEST_RUN]):
            yield Token(word, start, end)


def _joined(text: str) -> str:
    """A text of the same length whose words are not parted by an apostrophe."""
    return text if _QUOTES.isdisjoint(text) else _APOSTROPHES.sub("\u200d", _POSSESSIVE.sub("\u200d ", text))


@lru_cache(_RUNS_REMEMBERED)
def _words_of(run: str) -> tuple[str, ...]:
    """The folded words of letters that stand together."""
    folded = fold(run)
    if folded.isalpha():
        return (folded,)
    parts = (folded,) if folded.isalnum() else _WORD.findall(folded)
    if _GLUED.search(folded):
        parts = [one for part in parts for one in _GLUED.sub(r" \1", part).split()]
    return tuple(parts)


@lru_cache(_REMEMBERED)
def words(text: str) -> tuple[str, ...]:
    """The folded words of a text without their places; a vocabulary of 50,000 forms is read by them."""
    return tuple([word for run in _RUN.findall(_joined(text)) for word in _words_of(run[:_LONGEST_RUN])])


@lru_cache(_TEXTS_REMEMBERED)
def stems(text: str) -> frozenset[str]:
    """The stems of the words of a text."""
    return frozenset(map(stem, words(text)))


def script(text: str) -> Script:
    """The writing system of most letters of a text."""
    if text.isascii():
        return Script.LATIN if _LATIN.search(text) else Script.OTHER
    if _ARABIC.fullmatch(text):
        return Script.ARABIC
    counts = Counter(map(SCRIPTS.__getitem__, text))
    del counts[Script.OTHER]
    return max(_WRITTEN, key=counts.__getitem__) if counts else Script.OTHER


@cache
def _stemmer(language: str) -> Stemmer.Stemmer:
    import Stemmer

    return Stemmer.Stemmer(language)


def stem(word: str) -> str:
    """The light stem of a folded word: clitics and endings off in Arabic, Snowball in English and Russian."""
    match SCRIPTS[word[0]] if word else Script.OTHER:
        case Script.ARABIC:
            return stem_arabic(word)
        case Script.CYRILLIC | Script.LATIN if len(word) <= _MIN_STEM:
            return word
        case Script.CYRILLIC:
            return str(_stemmer("russian").stemWord(word))
        case Script.LATIN:
            return str(_stemmer("english").stemWord(word))
        case _:
            return word


def bare_and_stem(word: str) -> tuple[str, str]:
    """A folded word without clitics, which Arabic alone writes onto words, and its stem: both at the cost of one."""
    if word and SCRIPTS[word[0]] is Script.ARABIC:
        bare = without_clitics(word)
        return bare, _without_suffix(bare)
    return word, stem(word)


def stem_arabic(word: str) -> str:
    """Article and clitics off the front, one ending off the back; never below three letters."""
    return _without_suffix(without_clitics(word))


def without_clitics(word: str) -> str:
    """و ف ب ل ك and the article off the front of a folded Arabic word, never below three letters."""
    for reading in (word[1:], word) if word[:1] in CONJUNCTIONS else (word,):
        for size, prefixes in _PREFIXES_OF.items():
            if reading[:size] in prefixes and len(reading) - size >= _MIN_STEM:
                return reading[size:]
    return word


def without_article(word: str) -> str:
    """A folded Arabic word without its article, with «و» and «ف» before it too."""
    for prefix in _AR_ARTICLES:
        if word.startswith(prefix) and len(word) - len(prefix) >= _MIN_STEM:
            return word[len(prefix) :]
    return word


def is_definite(word: str) -> bool:
    """Whether a folded Arabic word begins with the article alone."""
    return word.startswith(_AR_ARTICLES[0])


@lru_cache(_READINGS_REMEMBERED)
def clitic_variants(word: str) -> tuple[str, ...]:
    """Readings of a folded Arabic word with a one-letter clitic off (وبين → بين); the word itself first."""
    if word.isascii():
        return (word,)
    readings = [word]
    bare = word
    for _ in range(2):
        if bare[:1] in _AR_CLITICS and len(bare) > _MIN_STEM:
            bare = bare[1:]
            readings.append(bare)
            if bare.startswith("ال") and len(bare) - 2 >= _MIN_STEM:
                readings.append(bare[2:])
    article_off = without_clitics(word)
    if article_off != word:
        readings.append(article_off)
    return tuple(dict.fromkeys(readings))


def short_stem(word: str) -> str:
    """The stem with even a timid ending off, three letters staying: «هدفين» is two aims."""
    bare = without_clitics(word)
    for suffix in _TIMID_SUFFIXES:
        if bare.endswith(suffix) and len(bare) - len(suffix) >= _MIN_STEM:
            return bare[: -len(suffix)]
    return stem_arabic(word)


def verb_stem(word: str) -> str:
    """What the persons and tenses of a folded Arabic verb share: «سيحاربوا», «بيحارب» and «نحارب» all give «حارب»."""
    match = _CONJUGATION.fullmatch(word)
    return match.group(1) or match.group(2) if match else word


def _without_suffix(word: str) -> str:
    for size, suffixes in _SUFFIXES_OF.items():
        suffix = word[-size:]
        if suffix in suffixes and len(word) - size >= _MIN_STEM + (suffix in _TIMID_SUFFIXES):
            return word[:-size]
    return word
