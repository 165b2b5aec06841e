"""To wait for something to happen, and no longer: woken by the sandbox, bounded by real seconds."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import TypeVar

from sandbox.beacon import Beacon

T = TypeVar("T")

PATIENCE_S = 30.0
# A database rings no bell, and neither does a process that ends: looked at with each ring, and at least so often.
LOOK_S = 0.25


async def until(beacon: Beacon, look: Callable[[], T | None], what: Callable[[], str]) -> T:
    """The first answer of `look` that is not None. AssertionError with the words of `what` when it does not come."""
    ends = _now() + PATIENCE_S
    while (found := look()) is None:
        if not await beacon.wait(ends - _now()):
            raise AssertionError(f"not within {PATIENCE_S:.0f} s: {what()}")
    return found


async def until_found(
    beacon: Beacon, look: Callable[[], Awaitable[T | None]], what: str, patience: float = PATIENCE_S
) -> T:
    """The same for what is to be found in the database or on the machine."""
    ends = _now() + patience
    while (found := await look()) is None:
        assert _now() < ends, f"not within {patience:.0f} s: {what}"
        await beacon.wait(LOOK_S)
    return found


def _now() -> float:
    return asyncio.get_running_loop().time()
