from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import timedelta
from functools import reduce
from pathlib import Path
from typing import Any

import pytest

from bot.settings import environment
from bot.settings.environment import _keys
from bot.settings.errors import InvalidSettings
from bot.settings.values import OFFICIAL_API, Level, Mode, Settings, Tunables, default_config
from knowledge.files.strict_yaml import parse


def load(folder: Path, yaml: str | None = None, **environ: str) -> Settings:
    config = folder / "config.yaml"
    if yaml is not None:
        config.write_text(yaml, encoding="utf-8")
    return environment.load(environ, default_path=config)


def problems(folder: Path, yaml: str | None = None, **environ: str) -> tuple[str, ...]:
    with pytest.raises(InvalidSettings) as caught:
        load(folder, yaml, **environ)
    return caught.value.problems


def test_no_file_and_no_environment_give_safe_defaults(tmp_path: Path) -> None:
    settings = load(tmp_path)

    assert (settings.telegram.mode, settings.token, settings.api_url) == (Mode.POLLING, None, OFFICIAL_API)
    assert (settings.web.host, settings.telegram.webhook.listen) == ("127.0.0.1", "127.0.0.1")
    assert settings.knowledge.path == default_config().parent / "knowledge"
    assert settings.data == Path("data").absolute()
    assert settings.database_url.get_secret_value() == f"sqlite+aiosqlite:///{settings.data}/state.sqlite"


def test_the_shipped_file_says_exactly_the_defaults(tmp_path: Path) -> None:
    assert environment.load({}).model_dump() == load(tmp_path).model_dump()


def test_the_shipped_file_shows_every_key_but_the_secret() -> None:
    document = parse(default_config())
    shown = {path for path, _ in _keys(Tunables) if path in document.lines}

    assert {path for path, _ in _keys(Tunables)} - shown == {("telegram", "webhook", "secret")}


@pytest.mark.parametrize(
    ("name", "value", "section", "expected"),
    [
        ("MARSAD_TELEGRAM__MODE", "polling", "telegram.mode", Mode.POLLING),
        ("MARSAD_TELEGRAM__WEBHOOK__URL", "https://example.org/x", "telegram.webhook.url", "https://example.org/x"),
        ("MARSAD_TELEGRAM__WEBHOOK__PORT", "80", "telegram.webhook.port", 80),
        ("MARSAD_TELEGRAM__OPERATORS", "1, -100222", "telegram.operators", (1, -100222)),
        ("MARSAD_TELEGRAM__ALLOWED_CHATS", "", "telegram.allowed_chats", ()),
        ("MARSAD_ANSWERS__FOLLOW_UP_MINUTES", "0", "answers.follow_up_minutes", 0),
        ("MARSAD_DELIVERY__MESSAGES_PER_SECOND", "0.5", "delivery.messages_per_second", 0.5),
        ("MARSAD_DELIVERY__COOLING_OFF", "90s", "delivery.cooling_off", timedelta(seconds=90)),
        ("MARSAD_DELIVERY__COOLING_OFF", "0", "delivery.cooling_off", timedelta()),
        ("MARSAD_DELIVERY__COOLING_OFF", "2h", "delivery.cooling_off", timedelta(hours=2)),
        ("MARSAD_WEB__PORT", "0", "web.port", 0),
        ("MARSAD_LOGGING__LEVEL", "debug", "logging.level", Level.DEBUG),
    ],
)
def test_the_environment_overrides_the_file(
    tmp_path: Path, name: str, value: str, section: str, expected: object
) -> None:
    assert value_at(load(tmp_path, "web:\n  port: 99\n", **{name: value}), section) == expected


def value_at(settings: object, key: str) -> object:
    """What stands at a key with dots."""
    return reduce(getattr, key.split("."), settings)


def keys(section: Mapping[str, Any], above: str = "") -> Iterator[str]:
    """Every key of a section and of those in it, with dots."""
    for name, value in section.items():
        path = f"{above}.{name}" if above else name
        yield from keys(value, path) if isinstance(value, dict) else (path,)


def test_every_key_has_its_variable(tmp_path: Path) -> None:
    every = [*keys(Tunables().model_dump())]
    names = {key: f"MARSAD_{key.replace('.', '__').upper()}" for key in every}
    listed = {names[key] for key in every if isinstance(value_at(load(tmp_path), key), tuple)}
    unknown = problems(tmp_path, **dict.fromkeys(names.values(), "\0"), MARSAD_WEB__PROT="1")

    assert len(every) > 15
    assert listed == {"MARSAD_TELEGRAM__OPERATORS", "MARSAD_TELEGRAM__ALLOWED_CHATS"}
    assert [one for one in unknown if "there is no such setting" in one] == [
        "MARSAD_WEB__PROT: there is no such setting; the nearest is MARSAD_WEB__PORT"
    ]


