"""Between a first preview and the last: ticks in the list, revisions, presses that are old, forged or another's."""

import pytest
from sqlalchemy import select

from storage.database import Storage
from storage.tables import Draft, Notice
from storage.unit import Lane, Outgoing
from tests.flows.conversation import MovableClock, Talk, Town, photo
from tests.flows.notices import make_town, newest, preview, settle, write
from tests.flows.telegram import Shown, Toasted

ON_BOTH = {
    "test_ticks_show_and_single_buildings_can_be_left_out",
}


@pytest.fixture
async def town(storage: Storage, clock: MovableClock) -> Town:
    await settle(storage)
    return make_town(storage, clock)


@pytest.fixture
async def zhou(town: Town) -> Talk:
    """The one with the right to publish."""
    return await town.staff("zhou", 7, "周")


async def draft(town: Town) -> Draft | None:
    async with town.storage.unit() as unit:
        return await unit.session.scalar(select(Draft))


async def asked(town: Town) -> str | None:
    kept = await draft(town)
    return kept.asks if kept else None


@pytest.mark.parametrize(
    ("button", "answer", "expected"),
    [
        ("修改标题", "停电通知", "停电通知"),
        ("修改文字", "后天停水", "后天停水"),
    ],
)
async def test_a_revision_leads_straight_back_to_a_new_preview(
    town: Town, zhou: Talk, button: str, answer: str, expected: str
) -> None:
    await preview(zhou)
    await zhou.presses(button)
    await zhou.says(answer)
    assert expected in zhou.sees[-2].text
    assert "发布" in zhou.last.labels[0]


async def test_pictures_and_audience_can_be_revised(town: Town, zhou: Talk) -> None:
    await preview(zhou)
    await zhou.presses("修改图片")
    await zhou.sends(photo=photo("a"))
    await zhou.presses("图片好了")
    assert zhou.sees[-2].media == 1
    await zhou.presses("修改受众")
    await zhou.presses("✓ 和谐家园")
    await zhou.presses("看预览")
    assert "将发到 1 个楼栋群" in zhou.last.text


async def test_a_press_on_an_old_preview_does_nothing_and_says_so(town: Town, zhou: Talk) -> None:
    await preview(zhou)
    old = zhou.last
    button = old.button("发布")
    assert button is not None
    await zhou.presses("修改标题")
    await zhou.says("停电通知")
    shown = await zhou.forges(button.data, on=old)
    assert isinstance(shown[0], Toasted)
    assert "以前的消息" in shown[0].text
    assert await town.outbox(role="copy") == []
    assert await asked(town) == "notice_preview"


@pytest.mark.parametrize("command", ["/notice", "/notices"])
async def test_who_may_not_is_refused_and_it_is_noted(town: Town, command: str) -> None:
    resident = town.person(50)
    await resident.says(command)
    assert "工作人员" in resident.last.text
    zhang = await town.staff("zhang", 8)
    await zhang.says(command)
    assert "权限" in zhang.last.text
    assert await asked(town) is None
    assert [e.payload["reason"] for e in await town.ledger() if e.action == "refused"] == ["staff_only", "no_right"]


async def test_anothers_preview_can_not_be_published(town: Town, zhou: Talk) -> None:
    await preview(zhou)
    controls = zhou.last
    button = controls.button("发布")
    assert button is not None
    zhang = await town.staff("zhang", 8)
    shown = [*await town.person(50).forges(button.data, on=controls), *await zhang.forges(button.data, on=controls)]
    assert [type(s) for s in shown if isinstance(s, Toasted)] == [Toasted, Toasted]
    assert await town.outbox(role="copy") == []


@pytest.mark.parametrize(
    "data",
    [
        "notice.tick:{mark}:building:gone:0",
        "notice.tick:{mark}:all:hx:0",
        "notice.tick:{mark}:project:none:0",
        "notice.tick:{mark}:tag:x:0",
        "notice.open:{mark}:none:0",
        "notice.publish:{mark}",
        "notice.revise:{mark}:title",
        "notice.bare:{mark}",
        "notice.tick:ffffffff:building:hx1:0",
    ],
)
async def test_forged_presses_in_the_list_change_nothing(town: Town, zhou: Talk, data: str) -> None:
    await write(zhou)
    before = await draft(town)
    assert before is not None
    shown = await zhou.forges(data.format(mark=before.data["mark"]))
    assert isinstance(shown[0], Toasted)
    after = await draft(town)
    assert after is not None
    assert (after.asks, after.data) == (before.asks, before.data)


async def test_ticks_show_and_single_buildings_can_be_left_out(town: Town, zhou: Talk) -> None:
    await write(zhou)
    await zhou.presses("和谐家园")
    assert "✓ 和谐家园（3 栋）" in zhou.last.labels
    await zhou.presses("挑楼栋")
    assert zhou.last.labels[:3] == ["✓ 1号楼", "✓ 3号楼", "✓ 13号楼"]
    await zhou.presses("✓ 13号楼")
    assert zhou.last.labels[:3] == ["✓ 1号楼", "✓ 3号楼", "13号楼"]
    await zhou.presses("返回")
    assert "和谐家园（已选 2/3 栋）" in zhou.last.labels
    assert "能发到 1 个楼栋群" in zhou.last.text


async def test_a_projects_buildings_can_be_chosen(town: Town, zhou: Talk) -> None:
    await preview(zhou, "加装电梯工程")
    await zhou.presses("发布")
    assert [r.chat_id for r in await town.outbox(role="copy")] == [-101]
    async with town.storage.unit() as unit:
        notice = await unit.session.scalar(select(Notice))
    assert notice is not None
    assert (notice.project, notice.buildings) == ("lift", ["hx1", "hx3"])


async def test_nothing_ticked_or_nothing_bound_gives_no_preview(town: Town, zhou: Talk) -> None:
    await write(zhou)
    shown = await zhou.presses("看预览")
    assert isinstance(shown[0], Toasted)
    assert "还没有选" in shown[0].text
    await zhou.presses("挑楼栋", on=zhou.last)
    await zhou.presses("返回")
    button = next(b for b in zhou.last.buttons if b.args[1:2] == ("yg",))
    await zhou.forges(button.data)
    await zhou.presses("A座")
    shown = await zhou.presses("看预览")
    assert isinstance(shown[0], Toasted)
    assert "一个群都发不到" in shown[0].text
    assert await asked(town) == "notice_audience"


async def test_a_reply_to_an_alert_in_between_is_not_taken_for_the_text(town: Town, zhou: Talk) -> None:
    await zhou.says("/notice")
    async with town.storage.unit() as unit:
        unit.send(Outgoing(Lane.ALERT, 7, "case:1", "alert", {"html": "新案件"}))
    await town.deliver()
    await zhou.replies(newest(zhou, "新案件"), "马上去看")
    assert await asked(town) == "notice_title"


async def test_a_reply_to_the_question_itself_is_an_answer(town: Town, zhou: Talk) -> None:
    await zhou.says("/notice")
    await zhou.replies(zhou.last, "停水通知")
    assert await asked(town) == "notice_body"


async def test_a_group_that_vanished_before_the_last_revision_leads_back_to_the_audience(
    town: Town, zhou: Talk
) -> None:
    await preview(zhou, "阳光里")
    await zhou.presses("修改标题")
    await town.group(-103).bot_becomes("kicked", before="member", by=zhou)
    shown = await zhou.says("停电通知")
    assert isinstance(shown[0], Shown)
    assert "发给谁" in shown[0].text
    assert await asked(town) == "notice_audience"
