"""Finds web and mail addresses in plain text, with the rules of Telegram's clients.

Without a scheme an address needs a known top-level domain. Telegram knows all of them; here it is every country's
and the generic ones most in use.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from bot.playground.formatting.links import ascii_lower
from bot.playground.formatting.spans import MarkupKind

_NO_SPACES = r"\u00a0\u1680\u2000-\u200b\u200e\u200f\u2016-\u206f\u3000"
_WIDE = "\u00c0-\u167f\u1681-\u1fff\u200c\u200d\u2010-\u2015\u2070-\u2fff\u3001-\U0010ffff"
_DOMAIN = re.compile(rf"[.A-Za-z0-9_~{_WIDE}-]")
_DOMAIN_OR_AT = re.compile(rf"[.@A-Za-z0-9_~{_WIDE}-]*")
_USER = re.compile(rf"[^ \n/\[\]{{}}()'`<>\"@«»{_NO_SPACES}]")
_PORT = re.compile(r":0*([1-9][0-9]{0,4})(?![0-9])", re.ASCII)
_PATH = re.compile(rf"[/?#]([^ \n<>\"«»{_NO_SPACES}]*)")
_OWN = re.compile(rf"(?:tg|ton)://[A-Za-z0-9_-]{{1,253}}+(?:[/?#][^ \n<>\"«»{_NO_SPACES}]*)?", re.IGNORECASE)
_SCHEME = re.compile(r"[^ \n\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\x00-\x2a,./:-@\[-`{-\x7f]")
_AFTER_PATH = ".:;,('?!`"
_EMAIL = re.compile(
    r"(?:[a-z0-9_-]{0,26}[.+]){0,10}[a-z0-9_-]{1,35}@(?:[a-z0-9](?:[a-z0-9_-]{0,28}[a-z0-9])?\.){1,6}[a-z]{2,8}",
    re.IGNORECASE | re.ASCII,
)
_IPV4 = re.compile(r"(?:(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)\.){3}(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)", re.ASCII)
_NO_DOMAINS = "bl bq cp cq dg ea eh ez ic mf qo ta um un xa xb xk zz"
"""Codes of places that have no top-level domain."""
_GENERIC = (
    "su uk com org net info biz edu gov int mil name pro aero coop museum jobs mobi tel travel asia cat arpa app dev "
    "page blog news site online store shop tech cloud live world media press agency digital wiki xyz top club space "
    "website email chat bot social today life link tools network report review science education academy institute "
    "international foundation ngo ong law legal finance money bank energy solutions systems software services support "
    "work works team studio design art music video photo film games game zone city earth africa arab москва рф рус укр "
    "сайт онлайн орг ком бел мкд срб қаз كوم شبكة عرب موقع مصر السعودية امارات قطر عمان الاردن فلسطين عراق سورية "
    "تونس المغرب الجزائر سودان موريتانيا البحرين پاکستان ایران بھارت भारत 中国 香港 台灣 한국"
)

Found = tuple[MarkupKind, int, int]


def find_addresses(text: str) -> Iterator[Found]:
    """Kind, begin and end of each address, counted in characters."""
    for match in _OWN.finditer(text):
        yield MarkupKind.URL, match.start(), match.start() + len(_without_punctuation(match[0]))
    floor = 0
    while 0 <= (dot := text.find(".", floor)) < len(text) - 1:
        if text[dot + 1] == " ":
            floor = dot + 2
            continue
        begin, end, is_bad = _around(text, dot, floor)
        if not is_bad and end > dot + 1:
            yield from _checked(text, begin, end)
        floor = max(_next_floor(text, end, is_bad=is_bad), dot + 1)


def _next_floor(text: str, end: int, *, is_bad: bool) -> int:
    if is_bad:
        return text.rfind(".", 0, end) + 1
    while text[end : end + 1] == ".":
        end += 1
    return end


def _around(text: str, dot: int, floor: int) -> tuple[int, int, bool]:
    """Begin and end of what looks like an address round a dot, and whether it cannot be one."""
    begin = _leftwards(_DOMAIN, text, dot, floor)
    run = _DOMAIN_OR_AT.match(text, dot)
    end = run.end() if run else dot
    has_at = bool(run) and "@" in text[dot:end]
    if has_at:
        begin = _leftwards(_USER, text, begin, floor)
    end = _end_of_path(text, _end_of_port(text, end))
    while end > dot + 1 and text[end - 1] == ".":
        end -= 1
    is_bad = False
    if begin > floor and text[begin - 1] == "@":
        user = _leftwards(_USER, text, begin - 1, floor)
        is_bad = has_at or user == begin - 1
        begin = user
    if begin > floor:
        begin, bad_prefix = _scheme(text, begin, floor)
        is_bad = is_bad or bad_prefix
    return begin, end, is_bad


def _leftwards(pattern: re.Pattern[str], text: str, begin: int, floor: int) -> int:
    while begin > floor and pattern.match(text, begin - 1):
        begin -= 1
    return begin


def _end_of_port(text: str, end: int) -> int:
    match = _PORT.match(text, end)
    return match.end() if match and int(match[1]) <= 65535 else end


def _end_of_path(text: str, end: int) -> int:
    match = _PATH.match(text, end)
    if not match:
        return end
    path = match[0][0] + match[1].rstrip(_AFTER_PATH)
    return end + len(path) if len(path) > 1 or path == "/" else end


def _without_punctuation(url: str) -> str:
    match = re.search(r"(?<=[^/:])[/?#]", url[3:])
    if not match:
        return url
    path = match.start() + 4
    stripped = url[:path] + url[path:].rstrip(_AFTER_PATH)
    return stripped if stripped[-1] not in "?#" or len(stripped) > path else stripped[:-1]


def _scheme(text: str, begin: int, floor: int) -> tuple[int, bool]:
    """Where the address begins with its scheme, and whether what stands before it spoils it."""
    if begin - floor >= 6 and text.startswith("://", begin - 3):
        start = _leftwards(_SCHEME, text, begin - 3, floor)
        scheme = ascii_lower(text[start : begin - 3])
        for name, enemies in (("http", ("shttp",)), ("https", ()), ("ftp", ("tftp", "sftp")), ("tonsite", ())):
            if scheme.endswith(name) and scheme not in enemies:
                return begin - 3 - len(name), False
        return begin, True
    before = text[begin - 1]
    return begin, bool(re.match(r"[\w/#@]", before))


def _checked(text: str, begin: int, end: int) -> Iterator[Found]:
    url = text[begin:end]
    if _EMAIL.fullmatch(url):
        yield MarkupKind.EMAIL, begin, end
    elif url.startswith("mailto:") and _EMAIL.fullmatch(url[7:]):
        yield MarkupKind.EMAIL, begin + 7, end
    elif length := _web_address(url):
        yield MarkupKind.URL, begin, begin + length


def _web_address(url: str) -> int:
    """The length of the web address; 0 when it is none."""
    scheme = re.match(r"(?:https?|ftp|tonsite)://", url, re.IGNORECASE)
    rest = url[scheme.end() :] if scheme else url
    authority = re.split(r"[/?#]", rest, maxsplit=1)[0]
    path = rest[len(authority) :]
    domain = authority.partition("@")[2] if "@" in authority else authority
    domain = domain.rpartition(":")[0] if ":" in domain else domain
    if not _is_domain(domain, has_scheme=bool(scheme)):
        return 0
    return len(url) - len(path) + len(_balanced(path))


def _balanced(path: str) -> str:
    """The path up to the first bracket that closes without having been opened."""
    balance = {")": 0, "]": 0, "}": 0}
    closing = {"(": ")", "[": "]", "{": "}"}
    end = len(path)
    for index, char in enumerate(path):
        if char in closing:
            balance[closing[char]] += 1
        elif char in balance:
            balance[char] -= 1
            if balance[char] < 0:
                end = index
                break
    return path[:end].rstrip(_AFTER_PATH)


def _is_domain(domain: str, *, has_scheme: bool) -> bool:
    parts = domain.split(".")
    if len(parts) == 1 or any(not 0 < len(part.encode()) < 64 or part.endswith("-") for part in parts):
        return False
    if _IPV4.fullmatch(domain):
        return True
    top = parts[-1]
    if len(top) <= 1 or re.fullmatch(r"[\d.]*", domain, re.ASCII) or "_" in parts[-2]:
        return False
    if top.startswith("xn--"):
        return re.fullmatch(r"[A-Za-z0-9]{2,}", top[4:]) is not None
    return not ("_" in top or "-" in top) and (has_scheme or _is_known(top))


def _is_known(top: str) -> bool:
    lowered = top.lower()
    return lowered in _top_level_domains() and (lowered == top or lowered[1:] != top[1:])


@cache
def _top_level_domains() -> frozenset[str]:
    from babel import Locale

    territories = map(str, Locale.parse("en").territories)
    countries = {code.lower() for code in territories if len(code) == 2 and code.isalpha()}
    return frozenset((countries - set(_NO_DOMAINS.split())) | set(_GENERIC.split()))