@pytest.mark.parametrize(
    ("yaml", "message"),
    [
        ("web:\n  prot: 1\n", "config.yaml:2: web.prot: unknown key"),
        ("telegrm:\n  mode: polling\n", "config.yaml:1: telegrm: unknown key"),
        ("web:\n  port: 1\n  port: 2\n", "config.yaml:3: web.port: is a duplicate key, first on line 2"),
        ("web:\n  host: no\n", "config.yaml:2: web.host: write 'no' in quotes"),
        ("web:\n  port: 12:30\n", "config.yaml:2: web.port: write '12:30' in quotes"),
        ("web:\n  port: 70000\n", "config.yaml:2: web.port: input should be less than or equal to 65535"),
        ("web: 8080\n", "config.yaml:1: web: "),
        ("web:\n  host: a b\n", "config.yaml:2: web.host: 'a b' is no address; write 127.0.0.1"),
        ("telegram:\n  operators: 1\n", "telegram.operators: input should be a list, such as [a, b], not '1'"),
        (f"telegram:\n  operators: [{1 << 52}]\n", "telegram.operators.0: input should be less than"),
        ("- web\n", "config.yaml:1: holds no sections"),
        ("web:\n\tport: 1\n", "config.yaml:2: is no YAML"),
        ("token: '1:x'\n", "config.yaml:1: token: unknown key"),
        ("telegram:\n  mode: webhook\n", "config.yaml:1: telegram: mode webhook needs telegram.webhook.url"),
        ("telegram:\n  webhook:\n    url: x.org\n", "config.yaml:3: telegram.webhook.url: 'x.org' is no https address"),
        ("telegram:\n  webhook:\n    url: ftp://x.org\n", "telegram.webhook.url: 'ftp://x.org' is no https address"),
        (
            "telegram:\n  webhook:\n    url: http://127.0.0.1:1/x\n",
            "config.yaml:3: telegram.webhook.url: Telegram delivers to https alone; plain http needs",
        ),
        ("delivery:\n  cooling_off: soon\n", "delivery.cooling_off: 'soon' is no duration"),
        ("delivery:\n  messages_per_second: '31'\n", "delivery.messages_per_second: "),
        ("privacy:\n  retention_days: 0\n", "privacy.retention_days: "),
        ("desk:\n  model:\n    url: models.example.org\n    name: m\n", "desk.model.url: is no address"),
        ("desk:\n  model:\n    url: https://u:p@x.org/v1\n    name: m\n", "desk.model.url: is no address"),
        ("desk:\n  model:\n    url: https://x.org/v1\n", "desk.model: desk.model.url needs desk.model.name"),
        ("desk:\n  model:\n    key_env: sk-1234\n", "desk.model.key_env: is no name of a variable"),
        (
            "desk:\n  model:\n    url: https://x.org\n    name: m\n    key_env: ABSENT\n",
            "the variable ABSENT is not set",
        ),
    ],
)
def test_a_mistake_in_the_file_is_one_line_with_its_place(tmp_path: Path, yaml: str, message: str) -> None:
    (line,) = problems(tmp_path, yaml)

    assert message in line
    assert "\n" not in line


def test_an_unknown_variable_is_an_error_that_names_the_nearest(tmp_path: Path) -> None:
    assert problems(tmp_path, MARSAD_WEB__PROT="1") == (
        "MARSAD_WEB__PROT: there is no such setting; the nearest is MARSAD_WEB__PORT",
    )
    assert "there is no such setting" in problems(tmp_path, MARSAD_TELEGRAM__WEBHOOK="x")[0]


