"""Builds the image without Docker: the steps of the Dockerfile in roots that debootstrap made.

Only what the Dockerfile uses is understood: ARG, FROM, ENV, WORKDIR, COPY, RUN, USER, and lines that say how it is run.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from dataclasses import dataclass, field
from pathlib import Path

_SILENT = ("ARG", "LABEL", "VOLUME", "HEALTHCHECK", "STOPSIGNAL", "ENTRYPOINT", "CMD")
_OURS = ("PIP_", "HTTP", "http", "NO_PROXY", "no_proxy", "SSL_")
_PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"


class StepFailed(Exception):
    """A step ended with another code than 0."""


def steps(dockerfile: Path) -> list[tuple[str, str]]:
    """Every instruction with what follows it, on one line."""
    text = re.sub(r"^#.*\n", "", dockerfile.read_text("utf-8"), flags=re.M).replace("\\\n", " ")
    return [(word, rest.strip()) for word, _, rest in (line.partition(" ") for line in text.splitlines() if line)]


@dataclass
class Stage:
    """A root in which the steps since a FROM were made."""

    root: Path
    environ: dict[str, str] = field(default_factory=lambda: {"PATH": _PATH})
    folder: str = "/"
    user: str = "0:0"
    entrypoint: list[str] = field(default_factory=list)
    command: list[str] = field(default_factory=list)

    def inside(self, path: str) -> Path:
        """A path of the image, from outside."""
        return self.root / os.path.normpath(f"{self.folder}/{path}" if path[0] != "/" else path).lstrip("/")

    def argv(self, *command: str) -> list[str]:
        """What runs a command in it, as its user and in its folder."""
        change = f'cd {self.folder} && exec "$@"'
        return ["chroot", f"--userspec={self.user}", str(self.root), "/bin/sh", "-c", change, "sh", *command]

    def run(self, *command: str, **more: str) -> subprocess.CompletedProcess[str]:
        """Run a command to its end."""
        environ = self.environ | more
        return subprocess.run(self.argv(*command), check=False, capture_output=True, text=True, env=environ)


@dataclass
class Image:
    """Makes one stage after the other; the last is the image."""

    base: Path
    """A root that stays as it is."""
    work: Path
    context: Path
    stages: dict[str, Stage] = field(default_factory=dict)

    def build(self, dockerfile: Path) -> Stage:
        """Make every step; StepFailed with what it said."""
        stage = None
        for word, rest in steps(dockerfile):
            if word == "FROM":
                stage = self._stage(rest)
            elif stage:
                self._step(stage, word, rest)
        assert stage
        return stage

    def _stage(self, rest: str) -> Stage:
        name = rest.partition(" AS ")[2] or "image"
        root = self.work / name
        subprocess.run(["cp", "--archive", "--reflink=auto", str(self.base), str(root)], check=True)
        self.stages[name] = Stage(root)
        return self.stages[name]

    def _step(self, stage: Stage, word: str, rest: str) -> None:
        match word:
            case "ENV":
                for name, value in re.findall(r"(\w+)=(\S+)", rest):
                    stage.environ[name] = value.replace("$PATH", stage.environ["PATH"])
            case "WORKDIR":
                stage.folder = rest
                stage.inside(".").mkdir(parents=True, exist_ok=True)
            case "USER":
                stage.user = rest
            case "COPY":
                self._copy(stage, rest.split())
            case "RUN":
                network = {name: value for name, value in os.environ.items() if name.startswith(_OURS)}
                done = stage.run("/bin/sh", "-c", rest, **network)
                if done.returncode:
                    raise StepFailed(f"{rest}\n{done.stdout}\n{done.stderr}")
            case "ENTRYPOINT":
                stage.entrypoint = json.loads(rest)
            case "CMD":
                stage.command = json.loads(rest)
            case _:
                assert word in _SILENT, word

    def _copy(self, stage: Stage, words: list[str]) -> None:
        other = words.pop(0).partition("=")[2] if words[0].startswith("--from=") else ""
        *sources, target = words
        for source in sources:
            found = self.stages[other].inside(source) if other else self.context / source
            into = stage.inside(target)
            if target.endswith("/"):
                into = into / found.name
            into.parent.mkdir(parents=True, exist_ok=True)
            if found.is_dir():
                shutil.copytree(found, into, symlinks=True, dirs_exist_ok=True)
            else:
                shutil.copy(found, into)


def let_in(repository: Path, context: Path, files: list[str]) -> None:
    """What .dockerignore lets Docker see of a repository's files, copied."""
    allowed = [line[1:] for line in (repository / ".dockerignore").read_text("utf-8").splitlines() if line[0] == "!"]
    for name in files:
        if any(name == one or name.startswith(f"{one}/") for one in allowed):
            (context / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(repository / name, context / name)
