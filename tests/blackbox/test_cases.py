"""Stories of appeals, told to the real process: from the first sentence to the last press."""

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest
import pytest_asyncio

from storage.tables import Appeal, Callback, Deadline, LedgerEntry, OutboxRow
from tests.blackbox.bot_process import BotProcess, command
from tests.blackbox.databases import on_each_database
from tests.blackbox.people import Person, data_of, labels_of, number_in, words_of
from tests.blackbox.stage import Stage

pytestmark = [pytest.mark.asyncio(loop_scope="module"), on_each_database()]

Team = dict[str, Person]


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def process(stage: Stage) -> AsyncIterator[BotProcess]:
    """One for all stories of this module; none of them may make it log an error."""
    process = await stage.start()
    yield process
    assert await process.stop() == 0
    assert process.errors() == []


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def team(stage: Stage, process: BotProcess) -> Team:
    """Both who hold the owner's post, and the one above them."""
    codes = ("zhang", "li", "wang", "zhou")
    return dict(zip(codes, await stage.staff(*codes), strict=True))


async def test_a_first_sentence_comes_back_answered_and_the_resident_closes_it(stage: Stage, team: Team) -> None:
    resident = stage.person("first")
    resident.says("楼下工地半夜还在打桩，吵得孩子睡不着，能不能管管")
    await resident.sees("您的信息怎么用")
    await resident.sees("您说的我记下了")
    assert await stage.records.rows(Appeal, Appeal.chat_id == resident.id) == []
    await resident.presses("1号楼")
    receipt = await resident.sees("已登记", "施工噪声", "和平里 1号楼", "前答复您")
    number = number_in(receipt)
    assert labels_of(receipt) == ["改类别", "补充", "撤回"]

    zhang, li = team["zhang"], team["li"]
    alert = await zhang.sees("新案件", number, "打桩", "依据", "待接单")
    assert "first" not in words_of(alert)
    other_alert = await li.sees("新案件", number)
    acknowledge = data_of(other_alert, "接单")
    await zhang.presses("接单", on=alert)
    await resident.sees("有人接手了", number)
    late = await li.forges(acknowledge)
    assert late.text == "张工 已经接了这件。"
    await li.presses("详情", on=other_alert)
    await li.sees(number, "打桩", "张工")

    await zhang.presses("办结", on=alert)
    await zhang.sees("请写", number)
    zhang.says("今晚到现场，打桩已停，明早约谈施工单位。")
    await zhang.sees("的答复已发给 1 位居民")
    await resident.sees("答复", number, "明早约谈施工单位")
    questions = await resident.sees("办得怎么样", number)
    assert (await stage.records.case_of(number)).status == "answered"
    await resident.presses("联系过我", on=questions)
    await resident.presses("解决了", on=questions)
    await resident.presses("满意", on=questions)
    await resident.sees("已办结", number)

    case = await stage.records.case_of(number)
    assert (case.status, case.owner_staff, case.occurrences) == ("closed", "zhang", 1)
    asked = await stage.records.row(Callback, Callback.case_id == case.id)
    assert (asked.contacted, asked.solved, asked.satisfied) == (True, True, True)
    done = [action for _, action in await stage.records.actions(f"case:{case.id}")]
    assert done == [
        "case.acknowledged",
        "case.opened",
        "case.answered",
        "callback.answered",
        "callback.answered",
        "callback.answered",
        "case.closed",
    ]


async def test_in_a_group_only_the_number_is_said_and_the_rest_goes_on_in_private(stage: Stage, team: Team) -> None:
    resident, zhou = stage.person("grouped"), team["zhou"]
    group = stage.group("2号楼", members=[resident], admin=zhou)
    zhou.says("/bind b2", room=group)
    await group.shows("本群已绑定", "2号楼")
    resident.says("/complain 电梯口堆了一地建筑垃圾，老人都绊倒了", room=group)
    receipt = await group.shows("已登记")
    number = number_in(receipt)
    assert words_of(receipt) == f"已登记 #{number}"
    assert labels_of(receipt) == ["私下继续说"]
    appeal = await stage.records.row(Appeal, Appeal.chat_id == group.id)
    assert (appeal.number, appeal.building, appeal.origin) == (number, "b2", "group")

    resident.follows("私下继续说", group)
    await resident.sees("您的信息怎么用")
    await resident.sees(number, "建筑垃圾")


