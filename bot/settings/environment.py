"""Reads `config.yaml` and the environment into what `Settings` is made of.

An override is put into the parsed file before it is validated, so that both obey the same rules; a problem is
reported where the value was written, `config.yaml:12: …` or `MARSAD_WEB__PORT: …`.
"""

from __future__ import annotations

import contextlib
import difflib
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, get_origin
from urllib.parse import SplitResult, urlsplit

from pydantic import SecretStr
from pydantic.fields import FieldInfo

from bot.settings.errors import InvalidSettings
from bot.settings.values import OFFICIAL_API, Model, Settings, Tunables, default_config
from knowledge.errors import Problem
from knowledge.files.describing import Path_
from knowledge.files.strict_yaml import Record, YamlFile, parse, validate

_VARIABLES = (
    *("TELEGRAM_BOT_TOKEN", "TELEGRAM_BOT_TOKEN_FILE", "TELEGRAM_API_URL"),
    *("DATABASE_URL", "MARSAD_DATA", "MARSAD_CONFIG"),
)
_TOKENS = frozenset({"TELEGRAM_BOT_TOKEN", "TELEGRAM_BOT_TOKEN_FILE"})
_NEAR = 0.85
"""MARSAD_WEB_PORT is 0.97 like MARSAD_WEB__PORT, MARSAD_DATE 0.91 like MARSAD_DATA, TELEGRAM_API_HASH 0.79."""
_DATABASES = ("sqlite+aiosqlite://", "postgresql+asyncpg://")
_FORMS = "sqlite+aiosqlite:///FILE or postgresql+asyncpg://USER:PASSWORD@HOST/NAME"
_HTTPS_ONLY = "Telegram delivers to https alone; plain http needs a Bot API server of your own in TELEGRAM_API_URL"
_TOKEN_LIKE = re.compile(r"\d+(:|%3A)", re.IGNORECASE)
_MOST_OF_A_TOKEN = 4096
_PATHS = (("knowledge", "path"), ("feeds", "file"))
_SLASHES = str.maketrans("", "", "/?#\\")


def load(environ: Mapping[str, str], *, default_path: Path | None = None) -> Settings:
    """Read `config.yaml` (beside the code unless MARSAD_CONFIG names another) and the environment.

    Nothing is written. InvalidSettings carries every problem found.
    """
    return Settings.model_validate(_SettingsReader(environ, default_path or default_config()).read())


@dataclass(slots=True)
class _SettingsReader:
    environ: Mapping[str, str]
    default_path: Path
    problems: list[str] = field(default_factory=list)

    def read(self) -> dict[str, Any]:
        api_url = self._api_url()
        tunables = self._tunables(api_url)
        self.problems += _misspelt(self.environ)
        data = Path(self.environ.get("MARSAD_DATA") or "data").absolute()
        fields = {
            "token": self._token(),
            "model_key": self._model_key(tunables.desk.model) if tunables else None,
            "api_url": api_url,
            "database_url": self._database_url(data),
            "data": data,
        }
        if tunables is None or self.problems:
            raise InvalidSettings(tuple(self.problems))
        return dict(tunables) | fields

    def _tunables(self, api_url: str) -> Tunables | None:
        config = Path(self.environ.get("MARSAD_CONFIG") or self.default_path)
        document = self._document(config)
        overrides = self._overrides()
        _anchor_paths(document.data, config.absolute().parent)
        for path, value in overrides.items():
            _put(document.data, path, value)
        malformed = document.problems[:]
        document.problems.clear()
        tunables = validate(document, Tunables)
        if tunables and _is_plain_http_from_telegram(tunables.telegram.webhook.url, api_url):
            document.problems.append(document.problem(("telegram", "webhook", "url"), _HTTPS_ONLY))
        told = {problem.field for problem in malformed}
        self.problems += map(str, malformed)
        self.problems += (
            _placed(problem, overrides, config) for problem in document.problems if problem.field not in told
        )
        return tunables

    def _document(self, config: Path) -> YamlFile:
        if config.exists():
            document = parse(config)
            if not isinstance(document.data, dict):
                document.problems = document.problems or [Problem(document.file, 1, "", "holds no sections")]
                document.data = {}
            return document
        if self.environ.get("MARSAD_CONFIG"):
            self.problems.append(f"MARSAD_CONFIG: there is no file {config}")
        return YamlFile(str(config), data={})

    def _overrides(self) -> dict[Path_, Any]:
        known = {_variable(path): (path, info) for path, info in _keys(Tunables)}
        found: dict[Path_, Any] = {}
        for name in sorted(self.environ):
            if not name.startswith("MARSAD_") or "__" not in name:
                continue
            if name in known:
                path, info = known[name]
                found[path] = _parts(self.environ[name]) if _is_list(info) else self.environ[name]
            else:
                self.problems.append(f"{name}: there is no such setting{_nearest(name, known)}")
        return found

    def _token(self) -> SecretStr | None:
        token, file = self.environ.get("TELEGRAM_BOT_TOKEN", "").strip(), self.environ.get("TELEGRAM_BOT_TOKEN_FILE")
        name = "TELEGRAM_BOT_TOKEN"
        if file and token:
            self.problems.append("TELEGRAM_BOT_TOKEN_FILE: TELEGRAM_BOT_TOKEN is set as well; keep one of them")
        elif file:
            name, token = "TELEGRAM_BOT_TOKEN_FILE", self._token_in(Path(file))
        if token and (token != token.translate(_SLASHES) or not token.isprintable() or " " in token):
            self.problems.append(f"{name}: holds characters that no bot token has")
        return SecretStr(token) if token else None

    def _token_in(self, file: Path) -> str:
        try:
            with file.open("rb") as stream:  # which may be a pipe: <(pass show marsad)
                token = stream.read(_MOST_OF_A_TOKEN).decode("utf-8").strip()
        except (OSError, ValueError) as error:
            reason = error.strerror if isinstance(error, OSError) else "is no text"
            self.problems.append(f"TELEGRAM_BOT_TOKEN_FILE: {_named(file)} cannot be read: {reason}")
            return ""
        if not token:
            self.problems.append(f"TELEGRAM_BOT_TOKEN_FILE: {_named(file)} is empty")
        return token

    def _model_key(self, model: Model) -> SecretStr | None:
        key = self.environ.get(model.key_env, "").strip() if model.key_env else ""
        if model.url and model.key_env and not key:
            self.problems.append(f"desk.model.key_env: the variable {model.key_env} is not set")
        return SecretStr(key) if key else None

    def _api_url(self) -> str:
        url = self.environ.get("TELEGRAM_API_URL") or OFFICIAL_API
        parts = _split(url)
        if parts is None or parts.scheme not in ("http", "https") or parts.query or parts.fragment:
            self.problems.append("TELEGRAM_API_URL: is no address; write the root only, like https://api.telegram.org")
        return url.rstrip("/")

    def _database_url(self, data: Path) -> SecretStr:
        url = self.environ.get("DATABASE_URL") or f"sqlite+aiosqlite:///{data / 'state.sqlite'}"
        if not url.startswith(_DATABASES) or not (url.startswith("sqlite") or _split(url) or _has_socket(url)):
            self.problems.append(f"DATABASE_URL: must have the form {_FORMS}")
        return SecretStr(url)


