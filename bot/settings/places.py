"""Where an installation keeps what it was shipped with, and what of that is no newsroom's to change."""

from __future__ import annotations

from pathlib import Path

from bot.settings.values import default_config
from knowledge.files.shipped import shipped


def template() -> Path:
    """The commented `config.yaml` with every default: inside the package where Marsad is installed, else beside it."""
    inside = shipped("bot", "config.yaml")
    return inside if inside.exists() else default_config()


def belongs_to_installation(folder: Path) -> bool:
    """Whether a folder is lost or overwritten with the next release: what is changed in there helps nobody."""
    return template() != default_config() and folder.resolve().is_relative_to(shipped("knowledge").resolve())
