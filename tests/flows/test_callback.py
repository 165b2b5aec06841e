"""回访: solved and satisfied are two questions; silence is neither; a bad answer opens the case again."""

from collections.abc import Sequence

import pytest

from storage.database import Storage
from storage.tables import Callback, Case, Deadline
from tests.flows.conversation import MovableClock, Talk, Town
from tests.flows.neighbourhood import (
    NOISE,
    alerts,
    everything,
    make_town,
    only,
    refusals,
    resident,
    rows,
    seen_by,
    tick,
    toast,
)

CASE = 2026112200001


@pytest.fixture
def town(storage: Storage, clock: MovableClock) -> Town:
    return make_town(storage, clock)


@pytest.fixture
async def zhang(town: Town) -> Talk:
    return await town.staff("zhang", 81, "张工")


@pytest.fixture
async def wang(town: Town) -> Talk:
    return await town.staff("wang", 83, "王科长")


@pytest.fixture
async def mrs_li(town: Town, zhang: Talk, wang: Talk) -> Talk:
    """She has told of noise, and has been answered."""
    person = await resident(town, 5)
    await person.says(NOISE)
    await answer(zhang)
    return person


async def answer(staff: Talk) -> None:
    await staff.forges(f"case.resolve:{CASE}")
    await staff.says("已责令停工。")


async def press_all(person: Talk, labels: Sequence[str] = ("联系过我", "解决了", "满意")) -> None:
    for label in labels:
        await person.presses(label)


async def test_solved_and_satisfied_closes_the_case(town: Town, mrs_li: Talk, zhang: Talk) -> None:
    await press_all(mrs_li)
    case = await only(town, Case)
    assert (case.status, case.closed_at) == ("closed", town.clock.now())
    kept = await only(town, Callback)
    assert (kept.contacted, kept.solved, kept.satisfied) == (True, True, True)
    assert "已办结" in mrs_li.last.text
    assert mrs_li.last.labels == []
    assert "已办结" in alerts(zhang)[0].text
    assert "case.closed" in await town.actions()


async def test_answers_are_shown_and_may_be_changed_until_it_is_decided(town: Town, mrs_li: Talk) -> None:
    await mrs_li.presses("没联系我")
    assert "✓ 没联系我" in mrs_li.last.labels
    await mrs_li.presses("联系过我")
    assert "✓ 联系过我" in mrs_li.last.labels
    kept = await only(town, Callback)
    assert (kept.contacted, kept.solved, kept.satisfied) == (True, None, None)


@pytest.mark.parametrize(("bad", "headline"), [("没解决", "居民说没解决，重办"), ("不满意", "居民不满意，重办")])
async def test_a_bad_answer_opens_the_case_again_and_alerts_the_head(
    town: Town, mrs_li: Talk, zhang: Talk, wang: Talk, bad: str, headline: str
) -> None:
    shown = await mrs_li.presses(bad)
    case = await only(town, Case)
    assert (case.status, case.redos) == ("reopened", 1)
    assert headline in seen_by(shown, wang)[0].text
    assert headline in zhang.last.text
    assert "已退回重办" in mrs_li.last.text
    (redo,) = [d for d in await rows(town, Deadline) if d.kind == "redo"]
    assert redo.due_at == case.due_at > town.clock.now()
    kept = await only(town, Callback)
    assert (kept.solved, kept.satisfied) == ((False, None) if bad == "没解决" else (None, False))


async def test_what_was_withdrawn_after_the_answer_is_not_opened_again_with_nobody_behind_it(
    town: Town, mrs_li: Talk
) -> None:
    await mrs_li.forges("mine.withdraw.yes:2026112200001")
    assert "三个问题已经答完" in toast(await mrs_li.forges("callback.say:1:solved:0")).text
    assert (await only(town, Case)).status == "answered"


async def test_solved_and_not_satisfied_are_kept_apart(town: Town, mrs_li: Talk) -> None:
    await press_all(mrs_li, ("解决了", "不满意"))
    kept = await only(town, Callback)
    assert (kept.solved, kept.satisfied) == (True, False)
    assert (await only(town, Case)).status == "reopened"


async def test_not_having_been_contacted_is_noted_and_does_not_open_the_case(town: Town, mrs_li: Talk) -> None:
    await press_all(mrs_li, ("没联系我", "解决了", "满意"))
    assert (await only(town, Callback)).contacted is False
    assert (await only(town, Case)).status == "closed"


async def test_silence_counts_as_nothing(town: Town, mrs_li: Talk) -> None:
    town.clock.advance(days=60)
    await tick(town)
    kept = await only(town, Callback)
    assert (kept.contacted, kept.solved, kept.satisfied, kept.answered_at) == (None, None, None, None)
    assert (await only(town, Case)).status == "answered"


@pytest.mark.parametrize("opinion", ["满意", "不满意"])
async def test_a_silent_neighbour_does_not_hold_a_case_open_but_may_still_speak(
    town: Town, zhang: Talk, wang: Talk, opinion: str
) -> None:
    first, second = await resident(town, 5), await resident(town, 6)
    for person in (first, second):
        await person.says(NOISE)
    await answer(zhang)
    await press_all(first)
    assert (await only(town, Case)).status == "closed"
    assert [c.solved for c in await rows(town, Callback)] == [True, None]
    await press_all(second, ("联系过我", "解决了", opinion))
    assert (await only(town, Case)).status == ("closed" if opinion == "满意" else "reopened")
    assert (len(alerts(wang)) > 0) == (opinion == "不满意")


async def test_an_answer_to_an_old_round_is_refused(town: Town, mrs_li: Talk, zhang: Talk) -> None:
    old = next(m for m in mrs_li.sees if m.button("没解决"))
    await mrs_li.presses("没解决", on=old)
    await answer(zhang)
    first, second = await rows(town, Callback)
    assert (first.round, second.round) == (0, 1)
    before = await everything(town)
    shown = await mrs_li.forges(f"callback.say:{first.id}:satisfied:1", on=old)
    assert "三个问题已经答完" in toast(shown).text
    assert await everything(town) == before
    await press_all(mrs_li)
    assert (await only(town, Case)).status == "closed"


async def test_a_second_answer_is_sent_as_well_as_the_first(town: Town, mrs_li: Talk, zhang: Talk) -> None:
    await mrs_li.presses("没解决")
    await answer(zhang)
    assert ["已责令停工" in m.text for m in mrs_li.sees].count(True) == 2


async def test_a_redo_that_is_late_is_told_one_up(town: Town, mrs_li: Talk, wang: Talk) -> None:
    await mrs_li.presses("没解决")
    town.clock.advance(days=5)
    assert any("已超过答复期限" in m.text for m in seen_by(await tick(town), wang))


@pytest.mark.parametrize(
    "forged", ["callback.say:1:closed_at:1", "callback.say:1:solved:7", "callback.say:99:solved:1"]
)
async def test_forged_answers_change_nothing(town: Town, mrs_li: Talk, forged: str) -> None:
    before = await everything(town)
    await mrs_li.forges(forged)
    assert await everything(town) == before
    assert await refusals(town) == [("resident:1", "not_yours")]
