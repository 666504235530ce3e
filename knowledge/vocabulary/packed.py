"""A lexicon as arrays: read in a tenth of what making its forms takes, and a form is made when a word asks for it.

Each word stands once among `words`; forms and keys are its places there, one after the other.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property
from itertools import accumulate, compress, count
from typing import overload

from knowledge.files.arrays import StoredArray, StoredArrays
from knowledge.files.packing import NUMBERS, pack_lines, pack_numbers, unpack_lines, unpack_numbers
from knowledge.model import Strength
from knowledge.vocabulary.forms import Form, Sense, SenseKind
from knowledge.vocabulary.lexicon import Lexicon, Places

_VOCABULARY, _STEM, _VERB = 1, 2, 4
_OF_FORMS = ("ends", "spelt", "bare", "stems", "verbs", "meanings")
_ONLY = "only "
_SENSE, _PART = "\v", "\t"
"""What stands between senses, and between the parts of one."""


def packed(lexicon: Lexicon) -> StoredArrays:
    """A lexicon as arrays; equal ones give equal arrays."""
    if isinstance(lexicon, _Packed):
        return lexicon.stored()
    words, senses = _Numbered(), _Numbered()
    forms = lexicon.forms
    found = {
        "ends": accumulate((len(form.words) for form in forms), initial=0),
        "spelt": [words[word] for form in forms for word in form.words],
        "bare": [words[word] for form in forms for word in form.bare],
        "stems": [words[word] for form in forms for word in form.stems],
        "verbs": [words[form.verb] + 1 if form.verb else 0 for form in forms],
        "meanings": [senses[_SENSE.join(map(_written, form.senses))] for form in forms],
        **_packed_places("first", lexicon.by_first, words),
        **_packed_places("second", lexicon.by_second, words),
        **{
            f"{_ONLY}{lang}": sorted(words[word] for word in held)
            for lang, held in sorted(lexicon.by_language().items())
        },
    }
    return _arrays(found, bytes(_flags(lexicon, words)), words, senses)


def _arrays(
    numbers: Mapping[str, Iterable[int]], flags: bytes, words: Iterable[str], senses: Iterable[str]
) -> StoredArrays:
    return {
        **{name: pack_numbers(values) for name, values in numbers.items()},
        "flags": StoredArray("|i1", flags),
        "words": pack_lines(words),
        "senses": pack_lines(senses),
    }


def unpacked(stored: StoredArrays) -> Lexicon:
    """The lexicon of some arrays; KeyError where one is missing."""
    words, senses = unpack_lines(stored["words"]), unpack_lines(stored["senses"])
    held = {name: unpack_numbers(one) for name, one in stored.items() if one.type == NUMBERS}
    ends, spelt, bare, stems, verbs, meanings = (held[name] for name in _OF_FORMS)
    meant = _read_senses(senses)
    forms = _Forms(words, meant, ends, spelt, bare, stems, verbs, meanings)
    first, second = (_unpacked_places(name, held, words) for name in ("first", "second"))
    only = {name.removeprefix(_ONLY): one for name, one in held.items() if name.startswith(_ONLY)}
    return _Packed(forms, first, second, words, bytes(stored["flags"].data), only)


class _Numbered(dict[str, int]):
    """Texts by the order in which they were first asked for."""

    def __missing__(self, text: str) -> int:
        self[text] = len(self)
        return self[text]


def _packed_places(name: str, places: Places, words: _Numbered) -> dict[str, Iterable[int]]:
    keys = sorted(places)
    return {
        f"{name} keys": [words[key] for key in keys],
        f"{name} ends": accumulate((len(places[key]) for key in keys), initial=0),
        f"{name} places": [place for key in keys for place in places[key]],
    }


def _unpacked_places(name: str, held: Mapping[str, Sequence[int]], words: Sequence[str]) -> _Places:
    keys, ends, places = (held[f"{name} {part}"] for part in ("keys", "ends", "places"))
    return _Places(dict(zip(map(words.__getitem__, keys), count(), strict=False)), ends, places)


def _flags(lexicon: Lexicon, words: Iterable[str]) -> Iterator[int]:
    kinds = ((lexicon.vocabulary, _VOCABULARY), (lexicon.stems, _STEM), (lexicon.verbs, _VERB))
    return (sum(flag for held, flag in kinds if word in held) for word in words)


def _written(sense: Sense) -> str:
    return _PART.join((sense.kind, sense.id, sense.lang, sense.strength))


def _read_senses(written: Iterable[str]) -> list[tuple[Sense, ...]]:
    """What forms can mean; senses stand together in many ways, and are made once."""
    read = cache(_sense)
    return [tuple(map(read, one.split(_SENSE))) for one in written]


def _sense(written: str) -> Sense:
    kind, id_, lang, strength = written.split(_PART)
    return Sense(SenseKind(kind), id_, lang, Strength(strength))


@dataclass(frozen=True)
class _Packed(Lexicon):
    """Its sets of words are chosen among those that stand in the arrays."""

    forms: _Forms
    by_first: _Places = field(repr=False)
    by_second: _Places = field(repr=False)
    words: Sequence[str] = field(repr=False)
    flags: bytes = field(repr=False)
    of_languages: Mapping[str, Sequence[int]] = field(repr=False)

    def stored(self) -> StoredArrays:
        """The arrays that it was read from, at a tenth of what counting words and forms again takes."""
        number = {word: place for place, word in enumerate(self.words)}.__getitem__
        found: dict[str, Iterable[int]] = {name: getattr(self.forms, name) for name in _OF_FORMS}
        for name, held in (("first", self.by_first), ("second", self.by_second)):
            found |= {f"{name} keys": map(number, held), f"{name} ends": held.ends, f"{name} places": held.places}
        found |= {f"{_ONLY}{lang}": held for lang, held in self.of_languages.items()}
        return _arrays(found, self.flags, self.words, [_SENSE.join(map(_written, one)) for one in self.forms.meant])

    def having(self, meant: Callable[[Sense], bool]) -> Iterator[Form]:
        """The forms with a sense of a kind, in their order; no others are made for it."""
        return (self.forms[place] for place in self._places(meant))

    def first_words(self, meant: Callable[[Sense], bool], *, alone: bool = False) -> frozenset[str]:
        """As of any lexicon; no form is made for it."""
        ends, spelt = self.forms.ends, self.forms.spelt
        places = (place for place in self._places(meant) if not alone or ends[place + 1] - ends[place] == 1)
        return frozenset([self.words[spelt[ends[place]]] for place in places])

    def _places(self, meant: Callable[[Sense], bool]) -> Iterator[int]:
        """Where the forms stand that have a sense of a kind."""
        chosen = [any(map(meant, senses)) for senses in self.forms.meant]
        return compress(count(), map(chosen.__getitem__, self.forms.meanings))

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        """Every word that stands in a form, bare of clitics too."""
        return self._flagged(_VOCABULARY)

    @cached_property
    def verbs(self) -> frozenset[str]:
        """The verb stems of the vocabulary."""
        return self._flagged(_VERB)

    @cached_property
    def stems(self) -> frozenset[str]:
        """The stems of the vocabulary."""
        return self._flagged(_STEM)

    def by_language(self) -> Mapping[str, frozenset[str]]:
        """The words that stand in forms of one language alone, by language."""
        return {lang: frozenset([self.words[one] for one in held]) for lang, held in self.of_languages.items()}

    def _flagged(self, flag: int) -> frozenset[str]:
        return frozenset(compress(self.words, self.flags.translate(bytes(one & flag for one in range(256)))))


@dataclass(frozen=True, slots=True)
class _Forms(Sequence[Form]):
    """Forms that are made when they are asked for, each once."""

    words: Sequence[str]
    meant: Sequence[tuple[Sense, ...]]
    ends: Sequence[int]
    spelt: Sequence[int]
    bare: Sequence[int]
    stems: Sequence[int]
    verbs: Sequence[int]
    meanings: Sequence[int]
    made: dict[int, Form] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.meanings)

    @overload
    def __getitem__(self, place: int) -> Form: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[Form]: ...

    def __getitem__(self, place: int | slice) -> Form | Sequence[Form]:
        if isinstance(place, slice):
            return [self[one] for one in range(*place.indices(len(self)))]
        return self.made.get(place) or self.made.setdefault(place, self._form(place))

    def _form(self, place: int) -> Form:
        words, of = self.words, slice(self.ends[place], self.ends[place + 1])
        spelt, bare, stems = self.spelt[of], self.bare[of], self.stems[of]
        whole = tuple([words[one] for one in spelt])
        without = whole if bare == spelt else tuple([words[one] for one in bare])
        stemmed = without if stems == bare else tuple([words[one] for one in stems])
        verb = self.verbs[place]
        return Form(whole, without, stemmed, words[verb - 1] if verb else None, self.meant[self.meanings[place]])


@dataclass(frozen=True, slots=True)
class _Places(Mapping[str, Sequence[int]]):
    """Where forms stand, by key."""

    rows: Mapping[str, int]
    ends: Sequence[int]
    places: Sequence[int]

    def __getitem__(self, key: str) -> Sequence[int]:
        row = self.rows[key]
        return self.places[self.ends[row] : self.ends[row + 1]]

    def __iter__(self) -> Iterator[str]:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)
