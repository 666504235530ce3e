"""What can go wrong between a bot and Telegram, switched on for chosen calls."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import count
from typing import Annotated, Literal

from pydantic import Field, model_validator

from knowledge.files.strict_yaml import Record


class Effect(StrEnum):
    """What happens to a call."""

    RESET = "reset"
    """The connection is torn down, without an answer."""
    DELAY = "delay"
    """The answer takes `seconds` longer."""
    FREEZE = "freeze"
    """The socket stays open and nothing comes, until the fault is switched off."""
    ERROR = "error"
    """Telegram answers with `code` and `description`."""
    GATEWAY = "gateway"
    """Something in front of Telegram answers with a page and `code`, without Telegram's JSON."""


class Fault(Record):
    """One fault; with `when: after` the call has its effect first, so that a message is delivered all the same."""

    effect: Effect
    when: Literal["before", "after"] = "before"
    methods: tuple[str, ...] = ()
    """Empty: all methods but getUpdates."""
    chat: int | None = None
    skip: Annotated[int, Field(ge=0)] = 0
    """So many calls pass first."""
    every: Annotated[int, Field(ge=1)] = 1
    """It strikes every n-th call from then on."""
    times: Annotated[int, Field(ge=1)] | None = None
    """It strikes so often; None: until it is switched off."""
    seconds: Annotated[float, Field(ge=0, le=86_400)] = 0.0
    code: Annotated[int, Field(ge=400, le=599)] = 500
    description: str = ""
    retry_after: Annotated[int, Field(ge=1)] | None = None

    @model_validator(mode="after")
    def _fits_its_effect(self) -> Fault:
        if self.effect is Effect.DELAY and not self.seconds:
            raise ValueError("effect delay needs seconds")
        if self.retry_after is not None and self.code != 429:
            raise ValueError("retry_after needs code 429")
        return self

    def concerns(self, method: str, chat: object) -> bool:
        """Whether it is meant for a call."""
        named = {name.lower() for name in self.methods}
        if method.lower() not in named if named else method.lower() == "getupdates":
            return False
        return self.chat is None or str(self.chat) == str(chat)


@dataclass(slots=True)
class _Switched:
    fault: Fault
    seen: int = 0
    struck: int = 0


@dataclass(slots=True)
class FaultBoard:
    """The faults that are switched on, each under a number."""

    _switched: dict[int, _Switched] = field(default_factory=dict)
    _numbers: Iterable[int] = field(default_factory=lambda: count(1))

    def switch_on(self, fault: Fault) -> int:
        """Add a fault; its number switches it off."""
        number = next(iter(self._numbers))
        self._switched[number] = _Switched(fault)
        return number

    def switch_off(self, number: int) -> bool:
        """Remove a fault; False when there is none of that number."""
        return self._switched.pop(number, None) is not None

    def clear(self) -> None:
        """Remove all."""
        self._switched.clear()

    def all(self) -> dict[int, tuple[Fault, int]]:
        """Each fault by its number, and how often it struck."""
        return {number: (one.fault, one.struck) for number, one in self._switched.items()}

    def strike(self, method: str, chat: object) -> tuple[int, Fault] | None:
        """The first fault that strikes this call, with its number; every one that concerns it counts it."""
        hit: tuple[int, Fault] | None = None
        for number, one in list(self._switched.items()):
            if not one.fault.concerns(method, chat):
                continue
            one.seen += 1
            if hit is None and self._strikes(one):
                one.struck += 1
                hit = number, one.fault
        return hit

    @staticmethod
    def _strikes(one: _Switched) -> bool:
        fault = one.fault
        if fault.times is not None and one.struck >= fault.times:
            return False
        return one.seen > fault.skip and (one.seen - fault.skip) % fault.every == 0
