"""The page's side of the server: its state, a stream of events, what people do, and the operator's switches.

Only pages of this server may use it, and changes must come as JSON, which a page of another origin cannot send without
being asked.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable
from typing import Any, TypeVar

from aiohttp import web
from pydantic import ValidationError

from bot.playground.actions import Action, perform
from bot.playground.faults import Fault
from bot.playground.formatting import MarkupError
from bot.playground.hub import CallRecord, Event
from bot.playground.methods.profile import commands_for, menu_button_for, text_for
from bot.playground.people import Refused
from bot.playground.wiring import Parts
from bot.playground.world import jsons
from bot.playground.world.errors import ApiError
from bot.playground.world.lookup import find_account
from bot.playground.world.model import PRESENT, Account, BotState, Dialog, DialogType, Json
from bot.playground.world.moves import gather, rank_of_bots
from bot.playground.world.rates import Limits
from bot.playground.world.world import Unknown
from bot.web.keyhole import Keyhole
from knowledge.files.strict_yaml import Record

_SHOWN_MESSAGES = 200
_HEARTBEAT_SECONDS = 15.0
_OPERATORS = frozenset({"call", "faults", "limits"})
_PICTURES = ("image/png", "image/jpeg", "image/gif", "image/webp")
_HEADERS = {"X-Content-Type-Options": "nosniff", "Cache-Control": "no-store", "Referrer-Policy": "no-referrer"}

Handler_ = Callable[[web.Request], Awaitable[web.StreamResponse]]
Model = TypeVar("Model", bound=Record)


class NewPerson(Record):
    """Somebody who joins the playground."""

    first_name: str
    username: str = ""
    language_code: str = ""


class NewChat(Record):
    """A group or channel with its members: ids, usernames or first names; the first one owns it."""

    type: DialogType
    title: str
    username: str = ""
    forum: bool = False
    members: tuple[str, ...] = ()


class Switch(Record):
    """On or off."""

    on: bool


class PageServer:
    """Answers the page."""

    def __init__(self, playground: Parts, keyhole: Keyhole) -> None:
        self._playground = playground
        self._keyhole = keyhole
        self._world = playground.world

    def routes(self) -> list[web.RouteDef]:
        """Everything under /api."""
        return [
            web.get("/api/state", self._guarded(self._state)),
            web.get("/api/events", self._guarded(self._events)),
            web.get("/api/files/{id}", self._guarded(self._file)),
            web.get("/api/calls", self._guarded(self._calls)),
            web.get("/api/commands", self._guarded(self._commands)),
            web.post("/api/act", self._guarded(self._act)),
            web.post("/api/people", self._guarded(self._add_person)),
            web.post("/api/chats", self._guarded(self._add_chat)),
            web.post("/api/faults", self._guarded(self._add_fault)),
            web.delete("/api/faults", self._guarded(self._remove_faults)),
            web.post("/api/limits", self._guarded(self._limits)),
        ]

    def _guarded(self, handle: Handler_) -> Handler_:
        async def guarded(request: web.Request) -> web.StreamResponse:
            if not self._keyhole.admits(request):
                return _json({"error": "only pages of this server may ask"}, 403)
            try:
                return await handle(request)
            except (Refused, Unknown, MarkupError) as error:
                return _json({"error": str(error)}, 409)
            except ApiError as error:
                return _json({"error": error.description}, 409)
            except ValidationError as error:
                return _json({"error": "; ".join(_problem(one) for one in error.errors(include_url=False))}, 400)
            except (ValueError, web.HTTPRequestEntityTooLarge) as error:
                return _json({"error": str(error)[:200]}, 400)

        return guarded

    async def _state(self, request: web.Request) -> web.StreamResponse:
        """All that a page shows when it opens; for one person, or for the operator."""
        playground, world = self._playground, self._world
        person = self._person(request)
        dialogs = world.dialogs_of(person.id) if person else world.state.dialogs.values()
        people = [one.json() for one in world.state.accounts.values() if not one.is_bot]
        joinable = [one for one in world.state.dialogs.values() if person and one.status(person.id) not in PRESENT]
        return _json(
            {
                "last": playground.hub.last,
                "url": playground.url,
                "people": people,
                "bots": [self._bot(bot, person) for bot in world.state.bots.values()],
                "questions": self._questions(person),
                "chats": [self._chat(dialog) for dialog in dialogs],
                "joinable": [{"key": one.key, **world.chat_json(one)} for one in joinable if not one.is_private],
                "limits": playground.governor.limits is not None,
                "faults": self._fault_list(),
            }
        )

    async def _events(self, request: web.Request) -> web.StreamResponse:
        """Server-sent events after a number, for one person or for the operator."""
        person = self._person(request)
        given = request.headers.get("Last-Event-ID") or request.query.get("after", "")
        last = int(given) if given.isdecimal() else self._playground.hub.last
        response = web.StreamResponse(headers={**_HEADERS, "Content-Type": "text/event-stream"})
        await response.prepare(request)
        while request.transport is not None and not request.transport.is_closing():
            try:
                async with asyncio.timeout(_HEARTBEAT_SECONDS):
                    events = await self._playground.hub.after(last)
            except TimeoutError:
                await response.write(b": still here\n\n")
                continue
            last = events[-1].number
            if events[-1].kind == "end":
                break
            shown = (event for event in events if self._concerns(event, person))
            await response.write(b"".join(map(_sse, shown)))
        return response

    async def _file(self, request: web.Request) -> web.StreamResponse:
        """A file of a message; never as something that a browser would run."""
        file = self._world.state.files.get(request.match_info["id"])
        if file is None:
            raise Unknown("there is no such file")
        is_picture = file.mime_type in _PICTURES
        content_type = file.mime_type if is_picture else "application/octet-stream"
        headers = _HEADERS | ({} if is_picture else {"Content-Disposition": "attachment"})
        return web.Response(body=file.content, content_type=content_type, headers=headers)

    async def _calls(self, request: web.Request) -> web.StreamResponse:
        after = int(request.query.get("after", "0"))
        return _json({"calls": [one.json() for one in self._playground.calls.calls if one.number > after]})

    async def _commands(self, request: web.Request) -> web.StreamResponse:
        """The commands and the menu button that a bot offers a person in a chat."""
        person = self._person(request)
        dialog = self._world.dialog(request.query.get("chat", ""))
        if person is None:
            raise Unknown("there is nobody to offer commands to")
        offered: list[Json] = []
        for bot in self._world.bots_in(dialog):
            admin = self._world.is_admin(dialog, person.id)
            commands = commands_for(self._world, bot.id, person=person.id, chat=dialog.id, admin=admin)
            button = menu_button_for(bot, dialog.id)
            offered.append({"bot": bot.account.username, "commands": commands, "menu_button": button})
        return _json({"bots": offered})

    async def _act(self, request: web.Request) -> web.StreamResponse:
        return _json(perform(self._world, await _read(request, Action)))

    async def _add_person(self, request: web.Request) -> web.StreamResponse:
        new = await _read(request, NewPerson)
        person = self._world.add_person(new.first_name, username=new.username, language_code=new.language_code)
        return _json({"person": person.json()})

    async def _add_chat(self, request: web.Request) -> web.StreamResponse:
        new = await _read(request, NewChat)
        if new.type is DialogType.PRIVATE:
            raise Refused("private chats open by themselves")
        accounts = [find_account(self._world, name) for name in new.members]
        dialog = self._world.add_chat(new.type, new.title, username=new.username, forum=new.forum)
        bots = {one.id: rank_of_bots(new.type) for one in accounts if one.is_bot}
        gather(self._world, dialog, [one.id for one in accounts if not one.is_bot], bots)
        return _json({"chat": self._chat(dialog)})

    async def _add_fault(self, request: web.Request) -> web.StreamResponse:
        return _json({"number": self._playground.switch_on(await _read(request, Fault))})

    async def _remove_faults(self, request: web.Request) -> web.StreamResponse:
        number = request.query.get("number")
        self._playground.switch_off(int(number) if number else None)
        return _json({"faults": self._fault_list()})

    async def _limits(self, request: web.Request) -> web.StreamResponse:
        switch = await _read(request, Switch)
        governor = self._playground.governor
        governor.limits = (self._playground.options.limits or Limits()) if switch.on else None
        governor.forget()
        self._playground.hub.publish("limits", {"on": switch.on})
        return _json({"limits": switch.on})

    def _person(self, request: web.Request) -> Account | None:
        name = request.query.get("person", "")
        return find_account(self._world, name) if name else None

    def _bot(self, bot: BotState, person: Account | None) -> Json:
        """What a person sees of a bot before there is a conversation."""
        return bot.json() | {"description": text_for(bot, "description", person.language_code if person else "")}

    def _questions(self, person: Account | None) -> list[str]:
        return list(self._playground.options.questions(person.language_code[:2] if person else ""))

    def _concerns(self, event: Event, person: Account | None) -> bool:
        """Whether a person would see it; the operator sees everything."""
        if person is None:
            return True
        if event.kind in _OPERATORS:
            return False
        if "dialog" in event.body:
            dialog = self._world.state.dialogs.get(event.body["dialog"])
            return dialog is not None and person.id in dialog.members
        return event.body.get("person") in (None, person.id) or event.kind == "person"

    def _chat(self, dialog: Dialog) -> Json:
        messages = list(dialog.messages.values())[-_SHOWN_MESSAGES:]
        return {
            "key": dialog.key,
            "chat": self._world.chat_json(dialog),
            "bot": dialog.bot,
            "members": {str(id_): one.status.value for id_, one in dialog.members.items()},
            "topics": [{"id": one.id, "name": one.name, "is_closed": one.is_closed} for one in dialog.topics.values()],
            "started": dialog.is_started,
            "blocked": dialog.is_blocked,
            "pinned": dialog.pinned,
            "keyboard": dialog.keyboard,
            "messages": messages,
        }

    def _fault_list(self) -> list[Json]:
        faults = self._playground.faults.all().items()
        return [{"number": number, "struck": struck, **fault.model_dump()} for number, (fault, struck) in faults]


async def _read(request: web.Request, model: type[Model]) -> Model:
    return model.model_validate(jsons.loads(await request.read()))


def _problem(detail: Any) -> str:
    place = ".".join(map(str, detail["loc"]))
    return f"{place}: {detail['msg']}" if place else str(detail["msg"])


def _sse(event: Event) -> bytes:
    body = {name: value.json() if isinstance(value, CallRecord) else value for name, value in event.body.items()}
    text = json.dumps(body, ensure_ascii=False, separators=(",", ":"))
    return f"id: {event.number}\nevent: {event.kind}\ndata: {text}\n\n".encode()


def _json(value: object, status: int = 200) -> web.Response:
    return web.Response(body=jsons.dumps(value), status=status, content_type="application/json", headers=_HEADERS)