def _named(file: Path) -> str:
    """A file as it may be shown: people put the token itself where the name of its file belongs."""
    return "its value looks like a token and" if _TOKEN_LIKE.search(str(file)) else str(file)


def _is_plain_http_from_telegram(webhook: str, api_url: str) -> bool:
    """Telegram itself delivers to https alone; a Bot API server of one's own and the playground know the way home."""
    return webhook.startswith("http://") and api_url == OFFICIAL_API


def _split(url: str) -> SplitResult | None:
    """The parts of an address with a host and a valid port; None for anything else."""
    with contextlib.suppress(ValueError):
        parts = urlsplit(url)
        if parts.hostname and parts.port != 0:
            return parts
    return None


def _has_socket(url: str) -> bool:
    """Whether an address names the folder of a unix socket instead of a host: `…@/marsad?host=/run/postgresql`."""
    return url.partition("?")[2].startswith("host=/")


def _keys(model: type[Record], above: Path_ = ()) -> Iterator[tuple[Path_, FieldInfo]]:
    for name, info in model.model_fields.items():
        if isinstance(info.annotation, type) and issubclass(info.annotation, Record):
            yield from _keys(info.annotation, (*above, name))
        else:
            yield (*above, name), info


def _variable(path: Path_) -> str:
    return f"MARSAD_{'__'.join(map(str, path))}".upper()


def _is_list(info: FieldInfo) -> bool:
    return get_origin(info.annotation) is tuple


def _parts(text: str) -> list[str]:
    return [part.strip() for part in text.split(",") if part.strip()]


def _misspelt(environ: Mapping[str, str]) -> Iterator[str]:
    """Variables that are nearly ours while the one that is probably meant is missing: nobody hears what they say."""
    known = {*_VARIABLES, *(_variable(path) for path, _ in _keys(Tunables))}
    present = {name for name in known if environ.get(name)}
    present |= _TOKENS if present & _TOKENS else set()
    for name in sorted(name for name in environ if name not in known and "__" not in name):
        meant = _meant(name.upper(), known)
        if meant and meant not in present:
            yield f"{name}: there is no such variable; {meant} is probably meant"


def _meant(name: str, known: Collection[str]) -> str | None:
    if "TOKEN" in name and name.startswith(("MARSAD", "TELEGR")):
        return "TELEGRAM_BOT_TOKEN_FILE" if name.endswith(("FILE", "PATH")) else "TELEGRAM_BOT_TOKEN"
    if name.removeprefix("MARSAD_") in _VARIABLES:
        return name.removeprefix("MARSAD_")
    if name.startswith("DATABASE"):
        return None  # many programs have variables like ours
    near = difflib.get_close_matches(name, sorted(known), n=1, cutoff=_NEAR)
    return near[0] if near else None


def _nearest(name: str, known: Mapping[str, object]) -> str:
    close = difflib.get_close_matches(name, known, n=1, cutoff=0.0)
    return f"; the nearest is {close[0]}" if close else ""


def _put(data: dict[str, Any], path: Path_, value: object) -> None:
    """Set a value deep in a document; where a section is no section, validation will say so."""
    *sections, key = map(str, path)
    for section in sections:
        data = data.setdefault(section, {})
        if not isinstance(data, dict):
            return
    data[key] = value


def _anchor_paths(data: dict[str, Any], folder: Path) -> None:
    """A relative path in a file is meant from that file, not from wherever the process was started."""
    for name, key in _PATHS:
        section = data.get(name)
        if isinstance(section, dict) and isinstance(section.get(key), str) and section[key]:
            section[key] = str(folder / section[key])


def _placed(problem: Problem, overrides: Mapping[Path_, Any], config: Path) -> str:
    """The problem as a line that begins where its value was written."""
    for path in overrides:
        dotted = ".".join(map(str, path))
        if problem.field == dotted or problem.field.startswith(f"{dotted}."):
            return f"{_variable(path)}: {problem.message}"
    return str(problem) if config.exists() else str(Problem(problem.field, 0, "", problem.message))
