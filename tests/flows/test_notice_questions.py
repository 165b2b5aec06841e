"""A question about a notice, asked from the button under it in the group."""

import pytest

from storage.database import Storage
from storage.tables import Appeal, Draft, Notice
from tests.flows.conversation import MovableClock, Talk, Town
from tests.flows.neighbourhood import DUST, make_town, only, refusals, resident, rows

ON_BOTH: set[str] = set()


@pytest.fixture
async def town(storage: Storage, clock: MovableClock) -> Town:
    """There is one notice; its number is 1."""
    async with storage.unit() as unit:
        notice = Notice(title="停水 <b>通知</b>", body="明天停水。", media=[], buildings=["hx3"], author="zhou")
        notice.author_chat, notice.confirmed_at = 80, unit.now
        unit.session.add(notice)
    return make_town(storage, clock)


async def test_whatever_is_asked_becomes_an_appeal_that_names_the_notice(town: Town) -> None:
    zhou = await town.staff("zhou", 80)
    person = await resident(town, 5)
    await person.says("/start n_1")
    assert "停水 <b>通知</b>" in person.last.text
    await person.says("几点恢复？")
    appeal = await only(town, Appeal)
    assert "停水 <b>通知</b>" in appeal.text
    assert "几点恢复？" in appeal.text
    assert appeal.number in person.last.text
    assert any("几点恢复？" in m.text for m in zhou.sees)
    assert await rows(town, Draft) == []


async def test_a_stranger_asks_first_and_is_asked_for_the_building_afterwards(town: Town) -> None:
    stranger = town.person(5)
    await stranger.says("/start n_1")
    assert "您的信息怎么用" in stranger.sees[0].text
    await stranger.says("几点恢复？")
    await stranger.presses("和谐家园")
    await stranger.presses("3号楼")
    appeal = await only(town, Appeal)
    assert (appeal.building, "几点恢复？" in appeal.text) == ("hx3", True)


async def test_words_that_wait_for_the_building_are_registered_before_the_question_takes_their_place(
    town: Town,
) -> None:
    stranger: Talk = town.person(5)
    await stranger.says(DUST)
    await stranger.says("/start n_1")
    assert (await only(town, Appeal)).text == DUST


async def test_a_notice_that_does_not_exist_is_refused(town: Town) -> None:
    person = await resident(town, 5)
    await person.says("/start n_7")
    assert "没有这份公告" in person.last.text
    assert await refusals(town) == [("resident:1", "no_such_notice")]
