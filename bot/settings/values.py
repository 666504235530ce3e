"""What an operator can set: the shape of `config.yaml`, and the secrets and places from the environment.

`bot.settings.environment` reads both and reports every problem at once.
"""

from __future__ import annotations

import re
from datetime import timedelta
from enum import StrEnum
from pathlib import Path
from typing import Annotated
from urllib.parse import quote, unquote, urlsplit

from pydantic import AfterValidator, BeforeValidator, Field, SecretStr, StringConstraints, model_validator

from knowledge.files.shipped import shipped
from knowledge.files.strict_yaml import Record

OFFICIAL_API = "https://api.telegram.org"
_DURATION = re.compile(r"(\d{1,6})([smh]?)")
_UNITS = {"": "seconds", "s": "seconds", "m": "minutes", "h": "hours"}
_HOST = re.compile(r"[\w.:-]+")
_VARIABLE = re.compile(r"[A-Za-z_][A-Za-z0-9_]{0,99}")
_WEBHOOK_SECRET = re.compile(r"[A-Za-z0-9_-]{0,256}")


class Mode(StrEnum):
    """How updates come from Telegram."""

    POLLING = "polling"
    WEBHOOK = "webhook"


class Level(StrEnum):
    """From which severity on the log is written."""

    DEBUG = "DEBUG"
    INFO = "INFO"
    WARNING = "WARNING"
    ERROR = "ERROR"


def _upper(value: object) -> object:
    return value.upper() if isinstance(value, str) else value


def _duration(value: object) -> object:
    if not isinstance(value, str):
        return value
    match = _DURATION.fullmatch(value)
    if match is None:
        raise ValueError(f"{value!r} is no duration; write 0, 90s, 10m or 2h")
    return timedelta(**{_UNITS[match.group(2)]: int(match.group(1))})


def _is_address(url: str) -> bool:
    return url.startswith(("https://", "http://")) and bool(urlsplit(url).hostname)


def _webhook_url(value: str) -> str:
    if value and not _is_address(value):
        raise ValueError(f"{value!r} is no https address")
    return value


def _webhook_secret(value: SecretStr) -> SecretStr:
    if not _WEBHOOK_SECRET.fullmatch(value.get_secret_value()):
        raise ValueError("must be at most 256 letters, digits, _ and -")
    return value


def _host(value: str) -> str:
    if not _HOST.fullmatch(value):
        raise ValueError(f"{value!r} is no address; write 127.0.0.1 for this machine alone, 0.0.0.0 for all networks")
    return value


Port = Annotated[int, Field(ge=0, le=65535)]
Host = Annotated[str, AfterValidator(_host)]
Duration = Annotated[timedelta, BeforeValidator(_duration)]
_ChatId = Annotated[int, Field(gt=-(1 << 52), lt=1 << 52)]
"""Telegram promises that they have no more bits."""
ChatIds = tuple[_ChatId, ...]


class WebhookSettings(Record):
    """Where Telegram delivers updates in webhook mode."""

    url: Annotated[str, AfterValidator(_webhook_url)] = ""
    listen: Host = "127.0.0.1"
    port: Port = 8443
    secret: Annotated[SecretStr, AfterValidator(_webhook_secret)] = SecretStr("")


class Telegram(Record):
    """How the bot talks to Telegram, and with whom."""

    mode: Mode = Mode.POLLING
    webhook: WebhookSettings = WebhookSettings()
    operators: ChatIds = ()
    allowed_chats: ChatIds = ()
    """Empty: every chat."""

    @model_validator(mode="after")
    def _webhook_has_a_place(self) -> Telegram:
        if self.mode is Mode.WEBHOOK and not self.webhook.url:
            raise ValueError("mode webhook needs telegram.webhook.url")
        return self


class Knowledge(Record):
    """Where the facts are."""

    path: Annotated[Path, AfterValidator(Path.absolute)] = Field(default_factory=lambda: shipped("knowledge"))


class Answers(Record):
    """How questions are answered."""

    follow_up_minutes: Annotated[int, Field(ge=0, le=1440)] = 10
    questions_per_minute: Annotated[int, Field(ge=0, le=1000)] = 20
    semantic: bool = False


class Fate(StrEnum):
    """What becomes of a message of which nobody knows whether it arrived; nothing sends it again by itself."""

    ASK = "ask"
    SENT = "sent"
    FAILED = "failed"


class UncertainMessages(Record):
    """What becomes of uncertain messages, by the reason."""

    killed: Fate = Fate.ASK
    no_answer: Fate = Fate.ASK
    gateway: Fate = Fate.ASK


class Delivery(Record):
    """How subscribers are told."""

    messages_per_second: Annotated[float, Field(gt=0, le=30, allow_inf_nan=False)] = 25.0
    in_flight: Annotated[int, Field(ge=1, le=64)] = 8
    cooling_off: Duration = timedelta(minutes=10)
    allow_paid_broadcast: bool = False
    uncertain: UncertainMessages = UncertainMessages()


