"""Addresses inside markup: which ones Telegram keeps, and how it writes them."""

from __future__ import annotations

import ipaddress
import re
from urllib.parse import parse_qs

_OWN_SCHEMES = ("tg", "ton", "tonsite")
_WEB = re.compile(
    r"(?:(?P<scheme>[^:/?#@\[\]]*)://)?(?P<authority>[^/?#]*)(?P<rest>.*)",
    re.DOTALL,
)
_PORT = re.compile(r"(?P<host>.+):(?P<port>[^:\]@]*)", re.DOTALL)
_HOST = re.compile(r"(?:[a-z0-9.\-_!$,~*'();&+=\x80-\U0010ffff]|%[0-9a-f]{2})+")
_PLAIN_HOST = re.compile(r"[a-z0-9_-]*")
_SITE_HOST = re.compile(r"[a-z0-9_.-]*")
_MENTION = re.compile(r"tg:(?://)?user(?:[/?#].*)?", re.IGNORECASE | re.DOTALL)
_SPECIAL = re.compile(r"tg:(?://)?(?P<name>emoji|time)/?\?(?P<query>[^#]*)", re.IGNORECASE)
_DATE_FORMAT = re.compile(r"[rR]|[tTdDwW]*")
_SPACE = " \t\r\n\0\v"
_ASCII_LOWER = {upper: upper + 32 for upper in range(ord("A"), ord("Z") + 1)}


def ascii_lower(text: str) -> str:
    """Lower case for A to Z alone."""
    return text.translate(_ASCII_LOWER)


def checked_link(link: str) -> str:
    """The address as Telegram stores it; empty when it is no link that Telegram keeps."""
    scheme, colon, rest = link.partition(":")
    if colon and (own := ascii_lower(scheme)) in _OWN_SCHEMES:
        return _own_link(own, rest.removeprefix("//"))
    parts = _web_parts(link)
    if parts is None:
        return ""
    protocol, userinfo, host, port, query = parts
    if "." not in host and not host.startswith("["):
        return ""
    return f"{protocol}://{userinfo}{host}{port}{query}"


def mentioned_account(link: str) -> int | None:
    """The account that a tg://user link names."""
    if not _MENTION.fullmatch(link):
        return None
    rest = re.sub(r"(?is)^tg:(//)?user/?\??", "", link).partition("#")[0]
    for parameter in rest.split("&"):
        name, _, value = parameter.partition("=")
        if name == "id":
            return int(value) if re.fullmatch(r"0*[1-9]\d{0,17}", value, re.ASCII) else None
    return None


def custom_emoji(link: str) -> str | None:
    """The identifier in a tg://emoji link."""
    match = _SPECIAL.fullmatch(link)
    if not match or ascii_lower(match["name"]) != "emoji":
        return None
    value = parse_qs(match["query"]).get("id", [""])[0]
    return str(int(value)) if re.fullmatch(r"-?\d{1,19}", value, re.ASCII) and int(value) else None


def date_time(link: str) -> str | None:
    """Time and format in a tg://time link, as `<unix time> <format>`."""
    match = _SPECIAL.fullmatch(link)
    if not match or ascii_lower(match["name"]) != "time":
        return None
    query = parse_qs(match["query"])
    value = query.get("unix", [""])[0]
    if not re.fullmatch(r"0*[1-9]\d{0,9}", value, re.ASCII) or int(value) >= 1 << 31:
        return None
    return f"{int(value)} {query.get('format', [''])[0]}"


def is_date_format(text: str) -> bool:
    """Whether Telegram can show a date in this format."""
    return _DATE_FORMAT.fullmatch(text) is not None


def _own_link(scheme: str, rest: str) -> str:
    parts = _web_parts(rest)
    if parts is None or ascii_lower(rest).startswith(("http://", "https://")):
        return ""
    _, userinfo, host, port, query = parts
    allowed = _SITE_HOST if scheme == "tonsite" else _PLAIN_HOST
    if userinfo or port or not allowed.fullmatch(host):
        return ""
    return f"{scheme}://{host}{query.removeprefix('/') if query.startswith('/?') else query}"


def _web_parts(link: str) -> tuple[str, str, str, str, str] | None:
    """Protocol, user with @, host, port with colon, and the rest; None when it is no web address."""
    match = _WEB.fullmatch(link)
    assert match is not None  # noqa: S101 - the pattern fits every text
    protocol = ascii_lower(match["scheme"]) if match["scheme"] is not None else "http"
    if protocol not in ("http", "https"):
        return None
    with_port = _PORT.fullmatch(match["authority"])
    port = _port(with_port["port"]) if with_port else ""
    if port is None:
        return None
    userinfo, at, host = (with_port["host"] if with_port else match["authority"]).rpartition("@")
    if not _is_host(host := ascii_lower(host)):
        return None
    return protocol, f"{userinfo}{at}" if userinfo else "", host, port, _query(match["rest"])


def _port(digits: str) -> str | None:
    if re.fullmatch(r"\d+", digits, re.ASCII) and 0 < int(digits) <= 65535:
        return f":{int(digits)}"
    return None


def _is_host(host: str) -> bool:
    if host.startswith("[") and host.endswith("]"):
        try:
            ipaddress.IPv6Address(host[1:-1])
        except ValueError:
            return False
        return True
    return host not in ("", ".") and _HOST.fullmatch(host) is not None


def _query(rest: str) -> str:
    kept = rest.rstrip(_SPACE)
    slashed = kept if kept.startswith("/") else f"/{kept}"
    return re.sub(r"[\x00-\x20]", lambda char: f"%{ord(char[0]):02X}", slashed)
