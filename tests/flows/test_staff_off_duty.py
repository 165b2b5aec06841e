"""A member of staff is somebody's neighbour, too: what they write to nobody may be registered as their own appeal."""

import pytest

from storage.database import Storage
from storage.tables import Appeal, Attachment, Draft, Resident
from tests.flows.conversation import MovableClock, Talk, Town, photo
from tests.flows.neighbourhood import DUST, NOISE, everything, make_town, only, resident, rows, seen_by, toast

ON_BOTH = {"test_words_to_nobody_become_an_own_appeal_at_a_press_once_the_building_is_known"}
BUTTON = "登记为我的诉求"


@pytest.fixture
def town(storage: Storage, clock: MovableClock) -> Town:
    return make_town(storage, clock)


@pytest.fixture
async def zhao(town: Town) -> Talk:
    return await town.staff("zhao", 84, "赵队")


async def test_words_to_nobody_become_an_own_appeal_at_a_press_once_the_building_is_known(
    town: Town, zhao: Talk
) -> None:
    await zhao.says(NOISE)
    assert "这句话我不知道给谁" in zhao.last.text
    assert await rows(town, Appeal) == []
    await zhao.presses(BUTTON)
    await zhao.presses("和谐家园")
    shown = await zhao.presses("3号楼")
    assert any("已登记" in m.text for m in seen_by(shown, zhao))
    appeal = await only(town, Appeal)
    assert (appeal.text, appeal.building) == (NOISE, "hx3")
    assert all("个人信息" not in m.text for m in zhao.sees)
    await zhao.says("/my")
    assert "1122-0001" in zhao.last.labels[0]


async def test_who_has_told_the_building_before_is_not_asked_again(town: Town) -> None:
    person = await resident(town, 84)
    await town.staff("zhao", 84)
    await person.says(DUST)
    shown = await person.presses(BUTTON)
    assert any("已登记" in m.text for m in seen_by(shown, person))
    entry = next(e for e in await town.ledger() if e.action == "appeal.registered")
    assert entry.actor == "resident:1"


async def test_what_is_said_while_the_building_is_asked_for_belongs_to_the_appeal(town: Town, zhao: Talk) -> None:
    await zhao.says(NOISE)
    await zhao.presses(BUTTON)
    await zhao.says("昨天也是这样，吵得很")
    await zhao.says("和谐家园3号楼")
    appeal = await only(town, Appeal)
    assert appeal.text == f"{NOISE}\n昨天也是这样，吵得很"


async def test_work_that_comes_in_between_loses_no_appeal(town: Town, zhao: Talk) -> None:
    await (await resident(town, 5)).says(DUST)
    await zhao.says(NOISE)
    await zhao.presses(BUTTON)
    zhang = await town.staff("zhang", 81)
    await zhang.says("/case 20261122-0001 转办 order")
    await zhao.says("/case 20261122-0001 联系")
    assert any("要对 20261122-0001 的居民说的话" in m.text for m in zhao.sees)
    assert [appeal.text for appeal in await rows(town, Appeal)] == [DUST, NOISE]


async def test_a_notice_that_is_begun_in_between_loses_no_appeal(town: Town) -> None:
    zhou = await town.staff("zhou", 82, "周值班")
    await zhou.says(NOISE)
    await zhou.presses(BUTTON)
    await zhou.says("/notice")
    assert (await only(town, Appeal)).text == NOISE
    await zhou.says("停水通知")
    assert [draft.asks for draft in await rows(town, Draft)] == ["notice_body"]


async def test_the_button_of_earlier_words_does_not_register_later_ones(town: Town, zhao: Talk) -> None:
    await zhao.says(NOISE)
    card = zhao.last
    await zhao.says("今晚开会")
    before = await everything(town)
    assert "请再发一次" in toast(await zhao.presses(BUTTON, on=card)).text
    assert await everything(town) == before


async def test_an_album_is_asked_about_once_and_registered_whole(town: Town) -> None:
    person = await resident(town, 84)
    await town.staff("zhao", 84)
    first = await person.sends(photo=photo("a"), media_group_id="g", caption=DUST)
    second = await person.sends(photo=photo("b"), media_group_id="g")
    assert [len(first), len(second)] == [1, 0]
    await person.presses(BUTTON)
    assert (await only(town, Appeal)).text == DUST
    assert len(await rows(town, Attachment)) == 2


async def test_a_resident_who_forges_the_button_is_refused(town: Town) -> None:
    person = await resident(town, 5)
    assert "只有工作人员" in toast(await person.forges("staff.own:1")).text


async def test_what_cannot_be_told_has_no_button(town: Town, zhao: Talk) -> None:
    await zhao.sends(dice={"emoji": "🎲", "value": 3})
    assert zhao.last.labels == []
    assert await rows(town, Resident) == []
