"""Drafts on disk: a folder a document, a file a version, the newest last; nothing of them is ever compiled."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from knowledge.files import strict_json
from knowledge.files.bounded import MEBIBYTE, read_regular
from knowledge.files.private import private_folder

FOLDER = "drafts"
"""In the data folder."""
_MOST = 64 * MEBIBYTE
_NO_NAME = re.compile(r"[^\w.-]+")
_LONGEST = 60
_VERSION = "[0-9]*.json"


@dataclass(frozen=True, slots=True)
class Drafts:
    """The drafts of a data folder."""

    root: Path

    def keep(self, id_: str, draft: Mapping[str, Any]) -> Path:
        """Keep a draft of a document as its newest version; the same once more is no new one."""
        files = self.versions(id_)
        if files and self._read(files[-1]) == json.loads(json.dumps(draft)):
            return files[-1]
        number = int(files[-1].stem) + 1 if files else 1
        folder = self.folder_of(id_)
        private_folder(self.root)
        private_folder(folder)
        path = folder / f"{number:05}.json"
        aside = path.with_suffix(".part")
        aside.write_text(json.dumps(draft, ensure_ascii=False), encoding="utf-8")
        aside.replace(path)
        return path

    def latest(self, id_: str) -> Mapping[str, Any] | None:
        """The newest version; None where nobody has drafted it. ValueError or TypeError where it is damaged."""
        files = self.versions(id_)
        return self._read(files[-1]) if files else None

    def version(self, id_: str, number: int) -> Mapping[str, Any]:
        """One version by its number; errors as for `latest`, and OSError where it is not there."""
        return self._read(self.folder_of(id_) / f"{number:05}.json")

    def versions(self, id_: str) -> tuple[Path, ...]:
        """The files of a document's draft, the oldest first."""
        return tuple(sorted(self.folder_of(id_).glob(_VERSION)))

    def folder_of(self, id_: str) -> Path:
        """The folder of a document: its name says of which, and no other one has it."""
        digest = hashlib.sha256(id_.encode()).hexdigest()[:8]
        return self.root / f"{_NO_NAME.sub('-', id_)[:_LONGEST].strip('.')}-{digest}"

    @staticmethod
    def _read(path: Path) -> Mapping[str, Any]:
        found = strict_json.loads(read_regular(path, most=_MOST))
        if not isinstance(found, dict):
            raise TypeError(f"{path}: is no draft")
        return found
