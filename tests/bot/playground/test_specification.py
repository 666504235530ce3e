"""The methods and parameters that the server knows are those of the machine-readable Bot API specification.

`specification.py` says where the file that is compared comes from, and makes it.
"""

from __future__ import annotations

import pytest

from bot.playground.methods import implemented
from bot.playground.world import validation
from bot.playground.world.errors import ApiError
from bot.playground.world.validation import Shape
from tests.bot.playground.specification import Field, Specification, read

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
_SAMPLES = {"Integer": "5", "Float": "0.5", "Boolean": "true", "String": "text", "InputFile": "attach://x"}


@pytest.fixture(scope="module")
def specification() -> Specification:
    return read()


def test_methods_are_those_of_the_specification(specification: Specification) -> None:
    assert specification.methods - set(validation.methods()) == _ONLY_IN_NEWER
    assert set(validation.methods()) <= specification.methods


def test_parameters_are_those_of_the_specification(specification: Specification) -> None:
    ours = {(method, name) for method, one in validation.methods().items() for name in one.parameters}
    theirs = {(one.method, one.name) for one in specification.fields if one.method not in _ONLY_IN_NEWER}

    assert theirs - ours == _ONLY_IN_NEWER_PARAMETERS
    assert ours - theirs == _FORMER_PARAMETERS
    assert len(ours) > 700


def test_required_parameters_are_those_of_the_specification(specification: Specification) -> None:
    different = {
        (one.method, one.name)
        for one in specification.fields
        if (parameter := _parameter(one)) and parameter.required != one.required
    }

    assert different == _REQUIREMENT_CHANGED


def test_every_type_of_the_specification_is_accepted(specification: Specification) -> None:
    refused = [
        (one.method, one.name, type_)
        for one in specification.fields
        if (parameter := _parameter(one))
        for type_ in one.types
        if not _is_accepted(parameter, _sample(type_))
    ]

    assert refused == []


def _parameter(field: Field) -> validation.Parameter | None:
    method = validation.methods().get(field.method)
    return method.parameters.get(field.name) if method else None


def _sample(type_: str) -> str:
    return _SAMPLES.get(type_, "[]" if type_.startswith("Array of") else "{}")


def _is_accepted(parameter: validation.Parameter, sample: str) -> bool:
    method = validation.Method("x", {parameter.name: parameter}, None)
    try:
        validation.read(method, {parameter.name: sample}, {})
    except ApiError:
        return False
    return True


def test_wrong_types_are_refused() -> None:
    accepted = []
    for method, one in validation.methods().items():
        for parameter in one.parameters.values():
            is_strict = parameter.shapes <= {Shape.INTEGER, Shape.FLOAT, Shape.BOOLEAN, Shape.LIST}
            if parameter.shapes and is_strict and _is_accepted(parameter, "certainly not"):
                accepted.append((method, parameter.name))

    assert accepted == []


def test_everything_implemented_exists() -> None:
    assert set(implemented()) <= set(validation.methods())
