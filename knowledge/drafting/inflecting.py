"""Forms of an Arabic verb that is written «شارك/يشارك»: who did it, who does it, one or several."""

from __future__ import annotations

from collections.abc import Iterator

_BETWEEN = "/"
_WEAK = ("ا", "ى", "و", "ي")
"""Letters that fall away before an ending: «دعا» and «دعت», «يدعو» and «يدعون»."""
_DID = ("ت", "وا", "تا")
_DOES = ("ون", "ان")
_WHO = ("ي", "ت", "سي", "ست")


def is_verb(word: str) -> bool:
    """Whether it is written as both of its forms."""
    return _BETWEEN in word


def inflected(verb: str) -> Iterator[str]:
    """All forms of a verb; an «و» before them is read by itself."""
    did, does = verb.split(_BETWEEN)
    yield did
    yield from (_stem(did) + ending for ending in _DID)
    for prefix in _WHO:
        yield prefix + does[1:]
        yield from (prefix + _stem(does)[1:] + ending for ending in _DOES)


def _stem(form: str) -> str:
    return form[:-1] if form.endswith(_WEAK) else form
