"""How well Marsad answers, by style and language, and what simple systems reach on the same facts.

`python -m tests.golden.report [reporting|tuning|FILE.jsonl]` prints the tables of `docs/reports.md`.
"""

from __future__ import annotations

import math
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from bot.interface.render import render
from bot.interface.to_json import to_json
from bot.interface.words.wording import Wordings
from knowledge.answering.engine import Engine
from knowledge.bank.judging import Judgement, judge
from knowledge.learning.built_in_engine import TODAY, load_engine
from knowledge.learning.calibrate import PRICE
from knowledge.learning.questions import GoldenQuestion, read_lines
from tests.golden.peers import PEERS, Facts, best_threshold
from tests.golden.questions import read

Tally = Counter[Judgement]
_Z = 1.96


def judged(engine: Engine, questions: Iterable[GoldenQuestion]) -> Iterator[tuple[GoldenQuestion, Judgement]]:
    """Ask each question alone, as `ask --batch` does, and judge what a reader would get."""
    wordings = Wordings.load()
    for question in questions:
        reply = engine.reply_to(question.q, today=TODAY)
        rendered = render(reply, engine.knowledge, wordings.speak(reply.lang))
        yield question, judge(question, to_json(reply, rendered, id_=None, ms=0.0))


def judged_peer(name: str, facts: Facts, questions: Sequence[GoldenQuestion]) -> Iterator[Judgement]:
    """A peer with the threshold that suits it best on these very questions."""
    ask = PEERS[name](facts)
    asked = [(question, *ask(question.q)) for question in questions]
    outcomes = [(score, _told(question, text) is Judgement.RIGHT) for question, score, text in asked]
    threshold = best_threshold(outcomes, price=PRICE)
    for question, score, text in asked:
        if score >= threshold:
            yield _told(question, text)
        else:
            yield Judgement.MISSED if question.answerable else Judgement.REFUSED


def _told(question: GoldenQuestion, text: str) -> Judgement:
    return judge(question, {"status": "answer", "text": text})


def facts_of(engine: Engine) -> Facts:
    """Both wordings of every statement, each to be found and told."""
    pairs = [(s.wording["ar"], s.wording["en"]) for s in engine.knowledge.current.values()]
    searched = tuple(text for pair in pairs for text in pair)
    return Facts(searched, tuple(pair for pair in pairs for _ in pair))


def rates(tally: Mapping[Judgement, int]) -> tuple[float, float, float]:
    """Right of the answerable, refused of the unanswerable, wrong of what was answered."""
    right, wrong, missed = (tally.get(v, 0) for v in (Judgement.RIGHT, Judgement.WRONG, Judgement.MISSED))
    refused, guessed = (tally.get(v, 0) for v in (Judgement.REFUSED, Judgement.GUESSED))
    told = right + wrong + guessed
    return _share(right, right + wrong + missed), _share(refused, refused + guessed), _share(wrong + guessed, told)


def _share(part: int, whole: int) -> float:
    return part / whole if whole else math.nan


def interval(share: float, count: int) -> tuple[float, float]:
    """Wilson's 95 % interval of a share of `count`."""
    if not count or math.isnan(share):
        return 0.0, 1.0
    middle = share + _Z**2 / (2 * count)
    spread = _Z * math.sqrt(share * (1 - share) / count + _Z**2 / (4 * count**2))
    low, high = (middle - spread) / (1 + _Z**2 / count), (middle + spread) / (1 + _Z**2 / count)
    return max(low, 0.0), min(high, 1.0)


def row(name: str, tally: Tally) -> str:
    """One line of a table."""
    right, refused, wrong = rates(tally)
    answerable = tally[Judgement.RIGHT] + tally[Judgement.WRONG] + tally[Judgement.MISSED]
    unanswerable = tally[Judgement.REFUSED] + tally[Judgement.GUESSED]
    told = tally[Judgement.RIGHT] + tally[Judgement.WRONG] + tally[Judgement.GUESSED]
    cells = [_cell(right, answerable), _cell(refused, unanswerable), _cell(wrong, told)]
    return f"| {name} | {answerable} | {cells[0]} | {unanswerable} | {cells[1]} | {cells[2]} |"


def _cell(share: float, count: int) -> str:
    if not count:
        return "–"
    low, high = interval(share, count)
    return f"{share:.1%} [{low:.0%}–{high:.0%}]"


HEAD = (
    "| | answerable | right | unanswerable | refused | wrong among answers |",
    "|---|---|---|---|---|---|",
)


def tables(questions: Sequence[GoldenQuestion]) -> Iterator[str]:
    """The comparison with the peers, then Marsad by language, by style and by what is so of yes/no questions."""
    engine = load_engine()
    found = list(judged(engine, questions))
    yield from HEAD
    yield row("**Marsad**", Counter(judgement for _, judgement in found))
    facts = facts_of(engine)
    for name in PEERS:
        yield row(name, Counter(judged_peer(name, facts, questions)))
    for key in ("lang", "style", "verdict"):
        yield ""
        yield HEAD[0].replace("| |", f"| {key} |", 1)
        yield HEAD[1]
        groups: defaultdict[str, Tally] = defaultdict(Counter)
        for question, judgement in found:
            if group := getattr(question, key):
                groups[group][judgement] += 1
        for group, tally in sorted(groups.items()):
            yield row(group, tally)


def main(name: str = "reporting") -> None:
    """Print the tables for a set of golden questions or a file of others."""
    questions = read_lines(Path(name)) if name.endswith(".jsonl") else read(name)
    for line in tables(questions):
        sys.stdout.write(f"{line}\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
