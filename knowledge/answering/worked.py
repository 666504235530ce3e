"""From what was worked out to a reply: as many of its lines as a message has room for."""

from __future__ import annotations

from datetime import date

from knowledge.answering.composing import LONG, Composer, fit
from knowledge.dialogue import Answer, Heading, NoAnswer, Reason, Reply, Sentence, Verdict
from knowledge.understanding.question import Question
from knowledge.working_out.findings import Finding
from knowledge.working_out.request import Request
from knowledge.working_out.worker import Worker

_HEAD = 160
"""Characters kept for what introduces the lines."""
_SHORT = 600
_LONG = frozenset({Heading.TIMELINE, Heading.SAID, Heading.DOES, Heading.DIGEST, Heading.NEW})
_DIGESTS = frozenset({Heading.DIGEST, Heading.NEW})
_NAMES = frozenset({Heading.NAMED, Heading.MATCHING, Heading.TOLD, Heading.COMMON, Heading.DOCUMENTS})
"""Headings that hold the names of all items, so that the statements only carry them."""
_MENTIONS = 2


def answer(finding: Finding, question: Question, composer: Composer, today: date) -> Answer:
    """The result with its lines."""
    result = finding.result
    sentences = [composer.sentence(one, question.lang, today) for one in finding.told]
    if result.heading in _DIGESTS:
        kept = fit(sentences, LONG - _HEAD, composer.stems, composer.wholes)
    elif result.heading in _NAMES:
        kept = tuple(sentences)
    else:
        kept = _fitting(sentences[:_MENTIONS] if result.heading is Heading.MENTION else sentences, result.heading)
    verdict = Verdict.CONFIRMED if result.heading is Heading.MENTION else None
    return Answer(question.lang, kept, finding.about, 1.0, verdict, result)


def _fitting(sentences: list[Sentence], heading: Heading) -> tuple[Sentence, ...]:
    """The sentences from the front for which there is room; the first always stays."""
    most = (LONG if heading in _LONG else _SHORT) - _HEAD
    kept: list[Sentence] = []
    for sentence in sentences:
        most -= len(sentence.text) + 3
        if kept and most < 0:
            break
        kept.append(sentence)
    return tuple(kept)


def nothing(finding: Finding, request: Request, refusal: NoAnswer) -> NoAnswer:
    """The refusal where nothing names what is asked about; it names the words."""
    absent = tuple(item.text for item in request.left if item.foreign)
    missing = tuple(dict.fromkeys((*absent, *request.unknown)))
    return NoAnswer(
        refusal.lang,
        Reason.WORDS,
        missing,
        suggestions=refusal.suggestions,
        score=refusal.score,
        verdict=Verdict.UNDECIDED,
        result=finding.result,
    )


def reconsidered(reply: Reply, request: Request, worker: Worker) -> Finding | None:
    """What is worked out where no statement surely answers, or the number that the answering one does not say.

    To a question of yes or no that stays undecided, only what nothing mentions: a list would be half a yes.
    """
    match reply:
        case NoAnswer(verdict=None, unsure=True, nearest=Sentence() as near) if worker.says_a_number(near.statement):
            return worker.otherwise(request)
        case NoAnswer(verdict=None):
            return worker.otherwise(request) or worker.of_all_alone(request)
        case NoAnswer():
            return worker.absent(request)
        case Answer(verdict=None, sentences=sentences, score=score):
            surely = score >= worker.knowledge.learned.calibration.threshold
            finding = None if surely else worker.otherwise(request)
            return finding or worker.counted(request, sentences[0].statement)
        case _:
            return None


def is_in_vain(reply: Reply, request: Request, worker: Worker) -> bool:
    """Whether a reply tells a statement to somebody who wants names, and it gives none."""
    return isinstance(reply, Answer) and reply.verdict is None and worker.is_in_vain(request, reply.statements[0])
