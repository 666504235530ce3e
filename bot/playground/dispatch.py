"""From a method's name and raw parameters to its result: validation, the methods, and the record of it all."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from bot.playground import webhooks
from bot.playground.methods import Call, implemented
from bot.playground.methods.plausible import plausible
from bot.playground.requests import Body
from bot.playground.updates import LongPolls
from bot.playground.webhooks import Deliverer
from bot.playground.world import validation
from bot.playground.world.errors import ApiError
from bot.playground.world.model import BotState, Json
from bot.playground.world.rates import Governor
from bot.playground.world.validation import Method
from bot.playground.world.world import World


@dataclass(frozen=True, slots=True)
class MethodResult:
    """A result; `description` goes with some of them."""

    result: Any
    description: str = ""

    def json(self) -> Json:
        """The body of the answer."""
        body: Json = {"ok": True, "result": self.result}
        return body | ({"description": self.description} if self.description else {})


@dataclass(slots=True)
class Dispatcher:
    """Runs calls on the world."""

    world: World
    governor: Governor
    polls: LongPolls
    strict: bool = True
    """Refuse parameters that the method does not have; Telegram ignores them."""
    deliverer: Deliverer = field(init=False)

    def __post_init__(self) -> None:
        self.deliverer = Deliverer(self.world.clock, self._execute_for_webhook)

    async def run(self, bot: BotState, name: str, body: Body) -> MethodResult:
        """The answer to a call; ApiError where Telegram refuses it."""
        method = validation.method_of(name)
        if method is None:
            raise ApiError(404, "Not Found: method not found")
        given = validation.read(method, body.given, body.files, strict=self.strict)
        match name.lower():
            case "getupdates":
                return MethodResult(await self.polls.get(bot, given))
            case "setwebhook":
                return await self._set_webhook(bot, given, body)
            case "deletewebhook":
                return await self._set_webhook(bot, {**given, "url": ""}, body)
            case "getwebhookinfo":
                return MethodResult(webhooks.webhook_info(bot))
        return MethodResult(self._call(bot, method, given, body))

    def _call(self, bot: BotState, method: Method, given: Json, body: Body) -> Any:
        call = Call(self.world, bot, method.name.lower(), given, self.governor, body.files)
        function = implemented().get(call.method)
        if function is not None:
            return function(call)
        if "chat_id" in given:
            self.world.find(bot, given["chat_id"])
        return plausible(call, method)

    async def _set_webhook(self, bot: BotState, given: Json, body: Body) -> MethodResult:
        certificate = body.files.get("certificate")
        hook = webhooks.read_webhook(given, certificate.content.decode("latin-1") if certificate else "")
        before = bot.webhook.url
        if "allowed_updates" in given and hook.url:
            bot.queue.allow(given["allowed_updates"])
        if given.get("drop_pending_updates"):
            bot.queue.clear()
        if hook.url and (hook.url, hook.secret, hook.max_connections, hook.certificate) == (
            before,
            bot.webhook.secret,
            bot.webhook.max_connections,
            bot.webhook.certificate,
        ):
            return MethodResult(result=True, description="Webhook is already set")
        await self.deliverer.stop(bot.id)
        bot.webhook = hook
        if hook.url:
            self.polls.webhook_set(bot.id)
            self.deliverer.wake(bot)
            return MethodResult(result=True, description="Webhook was set")
        return MethodResult(result=True, description="Webhook was deleted" if before else "Webhook is already deleted")

    async def _execute_for_webhook(self, bot: BotState, name: str, given: Json) -> None:
        try:
            await self.run(bot, name, Body(given))
        except ApiError:
            return
