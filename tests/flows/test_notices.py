"""A confirmed notice: one copy for each group, progress and a report for its author."""

import pytest
from sqlalchemy import select

from notices import progress, projects
from storage.database import Storage
from storage.tables import Binding, Destination, Notice, Project
from storage.unit import Lane, Outgoing
from tests.flows.conversation import MovableClock, Talk, Town, photo
from tests.flows.notices import GROUPS, make_town, newest, preview, settle
from tests.flows.telegram import Toasted

KICKED = "failed: Forbidden: bot was kicked from the supergroup chat"

ON_BOTH = {
    "test_each_bound_group_gets_one_copy_and_the_author_a_report",
    "test_pressing_publish_twice_publishes_once",
    "test_progress_is_edited_at_each_tenth_and_not_for_each_copy",
    "test_outcomes_that_no_listener_heard_of_are_reported_by_the_tick",
    "test_being_thrown_out_while_a_copy_waits_is_a_failure_in_the_report",
    "test_the_list_shows_the_last_notices_with_state_numbers_and_who",
    "test_projects_are_written_once_and_what_was_changed_since_stays",
}


@pytest.fixture
async def town(storage: Storage, clock: MovableClock) -> Town:
    await settle(storage)
    return make_town(storage, clock)


@pytest.fixture
async def zhou(town: Town) -> Talk:
    return await town.staff("zhou", 7, "周")


async def published(zhou: Talk, *ticks: str) -> None:
    await preview(zhou, *ticks)
    await zhou.presses("发布")


async def tick(town: Town) -> None:
    async with town.storage.unit() as unit:
        await progress.tick(unit)


async def test_each_bound_group_gets_one_copy_and_the_author_a_report(town: Town, zhou: Talk) -> None:
    await published(zhou)
    copies = await town.outbox("notice:1", "copy")
    assert {r.chat_id for r in copies} == set(GROUPS)
    assert {r.lane for r in copies} == {Lane.NOTICE}
    assert [r.key for r in copies] == [f"notice:1:{r.chat_id}" for r in copies]
    await town.deliver()
    for chat_id in GROUPS:
        (seen,) = town.group(chat_id).sees
        assert "明天 9 点到 12 点停水。" in seen.text
        assert town.group(chat_id).link("提问") == "https://t.me/lxq_bot?start=n_1"
    assert "3/3 个群已发到" in newest(zhou, "发完了").text
    report = newest(zhou, "公告报告")
    assert "已发到：3/3" in report.text
    assert "阳光里 A座" in report.text
    assert report.labels == []
    assert (await town.actions())[-1] == "notice.confirmed"


async def test_the_ledger_says_who_confirmed_what_for_whom(town: Town, zhou: Talk) -> None:
    await published(zhou, "阳光里")
    entry = (await town.ledger())[-1]
    assert (entry.actor, entry.action, entry.subject) == ("staff:zhou", "notice.confirmed", "notice:1")
    assert entry.payload == {
        "buildings": 2,
        "groups": 1,
        "off": 0,
        "unbound": 1,
        "pictures": 0,
        "audience": ["compound:yg"],
    }


async def test_the_preview_and_the_copies_are_the_same_card_but_for_the_buttons_link(town: Town, zhou: Talk) -> None:
    await zhou.says("/notice")
    await zhou.says("停水")
    await zhou.sends(photo=photo("a"), caption="明天停水")
    await zhou.presses("图片好了")
    await zhou.presses("全部楼栋")
    await zhou.presses("看预览")
    sample = zhou.sees[-2]
    await zhou.presses("发布")
    await town.deliver()
    copy = town.group(-101).last
    assert (copy.html, copy.media, copy.labels) == (sample.html, sample.media, sample.labels)