class Privacy(Record):
    """How long anything about a reader is kept."""

    retention_days: Annotated[int, Field(ge=1, le=3650)] = 90


class ArchiveBounds(Record):
    """What the archive of documents without a folder may keep, 0: all; and how much of it is found by meaning."""

    keep_days: Annotated[int, Field(ge=0, le=36500)] = 0
    max_mb: Annotated[int, Field(ge=0, le=1_000_000)] = 0
    meaning_sentences: Annotated[int, Field(ge=0, le=2_000_000)] = 200_000


class Feeds(Record):
    """What is watched."""

    file: Annotated[Path | None, BeforeValidator(lambda value: value or None)] = None
    """None: nothing."""


class House(Record):
    """Who runs the bot, as its readers are told; empty: a local trial."""

    name: Annotated[str, StringConstraints(strip_whitespace=True, max_length=100)] = ""
    contact: Annotated[str, StringConstraints(strip_whitespace=True, max_length=200)] = ""
    """An address or a name on Telegram."""


def _model_url(value: str) -> str:
    if value and (not _is_address(value) or "@" in urlsplit(value).netloc):
        raise ValueError("is no address; write the root only, like https://models.example.org/v1")
    return value


def _push_url(value: SecretStr) -> SecretStr:
    url = value.get_secret_value()
    if url and not _is_address(url):
        raise ValueError("is no address; write it with https://")
    return value


class Ops(Record):
    """Where monitors ask how the bot is; port 0: nowhere."""

    listen: Host = "127.0.0.1"
    port: Port = 0
    push_url: Annotated[SecretStr, AfterValidator(_push_url)] = SecretStr("")
    """An address that is called each minute while the bot serves; it may hold a key."""


def _variable_name(value: str) -> str:
    if value and not _VARIABLE.fullmatch(value):
        raise ValueError("is no name of a variable; the key itself belongs into the environment, not here")
    return value


class Model(Record):
    """A language model behind an address that speaks OpenAI's chat completions; empty: nobody is asked."""

    url: Annotated[str, AfterValidator(_model_url)] = ""
    """Its root, as in https://models.example.org/v1."""
    name: Annotated[str, StringConstraints(strip_whitespace=True, max_length=200)] = ""
    key_env: Annotated[str, AfterValidator(_variable_name)] = ""
    """The variable of the environment that holds its key."""

    @model_validator(mode="after")
    def _has_a_name(self) -> Model:
        if self.url and not self.name:
            raise ValueError("desk.model.url needs desk.model.name")
        return self


class Desk(Record):
    """What helps editors."""

    model: Model = Model()


class Web(Record):
    """Where the playground listens; port 0 takes any free one."""

    host: Host = "127.0.0.1"
    port: Port = 8765


class Logging(Record):
    """What the log says."""

    level: Annotated[Level, BeforeValidator(_upper)] = Level.INFO


class Tunables(Record):
    """The whole of `config.yaml`."""

    telegram: Telegram = Telegram()
    knowledge: Knowledge = Field(default_factory=Knowledge)
    answers: Answers = Answers()
    delivery: Delivery = Delivery()
    privacy: Privacy = Privacy()
    archive: ArchiveBounds = ArchiveBounds()
    feeds: Feeds = Feeds()
    house: House = House()
    ops: Ops = Ops()
    desk: Desk = Desk()
    web: Web = Web()
    logging: Logging = Logging()


class Settings(Tunables):
    """The tunables, and what comes from the environment alone."""

    token: SecretStr | None = None
    """None: no Telegram."""
    model_key: SecretStr | None = None
    """Of the language model, from the variable that `desk.model.key_env` names."""
    api_url: str = OFFICIAL_API
    """Root of the Bot API, without a slash at its end."""
    database_url: SecretStr
    data: Path
    """The only folder that is written to."""

    @property
    def rehearsal(self) -> Path:
        """Where everything of a bot without a token is kept, apart from real readers."""
        return self.data / "playground"

    @property
    def shown_api_url(self) -> str:
        """Where the Bot API is, without name and password of whoever may use it."""
        parts = urlsplit(self.api_url)
        return parts._replace(netloc=parts.netloc.rpartition("@")[2]).geturl()

    def secrets(self) -> tuple[str, ...]:
        """Every text that must stand in no log, in the spellings in which it may turn up."""
        token = self.token.get_secret_value() if self.token else ""
        urls = (self.database_url.get_secret_value(), self.api_url)
        passwords = [urlsplit(url).password or "" for url in urls]
        own = (self.telegram.webhook.secret.get_secret_value(), self.ops.push_url.get_secret_value())
        key = self.model_key.get_secret_value() if self.model_key else ""
        texts = (token, token.partition(":")[2], key, *own, *passwords)
        spellings = (spelling for text in texts for spelling in (text, quote(text, safe=""), unquote(text)))
        return tuple(dict.fromkeys(spelling for spelling in spellings if len(spelling) > 3))


def default_config() -> Path:
    """The `config.yaml` beside the code."""
    return shipped("bot").parent / "config.yaml"
