"""Which statements tell all that another one tells, and more: a part is not to be told for the whole."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from collections.abc import Set as AbstractSet
from functools import cache

from knowledge.hand_set import ABOUT, WHOLE_LONGER, WHOLE_SHARES
from knowledge.matching.profiles import Profile
from knowledge.text.folding import stems
from knowledge.vocabulary.terms import TermKind

_FIGURE = re.compile(r"\d+")


def wholes(profiles: Iterable[Profile], examples: AbstractSet[str]) -> Mapping[str, frozenset[str]]:
    """By id of a statement the ids of those of which it is a part; `examples` are the properties of parts by nature."""
    read = [(profile, _entities(profile), _figures(profile)) for profile in profiles]
    stems_of = cache(stems)  # few statements come to be compared by their words
    found: defaultdict[str, set[str]] = defaultdict(set)
    for part, named, counted in read:
        for whole, all_named, all_counted in read:
            if not (named <= all_named and counted <= all_counted and _may_contain(whole, part, examples)):
                continue
            if _shared(part.statement.wording, whole.statement.wording, stems_of) >= WHOLE_SHARES:
                found[part.statement.id].add(whole.statement.id)
    return {id_: frozenset(ids) for id_, ids in found.items()}


def _may_contain(whole: Profile, part: Profile, examples: AbstractSet[str]) -> bool:
    by_nature = part.statement.property in examples
    longer = len(whole.statement.wording["ar"]) / len(part.statement.wording["ar"])
    if by_nature:
        return longer > 1.0
    return part.statement.property == whole.statement.property and longer > WHOLE_LONGER


def _figures(profile: Profile) -> frozenset[str]:
    """Those that are written in digits: without them a longer sentence tells of something else."""
    return frozenset(_FIGURE.findall(" ".join(profile.statement.wording.values())))


def _entities(profile: Profile) -> frozenset[str]:
    return frozenset(term.id for term, firm in profile.terms.items() if term.kind is TermKind.ENTITY and firm >= ABOUT)


def _shared(part: Mapping[str, str], whole: Mapping[str, str], stems_of: Callable[[str], frozenset[str]]) -> float:
    """How much of what one wording says stands in the other too, in the language in which that is most."""
    told = {lang: stems_of(text) for lang, text in part.items()}
    return max(len(found & stems_of(whole[lang])) / len(found) for lang, found in told.items())
