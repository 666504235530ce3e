"""Questions to begin with: one that has an answer, one for a list, and one that is refused; each was tried."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import islice, product

from bot.interface.buttons.keyboards import fits
from bot.interface.words.bidi import without_marks
from bot.interface.words.wording import Wording
from knowledge.dialogue import Answer, Help, NoAnswer, Reply

_MOST = 3
_YEARS_BACK = 3
_MARKS = "?؟"

Ask = Callable[[str], Reply]
"""What a question gets, in the language of the wording."""


def examples(ask: Ask, wording: Wording, year: int) -> tuple[str, ...]:
    """At most three that fit on buttons, in the order in which they are worth trying."""
    helped = ask(wording.text("help.question"))
    known = helped.suggestions if isinstance(helped, Help) else ()
    found = dict.fromkeys((*islice(_of_three_kinds(known, ask, wording, year), _MOST), *known))
    return tuple(filter(fits, found))[:_MOST]


def _of_three_kinds(known: tuple[str, ...], ask: Ask, wording: Wording, year: int) -> Iterator[str]:
    pair = next(_answered_and_refused(known, ask, wording, year), ())
    yield from pair[:1]
    listing = wording.text("example.list")
    if isinstance(ask(listing), Answer):
        yield listing
    yield from pair[1:]


def _answered_and_refused(known: tuple[str, ...], ask: Ask, wording: Wording, year: int) -> Iterator[tuple[str, str]]:
    """A question about something, and the same of a year of which nothing is known."""
    for question, back in product(known, range(1, _YEARS_BACK + 1)):
        near = ask(_of_year(question, wording, year - back))
        others = [one for one in near.suggestions if one != question] if isinstance(near, NoAnswer) else []
        for other in others:
            refused = _of_year(other, wording, year - back)
            if fits(refused) and isinstance(ask(refused), NoAnswer):
                yield other, refused


def _of_year(question: str, wording: Wording, year: int) -> str:
    return without_marks(wording.text("example.year", question=question.rstrip(_MARKS), year=year))
