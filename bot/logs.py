"""The log: structlog and the standard library through one handler to stderr, with every secret taken out.

Redaction works on the finished line, so that nothing gets round it: no level, no logger, no traceback.
"""

from __future__ import annotations

import json
import logging
import re
import sys
import time
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any, TextIO

from bot.interface.words.terminals import harmless
from bot.memory.recent import Recent
from bot.settings.values import Level

if TYPE_CHECKING:
    from structlog.typing import EventDict, Processor

_SPARED_SECONDS = 60.0
_MOST_KNOWN = 500
_MASK = "[redacted]"
_LONG_NUMBER = re.compile(r"(?<![\w.])-?\d{6,}(?![\w.])")
"""A number of a chat, such as libraries put into the texts of their errors: in private it is a person."""
_OF_MANY_LINES = ("exception", "stack")
_BOT_TOKENS = r"(?<=bot)\d+(?::|%3A)[\w-]+|\b\d{6,}(?::|%3A)[\w-]{30,}"


class Redactor:
    """Masks given secrets and everything that looks like a bot token."""

    def __init__(self, secrets: Iterable[str] = ()) -> None:
        spellings = {spelling for secret in secrets if secret for spelling in (secret, json.dumps(secret)[1:-1])}
        longest_first = sorted(spellings, key=len, reverse=True)
        self._pattern = re.compile("|".join([*map(re.escape, longest_first), _BOT_TOKENS]), re.IGNORECASE)

    def __call__(self, text: str) -> str:
        """The text with its secrets masked."""
        return self._pattern.sub(_MASK, text)


@dataclass
class _Lines(logging.Formatter):
    """Writes a record with structlog, which is imported for the first of them: most commands write none."""

    colours: bool
    redact: Redactor

    def __post_init__(self) -> None:
        super().__init__()

    @cached_property
    def _written(self) -> logging.Formatter:
        from structlog.stdlib import ProcessorFormatter

        rendering = [ProcessorFormatter.remove_processors_meta, *_rendering(colours=self.colours)]
        return ProcessorFormatter(foreign_pre_chain=_stamps(), processors=rendering)

    def format(self, record: logging.LogRecord) -> str:
        """The line, without its secrets."""
        return self.redact(self._written.format(record))


@dataclass
class Sparing(logging.Filter):
    """Lets a warning or an error that repeats itself through once a minute, with how often it was left out.

    A full disk would otherwise write a line for each question, each look at the outbox and each conversation.
    """

    clock: Callable[[], float] = time.monotonic
    _told: Recent[Hashable, tuple[float, int]] = field(default_factory=lambda: Recent(_MOST_KNOWN))
    """When each was written last, and how often it was left out since."""

    def __post_init__(self) -> None:
        super().__init__()

    def filter(self, record: logging.LogRecord) -> bool:
        """Whether it is written."""
        if record.levelno < logging.WARNING:
            return True
        key, now = _same(record), self.clock()
        last, left_out = self._told.get(key) or (-_SPARED_SECONDS, 0)
        if now - last < _SPARED_SECONDS:
            self._told.keep(key, (last, left_out + 1))
            return False
        self._told.keep(key, (now, 0))
        if left_out and isinstance(record.msg, dict):
            record.msg["left_out"] = left_out
        return True


def _same(record: logging.LogRecord) -> Hashable:
    """Equal for lines that say the same: what tells one row or update from another tells them apart."""
    error = record.exc_info[1] if isinstance(record.exc_info, tuple) else None
    said = repr((record.msg, record.args))
    if isinstance(record.msg, dict):
        told = {name: value for name, value in record.msg.items() if name not in ("timestamp", "exc_info")}
        error = error or record.msg.get("exc_info")
        said = repr(sorted(told.items()))
    return record.name, record.levelno, said, repr(error)


class _WithoutPayloads(logging.Filter):
    """Takes the arguments out of python-telegram-bot's records: they hold readers' messages."""

    def filter(self, record: logging.LogRecord) -> bool:
        if record.name.startswith("telegram"):
            record.args = ()
        return True


def configure(level: Level, *, secrets: Iterable[str] = (), stream: TextIO | None = None) -> None:
    """Send all logging to `stream` (stderr): readable on a terminal, one JSON object a line elsewhere."""
    configure_library(level, secrets=secrets, stream=stream)
    _configure_structlog()


def configure_library(level: Level, *, secrets: Iterable[str] = (), stream: TextIO | None = None) -> None:
    """The same for the standard library's logging alone, for what calls nothing that imports structlog: 0.1 s less."""
    target = stream or sys.stderr
    handler = logging.StreamHandler(target)
    handler.setFormatter(_Lines(target.isatty(), Redactor(secrets)))
    handler.addFilter(_WithoutPayloads())
    handler.addFilter(Sparing())
    logging.basicConfig(level=level.value, handlers=[handler], force=True)
    logging.captureWarnings(capture=True)
    logging.raiseExceptions = False  # it would print the arguments of a record that cannot be formatted
    _quieten(level)


def _configure_structlog() -> None:
    import structlog

    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            *_stamps(),
            structlog.processors.StackInfoRenderer(),
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=False,
    )


def _quieten(level: Level) -> None:
    """Requests are told by httpx at INFO, whole updates by python-telegram-bot at DEBUG."""
    http = logging.DEBUG if level is Level.DEBUG else logging.WARNING
    for name in ("httpx", "httpcore"):
        logging.getLogger(name).setLevel(http)
    # What is no JSON is raised to us as well, and told where it matters, without a traceback.
    logging.getLogger("telegram.request.BaseRequest").setLevel(logging.CRITICAL)
    logging.getLogger("telegram").setLevel(logging.INFO if level is Level.DEBUG else logging.WARNING)


def _stamps() -> list[Processor]:
    import structlog

    return [
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]


def _rendering(*, colours: bool) -> list[Processor]:
    """Neither renderer shows local variables in tracebacks: they hold questions."""
    import structlog

    plain: list[Processor] = [structlog.processors.format_exc_info, _without_numbers]
    if colours:
        return [*plain, _harmless, structlog.dev.ConsoleRenderer()]
    return [*plain, structlog.processors.JSONRenderer(serializer=_as_json)]


def _harmless(_logger: object, _method: str, event: EventDict) -> EventDict:
    """Leave the terminal to the colours of the renderer: what readers and documents wrote steers nothing."""
    for key, value in event.items():
        if isinstance(value, str):
            event[key] = harmless(value if key in _OF_MANY_LINES else value.replace("\n", "\\n"))
    return event


def _as_json(event: object, **how: Any) -> str:
    """One line, with what JSON itself would let through to a terminal that shows it later."""
    return harmless(json.dumps(event, ensure_ascii=False, **how))


def _without_numbers(_logger: object, _method: str, event: EventDict) -> EventDict:
    """Take the numbers of chats out of what errors say of themselves."""
    for key in ("exception", "reason"):
        if isinstance(event.get(key), str):
            event[key] = _LONG_NUMBER.sub("…", event[key])
    return event
