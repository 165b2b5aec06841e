"""The offset confirms all before it, so it never passes an update that is not committed."""

from hypothesis import given
from hypothesis import strategies as st

from bot.offsets import Offsets


def test_the_offset_waits_for_the_first_open_update() -> None:
    offsets = Offsets()
    for update_id in (10, 11, 12):
        offsets.begin(update_id)
    offsets.commit(11)
    offsets.commit(12)
    assert offsets.advance() == 10
    offsets.commit(10)
    assert offsets.advance() == 13


def test_a_refused_update_is_asked_for_again_and_the_rest_is_not_handled_twice() -> None:
    offsets = Offsets()
    for update_id in (10, 11, 12):
        offsets.begin(update_id)
    offsets.commit(10)
    offsets.refuse(11)
    offsets.commit(12)
    assert offsets.advance() == 11
    offsets.fetched([11, 12, 13])
    assert [each for each in (11, 12, 13) if offsets.is_new(each)] == [11, 13]
    assert offsets.refused == {11: 1}


def test_a_late_word_about_a_committed_update_does_not_move_the_offset_back() -> None:
    offsets = Offsets()
    for update_id in (10, 11):
        offsets.begin(update_id)
        offsets.commit(update_id)
    assert offsets.advance() == 12
    offsets.commit(10)
    offsets.refuse(10)
    assert offsets.advance() == 12


def test_a_refused_update_that_telegram_no_longer_keeps_does_not_block_for_ever() -> None:
    offsets = Offsets()
    for update_id in (10, 11):
        offsets.begin(update_id)
        offsets.refuse(update_id)
    assert offsets.advance() == 10
    offsets.fetched([11])
    assert offsets.refused == {11: 1}
    offsets.begin(11)
    offsets.commit(11)
    assert offsets.advance() == 12


def test_a_short_answer_does_not_lose_refused_updates_behind_it() -> None:
    """A server that is asked the same offset twice within 0.5 s gives one update only."""
    offsets = Offsets()
    for update_id in (10, 11, 12):
        offsets.begin(update_id)
    offsets.refuse(10)
    offsets.refuse(11)
    offsets.commit(12)
    assert offsets.advance() == 10
    offsets.fetched([10])
    offsets.begin(10)
    offsets.commit(10)
    assert offsets.advance() == 11


def test_refusals_are_counted_until_the_update_is_committed() -> None:
    offsets = Offsets()
    for refusals in range(3):
        assert offsets.begin(10) == refusals
        offsets.refuse(10)
    offsets.begin(10)
    offsets.commit(10)
    assert offsets.refused == {}


@given(st.lists(st.tuples(st.integers(1, 30), st.sampled_from(["begin", "commit", "refuse", "advance"]))))
def test_no_order_of_events_confirms_an_open_update(events: list[tuple[int, str]]) -> None:
    offsets = Offsets()
    for update_id, event in events:
        if event == "begin" and not (offsets.is_new(update_id) and update_id >= (offsets.offset or 0)):
            continue
        if event == "advance":
            before = offsets.offset or 0
            after = offsets.advance() or 0
            assert after >= before
            assert all(each >= after for each in {*offsets.running, *offsets.refused})
        else:
            getattr(offsets, event)(update_id)