async def test_a_neighbour_joins_the_case_and_nobody_is_alerted_twice(stage: Stage, team: Team) -> None:
    first, second = await stage.resident("upstairs", "b3"), await stage.resident("downstairs", "b3")
    first.says("工地扬尘很大，窗户都不敢开")
    number = number_in(await first.sees("已登记", "扬尘"))
    alert = await team["zhang"].sees("新案件", number)
    second.says("工地的灰太大了，扬尘满天飞，没人洒水")
    await second.sees("已登记", "已有 2 位居民反映")
    await team["zhang"].sees(number, "2 人 2 次")
    case = await stage.records.case_of(number)
    alerts = await stage.records.outbox(
        OutboxRow.subject == f"case:{case.id}", OutboxRow.role == "alert", OutboxRow.edits.is_(None)
    )
    assert sorted(row.chat_id for row in alerts) == sorted(team[code].id for code in ("zhang", "li"))
    assert team["zhang"].room.count(number) == 1
    assert "2 人 2 次" in words_of(alert)


async def test_a_forged_press_gets_a_polite_refusal_and_a_ledger_entry(stage: Stage, team: Team) -> None:
    resident = await stage.resident("forger", "b4")
    resident.says("工地围挡倒了，有安全隐患，没人管")
    number = number_in(await resident.sees("已登记"))
    case_id = (await stage.records.case_of(number)).id
    for data in (f"case.acknowledge:{case_id}", f"case.resolve:{case_id}", f"case.sort.as:{case_id}:dust"):
        refused = await resident.forges(data)
        assert refused.text == "这个只有工作人员能做。"
        assert refused.show_alert
    odd = await resident.forges("case.acknowledge:DROP TABLE")
    assert odd.text is not None
    case = await stage.records.case_of(number)
    assert (case.status, case.owner_staff, case.category) == ("new", None, "safety")
    appeal = await stage.records.row(Appeal, Appeal.chat_id == resident.id)
    by_them = LedgerEntry.actor == f"resident:{appeal.resident_id}"
    entries = [(e.action, e.payload) for e in await stage.records.rows(LedgerEntry, by_them)]
    assert entries[-4:] == [("refused", {"reason": "staff_only"})] * 3 + [("press.unknown", {})]


async def test_staff_come_in_by_a_link_that_works_once(stage: Stage, team: Team) -> None:
    code, printed = await command(stage.config, "invite", "--post", "deputy")
    assert code == 0
    token = printed.strip().rpartition("?start=")[2]
    deputy, stranger = stage.person("deputy"), stage.person("stranger")
    deputy.says(f"/start {token}")
    await deputy.sees("您好，刘副主任", "分管副主任")
    stranger.says(f"/start {token}")
    await stranger.sees("邀请链接用过了")
    deputy.says("/cases")
    await deputy.sees("没有没办完的案件")
    assert await stage.records.actions("staff:liu") == [("console", "staff.invited"), ("bot", "staff.bound")]


async def test_when_nobody_takes_a_case_the_clock_tells_the_next_post(stage: Stage, team: Team) -> None:
    resident = await stage.resident("waiting", "b5")
    resident.says("现在工地又开始夜间施工，混凝土泵车轰隆隆的，整栋楼都睡不着")
    number = number_in(await resident.sees("已登记", "紧急"))
    await team["zhang"].sees("新案件", number)
    wang = team["wang"]
    assert wang.room.count(number) == 0
    stage.world.clock.advance(31 * 60)
    told = await wang.sees("超时未接单", number)
    await wang.presses("接单", on=told)
    await resident.sees("有人接手了", number)
    case = await stage.records.case_of(number)
    assert case.owner_staff == "wang"
    first, second = await stage.records.rows(Deadline, Deadline.case_id == case.id, Deadline.kind == "acknowledge")
    assert first.due_at - case.opened_at == timedelta(minutes=30)
    assert first.fired_at is not None
    assert first.fired_at >= first.due_at
    assert (second.level, second.fired_at, second.met_at is not None) == (2, None, True)


async def test_the_ledger_of_all_these_stories_holds(stage: Stage, process: BotProcess, team: Team) -> None:
    verdict = await stage.records.verify()
    assert (verdict.broken_at, verdict.unsealed) == (None, 0)
    code, printed = await command(stage.config, "ledger", "verify")
    assert code == 0
    assert verdict.head in printed
    assert process.running
