"""A fixed bug: the search for the next opening never ended while a message was on its way and the clock went on."""

import itertools

from notices.delivery.gate import RateGate


def test_the_search_for_the_next_opening_ends_while_a_message_is_on_its_way() -> None:
    ticks = itertools.count()
    gate = RateGate(clock=lambda: next(ticks) * 1e-6)
    assert gate.take(5) is not None
    looks = next(ticks)
    assert gate.next_opening() < 2
    assert next(ticks) - looks < 10
