"""What a resident tells beside the matter: told before, when, where, how loud; on the card, in the details, kept."""

import pytest

from storage import retention
from storage.database import Storage
from storage.tables import Appeal, Case
from tests.flows.conversation import MovableClock, Talk, Town
from tests.flows.neighbourhood import DUST, NOISE, alerts, make_town, only, resident, rows

TOLD = "昨晚10点到凌晨4点工地一直在打桩，实验小学旁边，手机测75分贝，已经第三次反映了"
ON_BOTH = {"test_what_was_told_is_kept_with_the_appeal_and_forgotten_with_its_words"}


@pytest.fixture
def town(storage: Storage, clock: MovableClock) -> Town:
    return make_town(storage, clock)


@pytest.fixture
async def zhang(town: Town) -> Talk:
    return await town.staff("zhang", 81, "张工")


@pytest.fixture
async def mrs_li(town: Town, zhang: Talk) -> Talk:
    return await resident(town, 5)


def lines(text: str) -> list[str]:
    return text.split("\n")


async def test_the_card_tells_when_where_how_loud_and_that_it_was_told_before(
    town: Town, mrs_li: Talk, zhang: Talk
) -> None:
    await mrs_li.says(TOLD)
    assert lines(zhang.last.text)[1:6] == [
        "施工噪声（夜间） · 投诉 · 紧急 · 再次反映",
        lines(zhang.last.text)[2],
        "说的时间：昨晚 22:00–04:00 · 自测 75 分贝",
        "📍 和谐家园 3号楼",
        "说的地点：实验小学旁边",
    ]


async def test_where_nothing_of_it_is_told_the_card_has_no_line_more(town: Town, mrs_li: Talk, zhang: Talk) -> None:
    await mrs_li.says(NOISE)
    assert not any(word in zhang.last.text for word in ("说的", "自测", "再次"))
    assert lines(zhang.last.text)[1] == "施工噪声（夜间） · 投诉 · 紧急"


async def test_a_place_on_the_card_names_nobody(town: Town, mrs_li: Talk, zhang: Talk) -> None:
    await mrs_li.says(f"{DUST}，联系人张建国，翠湖花园3栋2单元501，微信号lihong2020")
    (card,) = alerts(zhang)
    assert "说的地点：翠湖花园3栋" in lines(card.text)
    assert "建国" not in card.html
    assert "lihong2020" not in card.html


async def test_the_details_tell_it_for_each_appeal_with_the_rules_that_made_it(
    town: Town, mrs_li: Talk, zhang: Talk
) -> None:
    await mrs_li.says(NOISE)
    await (await resident(town, 6)).says(TOLD)
    (card,) = alerts(zhang)
    assert "再次反映" not in card.text
    await zhang.presses("详情")
    first, second = zhang.last.text.split("20261122-0002")
    assert "再次反映 · 说的时间：昨晚 22:00–04:00 · 自测 75 分贝 · 说的地点：实验小学旁边" in lines(second)
    assert "说的时间" not in first
    assert "依据：" in first
    assert "（规则：" in first
    assert "施工声:" in second


async def test_the_receipt_says_what_was_understood(town: Town, mrs_li: Talk) -> None:
    await mrs_li.says(TOLD)
    assert lines(mrs_li.last.text)[1:4] == [
        "理解为：施工噪声（投诉，紧急）",
        "🕙 昨晚 22:00–04:00",
        "📍 和谐家园 3号楼（实验小学旁边）",
    ]


async def test_who_says_that_they_told_it_before_is_thanked_and_told_what_happens_next(
    town: Town, mrs_li: Talk
) -> None:
    await mrs_li.says(f"{DUST}，之前反映过，没人管")
    assert "您说之前反映过，让您又说一遍，辛苦了。这次有编号、有期限" in mrs_li.last.text


async def test_who_says_it_again_while_it_is_open_is_pointed_to_the_reminder(
    town: Town, mrs_li: Talk, zhang: Talk
) -> None:
    await mrs_li.says(DUST)
    assert "反映过" not in mrs_li.last.text
    town.clock.advance(hours=3)
    await mrs_li.says(f"{DUST}，上次反映到现在没人来")
    assert "这件事您反映过，让您又说一遍，辛苦了。已记在同一件里" in mrs_li.last.text
    assert "又记了一次" not in mrs_li.last.text
    assert "1 人 2 次" in alerts(zhang)[0].text
    assert [appeal.repeat for appeal in await rows(town, Appeal)] == [False, True]


async def test_who_says_it_again_beside_neighbours_hears_of_both(town: Town, mrs_li: Talk) -> None:
    await (await resident(town, 6)).says(DUST)
    await mrs_li.says(f"{DUST}，第三次反映了")
    assert "已有 2 位居民反映" in mrs_li.last.text
    assert "这一次也记下了" in mrs_li.last.text


async def test_danger_is_not_held_up_by_thanks(town: Town, mrs_li: Talk) -> None:
    await mrs_li.says("楼道着火了，快来人，第三次反映了")
    assert "119" in mrs_li.last.text
    assert "辛苦" not in mrs_li.last.text


async def test_who_only_asks_after_an_old_matter_is_pointed_to_it(town: Town, mrs_li: Talk) -> None:
    await mrs_li.says("催一下编号20261120-0003")
    assert "打 /my 点那一件" in mrs_li.last.text
    assert mrs_li.last.labels == ["登记这句话"]
    assert await rows(town, Case) == []


async def test_an_edit_is_told_anew_in_time_and_place(town: Town, mrs_li: Talk, zhang: Talk) -> None:
    await mrs_li.says(TOLD)
    appeal = await only(town, Appeal)
    message = {"message_id": appeal.message_id, "date": 1, "edit_date": 2, "chat": mrs_li.chat, "from": mrs_li.user}
    await town.receives({"edited_message": {**message, "text": "昨晚8点到9点工地打桩太吵"}})
    (card,) = alerts(zhang)
    assert "说的时间：昨晚 20:00–21:00" in lines(card.text)
    assert "实验小学" not in card.text
    assert "再次反映" not in card.text


async def test_the_day_on_a_card_that_changes_the_day_after_is_still_the_right_one(
    town: Town, mrs_li: Talk, zhang: Talk
) -> None:
    await mrs_li.says(TOLD)
    town.clock.advance(days=1)
    await (await resident(town, 6)).says("工地打桩，吵")
    assert "说的时间：11月21日 22:00–04:00" in alerts(zhang)[0].text


async def test_what_was_told_is_kept_with_the_appeal_and_forgotten_with_its_words(town: Town, mrs_li: Talk) -> None:
    await mrs_li.says(TOLD)
    appeal = await only(town, Appeal)
    assert appeal.repeat
    assert set(appeal.circumstances) == {"when", "places", "decibels"}
    assert not any("实验小学" in str(entry.payload) for entry in await town.ledger())
    await mrs_li.presses("撤回")
    await mrs_li.presses("确定撤回")
    town.clock.advance(days=town.storage.office.retention.closed_cases_days + 1)
    await retention.purge(town.storage)
    appeal = await only(town, Appeal)
    assert (appeal.text, appeal.circumstances, appeal.repeat) == ("", {}, True)


async def test_a_word_full_of_marks_that_nobody_sees_still_fits_the_card(town: Town, mrs_li: Talk, zhang: Talk) -> None:
    unseen = "\u200b" * 1500
    await mrs_li.says(f"工{unseen}地半{unseen}夜施工，吵得睡不着")
    assert len(zhang.last.text) < 1200
