"""The methods and parameters that the server knows are those of the machine-readable Bot API specification."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from bot.playground.methods import implemented
from bot.playground.world import validation
from bot.playground.world.errors import ApiError
from bot.playground.world.validation import Shape

_SPECIFICATION = Path(
    os.environ.get("BOT_API_SPECIFICATION", Path(__file__).parents[4] / "shared" / "bot-api" / "api.json")
)
_ONLY_IN_NEWER = {
    "answerchatjoinrequestquery",
    "sendchatjoinrequestwebapp",
    "sendrichmessage",
    "sendrichmessagedraft",
}
"""The specification is one version ahead of python-telegram-bot's."""
_ONLY_IN_NEWER_PARAMETERS = {("editmessagetext", "rich_message")}
_FORMER_PARAMETERS = {("sendpoll", "correct_option_id")}
_REQUIREMENT_CHANGED = {("editmessagetext", "text")}


@pytest.fixture(scope="module")
def specification() -> Mapping[str, Any]:
    if not _SPECIFICATION.exists():
        pytest.skip(f"no Bot API specification at {_SPECIFICATION}")
    read: Mapping[str, Any] = json.loads(_SPECIFICATION.read_text())["methods"]
    return {name.lower(): method for name, method in read.items()}


def test_methods_are_those_of_the_specification(specification: Mapping[str, Any]) -> None:
    assert set(specification) - set(validation.methods()) == _ONLY_IN_NEWER
    assert set(validation.methods()) <= set(specification)


def test_parameters_are_those_of_the_specification(specification: Mapping[str, Any]) -> None:
    ours = {(method, name) for method, one in validation.methods().items() for name in one.parameters}
    theirs = {
        (method, field["name"])
        for method, one in specification.items()
        if method not in _ONLY_IN_NEWER
        for field in one.get("fields", ())
    }

    assert theirs - ours == _ONLY_IN_NEWER_PARAMETERS
    assert ours - theirs == _FORMER_PARAMETERS
    assert len(ours) > 700


def test_required_parameters_are_those_of_the_specification(specification: Mapping[str, Any]) -> None:
    different = {
        (method, field["name"])
        for method, one in specification.items()
        if method not in _ONLY_IN_NEWER
        for field in one.get("fields", ())
        if (parameter := validation.methods()[method].parameters.get(field["name"]))
        and parameter.required != field["required"]
    }

    assert different == _REQUIREMENT_CHANGED


def test_every_type_of_the_specification_is_accepted(specification: Mapping[str, Any]) -> None:
    samples = {"Integer": "5", "Float": "0.5", "Boolean": "true", "String": "text"}
    refused = []
    for method, one in specification.items():
        for field in one.get("fields", ()):
            known = validation.methods().get(method)
            parameter = known.parameters.get(field["name"]) if known else None
            if parameter is None:
                continue
            for type_ in field["types"]:
                sample = samples.get(type_, "[]" if type_.startswith("Array of") else "{}")
                sample = "attach://x" if type_ == "InputFile" else sample
                if not _is_accepted(parameter, sample):
                    refused.append((method, field["name"], type_))

    assert refused == []


def _is_accepted(parameter: validation.Parameter, sample: str) -> bool:
    method = validation.Method("x", {parameter.name: parameter}, None)
    try:
        validation.read(method, {parameter.name: sample}, {})
    except ApiError:
        return False
    return True


def test_wrong_types_are_refused(specification: Mapping[str, Any]) -> None:
    accepted = []
    for method, one in validation.methods().items():
        for parameter in one.parameters.values():
            is_strict = parameter.shapes <= {Shape.INTEGER, Shape.FLOAT, Shape.BOOLEAN, Shape.LIST}
            if parameter.shapes and is_strict and _is_accepted(parameter, "certainly not"):
                accepted.append((method, parameter.name))

    assert accepted == []


def test_everything_implemented_exists() -> None:
    assert set(implemented()) <= set(validation.methods())
