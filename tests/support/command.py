"""The command `marsad` as other programs run it: its streams and its exit code.

`Process` starts the installed script, which costs most of a second; `InProcess` calls the same entry point
here, with the same arguments, environment and streams, for all that does not depend on being a process.
"""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from bot import logs
from bot.__main__ import main

SCRIPT = Path(sys.executable).parent / "marsad"
_FOREIGN = ("MARSAD_", "TELEGRAM_", "DATABASE_URL", "LC_", "LANG", "PYTHON")


@dataclass(frozen=True)
class Outcome:
    """What a command did."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """The only line of stdout, as JSON."""
        [line] = self.out.splitlines()
        return json.loads(line)

    @property
    def lines(self) -> list[Any]:
        """Every line of stdout as JSON; the last one ends like the others."""
        *lines, rest = self.out.split("\n")
        assert rest == ""
        return [json.loads(line) for line in lines]


@dataclass(frozen=True)
class Process:
    """Starts `marsad` in `folder`, writing to `data`, with no setting of the machine's own."""

    folder: Path
    data: Path

    def __call__(self, *arguments: object, stdin: bytes = b"", **environ: str) -> Outcome:
        """Run to the end; more environment variables as keywords."""
        with self.started(*arguments, terminal=None, **environ) as process:
            out, err = process.communicate(stdin, timeout=50)
        return Outcome(process.returncode, out.decode(), err.decode())

    @contextmanager
    def started(
        self, *arguments: object, terminal: int | None = None, **environ: str
    ) -> Iterator[subprocess.Popen[bytes]]:
        """A running command with pipes to all its streams, or a terminal to type at; killed in the end."""
        pipe = subprocess.PIPE
        argv = [str(SCRIPT), *map(str, arguments)]
        environment = _environment(self.data, environ)
        process = subprocess.Popen(
            argv,
            stdin=pipe if terminal is None else terminal,
            stdout=pipe,
            stderr=pipe,
            cwd=self.folder,
            env=environment,
        )
        with process:
            try:
                yield process
            finally:
                process.kill()


@dataclass(frozen=True)
class InProcess:
    """Calls the entry point of `marsad` in this process, without its log, which would be ours."""

    folder: Path
    data: Path
    monkeypatch: pytest.MonkeyPatch
    capsys: pytest.CaptureFixture[str]

    def __call__(self, *arguments: object, stdin: bytes = b"", **environ: str) -> Outcome:
        """Run to the end; more environment variables as keywords."""
        self.capsys.readouterr()
        with self.monkeypatch.context() as patch, pytest.raises(SystemExit) as ended:
            patch.chdir(self.folder)
            patch.setattr(os, "environ", _environment(self.data, environ))
            patch.setattr(sys, "argv", ["marsad", *map(str, arguments)])
            patch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin), encoding="utf-8"))
            patch.setattr(logs, "configure", lambda *_, **__: None)
            main()
        return Outcome(int(ended.value.code or 0), *self.capsys.readouterr())


def _environment(data: Path, more: Mapping[str, str]) -> dict[str, str]:
    inherited = {name: value for name, value in os.environ.items() if not name.startswith(_FOREIGN)}
    return inherited | {"MARSAD_DATA": str(data), "MARSAD_WEB__PORT": "0"} | dict(more)