def test_variables_of_others_are_left_alone(tmp_path: Path) -> None:
    load(tmp_path, MARSAD_HOME="/x", OTHER__PORT="x", PATH="/bin", DATABASE_URI="x", BOT_TOKEN="x")
    load(tmp_path, TELEGRAM_CHAT_ID="7", TELEGRAM_API_HASH="x", TELEGRAM_API_ID="7")


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("TELEGRAM_TOKEN", "TELEGRAM_BOT_TOKEN"),
        ("TELEGRAM_BOT_TOKEN_PATH", "TELEGRAM_BOT_TOKEN_FILE"),
        ("MARSAD_TOKEN", "TELEGRAM_BOT_TOKEN"),
        ("telegram_bot_token", "TELEGRAM_BOT_TOKEN"),
        ("TELEGRM_BOT_TOKEN", "TELEGRAM_BOT_TOKEN"),
        ("TELEGRAM_API_UR", "TELEGRAM_API_URL"),
        ("MARSAD_DATE", "MARSAD_DATA"),
        ("MARSAD_DATABASE_URL", "DATABASE_URL"),
        ("MARSAD_WEB_PORT", "MARSAD_WEB__PORT"),
    ],
)
def test_a_variable_that_is_nearly_ours_is_an_error_unless_the_right_one_is_there(
    tmp_path: Path, written: str, meant: str
) -> None:
    found = problems(tmp_path, **{written: "1"})

    assert found == (f"{written}: there is no such variable; {meant} is probably meant",)
    load(tmp_path, **{written: "1", meant: "http://127.0.0.1"} if meant == "TELEGRAM_API_URL" else {})
    if "TOKEN" in meant:
        assert load(tmp_path, **{written: "1", "TELEGRAM_BOT_TOKEN": "1:x"}).token


def test_an_override_is_reported_under_its_own_name(tmp_path: Path) -> None:
    assert problems(tmp_path, "web:\n  port: 1\n", MARSAD_WEB__PORT="x") == (
        "MARSAD_WEB__PORT: input should be a valid integer, unable to parse string as an integer (found 'x')",
    )


def test_all_problems_are_reported_at_once(tmp_path: Path) -> None:
    found = problems(
        tmp_path,
        "web:\n  port: x\n  host: no\n",
        MARSAD_NOPE__X="1",
        MARSAD_DELIVERY__IN_FLIGHT="0",
        TELEGRAM_BOT_TOKEN="a b",
        TELEGRAM_API_URL="ftp://example.org",
        DATABASE_URL="mysql://localhost/x",
    )

    assert len(found) == 7


def test_a_named_file_that_is_missing_is_an_error(tmp_path: Path) -> None:
    missing = tmp_path / "nope.yaml"

    assert problems(tmp_path, MARSAD_CONFIG=str(missing)) == (f"MARSAD_CONFIG: there is no file {missing}",)


def test_a_named_file_takes_the_place_of_the_default_one(tmp_path: Path) -> None:
    named = tmp_path / "named.yaml"
    named.write_text("web:\n  port: 5\n", encoding="utf-8")

    assert load(tmp_path, "web:\n  port: 4\n", MARSAD_CONFIG=str(named)).web.port == 5


def test_a_relative_knowledge_path_starts_at_its_file_not_at_the_working_directory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    monkeypatch.chdir(elsewhere)

    assert load(tmp_path, "knowledge:\n  path: facts\n").knowledge.path == tmp_path / "facts"
    assert load(tmp_path, MARSAD_KNOWLEDGE__PATH="facts").knowledge.path == elsewhere / "facts"


def test_the_state_lies_under_the_data_folder(tmp_path: Path) -> None:
    settings = load(tmp_path, MARSAD_DATA="/srv/marsad")

    assert settings.data == Path("/srv/marsad")
    assert settings.database_url.get_secret_value() == "sqlite+aiosqlite:////srv/marsad/state.sqlite"


@pytest.mark.parametrize(
    "url",
    [
        "postgresql+asyncpg://u:p@db.example/marsad",
        "postgresql+asyncpg://u@/marsad?host=/run/postgresql",
        "sqlite+aiosqlite:///x.sqlite",
    ],
)
def test_both_databases_are_accepted(tmp_path: Path, url: str) -> None:
    assert load(tmp_path, DATABASE_URL=url).database_url.get_secret_value() == url


@pytest.mark.parametrize("url", ["sqlite:///x", "postgresql://db/x", "postgresql+asyncpg:///x", "x"])
def test_other_databases_are_refused_without_repeating_the_address(tmp_path: Path, url: str) -> None:
    (line,) = problems(tmp_path, DATABASE_URL=url)

    assert line.startswith("DATABASE_URL: must have the form sqlite+aiosqlite:///FILE or postgresql+asyncpg://USER")
    assert not line.endswith(url)


def test_the_token_may_come_from_a_file(tmp_path: Path) -> None:
    file = tmp_path / "token"
    file.write_text("123:ABC-def\n", encoding="utf-8")
    token = load(tmp_path, TELEGRAM_BOT_TOKEN_FILE=str(file)).token

    assert token is not None
    assert token.get_secret_value() == "123:ABC-def"


