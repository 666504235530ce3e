"""What may be inside a zipped document before a library unpacks it."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator

from knowledge.errors import UnreadableFile

_MOST_XML = 48 * 1024 * 1024
_MOST_ALTOGETHER = 256 * 1024 * 1024
_MOST_PARTS = 10_000
_FORBIDDEN = ("<!ENTITY", "<!DOCTYPE")


def checked(data: bytes) -> zipfile.ZipFile:
    """The archive, if it is whole, of a bearable size when unpacked, and free of entities and passwords."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        parts = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        raise UnreadableFile(f"is a damaged archive ({error})") from error
    if len(parts) > _MOST_PARTS:
        raise UnreadableFile(f"holds {len(parts):,} files, which no word processor writes")
    if sum(part.file_size for part in parts) > _MOST_ALTOGETHER:
        raise UnreadableFile("unpacks to more than 256 MiB; save it without its pictures")
    if any(part.flag_bits & 1 for part in parts):
        raise UnreadableFile("is protected by a password; save it without one")
    if sum(part.file_size for part in parts if _is_xml(part.filename)) > _MOST_XML:
        raise UnreadableFile("holds more than 48 MiB of text; split it into parts")
    for name, content in _xml(archive):
        if any(mark.encode(coding) in content for mark in _FORBIDDEN for coding in ("utf-8", "utf-16-le", "utf-16-be")):
            raise UnreadableFile(f"declares entities in {name}, which no word processor writes")
    return archive


def _is_xml(name: str) -> bool:
    return name.endswith((".xml", ".rels"))


def _xml(archive: zipfile.ZipFile) -> Iterator[tuple[str, bytes]]:
    for name in archive.namelist():
        if _is_xml(name):
            try:
                yield name, archive.read(name)
            except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, EOFError) as error:
                raise UnreadableFile(f"is damaged: {name} cannot be unpacked") from error
            except Exception as error:
                if type(error).__module__ != "zlib":
                    raise
                raise UnreadableFile(f"is damaged: {name} cannot be unpacked") from error