async def test_pressing_publish_twice_publishes_once(town: Town, zhou: Talk) -> None:
    await preview(zhou)
    controls = zhou.last
    button = controls.button("发布")
    assert button is not None
    await zhou.forges(button.data, on=controls)
    shown = await zhou.forges(button.data, on=controls)
    assert isinstance(shown[0], Toasted)
    assert len(await town.outbox(role="copy")) == len(GROUPS)
    assert (await town.actions()).count("notice.confirmed") == 1


async def test_a_right_that_was_lost_since_the_preview_stops_it(town: Town, zhou: Talk, clock: MovableClock) -> None:
    await preview(zhou)
    duty = next(p for p in town.storage.office.posts if p.code == "duty").model_copy(update={"rights": frozenset()})
    posts = tuple(duty if p.code == "duty" else p for p in town.storage.office.posts)
    town.storage.office = town.storage.office.model_copy(update={"posts": posts})
    town.storage.office.__dict__.pop("_posts", None)
    shown = await zhou.presses("发布")
    assert isinstance(shown[0], Toasted)
    assert "权限" in shown[0].text
    assert await town.outbox(role="copy") == []


async def test_groups_that_are_off_get_nothing_and_are_listed(town: Town, zhou: Talk) -> None:
    await town.group(-102).bot_becomes("kicked", before="member", by=zhou)
    await preview(zhou)
    assert "发不进去" in zhou.last.text
    assert "13号楼：机器人不在这个群里了" not in zhou.last.text  # the preview names it, the report says why
    await zhou.presses("发布")
    await town.deliver()
    assert {r.chat_id for r in await town.outbox(role="copy")} == {-101, -103}
    report = newest(zhou, "公告报告")
    assert "已发到：2/2" in report.text
    assert "和谐家园 13号楼：机器人不在这个群里了" in report.text


async def test_progress_is_edited_at_each_tenth_and_not_for_each_copy(storage: Storage, clock: MovableClock) -> None:
    async with storage.unit() as unit:
        for n in range(40):
            unit.session.add(Destination(chat_id=-1000 - n, title=None))
            unit.session.add(Binding(building="hx1", chat_id=-1000 - n, bound_by="zhou", bound_at=unit.now))
    town = make_town(storage, clock)
    zhou = await town.staff("zhou", 7)
    await published(zhou)
    message = newest(zhou, "0/40")
    await town.deliver(most=1)
    assert "0/40" in message.text
    edits = await town.outbox("notice:1", "progress_edit")
    assert edits == []
    await town.deliver(most=12)
    assert "8/40 个群…" in message.text
    await town.deliver()
    assert "40/40 个群已发到" in message.text
    edits = await town.outbox("notice:1", "progress_edit")
    assert len(edits) == 10
    assert {e.edits for e in edits} == {message.outbox}
    assert len(await town.outbox("notice:1", "report")) == 1


async def test_after_a_restart_progress_goes_on_and_the_report_comes_once(
    town: Town, zhou: Talk, clock: MovableClock
) -> None:
    await published(zhou)
    await town.deliver(most=2)
    again = make_town(town.storage, clock)
    again.telegram.chats = town.telegram.chats
    await again.deliver()
    await tick(again)
    await again.deliver()
    assert len(await again.outbox("notice:1", "report")) == 1


async def test_outcomes_that_no_listener_heard_of_are_reported_by_the_tick(town: Town, zhou: Talk) -> None:
    await published(zhou)
    town.listeners = ()
    await town.deliver()
    assert await town.outbox("notice:1", "report") == []
    await tick(town)
    await tick(town)
    assert len(await town.outbox("notice:1", "report")) == 1
    async with town.storage.unit() as unit:
        assert (await unit.session.get_one(Notice, 1)).reported_at == town.clock.now()
    await town.deliver()
    assert "已发到：3/3" in newest(zhou, "公告报告").text


async def test_a_step_is_shown_once_however_often_it_is_looked_at(town: Town, zhou: Talk) -> None:
    await published(zhou)
    await town.deliver(most=1)
    await tick(town)
    await tick(town)
    assert len(await town.outbox("notice:1", "progress_edit")) == 1


