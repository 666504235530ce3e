"""The wheel in an empty environment: what it answers, makes and runs from a folder that is not ours.

The wheel is built from the sdist, so that both are whole. Building and installing are the only steps of all tests
that ask a package index; where none answers they are skipped.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from knowledge.curation.folder import DEFAULT, Folder

pytestmark = [pytest.mark.process, pytest.mark.timeout(600)]

ROOT = Path(__file__).resolve().parents[2]
PYTHONS = ("3.11", "3.12", "3.13")
_QUICKLY = ("--disable-pip-version-check", "--retries", "1", "--timeout", "15")


def run(*command: object, cwd: Path, **more: str) -> str:
    """What a command says, which must end well."""
    environ = {name: value for name, value in os.environ.items() if not name.startswith(("MARSAD_", "PYTHON"))}
    done = subprocess.run(
        list(map(str, command)), check=False, cwd=cwd, env=environ | more, capture_output=True, text=True
    )
    assert done.returncode == 0, f"{command}\n{done.stdout}\n{done.stderr}"
    return done.stdout


def environment(folder: Path, python: object = sys.executable) -> Path:
    """An empty environment; its interpreter."""
    run(python, "-m", "venv", folder, cwd=folder.parent)
    return folder / "bin" / "python"


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Built from what the repository holds, with nothing beside it."""
    folder = tmp_path_factory.mktemp("building")
    python = environment(folder / "tools")
    tools: list[Any] = [python, "-m", "pip", "install", "--quiet", *_QUICKLY, "build", "hatchling"]
    if subprocess.run(tools, check=False, capture_output=True).returncode:
        pytest.skip("no package index answers: the wheel is not built")
    files = run("git", "ls-files", "--cached", "--others", "--exclude-standard", cwd=ROOT).splitlines()
    for name in filter(lambda one: (ROOT / one).is_file() and not one.startswith("tests/"), files):
        (folder / "marsad" / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, folder / "marsad" / name)
    run(python, "-m", "build", "--no-isolation", "--outdir", folder / "dist", folder / "marsad", cwd=folder)
    [built] = (folder / "dist").glob("*.whl")
    return built


@dataclass(frozen=True)
class Installed:
    """An environment that holds Marsad alone, and a folder to use it from."""

    script: Path
    home: Path

    def __call__(self, *arguments: object, **environ: str) -> str:
        """What a command says."""
        return run(self.script, *arguments, cwd=self.home, **environ)

    @contextmanager
    def running(self, **environ: str) -> Iterator[subprocess.Popen[str]]:
        """The bot."""
        command: list[Any] = [self.script, "run", "--no-open"]
        process = subprocess.Popen(
            command, cwd=self.home, env=os.environ | environ, stderr=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        with process:
            try:
                yield process
            finally:
                process.kill()


@pytest.fixture(params=PYTHONS)
def marsad(request: pytest.FixtureRequest, wheel: Path, tmp_path: Path) -> Installed:
    python = shutil.which(f"python{request.param}")
    if python is None or subprocess.run([python, "--version"], check=False, capture_output=True).returncode:
        pytest.skip(f"there is no Python {request.param} here: not run")
    own = environment(tmp_path / "env", python)
    quiet = ("--quiet", "--disable-pip-version-check", "--constraint", ROOT / "constraints.txt")
    run(own, "-m", "pip", "install", *quiet, wheel, cwd=tmp_path)
    home = tmp_path / "home"
    home.mkdir()
    return Installed(own.parent / "marsad", home)


def test_it_is_whole_anywhere(marsad: Installed) -> None:
    assert "2024" in marsad("ask", "متى اجتماع وزراء دفاع شنغهاي؟")
    config = marsad("init", "newsroom").strip()
    own = {"MARSAD_CONFIG": config, "MARSAD_DATA": str(marsad.home / "newsroom" / "data")}

    assert Folder.locate(marsad.home / "newsroom" / "knowledge").version() == Folder.locate(DEFAULT).version()
    assert "statements" in marsad("kb", "check", **own)
    with marsad.running(MARSAD_WEB__PORT="0", **own) as bot:
        assert bot.stderr
        assert any(line.startswith("marsad: ready") for line in bot.stderr)
        bot.terminate()
        assert bot.wait(20) == 0
