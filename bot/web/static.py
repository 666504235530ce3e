"""The files of the page, with a policy under which nothing runs that did not come from here."""

from __future__ import annotations

from pathlib import Path

from aiohttp import web

from bot.web.keyhole import Keyhole
from knowledge.files.shipped import shipped

_TYPES = {".html": "text/html", ".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml"}
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; media-src 'self'; connect-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
_HEADERS = {
    "Content-Security-Policy": _POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cache-Control": "no-cache",
}


class StaticPage:
    """Reads the few files once; a request names one of them or gets nothing."""

    def __init__(self, keyhole: Keyhole, package: str) -> None:
        """Of a package, and of what all pages share."""
        self._keyhole = keyhole
        folders = (shipped("bot.web", "page"), shipped(package, "page"))
        files = (path for folder in folders for path in folder.iterdir())
        self._files = {path.name: path.read_bytes() for path in files if path.suffix in _TYPES}

    def routes(self) -> list[web.RouteDef]:
        """The page at the root, its parts beside it."""
        return [web.get("/", self._page), web.get("/page/{name}", self._part)]

    async def _page(self, request: web.Request) -> web.Response:
        return self._keyhole.entering(request) or self._response("index.html")

    async def _part(self, request: web.Request) -> web.Response:
        name = request.match_info["name"]
        return self._response(name) if name in self._files else web.Response(status=404, headers=_HEADERS)

    def _response(self, name: str) -> web.Response:
        content_type = _TYPES[Path(name).suffix]
        return web.Response(body=self._files[name], content_type=content_type, charset="utf-8", headers=_HEADERS)
