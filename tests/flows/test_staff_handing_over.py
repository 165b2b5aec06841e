"""转办 and 退单: another post is asked, and until it says yes the case stays where it is."""

import pytest

from storage.database import Storage
from storage.tables import Case
from tests.flows.conversation import MovableClock, Talk, Town
from tests.flows.neighbourhood import (
    NOISE,
    UNSURE,
    alerts,
    everything,
    make_town,
    only,
    resident,
    seen_by,
    toast,
)

CASE = 2026112200001
ON_BOTH = {
    "test_a_transferred_case_stays_with_its_owner_until_the_other_accepts",
    "test_a_return_can_be_refused_and_its_author_hears_of_it",
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


async def test_a_transferred_case_stays_with_its_owner_until_the_other_accepts(
    town: Town, mrs_li: Talk, zhang: Talk
) -> None:
    zhao = await town.staff("zhao", 84, "赵队")
    due = (await only(town, Case)).due_at
    await zhang.presses("接单")
    await zhang.presses("转办")
    assert "工程科承办" not in zhang.last.labels
    await zhang.presses("综合执法承办")
    assert "对方接手前，仍由您这边负责" in zhang.last.text
    case = await only(town, Case)
    assert (case.owner_post, case.owner_staff, case.proposed_post) == ("works", "zhang", "order")
    assert "请接手" in zhao.last.text
    await zhao.presses("我来接手")
    case = await only(town, Case)
    assert (case.owner_post, case.owner_staff, case.proposed_post) == ("order", "zhao", None)
    assert case.due_at == due
    assert "综合执法承办 · 赵队" in alerts(zhang)[0].text


async def test_the_owner_may_take_a_transfer_back(town: Town, mrs_li: Talk, zhang: Talk) -> None:
    await town.staff("zhao", 84)
    await zhang.forges(f"case.transfer.to:{CASE}:order")
    await zhang.presses("我来接手")
    case = await only(town, Case)
    assert (case.owner_post, case.proposed_post, case.status) == ("works", None, "in_progress")


@pytest.mark.parametrize("post", ["works", "nobody", "<b>"])
async def test_a_transfer_to_nobody_or_to_oneself_is_refused(town: Town, mrs_li: Talk, zhang: Talk, post: str) -> None:
    before = await everything(town)
    assert "没有这个岗位" in toast(await zhang.forges(f"case.transfer.to:{CASE}:{post}")).text
    assert await everything(town) == before


async def test_a_return_needs_a_reason_and_the_next_post_up_decides(
    town: Town, mrs_li: Talk, zhang: Talk, wang: Talk
) -> None:
    await zhang.presses("退单")
    assert zhang.last.labels == ["不是我们的地方", "不归我们管", "职责有交叉", "其他原因"]
    await zhang.presses("不归我们管")
    case = await only(town, Case)
    assert (case.owner_post, case.proposed_post) == ("works", "works-head")
    assert "退单，请裁定" in wang.last.text
    (entry,) = [e for e in await town.ledger() if e.action == "case.returned"]
    assert entry.payload == {"to": "works-head", "reason": "power"}
    assert "理由" in toast(await zhang.forges(f"case.return.for:{CASE}:mood")).text


async def test_the_reason_of_a_return_stands_on_the_card_of_who_decides_and_in_the_details(
    town: Town, mrs_li: Talk, zhang: Talk, wang: Talk
) -> None:
    await zhang.forges(f"case.return.for:{CASE}:power")
    assert "退单，请裁定：不归我们管" in wang.last.text
    await wang.presses("详情")
    assert "张工 今天 10:00 退单：不归我们管" in wang.last.text
    assert "已请 工程科科长 接手" in wang.last.text


async def test_a_return_can_be_refused_and_its_author_hears_of_it(
    town: Town, mrs_li: Talk, zhang: Talk, wang: Talk
) -> None:
    await zhang.presses("接单")
    await zhang.forges(f"case.return.for:{CASE}:power")
    await wang.presses("转办")
    assert wang.last.labels[0] == "退回原岗位：工程科承办"
    shown = await wang.presses("退回原岗位")
    assert "由 工程科承办 继续办理" in wang.last.text
    assert any("退单没有同意，请继续办理" in m.text for m in seen_by(shown, zhang))
    case = await only(town, Case)
    assert (case.owner_post, case.owner_staff, case.proposed_post, case.status) == (
        "works",
        "zhang",
        None,
        "in_progress",
    )
    assert (await town.ledger())[-1].payload == {"to": "works", "off": "works-head"}


async def test_the_owner_is_not_offered_to_send_the_case_to_themselves(
    town: Town, mrs_li: Talk, zhang: Talk, wang: Talk
) -> None:
    await zhang.forges(f"case.return.for:{CASE}:power")
    await zhang.forges(f"case.transfer:{CASE}")
    assert not any("工程科承办" in label for label in zhang.last.labels)


async def test_a_second_return_waits_until_the_first_is_decided(
    town: Town, mrs_li: Talk, zhang: Talk, wang: Talk
) -> None:
    await zhang.forges(f"case.return.for:{CASE}:power")
    before = await everything(town)
    for press in (f"case.return:{CASE}", f"case.return.for:{CASE}:other"):
        assert "已经请 工程科科长 接手，还没有定下来" in toast(await zhang.forges(press)).text
    assert await everything(town) == before


async def test_a_post_that_was_only_asked_says_no_without_a_reason_and_who_asked_is_told(
    town: Town, mrs_li: Talk, zhang: Talk
) -> None:
    zhao = await town.staff("zhao", 84, "赵队")
    await zhang.presses("接单")
    await zhang.forges(f"case.transfer.to:{CASE}:order")
    shown = await zhao.presses("退单", on=zhao.last)
    assert "由 工程科承办 继续办理" in zhao.last.text
    assert any("对方没有接手，请继续办理" in m.text for m in seen_by(shown, zhang))
    case = await only(town, Case)
    assert (case.owner_post, case.owner_staff, case.proposed_post) == ("works", "zhang", None)
    assert "不归您的岗位" in toast(await zhao.forges(f"case.return:{CASE}")).text


async def test_a_case_that_the_duty_officer_holds_has_nobody_above_to_return_it_to(town: Town) -> None:
    zhou = await town.staff("zhou", 82, "周值班")
    await (await resident(town, 5)).says(UNSURE)
    assert "请用“转办”" in toast(await zhou.forges(f"case.return:{CASE}")).text


async def test_an_answer_ends_what_another_post_was_asked(town: Town, mrs_li: Talk, zhang: Talk, wang: Talk) -> None:
    await zhang.forges(f"case.return.for:{CASE}:power")
    await zhang.forges(f"case.resolve:{CASE}")
    await zhang.says("已责令停工。")
    case = await only(town, Case)
    assert (case.status, case.proposed_post) == ("answered", None)
