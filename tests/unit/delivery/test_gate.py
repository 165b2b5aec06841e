from dataclasses import dataclass
from itertools import count, pairwise
from math import inf

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from notices.delivery.gate import SWEEP_LEAST, GateShutError, RateGate, Slot
from notices.delivery.limits import (
    BURST,
    BURST_S,
    TELEGRAM_GROUP_PER_MINUTE,
    TELEGRAM_PER_SECOND,
    Limits,
    Urgency,
)
from tests.unit.delivery.slots import send
from tests.unit.delivery.virtual_time import VirtualTime

LIMITS = Limits()
PERSON, OTHER, GROUP = 7, 8, -7
# What floating point may take away from a second.
EPSILON = 1e-6

CHATS = st.sampled_from([1, 2, 3, -1, -2])
Request = tuple[int, int, Urgency, float, float, float]
REQUESTS = st.lists(
    st.tuples(
        CHATS,
        st.sampled_from([1, 1, 1, 1, 2, 10]),
        st.sampled_from(Urgency),
        st.floats(0, 2, allow_nan=False),  # seconds since the one before
        st.floats(0, 3, allow_nan=False),  # seconds on the way
        st.floats(0, 1, allow_nan=False),  # the part of them after which Telegram counts it
    ),
    max_size=120,
)


def fullest(stamps: list[tuple[float, int]], seconds: float) -> int:
    """The most that any span of that length holds."""
    return max(
        (sum(cost for at, cost in stamps if start <= at < start + seconds - EPSILON) for start, _ in stamps), default=0
    )


@dataclass
class Taken:
    """`at` is when Telegram counts it: anywhere between the request and the answer."""

    chat: int
    cost: int
    urgency: Urgency
    at: float
    due: float
    slot: Slot


def play(requests: list[Request]) -> list[Taken]:
    """Take each as soon as the gate lets it; answers come in meanwhile, whenever they are due."""
    time = VirtualTime()
    gate = RateGate(time.now, time.sleep)
    taken: list[Taken] = []
    flying: list[Taken] = []

    def land(until: float) -> None:
        for one in sorted((t for t in flying if t.due <= until), key=lambda t: t.due):
            time.seconds = max(time.seconds, one.due)
            one.slot.landed()
            flying.remove(one)

    for chat, cost, urgency, gap, travel, part in requests:
        arrival = time.seconds + gap
        land(arrival)
        time.seconds = max(time.seconds, arrival)
        while (slot := gate.take(chat, cost, urgency)) is None:
            ready = gate.ready_at(chat, cost, urgency)
            assert ready > time.now(), "a slot is there at the moment that was told"
            land(ready)
            time.seconds = max(time.seconds, ready)
        now = time.now()
        taken.append(Taken(chat, cost, urgency, now + travel * part, now + travel, slot))
        flying.append(taken[-1])
    return taken


@given(REQUESTS)
@settings(deadline=None, max_examples=150)
def test_no_window_is_ever_over_its_limit(requests: list[Request]) -> None:
    taken = play(requests)
    assert fullest([(t.at, t.cost) for t in taken], 1.0) <= LIMITS.per_second < TELEGRAM_PER_SECOND
    for chat in {t.chat for t in taken}:
        mine = sorted((t for t in taken if t.chat == chat), key=lambda t: t.at)
        # An album can't be taken apart: one may be more than the window holds.
        assert fullest([(t.at, t.cost) for t in mine if t.cost <= BURST], BURST_S) <= BURST
        for sooner, later in pairwise(mine):
            if Urgency.REPLY not in (sooner.urgency, later.urgency):
                assert later.at - sooner.at >= sooner.cost - EPSILON, "one a second, an album as its items"
        if chat < 0:
            assert fullest([(t.at, t.cost) for t in mine], 60.0) <= LIMITS.group_per_minute < TELEGRAM_GROUP_PER_MINUTE


@given(REQUESTS)
@settings(deadline=None, max_examples=50)
def test_what_nobody_waits_for_leaves_the_reserve_alone(requests: list[Request]) -> None:
    taken = play([(chat, cost, Urgency.BULK, gap, travel, part) for chat, cost, _, gap, travel, part in requests])
    assert fullest([(t.at, t.cost) for t in taken], 1.0) <= LIMITS.bulk_per_second < LIMITS.per_second


def test_the_next_message_to_a_chat_waits_a_second_from_the_answer_to_the_last(
    gate: RateGate, time: VirtualTime
) -> None:
    slot = gate.take(PERSON)
    assert slot is not None
    time.seconds += 0.8
    slot.landed()
    time.seconds += 0.9
    assert gate.take(PERSON) is None
    time.seconds += 0.1
    assert gate.take(PERSON) is not None


def test_an_album_keeps_its_chat_for_as_many_seconds_as_it_has_items(gate: RateGate, time: VirtualTime) -> None:
    assert send(gate, PERSON, 10)
    assert gate.ready_at(PERSON) == time.now() + 10


