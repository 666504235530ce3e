"""What readers type to be understood by the bot itself, in their languages: `locales/asked/`, a file for each thing."""

from __future__ import annotations

from knowledge.files.shipped import shipped
from knowledge.files.strict_yaml import Model, load_or_raise


def read_asked(name: str, model: type[Model]) -> Model:
    """One of those files; InvalidFiles with every problem where it is none."""
    file = f"locales/asked/{name}.yaml"
    return load_or_raise(shipped("bot", file), model, name=file)
