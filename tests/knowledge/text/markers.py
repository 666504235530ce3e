"""How two people who marked the same texts agree, and how the splitter agrees with both: a command.

`python -m tests.knowledge.text.markers RAW MARKED MARKED`: three folders of texts of the same names. A marked one has
each sentence on a line of its own and leaves out what is none. Blanks, signs and bullets do not count, nor do up to
three letters or digits before a sentence ("1.", "(a)"): whether these belong to it is a matter of taste.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from knowledge.text.sentences import sentences

_SIGNS = re.compile(r"[\W_]+")
_BULLET = 3
_SHOWN = 60


class NotOfTheText(ValueError):
    """A marked line that does not stand in its text, behind the lines before it."""


@dataclass(frozen=True, slots=True)
class Cut:
    """A sentence: where its letters stand among the letters and digits of a text."""

    start: int
    end: int


def letters(text: str) -> str:
    """A text without blanks and signs."""
    return _SIGNS.sub("", text)


def cuts(text: str, lines: Iterable[str]) -> list[Cut]:
    """Where the sentences of some lines stand in a text; NotOfTheText names the first that does not."""
    whole, found, start = letters(text), list[Cut](), 0
    for number, line in enumerate(lines, start=1):
        if sentence := letters(line):
            start = whole.find(sentence, start)
            if start < 0:
                raise NotOfTheText(f"line {number}: {line[:_SHOWN]}")
            found.append(Cut(start, start + len(sentence)))
            start += len(sentence)
    return found


def common(ones: Iterable[Cut], others: Iterable[Cut]) -> list[Cut]:
    """The sentences that others have too."""
    starts = {other.end: other.start for other in others}
    return [one for one in ones if abs(starts.get(one.end, -_BULLET - 1) - one.start) <= _BULLET]


@dataclass(frozen=True, slots=True)
class Judged:
    """What two markers and the splitter made of a text."""

    name: str
    text: str
    marked: tuple[Sequence[Cut], Sequence[Cut]]
    found: Sequence[Cut]

    @property
    def agreed(self) -> list[Cut]:
        """The sentences that both marked."""
        return common(*self.marked)

    @property
    def lost(self) -> list[Cut]:
        """Those of them that the splitter does not find."""
        right = common(self.agreed, self.found)
        return [one for one in self.agreed if one not in right]

    @property
    def made(self) -> list[Cut]:
        """The splitter's sentences that nobody marked."""
        right = [*common(self.found, self.marked[0]), *common(self.found, self.marked[1])]
        return [one for one in self.found if one not in right]

    def shown(self, kind: str, some: Iterable[Cut]) -> Iterator[str]:
        """A line for each of some sentences."""
        whole = letters(self.text)
        for one in some:
            yield f"{self.name} {kind}: {whole[one.start : one.end][:_SHOWN]}"


def judged(raw: Path, *marked: Path) -> Iterator[Judged]:
    """Every text that both have marked."""
    for path in sorted(raw.glob("*.txt")):
        copies = [folder / path.name for folder in marked]
        if all(copy.is_file() for copy in copies):
            yield _judged(path, copies)


def _judged(path: Path, copies: Sequence[Path]) -> Judged:
    text = path.read_text(encoding="utf-8")
    first, second = (cuts(text, copy.read_text(encoding="utf-8").splitlines()) for copy in copies)
    return Judged(path.stem, text, (first, second), cuts(text, (text[start:end] for start, end in sentences(text))))


@dataclass(frozen=True, slots=True)
class Ends:
    """Where sentences end: counts."""

    agreed: int
    """That both marked."""
    right: int
    """Of these, that the splitter has."""
    made: int
    """That the splitter has and nobody marked."""


def ends(some: Iterable[Judged]) -> Ends:
    """The ends in some texts together."""
    each = [_ends(one) for one in some]
    return Ends(sum(one.agreed for one in each), sum(one.right for one in each), sum(one.made for one in each))


def _ends(one: Judged) -> Ends:
    first, second, found = ({cut.end for cut in cuts_} for cuts_ in (*one.marked, one.found))
    return Ends(len(first & second), len(first & second & found), len(found - first - second))


def report(some: Sequence[Judged]) -> Iterator[str]:
    """Every fault, then the sums."""
    for one in some:
        yield from one.shown("lost", one.lost)
        yield from one.shown("made", one.made)
    marked = " and ".join(str(sum(len(one.marked[side]) for one in some)) for side in (0, 1))
    agreed, lost = sum(len(one.agreed) for one in some), sum(len(one.lost) for one in some)
    edges = ends(some)
    yield f"{len(some)} texts: {marked} sentences marked, {agreed} of them alike"
    yield f"ends: {_share(edges.right, edges.agreed)} of those that both marked, {edges.made} where nobody has one"
    made = sum(len(one.made) for one in some)
    yield f"sentences: {_share(agreed - lost, agreed)} of those that both marked, {made} that nobody marked"


def _share(part: int, whole: int) -> str:
    return f"{part} of {whole} ({part / max(whole, 1):.1%})"


def main() -> None:
    """Print the report."""
    raw, first, second = map(Path, sys.argv[1:])
    for line in report(list(judged(raw, first, second))):
        sys.stdout.write(f"{line}\n")


if __name__ == "__main__":
    main()