def test_an_album_waits_until_a_group_has_room_for_all_of_it(gate: RateGate, time: VirtualTime) -> None:
    start = time.now()
    for _ in range(15):
        time.seconds = gate.ready_at(GROUP)
        assert send(gate, GROUP)
    # Of 19 a minute 15 are used: room for ten is there when six of them are a minute old.
    assert gate.ready_at(GROUP, 10) == start + 5 + 60
    assert not send(gate, GROUP, 1)
    time.seconds += 1
    assert send(gate, GROUP, 1)


def test_one_chat_s_wait_holds_up_no_other(gate: RateGate) -> None:
    assert send(gate, PERSON)
    assert not send(gate, PERSON)
    assert send(gate, OTHER)


def test_an_alert_to_an_open_chat_leaves_at_once_while_bulk_uses_all_it_may(gate: RateGate, time: VirtualTime) -> None:
    chats = count(100)
    for number in range(300):
        time.seconds = max(time.seconds, gate.opens_at(Urgency.BULK))
        assert send(gate, next(chats))
        if number % 27 == 26:
            assert gate.free(Urgency.BULK) == 0
            assert send(gate, next(chats), urgency=Urgency.ALERT)


@given(REQUESTS)
@settings(deadline=None, max_examples=50)
def test_an_alert_to_an_open_chat_never_waits_longer_than_a_second(
    requests: list[Request],
) -> None:
    time = VirtualTime()
    gate = RateGate(time.now, time.sleep)
    for chat, cost, urgency, gap, *_ in requests:
        time.seconds = max(time.seconds + gap, gate.ready_at(chat, cost, urgency))
        assert send(gate, chat, cost, urgency)
        assert gate.ready_at(99, 1, Urgency.ALERT) - time.now() <= 1.0


def test_a_reply_may_come_in_a_short_burst(gate: RateGate) -> None:
    replies = [send(gate, PERSON, urgency=Urgency.REPLY) for _ in range(BURST + 1)]
    assert replies == [True] * BURST + [False]


def test_shut_chats_are_told_with_the_moment_at_which_the_first_opens(gate: RateGate, time: VirtualTime) -> None:
    assert gate.next_opening() == inf
    send(gate, PERSON)
    time.seconds += 0.5
    send(gate, OTHER)
    assert gate.shut() == {PERSON, OTHER}
    assert gate.next_opening() == time.now() + 0.5
    time.seconds += 0.5
    assert gate.shut() == {OTHER}
    time.seconds += 0.5
    assert gate.shut() == set()


def test_an_answer_that_comes_late_moves_the_opening(gate: RateGate, time: VirtualTime) -> None:
    slot = gate.take(PERSON)
    assert slot is not None
    time.seconds += 0.7
    slot.landed()
    assert gate.next_opening() == time.now() + 1
    time.seconds += 0.3
    assert gate.shut() == {PERSON}


async def test_waiting_for_a_slot_sleeps_until_one_is_free_and_not_longer(gate: RateGate, time: VirtualTime) -> None:
    start = time.now()
    at: list[float] = []

    async def reply() -> None:
        (await gate.acquire(PERSON)).landed()
        at.append(time.now() - start)

    await time.run(*(reply() for _ in range(BURST * 2)))
    assert at == [0.0] * BURST + [BURST_S] * BURST


async def test_waiting_obeys_a_halt_that_begins_meanwhile(gate: RateGate, time: VirtualTime) -> None:
    start = time.now()
    send(gate, PERSON)

    async def halt() -> None:
        await time.sleep(0.5)
        gate.halt(PERSON, 10)

    await time.run(gate.acquire(PERSON, urgency=Urgency.BULK), halt())
    assert time.now() - start == 10.5


async def test_who_would_wait_too_long_is_told_so_at_once(gate: RateGate) -> None:
    gate.halt(PERSON, 30)
    with pytest.raises(GateShutError) as told:
        await gate.acquire(PERSON, patience=5)
    assert told.value.seconds == 30


def test_chats_that_are_done_with_are_forgotten(gate: RateGate, time: VirtualTime) -> None:
    for chat in range(1, SWEEP_LEAST * 5):
        time.seconds += 0.1
        send(gate, chat)
        gate.shut()
    assert len(gate._chats) <= SWEEP_LEAST
    assert len(gate._openings) < 100


def test_the_gate_keeps_to_one_moment_though_time_goes_on_while_it_thinks() -> None:
    ticks = count()
    gate = RateGate(lambda: float(next(ticks)) / 1e6)
    assert gate.take(PERSON) is not None
    assert gate.take(OTHER, urgency=Urgency.ALERT) is not None
    assert gate.shut() == {PERSON, OTHER}
    assert 0 < gate.next_opening() - gate.now() <= 1
