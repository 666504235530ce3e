"""What the question words of a text ask for."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from itertools import chain, pairwise

from knowledge.vocabulary.forms import Grade, Match, Sense, SenseKind, Word
from knowledge.vocabulary.roles import Role
from knowledge.vocabulary.terms import Ask

_CLAUSES = frozenset({Ask.TIME, Ask.PERSON, Ask.PLACE})
_EITHER = frozenset({Ask.LIST, Ask.QUANTITY})
"""«عدد» opens an order to list, and is a noun anywhere else: «النجم الساطع عدد الدول»."""
_COUNTED = frozenset({SenseKind.CONCEPT, SenseKind.ENTITY})
_NOUNS = {Role.WHEN: Ask.TIME, Role.WHERE: Ask.PLACE, Role.WHY: Ask.REASON}
_ASKING_VERB = re.compile("ا[يت][ء-ي]{3,}")


def asks_itself(opening: str) -> bool:
    """Whether the folded word that opens a text is an Arabic verb with the hamza that asks: «أيُعدّ», «أتدعم»."""
    return bool(_ASKING_VERB.fullmatch(opening))


def without_hamza(opening: Word, known: Callable[[Word], bool]) -> Word:
    """The word that opens a text; a verb with the hamza that asks as it is written without, if only that is known."""
    if not asks_itself(opening.text) or known(opening):
        return opening
    bare = Word.of(opening.text[1:])
    return bare if known(bare) else opening


def question_words(matches: Iterable[Match]) -> dict[int, frozenset[Ask]]:
    """Where single words that only ask stand, phrases around them or not ("who heads")."""
    senses: defaultdict[int, list[Sense]] = defaultdict(list)
    for match in matches:
        if match.size == 1 and match.grade >= Grade.CLITIC:
            senses[match.start] += match.form.senses
    return {
        place: frozenset(Ask(sense.id) for sense in found) - {Ask.YES_NO}
        for place, found in senses.items()
        if all(sense.kind is SenseKind.ASK for sense in found)
    }


def asked(
    groups: Sequence[list[Match]], words: Mapping[int, frozenset[Ask]], *, joining: AbstractSet[str]
) -> tuple[frozenset[Ask], ...]:
    """What the question words ask for; doubtful ones («من», "is") only where a question begins or ends.

    After `joining` words a second question begins.
    """
    wanted: list[frozenset[Ask]] = []
    opening = True
    for group in groups:
        senses = _senses(group)
        found = frozenset(Ask(sense.id) for sense in senses if sense.kind is SenseKind.ASK)
        if not found and all(sense.kind is SenseKind.CONCEPT for sense in senses):
            found = words.get(group[0].start, found)
        if found == _EITHER and group is not groups[0]:
            found = frozenset({Ask.QUANTITY})
        if found and wanted and _is_subordinate(groups, group, found, joining):
            continue
        doubtful = Ask.YES_NO in found or any(sense.kind is SenseKind.NEUTRAL for sense in senses)
        if found and (opening or not doubtful or group is groups[-1] or group[0].size > 1):
            wanted.append(found)
        opening = opening and not found and all(s.kind in (SenseKind.NEUTRAL, SenseKind.CHAT) for s in senses)
    plain = [found - {Ask.YES_NO} for found in wanted]
    return tuple(dict.fromkeys(found for found in plain if found)) or tuple(wanted[:1])


def _is_subordinate(
    groups: Sequence[list[Match]], group: list[Match], found: frozenset[Ask], joining: AbstractSet[str]
) -> bool:
    """Whether a later question word only opens a clause ("what improves when India joins", "those who …")."""
    place = groups.index(group)
    if place in (0, len(groups) - 1) or group[0].size > 1 or not found <= _CLAUSES or group[0].grade is Grade.CLITIC:
        return False
    before = groups[place - 1][0]
    return before.end == group[0].start and before.form.words[-1] not in joining and not _only_asks(groups[place - 1])


def _only_asks(group: Sequence[Match]) -> bool:
    return all(sense.kind is SenseKind.ASK for match in group for sense in match.form.senses)


def asked_by_nouns(concepts: AbstractSet[str], roles: Mapping[Role, AbstractSet[str]]) -> tuple[Ask, ...]:
    """What a question without a question word asks for by a noun of these concepts ("date of the signing")."""
    return tuple(ask for role, ask in _NOUNS.items() if not concepts.isdisjoint(roles.get(role, frozenset())))


def counted(groups: Sequence[list[Match]]) -> Iterator[str]:
    """What stands right after "how many": concepts, or a name with what follows it («كم هندي», "Indian soldiers")."""
    for place, (group, after) in enumerate(pairwise(groups)):
        following = _senses(after)
        asks = any(sense.kind is SenseKind.ASK and sense.id == Ask.QUANTITY for sense in _senses(group))
        if asks and group[0].end == after[0].start and all(sense.kind in _COUNTED for sense in following):
            yield from (sense.id for sense in following)
            if not any(sense.kind is SenseKind.CONCEPT for sense in following):  # it is whose they are
                yield from (sense.id for sense in _senses(chain(*groups[place + 2 : place + 3])))


def _senses(matches: Iterable[Match]) -> list[Sense]:
    return [sense for match in matches for sense in match.form.senses]
