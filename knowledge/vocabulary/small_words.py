"""The small words that tell who does something from whom it is done to."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from typing import Annotated

from pydantic import AfterValidator, PlainSerializer

from knowledge.files.fields import Text
from knowledge.files.strict_yaml import Record
from knowledge.text.folding import words


def _folded(forms: Iterable[str]) -> frozenset[str]:
    return frozenset(" ".join(words(form)) for form in forms)


Forms = Annotated[frozenset[Text], AfterValidator(_folded), PlainSerializer(sorted)]
"""Words, or phrases of two, folded."""
Endings = tuple[Text, ...]
"""How words end, as they are folded."""


class SmallWords(Record):
    """The words of a language between the names and things of a sentence, and how its verbs end."""

    joining: Forms = frozenset()
    """What hangs more onto what stands before the verb, so that it does it too."""
    parting: Forms = frozenset()
    """Prepositions that only what comes behind the verb has before it."""
    relative: Forms = frozenset()
    agent: Forms = frozenset()
    """What stands before who does it, in the passive; of two words, both."""
    resting: Forms = frozenset()
    """How a verb ends behind which stands what bears it, as if it did it: "built *on* trust"."""
    beside: Forms = frozenset()
    """Prepositions of what is only near what stands before the verb: "its role *in* …"."""
    saying: Forms = frozenset()
    """What opens what is said."""
    holding: Forms = frozenset()
    """What stands before whose something is: a priority *for* somebody."""
    determining: Forms = frozenset()
    being: Forms = frozenset()
    """To be: it joins two names of the same thing."""
    things: Forms = frozenset()
    """Nouns of what somebody has before them: whoever has the aim does it, and not the aim."""
    heads: Forms = frozenset()
    """What stands for a thing that a relative clause is of: "something India seeks"."""
    fronting: Forms = frozenset()
    """What opens a circumstance that stands before the sentence, up to a comma."""
    verb_first: bool = False
    construct_state: bool = False
    """Whether a bare noun is always that of the name behind it."""
    examples: Forms = frozenset()
    """What opens examples of what stands before a relative clause."""
    after_noun: Forms = frozenset()
    """Those of the parting ones that behind a noun are of what is only near it: «مشاركة الهند في …»."""
    pointing: Forms = frozenset()
    """Small words that point back to what a relative clause is of: «التي تنتفع بها»."""
    back: Endings = ()
    """Pronouns that a verb takes on for what stands before it: «تصونها»."""
    objective: Endings = ()
    """Of what is done to, whatever the order of words."""
    past: Endings = ()
    present: Endings = ()
    doing: Endings = ()
    """Behind who does it in the passive they tell how, and not by whom: "by host*ing*"."""
    participles: Endings = ()
    """Those that are not of the past, behind "is": what is done to somebody."""

    @cached_property
    def connecting(self) -> frozenset[str]:
        """All that only connects."""
        return self.joining | self.beside | self.parting | self.determining
