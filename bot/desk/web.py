"""The desk's side of its page: every request has the key and comes from the page, every change comes as JSON."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any, TypeVar

import structlog
from aiohttp import web
from pydantic import ValidationError

from bot.desk.bench import Bench
from bot.desk.checking import Checking, CheckWish
from bot.desk.consulting import Consulting
from bot.desk.deciding import Deciding
from bot.desk.leadboard import LeadBoard
from bot.desk.missboard import AddedWording, MissBoard
from bot.desk.papers import NamedPaper, UploadedPaper
from bot.desk.publication import Publishing, Release
from bot.desk.trying import Judging, TryOut
from bot.desk.wishes import ConflictingEdit, DecisionWish
from bot.interface.words.wording import LANGUAGES, Wordings
from bot.language_model.client import ModelFailed
from bot.state.errors import StateError
from bot.web.keyhole import Keyhole
from knowledge.curation.kinds import TYPES
from knowledge.errors import InvalidFiles, KnowledgeError
from knowledge.files import strict_json
from knowledge.files.describing import describe
from knowledge.files.strict_yaml import Record
from knowledge.model import EntityType

MOST_BYTES = 48_000_000
"""Of a request: a document of 32 MB in base64, and what comes with it."""
_HEADERS = {"X-Content-Type-Options": "nosniff", "Cache-Control": "no-store", "Referrer-Policy": "no-referrer"}
_LATEST = 200
_REFUSED = (KnowledgeError, ModelFailed, StateError, web.HTTPRequestEntityTooLarge, ValueError, TypeError, OSError)

Handle = Callable[[web.Request], Awaitable[Any]]
Shape = TypeVar("Shape", bound=Record)

log = structlog.get_logger(__name__)


class TryQuestion(Record):
    """A question to the draft."""

    q: str
    lang: str = ""


@dataclass(slots=True)
class DeskServer:
    """Answers the page."""

    bench: Bench
    try_out: TryOut
    publication: Publishing
    consulting: Consulting
    misses: MissBoard
    leads: LeadBoard
    keyhole: Keyhole
    _preparing: dict[str, asyncio.Task[None]] = field(default_factory=dict)

    def routes(self) -> list[web.RouteDef]:
        """Everything under /api."""
        deciding, checking = Deciding(self.bench), Checking(self.bench)
        return [
            web.get("/api/state", self._guarded(self._state)),
            web.get("/api/document", self._guarded(self._document)),
            web.get("/api/pulse", self._guarded(self._pulse)),
            web.get("/api/items", self._guarded(self._items)),
            web.get("/api/entity", self._guarded(self._entity)),
            web.get("/api/chronicle", self._guarded(self._chronicle)),
            web.post("/api/upload", self._guarded(self._upload)),
            web.post("/api/decide", self._guarded(self._given(DecisionWish, deciding.decide))),
            web.post("/api/check", self._guarded(self._given(CheckWish, checking.check))),
            web.post("/api/redraft", self._guarded(self._given(NamedPaper, self._redraft))),
            web.post("/api/advise", self._guarded(self._consult)),
            web.post("/api/ask", self._guarded(self._given(TryQuestion, self._ask))),
            web.post("/api/judge", self._guarded(self._given(Judging, self._judge))),
            web.get("/api/misses", self._guarded(self._misses)),
            web.get("/api/leads", self._guarded(self._leads)),
            web.get("/api/near", self._guarded(self._near)),
            web.post("/api/wording", self._guarded(self._given(AddedWording, self.misses.word))),
            web.get("/api/made", self._guarded(self._made)),
            web.post("/api/plan", self._guarded(self._plan)),
            web.post("/api/publish", self._guarded(self._given(Release, self.publication.publish))),
            web.post("/api/unpublish", self._guarded(self._given(NamedPaper, self._unpublish))),
        ]

    def _guarded(self, handle: Handle) -> Callable[[web.Request], Awaitable[web.StreamResponse]]:
        async def guarded(request: web.Request) -> web.StreamResponse:
            if not self.keyhole.admits(request):
                return _json({"error": "open the address that was printed when the desk was started"}, 403)
            try:
                return _json(await handle(request))
            except _REFUSED as error:
                return _refusal(error)

        return guarded

    def _given(self, shape: type[Shape], act: Callable[[Shape], Any]) -> Handle:
        """What is done with a body of JSON, beside the event loop."""

        async def handle(request: web.Request) -> Any:
            return await asyncio.to_thread(act, _read(shape, await request.read()))

        return handle

    async def _state(self, _: web.Request) -> Any:
        model, wordings = self.consulting.model, self.try_out.wordings
        more = {"model": model.name if model else "", "types": _types(wordings)}
        return await asyncio.to_thread(self.bench.overview) | more

    async def _document(self, request: web.Request) -> Any:
        """A document at once; its draft is begun beside it, and the page asks again."""
        id_ = request.query.get("id", "")
        found = await asyncio.to_thread(self.bench.open, id_)
        if not found["prepared"] and (id_ not in self._preparing or self._preparing[id_].done()):
            self._preparing[id_] = asyncio.create_task(self._prepare(id_))
        return found

    async def _prepare(self, id_: str) -> None:
        try:
            await asyncio.to_thread(self.bench.prepare, id_)
        except (KnowledgeError, OSError, ValueError, TypeError):
            log.exception("a document could not be drafted", document=id_)

    async def _pulse(self, request: web.Request) -> Any:
        """Whether anything has changed since the page looked last."""
        return await asyncio.to_thread(self.bench.pulse, request.query.get("id", ""))

    async def _items(self, request: web.Request) -> Any:
        block = int(request.query.get("block", "0"))
        return {"items": await asyncio.to_thread(self.bench.items, request.query.get("id", ""), block)}

    async def _entity(self, request: web.Request) -> Any:
        query = request.query
        return await asyncio.to_thread(self.bench.entity, query.get("id", ""), query.get("entity", ""))

    async def _chronicle(self, _: web.Request) -> Any:
        lines = await asyncio.to_thread(lambda: list(self.publication.publisher.chronicle.all()))
        return {"lines": lines[: -_LATEST - 1 : -1]}

    async def _upload(self, request: web.Request) -> Any:
        return {"id": await asyncio.to_thread(self.bench.take, _read(UploadedPaper, await request.read()))}

    def _redraft(self, named: NamedPaper) -> Any:
        drafted = self.bench.drafted(self.bench.papers.get(named.document)[0], named.about)
        self.bench.redraft(named.document, named.who, drafted)
        return self.bench.open(named.document)

    async def _consult(self, request: web.Request) -> Any:
        return await self.consulting.consult(_read(NamedPaper, await request.read()))

    async def _made(self, request: web.Request) -> Any:
        query = request.query
        return {"rows": await asyncio.to_thread(self.try_out.made, query.get("id", ""), query.get("lang", "en"))}

    async def _misses(self, _: web.Request) -> Any:
        return await self.misses.board()

    async def _leads(self, request: web.Request) -> Any:
        lang = request.query.get("lang", "")
        return await self.leads.board(lang if lang in LANGUAGES else "en")

    async def _near(self, request: web.Request) -> Any:
        return await asyncio.to_thread(self.misses.near, request.query.get("q", ""))

    def _ask(self, asked: TryQuestion) -> Any:
        return self.try_out.ask(asked.q, asked.lang)

    def _judge(self, judging: Judging) -> Any:
        self.try_out.judge(judging)
        return {}

    async def _plan(self, _: web.Request) -> Any:
        return await self.publication.plan()

    def _unpublish(self, named: NamedPaper) -> Any:
        return self.publication.unpublish(named.who)


def _types(wordings: Wordings) -> dict[str, Any]:
    """What an entity of each kind may be more closely."""
    return {
        kind.folder: [
            {"id": one.value, "label": _labels(f"type.{one.value}", wordings)} for one in EntityType if one in own
        ]
        for kind, own in TYPES.items()
    }


def _labels(message: str, wordings: Wordings) -> dict[str, str]:
    return {lang: wordings.speak(lang).text(message) for lang in LANGUAGES}


def _read(shape: type[Shape], body: bytes) -> Shape:
    """A body of JSON; ValueError or TypeError where it is none of this shape."""
    return shape.model_validate(strict_json.loads(body))


def _refusal(error: Exception) -> web.Response:
    """Why something was not done, with what helps the page to show it."""
    match error:
        case ConflictingEdit():
            return _json({"error": str(error), "conflict": dict(error.item)}, 409)
        case InvalidFiles():
            return _json({"error": str(error), "problems": [_problem(one) for one in error.problems]}, 422)
        case ValidationError():
            return _json({"error": "; ".join(describe(dict(one)) for one in error.errors(include_url=False))}, 400)
        case ModelFailed() | StateError():
            return _json({"error": str(error)}, 502)
        case OSError():
            log.error("the desk could not write or read a file", reason=str(error))
            return _json({"error": f"a file cannot be written or read: {error.strerror}"}, 507)
        case _:
            return _json({"error": str(error)[:500]}, 400)


def _problem(one: Any) -> dict[str, Any]:
    return {"file": one.file, "line": one.line, "field": one.field, "message": one.message}


def _json(value: object, status: int = 200) -> web.Response:
    body = json.dumps(value, ensure_ascii=False, separators=(",", ":"), default=str)
    return web.Response(
        body=body.encode("utf-8", "replace"), status=status, content_type="application/json", headers=_HEADERS
    )
