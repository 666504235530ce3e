"""The small words that tell who does something from whom it is done to, by language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SmallWords:
    """The words of a language, folded, between the names and things of a sentence."""

    joining: frozenset[str]
    """What hangs more onto what stands before the verb, so that it does it too."""
    parting: frozenset[str]
    """Prepositions that only what comes behind the verb has before it."""
    relative: frozenset[str]
    agent: frozenset[str]
    """What stands before who does it, in the passive; of two words, both."""
    beside: frozenset[str] = frozenset()
    """Prepositions of what is only near what stands before the verb: "its role *in* …"."""
    saying: frozenset[str] = frozenset()
    """What opens what is said."""
    holding: frozenset[str] = frozenset()
    """What stands before whose something is: a priority *for* somebody."""
    determining: frozenset[str] = frozenset()
    being: frozenset[str] = frozenset()
    """To be: it joins two names of the same thing."""
    fronting: frozenset[str] = frozenset()
    """What opens a circumstance that stands before the sentence, up to a comma."""
    verb_first: bool = False
    construct: bool = False
    """Whether a bare noun is always that of the name behind it."""
    examples: frozenset[str] = frozenset()
    """What opens examples of what stands before a relative clause."""
    after_noun: frozenset[str] = frozenset()
    """Those of the parting ones that behind a noun are of what is only near it: «مشاركة الهند في …»."""
    participles: tuple[str, ...] = ()
    """How a word ends that behind "is" tells what is done to somebody."""
    pointing: frozenset[str] = frozenset()
    """Small words that point back to what a relative clause is of: «التي تنتفع بها»."""
    back: tuple[str, ...] = ()
    """Pronouns that a verb takes on for what stands before it: «تصونها»."""


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


SMALL_WORDS: Mapping[str, SmallWords] = {
    "en": SmallWords(
        joining=_set("and or of between s with such both including like"),
        beside=_set("in within about from to on as at towards against"),
        parting=_set("among for by into through"),
        relative=_set("that which who whom whose where what"),
        agent=_set("by"),
        holding=frozenset(["priority for", "priorities for"]),
        determining=_set("the a an its their his her our this that these those all each every some any many one"),
        participles=("ed", "en", "built", "held", "hit", "set", "led"),
        being=_set("is are was were be been being"),
        fronting=_set("to in because for at through as during when on after before"),
    ),
    "ar": SmallWords(
        joining=_set("و بين مع مثل او وبين ومع زي متل لا ولا سيما خاصه خصوصا"),
        parting=_set("في من علي الي عن ب ل ضمن داخل عبر ضد كل جميع عند خلال بعد قبل"),
        relative=_set("الذي التي الذين اللذان اللتان اللي يلي اللواتي اللاتي"),
        agent=frozenset(["من قبل", "من طرف", "من جانب", "علي يد", "بواسطه"]),
        saying=_set("ان بان انه انها انو"),
        holding=frozenset(["لدي"]),
        being=_set("هو هي هم كان كانت يكون تكون يعد تعد تعتبر يعتبر"),
        verb_first=True,
        construct=True,
        examples=_set("مثل زي متل منها ومنها"),
        after_noun=_set("في"),
        pointing=_set("بها به بهم فيها فيه عليها عليه منها منه اليها اليه لها له معها معه عنها عنه"),
        back=("ها",),
    ),
    "ar-latn": SmallWords(
        joining=_set("w wa wel ma3 ben bein been bayn"),
        parting=_set("fe fi fel fil men min 3ala 3la 3al lel li le ela 3an b bel"),
        relative=_set("elly illi elli yalli alati aladhi"),
        agent=frozenset(["men abl", "3an taree2"]),
        holding=_set("3and 3end"),
        determining=_set("el al il"),
        being=_set("howa heya kan kanet"),
        verb_first=True,
        construct=True,
    ),
    "ru": SmallWords(
        joining=_set("и или между"),
        parting=_set("в во с со для к о об из от на по за против среди"),
        relative=_set("который которая которое которые которую которых которым которой которого что"),
        agent=frozenset(),
        holding=frozenset(["приоритетом для", "приоритет для"]),
        being=_set("является являются был была было были это"),
        verb_first=True,
    ),
}
