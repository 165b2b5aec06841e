"""/my: what residents may do with the appeals they made, and with nobody else's."""

import pytest

from storage.database import Storage
from storage.tables import Addition, Appeal, Attachment, Callback, Case, Deadline, Draft, Occurrence
from tests.flows.conversation import MovableClock, Talk, Town, photo
from tests.flows.neighbourhood import (
    DUST,
    NOISE,
    alerts,
    everything,
    make_town,
    only,
    refusals,
    resident,
    rows,
    seen_by,
    texts,
    toast,
)

ON_BOTH = {
    "test_withdrawing_the_only_appeal_makes_the_case_void",
    "test_a_case_lives_on_while_a_neighbour_stands_behind_it",
    "test_again_counts_one_more_occurrence",
    "test_an_addition_reaches_whoever_took_the_case",
    "test_reminding_alerts_the_staff_once_in_half_an_hour",
}


@pytest.fixture
def town(storage: Storage, clock: MovableClock) -> Town:
    return make_town(storage, clock)


@pytest.fixture
async def zhang(town: Town) -> Talk:
    return await town.staff("zhang", 81, "张工")


@pytest.fixture
async def mrs_li(town: Town, zhang: Talk) -> Talk:
    """She has told about dust; 20261122-0001."""
    person = await resident(town, 5)
    await person.says(DUST)
    return person


async def test_the_list_shows_status_and_light_and_one_tap_opens_the_detail(town: Town, mrs_li: Talk) -> None:
    town.clock.advance(minutes=5)
    await mrs_li.says("门口有人在打牌，吵得很")
    await mrs_li.says("/my")
    assert mrs_li.last.labels == [
        "🟢 1122-0002 生活噪声 · 待接单",
        "🟢 1122-0001 扬尘渣土 · 待接单",
    ]
    await mrs_li.presses("1122-0001")
    for said in ("20261122-0001", "待接单", DUST, "工程科承办", "和谐家园 3号楼"):
        assert said in mrs_li.last.text
    assert mrs_li.last.labels == ["🔔 催办", "🔁 又发生了", "补充", "改类别", "撤回", "我的诉求"]
    await mrs_li.presses("我的诉求")
    assert len(mrs_li.last.labels) == 2


async def test_the_light_turns_with_the_deadline(town: Town, mrs_li: Talk) -> None:
    town.clock.advance(days=7)
    await mrs_li.says("/my")
    assert mrs_li.last.labels[0].startswith("🟡")
    town.clock.advance(days=7)
    await mrs_li.says("/my")
    assert mrs_li.last.labels[0].startswith("🔴")


async def test_without_appeals_the_list_says_how_to_begin(town: Town) -> None:
    person = await resident(town, 9)
    await person.says("/my")
    assert "还没有登记过" in person.last.text
    assert person.last.labels == []


async def test_reminding_alerts_the_staff_once_in_half_an_hour(town: Town, mrs_li: Talk, zhang: Talk) -> None:
    await mrs_li.says("/my")
    await mrs_li.presses("1122-0001")
    shown = await mrs_li.presses("催办")
    assert "已催办" in toast(shown).text
    assert "居民催办" in seen_by(shown, zhang)[0].text
    town.clock.advance(minutes=29)
    shown = await mrs_li.presses("催办")
    assert "刚催过" in toast(shown).text
    assert seen_by(shown, zhang) == []
    town.clock.advance(minutes=1)
    assert seen_by(await mrs_li.presses("催办"), zhang) != []
    assert (await town.actions()).count("case.reminded") == 3


async def test_an_addition_reaches_whoever_took_the_case(town: Town, mrs_li: Talk, zhang: Talk) -> None:
    li = await town.staff("li", 82, "李工")
    await zhang.presses("接单")
    await mrs_li.presses("补充")
    assert "20261122-0001" in mrs_li.last.text
    await mrs_li.says("昨天更厉害")
    assert "已补充到" in mrs_li.last.text
    assert "昨天更厉害" in zhang.last.text
    assert li.sees == []
    kept = await only(town, Addition)
    assert (kept.author, kept.text) == ("resident:1", "昨天更厉害")
    assert await rows(town, Draft) == []
    assert len(await rows(town, Appeal)) == 1


