"""A gate on a clock that tests move."""

import pytest

from notices.delivery.gate import RateGate
from tests.unit.delivery.virtual_time import VirtualTime


@pytest.fixture
def time() -> VirtualTime:
    return VirtualTime()


@pytest.fixture
def gate(time: VirtualTime) -> RateGate:
    return RateGate(time.now, time.sleep)
