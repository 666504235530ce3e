"""The image, built without Docker: the Dockerfile's own steps in a root that debootstrap makes.

Debian's Python stands for the base image. Skipped with one line where a root, its packages or an index is out of reach.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.image import Image, Stage, StepFailed, let_in

pytestmark = [pytest.mark.process, pytest.mark.timeout(1500)]

ROOT = Path(__file__).resolve().parents[2]
_HOSTS_OWN = ("etc/resolv.conf", "etc/hosts", "etc/ssl/certs/ca-certificates.crt", "etc/pip.conf")
_NO_INDEX = ("Could not find a version", "No matching distribution", "ConnectionError", "Max retries")


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    if os.geteuid() or not shutil.which("debootstrap"):
        pytest.skip("the image's steps need root and debootstrap: not run")
    root = tmp_path_factory.mktemp("roots") / "base"
    packages = "--include=python3,python3-venv,ca-certificates"
    made = subprocess.run(
        ["debootstrap", "--variant=minbase", packages, "bookworm", str(root)],
        check=False,
        capture_output=True,
        text=True,
    )
    if made.returncode:
        pytest.skip("debootstrap reaches no mirror: the image's steps are not run")
    (root / "usr/local/bin/python").symlink_to("/usr/bin/python3")
    for name in filter(lambda name: (Path("/") / name).is_file(), _HOSTS_OWN):
        shutil.copy(Path("/") / name, root / name)
    return root


@pytest.fixture(scope="module")
def image(base: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    work, context = tmp_path_factory.mktemp("stages"), tmp_path_factory.mktemp("context")
    listing = ["git", "-C", str(ROOT), "ls-files", "--cached", "--others", "--exclude-standard"]
    files = subprocess.run(listing, check=True, capture_output=True, text=True).stdout.splitlines()
    let_in(ROOT, context, [name for name in files if (ROOT / name).is_file()])
    try:
        yield Image(base, work, context).build(ROOT / "Dockerfile")
    except StepFailed as error:
        if any(sign in str(error) for sign in _NO_INDEX):
            pytest.skip("no package index answers in the root: the image's steps are not run")
        raise
    finally:
        shutil.rmtree(work, ignore_errors=True)


def test_the_image_runs_as_nobody_in_particular_and_does_nothing_by_mistake(image: Stage) -> None:
    without_token = image.run(*image.entrypoint, *image.command)
    unhealthy = image.run("marsad", "health")
    answer = image.run("marsad", "ask", "who heads the Indian delegation?")
    outside = image.run("/bin/sh", "-c", "touch /venv/x || touch /etc/x")

    assert (without_token.returncode, without_token.stdout) == (2, "")
    assert "TELEGRAM_BOT_TOKEN" in without_token.stderr
    assert (unhealthy.returncode, unhealthy.stdout) == (1, "no bot runs here\n")
    assert answer.stdout.startswith("Giridhar Aramane"), answer.stderr
    assert outside.returncode
    assert {file.stat().st_uid for file in image.inside("/data").rglob("*")} == {10001}


def test_a_bot_that_serves_is_healthy_and_ends_when_told(image: Stage) -> None:
    environ = image.environ | {"MARSAD_WEB__PORT": "0"}
    command = image.argv("marsad", "run", "--no-open")
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env=environ) as bot:
        try:
            assert bot.stderr
            assert any(line.startswith("marsad: ready") for line in bot.stderr)
            healthy = any(image.run("marsad", "health").returncode == 0 for _ in range(20))
            bot.terminate()
            assert bot.wait(15) == 0
        finally:
            bot.kill()

    assert healthy