async def test_being_thrown_out_while_a_copy_waits_is_a_failure_in_the_report(town: Town, zhou: Talk) -> None:
    await published(zhou)
    await town.deliver(most=3)  # two copies, and an edit between them
    (waiting,) = [r for r in await town.outbox(role="copy") if r.state == "queued"]
    await town.group(waiting.chat_id).bot_becomes("kicked", before="member", by=zhou)
    await town.deliver()
    report = newest(zhou, "公告报告")
    assert "已发到：2/3" in report.text
    assert "机器人不在这个群里了" in report.text
    assert report.labels == []  # nothing can be sent again while the bot is out


async def test_the_list_shows_the_last_notices_with_state_numbers_and_who(
    town: Town, zhou: Talk, clock: MovableClock
) -> None:
    await zhou.says("/notices")
    assert "还没有发过公告" in zhou.last.text
    await published(zhou)
    await town.deliver({-102: KICKED})
    clock.advance(minutes=5)
    await published(zhou, "阳光里")
    await zhou.says("/notices")
    text = zhou.last.text
    assert "2. 停水通知\n正在发：0/1 个群" in text
    assert "1. 停水通知\n有没发到的：2/3 个群，没发到 1" in text
    assert "周值班，今天 10:00" in text
    assert zhou.last.labels == ["2. 停水通知", "1. 停水通知"]


async def test_pictures_that_were_sent_beside_a_copy_and_failed_are_told_apart(town: Town, zhou: Talk) -> None:
    await published(zhou)
    async with town.storage.unit() as unit:
        card = {"html": "", "media": [["photo", "a"]]}
        unit.send(Outgoing(Lane.NOTICE, -102, "notice:1", "pictures", card))
    town.listeners = ()
    await town.deliver(most=3)
    await tick(town)
    assert await town.outbox("notice:1", "report") == []  # the pictures still wait
    await town.deliver({-102: "failed: Bad Request: wrong file identifier"})
    await tick(town)
    await town.deliver()
    report = newest(zhou, "公告报告")
    assert "已发到：3/3" in report.text
    assert "13号楼（图片）：图片打不开" in report.text


async def test_titles_with_markup_are_shown_as_typed_everywhere(town: Town, zhou: Talk) -> None:
    await zhou.says("/notice")
    await zhou.says("<a href='x'>停水</a> & 停电")
    await zhou.says("明天")
    await zhou.presses("跳过")
    await zhou.presses("全部楼栋")
    await zhou.presses("看预览")
    await zhou.presses("发布")
    await town.deliver({-102: KICKED})
    await zhou.says("/notices")
    await zhou.presses("1. ")
    assert all("<a href" not in m.html for m in zhou.sees)
    assert "<a href='x'>停水</a> & 停电" in zhou.last.text


async def test_projects_are_written_once_and_what_was_changed_since_stays(storage: Storage) -> None:
    async with storage.unit() as unit:
        await projects.seed(unit)
    async with storage.unit() as unit:
        project = await unit.session.get_one(Project, "lift")
        project.stage = "acceptance"
    async with storage.unit() as unit:
        await projects.seed(unit)
    async with storage.unit() as unit:
        (project,) = await projects.known(unit)
    assert (project.stage, project.buildings) == ("acceptance", ["hx1", "hx3"])


async def test_a_notice_keeps_what_was_confirmed(town: Town, zhou: Talk) -> None:
    await published(zhou, "阳光里")
    async with town.storage.unit() as unit:
        notice = await unit.session.scalar(select(Notice))
    assert notice is not None
    assert (notice.title, notice.author, notice.author_chat) == ("停水通知", "zhou", 7)
    assert (notice.buildings, notice.project, notice.reported_at) == (["yg1", "yga"], None, None)
    assert notice.confirmed_at == town.clock.now()
