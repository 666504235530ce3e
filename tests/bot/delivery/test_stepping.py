"""What works step by step waits while it cannot, and ends only by what nobody has foreseen."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import structlog

from bot.delivery import stepping
from bot.delivery.stepping import step_by_step
from bot.state.errors import StateError


@pytest.mark.parametrize(("bearable", "waited"), [(StateError, 1), (ValueError, 0)])
async def test_a_failure_that_is_foreseen_is_waited_out_and_no_other(
    bearable: type[Exception], waited: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stepping, "_WHEN_BROKEN", 0)
    unforeseen = StateError if bearable is ValueError else ValueError
    outcomes: Iterator[bool | Exception] = iter([True, StateError("gone"), True, ValueError("a bug")])

    async def step() -> bool:
        outcome = next(outcomes)
        if isinstance(outcome, Exception):
            raise outcome
        return outcome

    with structlog.testing.capture_logs() as logged, pytest.raises(unforeseen):
        await step_by_step(step, "this waits", bearable)

    assert [(one["event"], one["exc_info"]) for one in logged] == [("this waits", None)] * waited
