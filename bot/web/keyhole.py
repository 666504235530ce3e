"""Who may use the page: pages of this server alone, and beyond this machine whoever has the key.

The Host header must name this machine, against pages elsewhere that point a name of theirs at it. Where the page
listens for other machines nothing can be told from that header; a key that is new at every start stands in the address
that is printed, and stays in a cookie.
"""

from __future__ import annotations

import hashlib
import hmac
import ipaddress
from dataclasses import dataclass
from urllib.parse import SplitResult, urlsplit

from aiohttp import web

_COOKIE = "marsad-key"
_SHOWN = 8


@dataclass(frozen=True, slots=True)
class Keyhole:
    """Looks at every request of the page."""

    host: str
    """Where the server listens."""
    key: str = ""
    """Empty: on this machine alone."""
    names_machine: bool = False
    """Whether the Host header must name this machine beside the key, where the page listens for no other one."""
    cookie: str = _COOKIE
    """Browsers tell ports of a machine not apart: two pages there need two."""

    @classmethod
    def locked(cls, host: str, key: str) -> Keyhole:
        """Of a page that changes things: with a key on this machine too, and a cookie that no other page there has."""
        cookie = f"{_COOKIE}-{hashlib.sha256(key.encode()).hexdigest()[:_SHOWN]}"
        return cls(host, key, names_machine=is_this_machine(host), cookie=cookie)

    def admits(self, request: web.Request) -> bool:
        """Whether a request comes from a page of this server, and with its key."""
        if not self._is_addressed(request):
            return False
        origin = request.headers.get("Origin")
        if origin is not None and _split(origin).netloc != request.host:
            return False
        return request.method in ("GET", "HEAD") or request.content_type == "application/json"

    def entering(self, request: web.Request) -> web.Response | None:
        """What is answered to who opens the page: the page itself (None), the way in, or a refusal."""
        if not self.key or self._fits(request.cookies.get(self.cookie, "")):
            return None
        if not self._fits(request.query.get("key", "")):
            return web.Response(status=403, text="Open the address that was printed when the page was started.")
        way_in = web.Response(status=303, headers={"Location": "/", "Cache-Control": "no-store"})
        way_in.set_cookie(self.cookie, self.key, httponly=True, samesite="Strict", path="/")
        return way_in

    def _is_addressed(self, request: web.Request) -> bool:
        if self.key and not self._fits(request.cookies.get(self.cookie, "")):
            return False
        if self.key and not self.names_machine:
            return True
        host = _split(f"//{request.host}").hostname or ""
        return is_this_machine(host) or host == self.host

    def _fits(self, given: str) -> bool:
        return hmac.compare_digest(given.encode("utf-8", "surrogateescape"), self.key.encode())


def is_this_machine(host: str) -> bool:
    """Whether a name or address leads to this machine and no other."""
    if host == "localhost" or host.endswith(".localhost"):
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _split(url: str) -> SplitResult:
    try:
        return urlsplit(url)
    except ValueError:
        return urlsplit("")