async def test_a_picture_may_be_added_and_an_album_is_answered_once(town: Town, mrs_li: Talk, zhang: Talk) -> None:
    await mrs_li.presses("补充")
    for name in "ab":
        await mrs_li.sends(photo=photo(name), media_group_id="g")
    assert [m.media for m in zhang.sees] == [0, 1, 1]
    assert ["已补充到" in m.text for m in mrs_li.sees].count(True) == 1
    town.clock.advance(minutes=5)
    await mrs_li.says(NOISE)
    assert [a.text for a in await rows(town, Appeal)] == [DUST, NOISE]
    assert len(await rows(town, Attachment)) == 2


async def test_a_reply_to_the_receipt_is_an_addition(town: Town, mrs_li: Talk, zhang: Talk) -> None:
    await mrs_li.replies(mrs_li.last, "是南门那边")
    assert "已加到" in mrs_li.last.text
    assert "是南门那边" in zhang.last.text
    assert len(await rows(town, Appeal)) == 1


async def test_an_addition_may_be_cancelled(town: Town, mrs_li: Talk) -> None:
    await mrs_li.presses("补充")
    await mrs_li.says("/cancel")
    await mrs_li.says("/cancel")
    assert "没有正在填" in mrs_li.last.text
    await mrs_li.says(NOISE)
    assert len(await rows(town, Appeal)) == 2


async def test_an_addition_to_what_was_withdrawn_meanwhile_is_refused_once_and_not_for_ever(
    town: Town, mrs_li: Talk
) -> None:
    receipt = mrs_li.last
    await mrs_li.presses("补充", on=receipt)
    await mrs_li.presses("撤回", on=receipt)
    await mrs_li.presses("确定撤回")
    await mrs_li.says("昨天更厉害")
    assert "已经撤回" in mrs_li.last.text
    await mrs_li.says(NOISE)
    assert (await rows(town, Appeal))[-1].text == NOISE


async def test_withdrawing_asks_first(town: Town, mrs_li: Talk) -> None:
    await mrs_li.presses("撤回")
    assert mrs_li.last.labels == ["确定撤回", "不撤了"]
    await mrs_li.presses("不撤了")
    assert (await only(town, Appeal)).withdrawn_at is None
    assert "待接单" in mrs_li.last.text


async def test_withdrawing_the_only_appeal_makes_the_case_void(town: Town, mrs_li: Talk, zhang: Talk) -> None:
    receipt = mrs_li.last
    await mrs_li.presses("撤回")
    await mrs_li.presses("确定撤回")
    assert "已撤回" in mrs_li.last.text
    case = await only(town, Case)
    assert (case.status, case.persons, case.closed_at) == ("void", 0, town.clock.now())
    assert all(d.met_at is not None for d in await rows(town, Deadline))
    assert "已撤销" in alerts(zhang)[0].text
    assert alerts(zhang)[0].labels == ["详情"]
    await mrs_li.says("/my")
    assert mrs_li.last.labels == []
    await mrs_li.presses("补充", on=receipt)
    assert "case.void" in await town.actions()
    assert (await refusals(town))[-1][1] == "withdrawn"


async def test_a_case_lives_on_while_a_neighbour_stands_behind_it(town: Town, mrs_li: Talk, zhang: Talk) -> None:
    neighbour = await resident(town, 6)
    await neighbour.says("工地扬尘特别大，孩子咳嗽")
    await mrs_li.presses("撤回")
    await mrs_li.presses("确定撤回")
    case = await only(town, Case)
    assert (case.status, case.persons) == ("new", 1)
    assert "1 人" in zhang.last.text
    assert "孩子咳嗽" in zhang.last.text