@pytest.mark.parametrize("content", [None, "", "12 3:x", "1:a/../b"])
def test_a_bad_token_file_is_an_error_that_shows_no_token(tmp_path: Path, content: str | None) -> None:
    file = tmp_path / "file"
    if content is not None:
        file.write_text(content, encoding="utf-8")
    (line,) = problems(tmp_path, TELEGRAM_BOT_TOKEN_FILE=str(file))

    assert line.startswith("TELEGRAM_BOT_TOKEN_FILE: ")
    assert not content or content not in line


def test_a_token_where_the_name_of_its_file_belongs_is_not_said_back(tmp_path: Path) -> None:
    token = "123456789:" + "A" * 35
    (line,) = problems(tmp_path, TELEGRAM_BOT_TOKEN_FILE=token)

    assert line.startswith("TELEGRAM_BOT_TOKEN_FILE: its value looks like a token")
    assert token[-20:] not in line


def test_the_password_of_the_api_root_is_a_secret_and_never_shown(tmp_path: Path) -> None:
    settings = load(tmp_path, TELEGRAM_API_URL="http://bot:p4ssword@api.example.org:81/x")

    assert "p4ssword" in settings.secrets()
    assert settings.shown_api_url == "http://api.example.org:81/x"


def test_token_and_token_file_exclude_each_other(tmp_path: Path) -> None:
    (line,) = problems(tmp_path, TELEGRAM_BOT_TOKEN="1:x", TELEGRAM_BOT_TOKEN_FILE="y")

    assert "keep one of them" in line


def test_empty_variables_count_as_unset(tmp_path: Path) -> None:
    settings = load(
        tmp_path, TELEGRAM_BOT_TOKEN="", TELEGRAM_API_URL="", DATABASE_URL="", MARSAD_DATA="", MARSAD_CONFIG=""
    )

    assert (settings.token, settings.api_url) == (None, OFFICIAL_API)


def test_the_api_root_loses_its_slash(tmp_path: Path) -> None:
    assert load(tmp_path, TELEGRAM_API_URL="http://127.0.0.1:8081/").api_url == "http://127.0.0.1:8081"


def test_a_bot_api_server_of_ones_own_may_deliver_over_plain_http(tmp_path: Path) -> None:
    hook = {"MARSAD_TELEGRAM__MODE": "webhook", "MARSAD_TELEGRAM__WEBHOOK__URL": "http://127.0.0.1:8443/hook"}
    (refusal,) = problems(tmp_path, **hook)
    settings = load(tmp_path, **hook, TELEGRAM_API_URL="http://127.0.0.1:8765")

    assert refusal.startswith("MARSAD_TELEGRAM__WEBHOOK__URL: Telegram delivers to https alone")
    assert settings.telegram.webhook.url == "http://127.0.0.1:8443/hook"


@pytest.mark.parametrize("url", ["api.telegram.org", "ftp://x", "http://", "http://x:99999", "https://x/?a=b"])
def test_an_api_root_that_is_no_address_is_refused(tmp_path: Path, url: str) -> None:
    assert problems(tmp_path, TELEGRAM_API_URL=url)[0].startswith("TELEGRAM_API_URL: ")


def test_secrets_stand_in_no_representation(tmp_path: Path) -> None:
    settings = load(
        tmp_path,
        TELEGRAM_BOT_TOKEN="123:TOPSECRET",
        MARSAD_TELEGRAM__WEBHOOK__SECRET="HOOKSECRET",
        DATABASE_URL="postgresql+asyncpg://u:PASSSECRET@db/x",
        MARSAD_DESK__MODEL__KEY_ENV="A_KEY",
        A_KEY="KEYSECRET",
    )

    assert "SECRET" not in f"{settings!r} {settings} {settings.model_dump_json()}"
    assert {"123:TOPSECRET", "TOPSECRET", "HOOKSECRET", "PASSSECRET", "KEYSECRET"} <= set(settings.secrets())


def test_a_bad_webhook_secret_is_not_repeated(tmp_path: Path) -> None:
    (line,) = problems(tmp_path, MARSAD_TELEGRAM__WEBHOOK__SECRET="not allowed!")

    assert line == "MARSAD_TELEGRAM__WEBHOOK__SECRET: must be at most 256 letters, digits, _ and -"


def test_reading_writes_nothing(tmp_path: Path) -> None:
    load(tmp_path, MARSAD_DATA=str(tmp_path / "data"))

    assert list(tmp_path.iterdir()) == []
