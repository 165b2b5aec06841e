"""/case NUMBER and a verb does what the buttons of a case do, for the same people."""

import pytest

from storage.database import Storage
from storage.tables import Case
from tests.flows.conversation import MovableClock, Talk, Town
from tests.flows.neighbourhood import NOISE, everything, make_town, only, refusals, resident, seen_by

ON_BOTH = {"test_a_case_is_taken_by_command"}
VERBS = (
    "接单",
    "转办",
    "转办 综合执法承办",
    "退单",
    "退单 不归我们管",
    "办结",
    "办结 已停工",
    "联系",
    "联系 今晚去看",
    "归类",
    "归类 停车",
)


@pytest.fixture
def town(storage: Storage, clock: MovableClock) -> Town:
    return make_town(storage, clock)


@pytest.fixture
async def zhang(town: Town) -> Talk:
    return await town.staff("zhang", 81, "张工")


@pytest.fixture
async def mrs_li(town: Town, zhang: Talk) -> Talk:
    """20261122-0001."""
    person = await resident(town, 5)
    await person.says(NOISE)
    return person


async def test_a_case_is_taken_by_command(town: Town, mrs_li: Talk, zhang: Talk) -> None:
    await zhang.says("/case 20261122-0001 接单")
    assert "您接了 20261122-0001" in zhang.last.text
    case = await only(town, Case)
    assert (case.status, case.owner_staff) == ("in_progress", "zhang")
    await zhang.says("/case 1122-0001 接单")
    assert zhang.last.text == "这件您已经接了。"


async def test_a_case_is_handed_over_by_command_with_the_post_or_by_choosing_it(
    town: Town, mrs_li: Talk, zhang: Talk
) -> None:
    await zhang.says("/case 20261122-0001 转办")
    assert "综合执法承办" in zhang.last.labels
    await zhang.says("/case 20261122-0001 转办 综合执法承办")
    assert "已请 综合执法承办 接手" in zhang.last.text
    assert (await only(town, Case)).proposed_post == "order"


async def test_a_case_is_returned_by_command_with_the_reason_or_by_choosing_it(
    town: Town, mrs_li: Talk, zhang: Talk
) -> None:
    await zhang.says("/case 20261122-0001 退单")
    assert "不归我们管" in zhang.last.labels
    await zhang.says("/case 20261122-0001 退单 不归我们管")
    assert "已请 工程科科长 接手" in zhang.last.text
    await zhang.says("/case 20261122-0001 退单")
    assert "还没有定下来" in zhang.last.text


async def test_who_was_only_asked_says_no_by_command(town: Town, mrs_li: Talk, zhang: Talk) -> None:
    zhao = await town.staff("zhao", 84, "赵队")
    await zhang.says("/case 20261122-0001 转办 order")
    await zhao.says("/case 20261122-0001 退单")
    assert "由 工程科承办 继续办理" in zhao.last.text
    assert (await only(town, Case)).proposed_post is None


async def test_a_case_is_answered_and_its_residents_are_reached_by_command(
    town: Town, mrs_li: Talk, zhang: Talk
) -> None:
    await zhang.says("/case 20261122-0001 联系")
    shown = await zhang.says("今晚去看")
    assert any("今晚去看" in m.text for m in seen_by(shown, mrs_li))
    await zhang.says("/case 20261122-0001 办结")
    shown = await zhang.says("已责令停工。")
    assert any("已责令停工。" in m.text for m in seen_by(shown, mrs_li))


async def test_the_words_may_stand_in_the_command_itself(town: Town, mrs_li: Talk, zhang: Talk) -> None:
    shown = await zhang.says("/case 20261122-0001 联系 今晚\n去看")
    assert any("今晚\n去看" in m.text for m in seen_by(shown, mrs_li))
    shown = await zhang.says("/case 20261122-0001 办结 已责令停工。\n罚款。")
    assert any("已责令停工。\n罚款。" in m.text for m in seen_by(shown, mrs_li))
    assert (await only(town, Case)).answer == "已责令停工。\n罚款。"


async def test_a_case_is_sorted_by_command_with_the_category_or_by_choosing_it(
    town: Town, mrs_li: Talk, zhang: Talk
) -> None:
    await zhang.says("/case 20261122-0001 归类")
    assert "停车" in zhang.last.labels
    await zhang.says("/case 20261122-0001 归类 扬尘渣土")
    assert "已归为：扬尘渣土" in zhang.last.text
    assert (await only(town, Case)).category == "dust"


@pytest.mark.parametrize("verb", VERBS)
async def test_the_right_is_asked_for_by_each_command_as_by_each_button(
    town: Town, mrs_li: Talk, zhang: Talk, verb: str
) -> None:
    zhao = await town.staff("zhao", 84)
    before = await everything(town)
    await zhao.says(f"/case 20261122-0001 {verb}")
    assert "不归您的岗位" in zhao.last.text
    await mrs_li.says(f"/case 20261122-0001 {verb}")
    assert "只有工作人员" in mrs_li.last.text
    assert await everything(town) == before
    assert await refusals(town) == [("staff:zhao", "not_your_case"), ("resident:1", "staff_only")]


async def test_help_names_the_verbs(town: Town, zhang: Talk) -> None:
    await zhang.says("/help")
    assert all(verb in zhang.last.text for verb in ("接单", "转办", "退单", "办结", "联系", "归类"))
