"""A notice to building groups, of which some are not what the bot believes them to be."""

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from storage.tables import Binding, Destination, LedgerEntry, OutboxRow
from tests.blackbox.bot_process import BotProcess
from tests.blackbox.databases import on_each_database
from tests.blackbox.people import Person, Room, labels_of, words_of
from tests.blackbox.stage import Stage

pytestmark = [pytest.mark.asyncio(loop_scope="module"), on_each_database()]

# The tick that looks after notices comes every 20 s; a move of the clock brings it at once.
A_TICK_S = 30


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def process(stage: Stage) -> AsyncIterator[BotProcess]:
    process = await stage.start()
    yield process
    assert await process.stop() == 0
    assert process.errors() == []


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def zhou(stage: Stage, process: BotProcess) -> Person:
    """Holds the rights to bind groups and to publish."""
    return (await stage.staff("zhou"))[0]


async def bound(stage: Stage, zhou: Person, *buildings: str) -> list[Room]:
    """A group for each of these buildings."""
    groups = [stage.group(f"{code}群", admin=zhou) for code in buildings]
    for code, group in zip(buildings, groups, strict=True):
        zhou.says(f"/bind {code}", room=group)
    for group in groups:
        await group.shows("本群已绑定")
    return groups


async def publish(zhou: Person, title: str, body: str) -> None:
    zhou.says("/notice")
    await zhou.sees("标题")
    zhou.says(title)
    await zhou.sees("正文", title)
    zhou.says(body)
    await zhou.presses("跳过，不要图片")
    await zhou.presses("全部楼栋")
    await zhou.presses("选好了，看预览")
    await zhou.sees("居民看到的就是上面这样")
    await zhou.presses("发布")


async def test_a_kicked_and_a_moved_group_that_nobody_told_of_are_found_out_by_sending(
    stage: Stage, process: BotProcess, zhou: Person
) -> None:
    stays, kicked, moved = await bound(stage, zhou, "b1", "b2", "b3")
    with stage.unheard():
        stage.becomes(kicked, user="bot", status="kicked", by=zhou.id)
        new = Room(stage.world, stage.becomes(moved, migrate=True))
    await publish(zhou, "停水通知", "明天 9 点到 12 点停水，请提前存水。")
    await stays.shows("停水通知", "请提前存水")
    await new.shows("停水通知", "请提前存水")
    stage.world.clock.advance(A_TICK_S)
    report = await zhou.sees("公告报告", "停水通知")
    assert "已发到：2/3 个群" in words_of(report)
    assert "和平里 2号楼：机器人不在这个群里了" in words_of(report)
    assert "3号楼：" not in words_of(report)
    assert (stays.count("停水通知"), kicked.count("停水通知"), new.count("停水通知")) == (1, 0, 1)

    copies = await stage.records.outbox(OutboxRow.role == "copy")
    assert {row.chat_id: row.state for row in copies} == {stays.id: "sent", kicked.id: "failed", new.id: "sent"}
    assert (await stage.records.row(Binding, Binding.building == "b3")).chat_id == new.id
    assert (await stage.records.row(Destination, Destination.chat_id == moved.id)).migrated_to == new.id
    off = await stage.records.row(Destination, Destination.chat_id == kicked.id)
    assert off.off_reason is not None
    assert "kicked" in off.off_reason


async def test_a_group_that_lets_the_bot_in_again_gets_what_it_missed_by_one_press(stage: Stage, zhou: Person) -> None:
    """Follows the test before: the group of b2 has not got the notice."""
    gone = await stage.records.row(Destination, Destination.off_at.is_not(None))
    kicked = Room(stage.world, gone.chat_id)
    stage.becomes(kicked, user="bot", status="member", by=zhou.id)
    await kicked.shows("我回来了")
    zhou.says("/notices")
    await zhou.sees("最近的公告", "有没发到的")
    await zhou.presses("停水通知")
    again = await zhou.sees("公告报告", "没发到", "2号楼")
    await zhou.presses("重发：没发到的 1 个群", on=again)
    await zhou.presses("确认重发", on=again)
    await kicked.shows("停水通知", "请提前存水")
    stage.world.clock.advance(A_TICK_S)
    await zhou.sees("公告报告", "已发到：3/3 个群")
    copies = await stage.records.outbox(OutboxRow.role == "copy")
    assert [row.chat_id for row in copies if row.state == "sent"].count(kicked.id) == 1
    assert all(group.count("停水通知") <= 1 for group in (Room(stage.world, row.chat_id) for row in copies))


async def test_a_notice_by_somebody_without_the_right_is_refused(stage: Stage, process: BotProcess) -> None:
    (zhang,) = await stage.staff("zhang")
    resident = await stage.resident("curious", "b7")
    for person, words in ((zhang, "没有这个权限"), (resident, "只有工作人员能做")):
        person.says("/notice")
        assert labels_of(await person.sees(words)) == []
    refused = await stage.records.rows(LedgerEntry, LedgerEntry.action == "refused")
    assert [entry.payload["reason"] for entry in refused] == ["no_right", "staff_only"]
