"""Reading a file in a process of its own, with bounded memory and time: libraries may hang on what is made to."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import knowledge
from knowledge.documents.extract import Extract
from knowledge.documents.reading import MOST_BYTES, is_quick, read
from knowledge.errors import UnreadableFile

SECONDS = 120
"""Of the clock, and of a core."""
MEMORY = 1536 * 1024 * 1024
_ROOT = Path(knowledge.__file__).resolve().parent.parent


def read_apart(name: str, data: bytes, *, seconds: int = SECONDS) -> Extract:
    """As `reading.read`; UnreadableFile also for what takes too long or too much memory."""
    if len(data) > MOST_BYTES or is_quick(name, data):
        return read(name, data)
    environment = {"PYTHONPATH": str(_ROOT), "PYTHONUTF8": "1", "PYTHONWARNINGS": "ignore"}
    try:
        done = subprocess.run(
            [sys.executable, "-m", "knowledge.documents.worker"],
            input=b"%s\n%d %d\n%s" % (name.encode("utf-8", "replace").replace(b"\n", b" "), seconds, MEMORY, data),
            capture_output=True,
            timeout=seconds,
            check=False,
            env=environment,
        )
    except subprocess.TimeoutExpired as error:
        raise UnreadableFile(f"takes more than {seconds} seconds to read; split it into parts") from error
    return _result(done)


def _result(done: subprocess.CompletedProcess[bytes]) -> Extract:
    try:
        record = json.loads(done.stdout)
    except ValueError as error:
        raise UnreadableFile("takes too much memory or time to read, or is damaged") from error
    if "error" in record:
        raise UnreadableFile(record["error"])
    return Extract.from_json(record)
