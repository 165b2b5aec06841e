"""What staff see of a case and do with it: the alert card, 接单, 归类."""

import asyncio

import pytest

from complaints import handling
from storage import actors
from storage.actors import RefusedError
from storage.database import Storage
from storage.tables import Case, Correction, Deadline
from tests.flows.conversation import MovableClock, Talk, Town
from tests.flows.neighbourhood import (
    FIRE,
    NOISE,
    UNSURE,
    alerts,
    make_town,
    only,
    resident,
    rows,
    seen_by,
    toast,
)

CASE = 2026112200001
ON_BOTH = {
    "test_of_two_who_press_at_once_one_gets_the_case_and_the_other_is_told_who",
    "test_acknowledging_takes_the_case_meets_the_deadline_and_tells_the_resident",
}


@pytest.fixture
def town(storage: Storage, clock: MovableClock) -> Town:
    return make_town(storage, clock)


@pytest.fixture
async def zhang(town: Town) -> Talk:
    return await town.staff("zhang", 81, "张工")


@pytest.fixture
async def wang(town: Town) -> Talk:
    """The section head, one above zhang."""
    return await town.staff("wang", 83, "王科长")


@pytest.fixture
async def mrs_li(town: Town, zhang: Talk) -> Talk:
    """She has a room and has told of noise at night; 20261122-0001."""
    person = await resident(town, 5)
    await person.presses("填门牌号")
    await person.says("2单元501")
    await person.says(f"{NOISE}，请打 13812345678")
    return person


async def test_the_alert_says_why_where_and_until_when_and_masks_the_person(
    town: Town, mrs_li: Talk, zhang: Talk
) -> None:
    (card,) = zhang.sees
    for said in (
        "新案件",
        "20261122-0001",
        "施工噪声（夜间）",
        "紧急",
        "依据：",
        "半夜",
        "和谐家园 3号楼",
        "1 人 1 次",
    ):
        assert said in card.text
    assert "答复期限：明天 10:00" in card.text
    assert "待接单 · 工程科承办" in card.text
    assert "138******78" in card.text
    assert "13812345678" not in card.html
    assert "2单元5**" in card.text
    assert "501" not in card.html
    assert card.labels == ["✅ 接单", "详情", "转办", "退单"]


async def test_the_details_are_unmasked_and_looking_is_noted(town: Town, mrs_li: Talk, zhang: Talk) -> None:
    await zhang.presses("详情")
    assert "13812345678" in zhang.last.text
    assert "2单元501" in zhang.last.text
    assert zhang.last.labels == ["✅ 接单", "📝 办结", "转办", "退单", "归类", "联系居民"]
    entry = (await town.ledger())[-1]
    assert (entry.actor, entry.action, entry.subject) == ("staff:zhang", "case.opened", f"case:{CASE}")


async def test_acknowledging_takes_the_case_meets_the_deadline_and_tells_the_resident(
    town: Town, mrs_li: Talk, zhang: Talk
) -> None:
    due = (await only(town, Case)).due_at
    shown = await zhang.presses("接单")
    assert "您接了 20261122-0001" in toast(shown).text
    assert "有人接手了：工程科承办" in seen_by(shown, mrs_li)[0].text
    assert "处理中 · 工程科承办 · 张工" in alerts(zhang)[0].text
    assert alerts(zhang)[0].labels == ["📝 办结", "详情", "转办", "退单"]
    case = await only(town, Case)
    assert (case.status, case.owner_staff, case.acknowledged_at, case.due_at) == (
        "in_progress",
        "zhang",
        town.clock.now(),
        due,
    )
    assert [d.met_at is not None for d in await rows(town, Deadline)] == [True, False]


async def test_the_second_to_press_is_told_who_was_first(town: Town, mrs_li: Talk, zhang: Talk) -> None:
    li = await town.staff("li", 82, "李工")
    await zhang.presses("接单")
    assert toast(await li.forges(f"case.acknowledge:{CASE}")).text == "张工 已经接了这件。"
    assert toast(await zhang.forges(f"case.acknowledge:{CASE}")).text == "这件您已经接了。"
    assert (await only(town, Case)).owner_staff == "zhang"


async def test_whoever_has_the_card_is_told_who_took_it_also_where_the_taker_holds_another_post(
    town: Town, mrs_li: Talk, zhang: Talk
) -> None:
    """zhang lost the case to another post while the card was on the screen."""
    zhao = await town.staff("zhao", 84, "赵队")
    await zhang.forges(f"case.transfer.to:{CASE}:order")
    await zhao.presses("我来接手")
    assert toast(await zhang.forges(f"case.acknowledge:{CASE}")).text == "赵队 已经接了这件。"


async def test_when_somebody_above_takes_a_case_its_first_owner_may_still_act_on_it(
    town: Town, zhang: Talk, wang: Talk
) -> None:
    """Danger alerts everybody up the chain, and whoever is first takes it."""
    await (await resident(town, 5)).says(FIRE)
    await wang.presses("接单")
    case = await only(town, Case)
    assert (case.owner_post, case.owner_staff, case.status) == ("works", "wang", "in_progress")
    assert toast(await zhang.forges(f"case.acknowledge:{CASE}")).text == "王科长 已经接了这件。"
    await zhang.says("/cases")
    assert "1 件没办完" in zhang.last.text
    await zhang.forges(f"case.resolve:{CASE}")
    await zhang.says("火已扑灭。")
    assert (await only(town, Case)).status == "answered"


async def test_of_two_who_press_at_once_one_gets_the_case_and_the_other_is_told_who(
    town: Town, mrs_li: Talk, zhang: Talk
) -> None:
    """Two units at the same time, as two processes on one database have them."""
    await town.staff("li", 82, "李工")

    async def press(telegram_id: int) -> str:
        try:
            async with town.storage.unit() as unit:
                actor = await actors.load(unit, telegram_id, telegram_id)
                await asyncio.sleep(0)
                return (await handling.acknowledge(unit, actor, CASE)).owner_staff or ""
        except RefusedError as refused:
            return f"{refused.code}: {refused.values['name']}"

    heard = await asyncio.gather(press(81), press(82))
    owner = (await only(town, Case)).owner_staff or ""
    name = {"zhang": "张工", "li": "李工"}[owner]
    assert sorted(heard) == sorted([owner, f"taken: {name}"])
    assert (await town.actions()).count("case.acknowledged") == 1


async def test_sorting_hands_the_case_to_the_post_that_answers_for_it(town: Town, zhang: Talk) -> None:
    zhou = await town.staff("zhou", 82, "周值班")
    await (await resident(town, 5)).says(UNSURE)
    assert "待分类" in zhou.last.text
    await zhou.presses("归类")
    await zhou.presses("扬尘渣土")
    assert "扬尘渣土" in zhou.last.text
    case = await only(town, Case)
    assert (case.status, case.category, case.owner_post) == ("new", "dust", "works")
    assert "扬尘渣土" in zhang.last.text
    kept = await only(town, Correction)
    assert (kept.author, kept.read_as, kept.corrected_to) == ("staff:zhou", None, "dust")


async def test_sorting_holds_for_everybody_who_hangs_on_the_case(town: Town, mrs_li: Talk, zhang: Talk) -> None:
    await (await resident(town, 6)).says(NOISE)
    await zhang.forges(f"case.sort.as:{CASE}:noise_social")
    assert "生活噪声" in zhang.last.text
    case = await only(town, Case)
    assert (case.category, case.owner_post, case.urgency) == ("noise_social", "order", "urgent")