async def test_again_counts_one_more_occurrence(town: Town, mrs_li: Talk, zhang: Talk) -> None:
    await mrs_li.says("/my")
    await mrs_li.presses("1122-0001")
    town.clock.advance(hours=1)
    shown = await mrs_li.presses("又发生了")
    assert "一共 2 次" in toast(shown).text
    assert (await only(town, Occurrence)).happened_at == town.clock.now()
    assert (await only(town, Case)).occurrences == 2
    assert "1 人 2 次" in alerts(zhang)[0].text
    assert len(alerts(zhang)) == 1


async def test_again_pressed_twice_is_one_occurrence(town: Town, mrs_li: Talk) -> None:
    await mrs_li.says("/my")
    await mrs_li.presses("1122-0001")
    await mrs_li.presses("又发生了")
    assert "刚刚记过" in toast(await mrs_li.presses("又发生了")).text
    assert (await only(town, Case)).occurrences == 2
    town.clock.advance(minutes=11)
    await mrs_li.presses("又发生了")
    assert (await only(town, Case)).occurrences == 3


@pytest.mark.parametrize("closed", [False, True])
async def test_again_opens_an_answered_or_closed_case(town: Town, mrs_li: Talk, zhang: Talk, closed: bool) -> None:
    wang = await town.staff("wang", 83)
    await zhang.forges("case.resolve:2026112200001")
    await zhang.says("已洒水，换了围挡。")
    if closed:
        for label in ("联系过我", "解决了", "满意"):
            await mrs_li.presses(label)
    assert (await only(town, Case)).status == ("closed" if closed else "answered")
    await mrs_li.says("/my")
    await mrs_li.presses("1122-0001")
    assert "又发生了" in "".join(mrs_li.last.labels)
    shown = await mrs_li.presses("又发生了")
    case = await only(town, Case)
    assert (case.status, case.redos, case.closed_at) == ("reopened", 1, None)
    assert "重办" in seen_by(shown, wang)[0].text
    assert [d.kind for d in await rows(town, Deadline) if d.met_at is None] == ["redo"]


FORGED = (
    "mine.open:{0}",
    "mine.category:{0}",
    "mine.is:{0}:dust",
    "mine.withdraw:{0}",
    "mine.withdraw.yes:{0}",
    "mine.remind:{0}",
    "mine.again:{0}",
    "mine.add:{0}",
)


@pytest.mark.parametrize("press", FORGED)
@pytest.mark.parametrize("appeal", ["2026112200001", "2026112200099", "999999999999999999"])
async def test_nobody_elses_appeal_can_be_touched_by_forged_data(
    town: Town, mrs_li: Talk, press: str, appeal: str
) -> None:
    thief = await resident(town, 66)
    before = await everything(town)
    shown = await thief.forges(press.format(appeal))
    assert toast(shown).text.startswith("这是邻居登记的")
    assert DUST not in "".join(texts(shown))
    assert await everything(town) == before
    assert await refusals(town) == [("resident:2", "not_yours")]


async def test_the_link_from_the_group_shows_an_appeal_to_its_author_only(town: Town, mrs_li: Talk) -> None:
    await mrs_li.says("/start a_202611220001")
    assert DUST in mrs_li.last.text
    other = town.person(7)
    await other.says("/start a_202611220001")
    assert not any(DUST in m.text for m in other.sees)
    assert (await refusals(town))[-1][1] == "not_yours"


async def test_a_category_that_does_not_exist_changes_nothing(town: Town, mrs_li: Talk) -> None:
    before = await everything(town)
    shown = await mrs_li.forges("mine.is:2026112200001:<b>")
    assert "没有这个类别" in toast(shown).text
    assert await everything(town) == before


async def test_a_callback_of_somebody_else_is_not_answered(town: Town, mrs_li: Talk, zhang: Talk) -> None:
    await zhang.forges("case.resolve:2026112200001")
    await zhang.says("已洒水。")
    thief = await resident(town, 66)
    asked = await only(town, Callback)
    before = await everything(town)
    await thief.forges(f"callback.say:{asked.id}:solved:1")
    assert await everything(town) == before
    assert (await refusals(town))[-1] == ("resident:2", "not_yours")
