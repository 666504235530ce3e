"""Files in calls: uploads, addresses on the web, and files of before."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.playground.methods.call import Call
from bot.playground.world import files, texts
from bot.playground.world.errors import bad_request
from bot.playground.world.model import Json, StoredFile

_FOLDERS = {"photo": "photos", "video": "videos", "audio": "music", "voice": "voice", "animation": "animations"}
_FIELDS: dict[str, Json] = {
    "audio": {"duration": 0},
    "voice": {"duration": 0},
    "video": {"width": 640, "height": 480, "duration": 0},
    "animation": {"width": 320, "height": 240, "duration": 0},
    "video_note": {"length": 240, "duration": 0},
    "sticker": {"type": "regular", "width": 512, "height": 512, "is_animated": False, "is_video": False},
}
"""What Telegram would read from a file itself."""
_IN_ALBUMS = ("photo", "video", "audio", "document")
_SETTINGS = ("width", "height", "duration", "title", "performer")


def media_content(call: Call, given: Any, *, in_album: bool = False) -> Json:
    """The content that an InputMedia describes, with its caption."""
    if not isinstance(given, Mapping):
        raise bad_request("Can't parse InputMedia: expected an Object")
    kind = given.get("type")
    if not given.get("media"):
        raise bad_request("Can't parse InputMedia: media not found")
    if kind == "animation" and in_album:
        raise bad_request("Can't parse InputMedia: type \"animation\" can't be used in sendMediaGroup")
    if kind not in (*_IN_ALBUMS, "animation"):
        raise bad_request(f'Can\'t parse InputMedia: type "{kind}" is unsupported')
    return file_content(call, kind, given["media"], given) | texts.caption(call.world, call.bot.id, given)


def file_content(call: Call, kind: str, given: object, settings: Mapping[str, Any]) -> Json:
    """The content of a message with a file; `given` None stands for an upload under the kind's own name."""
    file = _file(call, kind, given)
    spoiler = {"has_media_spoiler": True} if settings.get("has_spoiler") else {}
    if kind == "photo":
        return {"photo": files.photo_sizes(file)} | spoiler
    if kind == "document":
        return {"document": files.described(file)}
    described = files.file_json(file) if kind in ("video_note", "sticker") else files.described(file)
    known = {name: settings[name] for name in _SETTINGS if name in settings}
    content = {kind: described | _FIELDS[kind] | known} | spoiler
    return content | ({"document": files.described(file)} if kind == "animation" else {})


def _file(call: Call, kind: str, given: object) -> StoredFile:
    """The file that a parameter names: an upload, an address on the web, or an identifier of before."""
    upload = call.files.get(kind) if given is None else None
    text = "" if given is None else str(given)
    if text.startswith("attach://"):
        upload = call.files.get(text.removeprefix("attach://"))
        if upload is None:
            raise bad_request(f"there is no {kind} in the request")
    if upload is not None:
        if not upload.content:
            raise bad_request("file must be non-empty")
        return files.store(call.world, upload, owner=call.bot.id, folder=_FOLDERS.get(kind, "documents"))
    if text.startswith(("http://", "https://")):
        return files.remote(call.world, text, owner=call.bot.id)
    return files.known(call.world, text, bot=call.bot.id)
