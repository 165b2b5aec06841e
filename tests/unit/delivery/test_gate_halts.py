"""After a 429: who waits, until when, and who does not."""

from notices.delivery.gate import RateGate
from notices.delivery.limits import Urgency
from tests.unit.delivery.virtual_time import VirtualTime

PERSON, OTHER, GROUP = 7, 8, -7


def test_a_halt_ends_at_its_deadline_and_not_when_another_request_ends(gate: RateGate, time: VirtualTime) -> None:
    other = gate.take(OTHER)
    gate.halt(PERSON, 30)
    assert other is not None
    other.landed()
    assert gate.ready_at(PERSON, urgency=Urgency.REPLY) == time.now() + 30
    time.seconds += 30
    assert gate.take(PERSON) is not None


def test_the_longest_halt_counts(gate: RateGate, time: VirtualTime) -> None:
    gate.halt(PERSON, 30)
    gate.halt(PERSON, 5)
    assert gate.ready_at(PERSON) == time.now() + 30


def test_one_chat_s_halt_leaves_the_others_alone(gate: RateGate) -> None:
    gate.halt(PERSON, 30)
    assert gate.take(OTHER) is not None


def test_a_second_chat_s_halt_inside_the_first_halts_everything(gate: RateGate, time: VirtualTime) -> None:
    gate.halt(PERSON, 30)
    time.seconds += 10
    gate.halt(OTHER, 5)
    assert gate.free(Urgency.ALERT) == 0
    assert gate.ready_at(GROUP, urgency=Urgency.ALERT) == time.now() + 20


def test_a_second_halt_after_the_first_concerns_its_chat_alone(gate: RateGate, time: VirtualTime) -> None:
    gate.halt(PERSON, 30)
    time.seconds += 30
    gate.halt(OTHER, 5)
    assert gate.take(GROUP) is not None


def test_a_chat_that_is_held_for_its_own_reasons_says_nothing_about_the_others(
    gate: RateGate, time: VirtualTime
) -> None:
    gate.hold(PERSON, time.now() + 30)
    gate.halt(OTHER, 5)
    assert gate.take(GROUP) is not None


def test_a_429_without_a_chat_halts_everything(gate: RateGate) -> None:
    gate.halt(None, 5)
    assert gate.take(PERSON) is None
