"""A language model is asked for proposals over a scripted server: what it is sent, and each way in which it fails."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import date
from typing import Any

import aiohttp
import pytest
from aiohttp import web
from pydantic import SecretStr

from bot.language_model.client import LanguageModel, ModelFailed
from bot.language_model.proposing import propose, sendable
from knowledge.curation.corpus import Corpus
from knowledge.drafting.advice import Advice, Adviser
from knowledge.drafting.kept_folder import KeptFolder
from knowledge.model import Marking, Source
from tests.support.ports import free_port, served

TEXT = "The Shanghai Cooperation Organisation has six founders. India was praised in Delhi."
SOURCE = Source("doc", "en", date(2026, 1, 1), "", TEXT)
KEY = "very-secret-key"
PROPOSED = {
    "sentence": 1,
    "quote": "The Shanghai Cooperation Organisation has six founders",
    "property": "member",
    "subject": "the Shanghai Cooperation Organisation",
    "wording": {
        "ar": "لمنظمة شنغهاي للتعاون ستة مؤسسين.",
        "en": "The Shanghai Cooperation Organisation has six founders.",
    },
}

Answer = Callable[[web.Request], Any]


def said(content: object, **more: object) -> web.Response:
    choice = {"message": {"role": "assistant", "content": content}, **more}
    return web.json_response({"choices": [choice]})


@asynccontextmanager
async def model(*answers: Callable[[], web.StreamResponse]) -> AsyncIterator[tuple[LanguageModel, list[Any]]]:
    """A model that gives these answers one after the other, and what it was asked."""
    asked: list[Any] = []

    async def answer(request: web.Request) -> web.StreamResponse:
        asked.append((request.headers.get("Authorization"), await request.json()))
        return answers[len(asked) - 1]()

    application = web.Application()
    application.add_routes([web.post("/v1/chat/completions", answer)])
    async with served(application) as url:
        patience = aiohttp.ClientTimeout(total=2)
        yield LanguageModel(f"{url}/v1", "made-up-1", SecretStr(KEY), patience), asked


async def proposed(one: LanguageModel, kept: KeptFolder, source: Source = SOURCE) -> Advice:
    return await propose(one, Adviser(one.name, kept, source, "sco"), date(2026, 1, 1))


async def test_it_is_sent_the_document_and_what_properties_there_are_and_no_fact(kept: KeptFolder) -> None:
    async with model(lambda: said(json.dumps({"statements": [PROPOSED]}))) as (one, asked):
        advice = await proposed(one, kept)
    (key, body) = asked[0]
    sent = json.dumps(body, ensure_ascii=False)

    assert [each.quote for each in advice.statements] == [PROPOSED["quote"]]
    assert (key, body["model"]) == (f"Bearer {KEY}", "made-up-1")
    assert "1. The Shanghai Cooperation Organisation has six founders." in body["messages"][1]["content"]
    assert "casualties" in sent
    assert not [name for name, one in kept.corpus.entities.items() if f'"{name}"' in sent or one.name("ar") in sent]


def test_what_is_not_for_everybody_is_not_sent(corpus: Corpus) -> None:
    held = next(iter(corpus.statements.values()))
    citation = replace(held.citations[0], source="doc", quote="India was praised", start=TEXT.index("India"))
    internal = replace(held, citations=(citation,), marking=Marking.INTERNAL)
    embargoed = replace(held, citations=(citation,), embargoed_until=date(2026, 2, 1))
    for marked, day, sent in [
        (internal, date(2030, 1, 1), [1]),
        (embargoed, date(2026, 1, 31), [1]),
        (embargoed, date(2026, 2, 1), [1, 2]),
    ]:
        edition = replace(corpus, statements={**corpus.statements, held.id: marked})
        assert [number for few in sendable(SOURCE, edition, day) for number, _ in few.numbered] == sent


def test_a_long_document_goes_in_portions_of_whole_sentences(corpus: Corpus) -> None:
    source = replace(SOURCE, text="India was praised in Delhi by everybody who came. " * 400)
    portions = list(sendable(source, corpus, date(2026, 1, 1)))

    assert len(portions) > 2
    assert [number for few in portions for number, _ in few.numbered] == list(range(1, 401))
    assert max(len(few.text()) for few in portions) < 9000


@pytest.mark.parametrize(
    ("answer", "why"),
    [
        (lambda: web.Response(status=401, text=KEY), "key"),
        (lambda: web.Response(status=404), "desk.model.url"),
        (lambda: web.Response(status=429), "too much to do"),
        (lambda: web.Response(status=500, text="<html>"), "500"),
        (lambda: web.Response(status=302, headers={"Location": "http://127.0.0.1:1/"}), "302"),
        (lambda: web.Response(text="<html>hello</html>"), "no JSON"),
        (lambda: web.Response(text=""), "no JSON"),
        (lambda: web.Response(text="[" * 5000), "no JSON"),
        (lambda: web.json_response({"choices": []}), "without a word"),
        (lambda: web.json_response([]), "without a word"),
        (lambda: said(None), "without a word"),
        (lambda: said("{", finish_reason="length"), "in the middle"),
        (lambda: web.json_response({"error": {"message": "no such model"}}), "no such model"),
        (lambda: web.Response(body=b" " * 2_000_000), "more than a megabyte"),
    ],
)
async def test_a_model_without_a_usable_reply_is_told_in_one_line_without_the_key(
    kept: KeptFolder, answer: Callable[[], web.Response], why: str
) -> None:
    async with model(answer) as (one, _):
        with pytest.raises(ModelFailed, match=why) as failed:
            await proposed(one, kept)

    assert KEY not in str(failed.value)
    assert "\n" not in str(failed.value)


async def test_nobody_there_is_told_with_the_setting_to_look_at(kept: KeptFolder) -> None:
    with pytest.raises(ModelFailed, match=r"desk\.model\.url"):
        await proposed(LanguageModel(f"http://127.0.0.1:{free_port()}/v1", "made-up-1"), kept)


async def test_one_portion_without_a_usable_reply_costs_no_other(kept: KeptFolder) -> None:
    source = replace(SOURCE, text=f"{TEXT} " * 150)
    good = json.dumps({"statements": [PROPOSED]})
    answers = [lambda: said(good), lambda: said("no idea"), *[lambda: web.Response(status=500)] * 9]
    async with model(*answers) as (one, asked):
        advice = await proposed(one, kept, source)

    assert len(advice.statements) == 1
    assert len(advice.refused) == len(asked) - 1 >= 2
    assert "sentences" in advice.refused[0].what
