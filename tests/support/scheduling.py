"""Which worker runs which tests: a file stays together, and so do all that read the real knowledge.

Reading it takes five seconds of a core, once for each worker that needs it; those tests are a third of all by time.
"""

from __future__ import annotations

import re
from functools import cache

import pytest
from xdist.remote import Producer
from xdist.scheduler import LoadFileScheduling

from tests.support.mutations import ROOT

_READS = re.compile(
    r"\b(corpus: Corpus|kept: KeptFolder|shipped: InProcess|shipped_data: Path|knowledge: KnowledgeBase|engine: Engine"
    r"|town: Engine|phrasings: Phrasings)\b"
)
"""How a test asks for one of the fixtures that do; a file that asks otherwise costs time and nothing else."""


def by_knowledge(config: pytest.Config, log: Producer) -> object:
    """Hands out files, but those that read the real knowledge as one; says so where `log` is listened to."""
    scheduler = LoadFileScheduling(config, log)
    scheduler._split_scope = scope
    return scheduler


def scope(nodeid: str) -> str:
    """What runs in one worker: the name is the same for those that belong together."""
    file = nodeid.split("::", 1)[0]
    return "the real knowledge" if reads_knowledge(file) else file


@cache
def reads_knowledge(file: str) -> bool:
    """Whether tests of a file, as pytest names it, read the real knowledge."""
    return bool(_READS.search((ROOT / file).read_text("utf-8")))
