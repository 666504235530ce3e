"""Files that bots and people send: kept under made-up names, given out only to the bot that may have them."""

from __future__ import annotations

import hashlib
import mimetypes
import re
import secrets
import struct
from dataclasses import dataclass

from telegram.constants import FileSizeLimit

from bot.playground.world.errors import bad_request
from bot.playground.world.model import Json, StoredFile
from bot.playground.world.world import World

_EXTENSION = re.compile(r"\.[A-Za-z0-9]{1,10}")
_UNSAFE = re.compile(r"[\x00-\x1f\x7f/\\]")
_BYTES = "application/octet-stream"
_MAX_NAME = 255
_MAX_SIDES, _MAX_RATIO = 10_000, 20
_NO_SIZE = (800, 600)


@dataclass(frozen=True, slots=True)
class Upload:
    """A file as it came with a call; the name is a stranger's."""

    name: str
    mime_type: str
    content: bytes


def store(world: World, upload: Upload, *, owner: int, folder: str = "documents") -> StoredFile:
    """Keep a file; the stranger's name is shown to readers, and never used as a path."""
    name = _UNSAFE.sub("_", upload.name.replace("\\", "/").rpartition("/")[2])[-_MAX_NAME:]
    extension = _EXTENSION.fullmatch(f".{name.rpartition('.')[2]}") if "." in name else None
    mime_type = upload.mime_type if upload.mime_type not in ("", _BYTES) else mimetypes.guess_type(name)[0] or _BYTES
    unique = hashlib.sha256(upload.content).hexdigest()[:16]
    id_ = secrets.token_urlsafe(24)
    path = f"{folder}/file_{world.number()}{extension[0].lower() if extension else ''}"
    file = StoredFile(id_, unique, owner, name or "file", mime_type, path, len(upload.content), upload.content)
    world.state.files[id_] = file
    return file


def remote(world: World, url: str, *, owner: int) -> StoredFile:
    """A file that Telegram would fetch from the web; this server remembers only the address."""
    return store(world, Upload(url.rpartition("/")[2], "", b""), owner=owner)


def known(world: World, file_id: str, *, bot: int) -> StoredFile:
    """A file that a bot may use: its own, or one that came from a person."""
    file = world.state.files.get(file_id)
    if file is None or file.owner not in (bot, 0):
        raise bad_request("wrong file identifier/HTTP URL specified")
    return file


def file_json(file: StoredFile) -> Json:
    """The Bot API's File, without its path."""
    return {"file_id": file.id, "file_unique_id": file.unique_id, "file_size": file.size}


def described(file: StoredFile) -> Json:
    """The fields of a document."""
    return file_json(file) | {"file_name": file.name, "mime_type": file.mime_type}


def downloadable(file: StoredFile) -> Json:
    """What getFile answers."""
    if file.size > FileSizeLimit.FILESIZE_DOWNLOAD:
        raise bad_request("file is too big")
    return file_json(file) | {"file_path": file.path}


def at_path(world: World, path: str, *, bot: int) -> StoredFile | None:
    """The file that a bot may fetch under a path of getFile's."""
    files = (file for file in world.state.files.values() if file.path == path and file.owner in (bot, 0))
    file = next(files, None)
    return file if file and file.size <= FileSizeLimit.FILESIZE_DOWNLOAD else None


def photo_sizes(file: StoredFile) -> list[Json]:
    """The Bot API's list of PhotoSize; refuses what is no picture or has no possible shape."""
    if file.size > FileSizeLimit.PHOTOSIZE_UPLOAD:
        raise bad_request("file is too big")
    width, height = picture_size(file.content) if file.content else _NO_SIZE
    if not width or not height:
        raise bad_request("IMAGE_PROCESS_FAILED")
    if width + height > _MAX_SIDES or max(width, height) > _MAX_RATIO * min(width, height):
        raise bad_request("PHOTO_INVALID_DIMENSIONS")
    return [file_json(file) | {"width": width, "height": height}]


def sent_as(file: StoredFile, kind: str, *, duration: int = 1, emoji: str = "") -> Json:
    """A file as the content of a message: `document`, `photo`, `voice` or `sticker`."""
    match kind:
        case "photo":
            return {"photo": photo_sizes(file)}
        case "voice":
            return {"voice": file_json(file) | {"duration": duration, "mime_type": file.mime_type}}
        case "sticker":
            shape = {"type": "regular", "width": 512, "height": 512, "is_animated": False, "is_video": False}
            return {"sticker": file_json(file) | shape | ({"emoji": emoji} if emoji else {})}
        case _:
            return {"document": described(file)}


def picture_size(content: bytes) -> tuple[int, int]:
    """Width and height of a PNG, GIF, JPEG or WebP; zeros for anything else."""
    if content.startswith(b"\x89PNG\r\n\x1a\n") and len(content) >= 24:
        return struct.unpack(">II", content[16:24])
    if content[:6] in (b"GIF87a", b"GIF89a") and len(content) >= 10:
        return struct.unpack("<HH", content[6:10])
    if content.startswith(b"\xff\xd8"):
        return _jpeg_size(content)
    return _NO_SIZE if content[:4] == b"RIFF" and content[8:12] == b"WEBP" else (0, 0)


def _jpeg_size(content: bytes) -> tuple[int, int]:
    at = 2
    while at + 9 < len(content) and content[at] == 0xFF:
        marker = content[at + 1]
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            height, width = struct.unpack(">HH", content[at + 5 : at + 9])
            return width, height
        at += 2 + struct.unpack(">H", content[at + 2 : at + 4])[0]
    return 0, 0
