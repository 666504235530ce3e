"""A sentence of a document as it is written: its words, their capitals, and what stands beside them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cached_property

from knowledge.linking.link_words import link_words
from knowledge.text.folding import CONJUNCTIONS, Token, first_tokens
from knowledge.vocabulary.forms import Match, Word

_MOST_WORDS = 120
_LONG = 4
_DATELINE = re.compile(
    r"\s*[^\W\d_][\w'’.]*(?:[ -][\w'’.]+){0,2}(?:,[^—–:(\n]{1,25})?\s*(?:\([^)\n]{1,40}\)\s*)?(?:[—–:]|\s-\s)"
    r"|[A-Z][A-Z ]+\.\Z"
)
"""«نيودلهي (د ش) –», "NEW DELHI:", "KOCHI, Jan 14 (Press) —": where the report comes from."""
_OWNER = re.compile("['’]?s? ")
_TANWEEN = re.compile("\u064bا?$|ا\u064b$")
"""The ending of the accusative, which a form has not."""


@dataclass(frozen=True)
class WrittenSentence:
    """One sentence."""

    text: str
    tokens: Sequence[Token]
    opens: bool = False
    """Whether it is the first below the title."""

    @classmethod
    def of(cls, text: str, *, opens: bool = False) -> WrittenSentence:
        """Its first words: who is named far behind in one is no subject of it."""
        return cls(text, first_tokens(text, _MOST_WORDS), opens)

    @cached_property
    def words(self) -> list[Word]:
        """The words in all their readings."""
        return [Word.of(self._bare(token)) for token in self.tokens]

    def _bare(self, token: Token) -> str:
        ends = _TANWEEN.search(self.text[token.start : token.end])
        return token.text.removesuffix("ا") if ends else token.text

    def word(self, at: int) -> str:
        """A folded word; empty where the sentence ends."""
        return self.tokens[at].text if 0 <= at < len(self.tokens) else ""

    def before(self, match: Match) -> str:
        """The word right before a name."""
        return self.word(match.start - 1)

    def behind(self, match: Match) -> str:
        """The word right behind a name."""
        return self.word(match.end)

    def is_capital(self, at: int) -> bool:
        """Whether a word is written with a capital letter."""
        return 0 <= at < len(self.tokens) and self.text[self.tokens[at].start].isupper()

    def is_shouted(self, at: int) -> bool:
        """Whether a word has capitals alone."""
        return self.text[self.tokens[at].start : self.tokens[at].end].isupper()

    def adjoin(self, at: int) -> bool:
        """Whether nothing but a space stands between a word and the next."""
        return self._between(at) == " "

    def belongs(self, at: int) -> bool:
        """Whether a word stands right before the next one, as its owner too: Russia's Security Council."""
        return _OWNER.fullmatch(self._between(at)) is not None

    def is_quoted(self, match: Match) -> bool:
        """Whether a name alone stands between marks, as those of cafés and clubs do: «Кабул»."""
        start, end = self.tokens[match.start].start, self.tokens[match.end - 1].end
        return self.text[start - 1 : start] == "«" and self.text[end : end + 1] == "»"

    def is_hyphened(self, match: Match) -> bool:
        """Whether a longer name begins with it: Lashkar-e-Jhangvi."""
        return self._between(match.end - 1) == "-" and len(self.word(match.end)) == 1 and not self.is_capital(match.end)

    def _between(self, at: int) -> str:
        """What stands between a word and the next."""
        if not 0 <= at < len(self.tokens) - 1:
            return ""
        return self.text[self.tokens[at].end : self.tokens[at + 1].start]

    @cached_property
    def is_headline(self) -> bool:
        """Whether Its Words Are Written Like This."""
        long = [at for at, token in enumerate(self.tokens) if token.end - token.start >= _LONG]
        return not self.text.endswith(".") and 3 * sum(map(self.is_capital, long)) > 2 * len(long)

    def opens_name(self, at: int) -> bool:
        """Whether a word with a capital letter stands right before, of a longer name: Team Astana."""
        return at > 1 and self.adjoin(at - 1) and self.is_capital(at - 1)

    def goes_on(self, at: int) -> bool:
        """Whether a name goes on with a capital letter behind a word: European Union."""
        return not self.is_headline and self.adjoin(at - 1) and self.is_capital(at)

    def in_a_name(self, match: Match) -> bool:
        """Whether a word of every day has a capital inside a name: the Office on Drugs and Crime."""
        if self.is_headline or not match.start or not self.is_capital(match.start):
            return False
        before = match.start - 1
        while self.word(before) in link_words().small_in_names.known and self.adjoin(before):
            before -= 1
        is_joined = self._between(before) in (" ", "-") and self.word(before) not in link_words().about.known
        return (self.is_capital(before) and is_joined) or self.goes_on(match.end)

    @cached_property
    def dateline(self) -> int:
        """How many of its words say only where and when it was written."""
        found = _DATELINE.match(self.text) if self.opens else None
        return sum(token.end <= found.end() for token in self.tokens) if found else 0


def is_one_of(word: str, some: AbstractSet[str]) -> bool:
    """Whether a word stands there, a «و» or «ف» before it not counted."""
    return word in some or (word[:1] in CONJUNCTIONS and word[1:] in some)
