"""重发: what did not arrive is sent again, to exactly the groups that a person saw and confirmed."""

import pytest

from storage.database import Storage
from tests.flows.conversation import MovableClock, Talk, Town
from tests.flows.notices import make_town, newest, preview, settle
from tests.flows.telegram import Toasted

KICKED = "failed: Forbidden: bot was kicked from the supergroup chat"

ON_BOTH = {
    "test_failed_copies_are_listed_with_the_reason_and_sent_again_to_those_only",
    "test_a_group_that_moved_after_a_failure_is_sent_to_under_its_new_id",
    "test_a_group_bound_after_the_notice_can_still_be_given_it",
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


async def test_failed_copies_are_listed_with_the_reason_and_sent_again_to_those_only(town: Town, zhou: Talk) -> None:
    await published(zhou)
    await town.deliver({-102: "failed: Bad Request: CHAT_WRITE_FORBIDDEN"})
    report = newest(zhou, "公告报告")
    assert "和谐家园 13号楼：群里不让机器人发言" in report.text
    await zhou.presses("重发：没发到的 1 个群")
    assert "和谐家园 13号楼" in report.text  # the report became the question
    await zhou.presses("确认重发")
    waiting = [r for r in await town.outbox("notice:1", "copy") if r.state == "queued"]
    assert [r.chat_id for r in waiting] == [-102]
    await town.deliver()
    assert "已发到：3/3" in newest(zhou, "公告报告").text
    assert len(town.group(-102).sees) == 1
    assert len(town.group(-101).sees) == 1
    entry = next(e for e in await town.ledger() if e.action == "notice.resent")
    assert entry.payload == {"which": "failed", "groups": 1, "new_groups": 0}


async def test_uncertain_copies_are_sent_again_only_when_asked_for_by_themselves(town: Town, zhou: Talk) -> None:
    await published(zhou)
    await town.deliver({-101: "uncertain: Timed out", -102: KICKED})
    report = newest(zhou, "公告报告")
    assert "结果不明" in report.text
    assert report.labels == ["重发：没发到的 1 个群", "重发：结果不明的 1 个群"]
    await zhou.presses("结果不明的 1 个群")
    assert "可能看到两遍" in report.text
    await zhou.presses("确认重发")
    await town.deliver()
    assert {r.chat_id: r.state for r in await town.outbox("notice:1", "copy")} == {
        -101: "sent",
        -102: "failed",
        -103: "sent",
    }


async def test_a_proposal_can_be_left_and_the_report_is_back(town: Town, zhou: Talk) -> None:
    await published(zhou)
    await town.deliver({-102: KICKED})
    report = newest(zhou, "公告报告")
    before = report.html
    await zhou.presses("重发")
    await zhou.presses("返回")
    assert report.html == before


async def test_confirming_a_resend_twice_sends_once(town: Town, zhou: Talk) -> None:
    await published(zhou)
    await town.deliver({-102: "failed: Bad Request: CHAT_WRITE_FORBIDDEN"})
    await zhou.presses("重发")
    button = newest(zhou, "将再发给").button("确认重发")
    assert button is not None
    await zhou.forges(button.data)
    shown = await zhou.forges(button.data)
    assert isinstance(shown[0], Toasted)
    assert len([r for r in await town.outbox("notice:1", "copy") if r.state == "queued"]) == 1


async def test_a_confirmation_of_a_list_that_has_changed_is_refused(town: Town, zhou: Talk) -> None:
    await published(zhou)
    await town.deliver({-102: "failed: Bad Request: CHAT_WRITE_FORBIDDEN", -103: "failed: Bad Request: nope"})
    await zhou.presses("重发")
    await town.group(-103).bot_becomes("kicked", before="member", by=zhou)
    shown = await zhou.presses("确认重发")
    assert isinstance(shown[0], Toasted)
    assert "名单刚刚有变化" in shown[0].text
    assert [r for r in await town.outbox("notice:1", "copy") if r.state == "queued"] == []


@pytest.mark.parametrize("data", ["notice.again:1:failed", "notice.resend:1:failed:0", "notice.report:1"])
async def test_reports_and_resends_are_for_those_with_the_right(town: Town, zhou: Talk, data: str) -> None:
    await published(zhou)
    await town.deliver({-102: KICKED})
    for person in (town.person(50), await town.staff("zhang", 8)):
        shown = await person.forges(data)
        assert [type(s) for s in shown if isinstance(s, Toasted)] == [Toasted]
    assert [r for r in await town.outbox("notice:1", "copy") if r.state == "queued"] == []


@pytest.mark.parametrize("data", ["notice.again:1:everything", "notice.report:99", "notice.resend:1:failed:0"])
async def test_forged_presses_on_a_report_are_refused(town: Town, zhou: Talk, data: str) -> None:
    await published(zhou)
    await town.deliver()
    shown = await zhou.forges(data)
    assert isinstance(shown[0], Toasted)


async def test_a_group_that_moved_after_a_failure_is_sent_to_under_its_new_id(town: Town, zhou: Talk) -> None:
    await published(zhou)
    await town.deliver({-102: "failed: Bad Request: nope"})
    await town.group(-102, kind="group").becomes_supergroup(-100102)
    await zhou.presses("重发")
    await zhou.presses("确认重发")
    await town.deliver()
    assert len(town.group(-100102).sees) == 1
    await zhou.says("/notices")
    await zhou.presses("1. 停水通知")
    assert "已发到：3/3" in zhou.last.text


async def test_a_group_bound_after_the_notice_can_still_be_given_it(town: Town, zhou: Talk) -> None:
    await published(zhou)
    await town.deliver()
    await town.group(-104).by(zhou).says("/bind yga")
    await zhou.says("/notices")
    await zhou.presses("1. 停水通知")
    assert "可以补发" in zhou.last.text
    await zhou.presses("重发")
    await zhou.presses("确认重发")
    await town.deliver()
    assert "停水通知" in town.group(-104).last.text
    assert "已发到：4/4" in newest(zhou, "公告报告").text
