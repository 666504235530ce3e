"""What was served goes when another version takes its place, though nobody looks for garbage among what lasts."""

from __future__ import annotations

import gc
import weakref
from datetime import date

from knowledge.answering.engine import Engine
from knowledge.understanding.claims import ClaimReader
from knowledge.vocabulary.lexicon import Lexicon
from tests.support.town import town as knowledge_of


def test_a_version_that_nobody_holds_is_gone_at_once(town: Engine) -> None:
    phrasings = town.knowledge.phrasings
    gc.collect()
    gc.disable()
    try:
        known = town.knowledge.claim_reader
        reader = ClaimReader(known.assertions, Lexicon.of(known.lexicon.forms))
        engine = Engine(knowledge_of(phrasings, reader)).warm()
        for question in ("Where is Lundo?", "Did the talks succeed?", "How many events are there?", "What is new?"):
            engine.reply_to(question, today=date(2024, 1, 1))
        held = [weakref.ref(one) for one in (engine.knowledge, engine.worker.facts, reader)]
        del engine, reader
        assert [one for one in held if one() is not None] == []
    finally:
        gc.enable()
