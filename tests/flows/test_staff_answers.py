"""办结: the answer, its pictures before, with and after it, and what becomes of the case."""

import pytest

from storage.database import Storage
from storage.tables import Callback, Case, Deadline, Draft
from tests.flows.conversation import MovableClock, Talk, Town, photo
from tests.flows.neighbourhood import (
    NOISE,
    alerts,
    make_town,
    only,
    resident,
    rows,
    seen_by,
)

CASE = 2026112200001
ON_BOTH = {
    "test_an_answer_reaches_every_resident_behind_the_case_with_three_questions",
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


async def test_an_answer_reaches_every_resident_behind_the_case_with_three_questions(
    town: Town, mrs_li: Talk, zhang: Talk
) -> None:
    neighbour = await resident(town, 6)
    await neighbour.says(NOISE)
    await zhang.presses("接单")
    await zhang.presses("办结")
    assert "做了什么" in zhang.last.text
    shown = await zhang.sends(photo=photo("done"), caption="已责令停工，<b>罚款</b>。")
    assert any("已发给 2 位居民" in m.text for m in seen_by(shown, zhang))
    for person in (mrs_li, neighbour):
        answer, picture, questions = seen_by(shown, person)
        assert "已责令停工，<b>罚款</b>。" in answer.text
        assert picture.media == 1
        assert questions.labels == ["联系过我", "没联系我", "解决了", "没解决", "满意", "不满意"]
    case = await only(town, Case)
    assert (case.status, case.answer, case.answered_at) == ("answered", "已责令停工，<b>罚款</b>。", town.clock.now())
    assert all(d.met_at is not None for d in await rows(town, Deadline))
    assert len(await rows(town, Callback)) == 2
    assert [draft.asks for draft in await rows(town, Draft)] == ["answered"]
    assert alerts(zhang)[0].labels == ["详情"]


async def test_an_answer_needs_words_and_may_be_given_again(town: Town, mrs_li: Talk, zhang: Talk) -> None:
    await zhang.forges(f"case.resolve:{CASE}")
    await zhang.sends(photo=photo("done"))
    assert "请再写几句话" in zhang.last.text
    assert (await only(town, Case)).status == "new"
    await zhang.says("已责令停工。")
    assert (await only(town, Case)).status == "answered"


async def test_an_answer_that_would_not_fit_is_refused_whole_and_never_cut(
    town: Town, mrs_li: Talk, zhang: Talk
) -> None:
    await zhang.forges(f"case.resolve:{CASE}")
    await zhang.says("停" * 3001)
    assert "最多 3000 个字" in zhang.last.text
    assert (await only(town, Case)).status == "new"
    await zhang.says("停" * 3000)
    assert (await only(town, Case)).answer == "停" * 3000


async def test_all_pictures_of_an_answers_album_reach_the_resident(town: Town, mrs_li: Talk, zhang: Talk) -> None:
    await zhang.forges(f"case.resolve:{CASE}")
    await zhang.sends(photo=photo("a"), media_group_id="g", caption="已责令停工。")
    shown = await zhang.sends(photo=photo("b"), media_group_id="g")
    assert [m.media for m in seen_by(shown, mrs_li)] == [1]
    assert seen_by(shown, zhang) == []
    await zhang.says("你好")
    assert "这句话我不知道给谁" in zhang.last.text


async def test_an_answer_to_a_case_that_was_answered_meanwhile_is_refused_once_and_not_for_ever(
    town: Town, mrs_li: Talk, zhang: Talk, wang: Talk
) -> None:
    await zhang.forges(f"case.resolve:{CASE}")
    await wang.forges(f"case.resolve:{CASE}")
    await wang.says("已责令停工。")
    await zhang.says("我也办好了。")
    assert "现在的状态不能这样做" in zhang.last.text
    assert (await only(town, Case)).answer == "已责令停工。"
    await zhang.says("你好")
    assert "这句话我不知道给谁" in zhang.last.text


async def test_pictures_that_come_before_the_words_go_out_with_them(town: Town, mrs_li: Talk, zhang: Talk) -> None:
    await zhang.forges(f"case.resolve:{CASE}")
    asked = [await zhang.sends(photo=photo(name), media_group_id="g") for name in "ab"]
    assert [len(seen_by(shown, zhang)) for shown in asked] == [1, 0]
    assert all(seen_by(shown, mrs_li) == [] for shown in asked)
    shown = await zhang.says("已责令停工。")
    assert [m.media for m in seen_by(shown, mrs_li)] == [0, 1, 1, 0]
    assert "已责令停工。" in seen_by(shown, mrs_li)[0].text


async def test_pictures_right_after_the_answer_go_to_the_residents_too(town: Town, mrs_li: Talk, zhang: Talk) -> None:
    await zhang.forges(f"case.resolve:{CASE}")
    await zhang.says("已责令停工。")
    town.clock.advance(seconds=50)
    shown = await zhang.sends(photo=photo("a"))
    assert [m.media for m in seen_by(shown, mrs_li)] == [1]
    assert "已转给 20261122-0001" in zhang.last.text
    town.clock.advance(seconds=20)
    shown = await zhang.sends(photo=photo("b"))
    assert seen_by(shown, mrs_li) == []
    assert "这句话我不知道给谁" in zhang.last.text


async def test_pictures_for_a_case_that_was_answered_meanwhile_are_refused_at_once(
    town: Town, mrs_li: Talk, zhang: Talk, wang: Talk
) -> None:
    await zhang.forges(f"case.resolve:{CASE}")
    await wang.forges(f"case.resolve:{CASE}")
    await wang.says("已责令停工。")
    await zhang.sends(photo=photo("a"))
    assert "现在的状态不能这样做" in zhang.last.text


async def test_an_answer_is_measured_as_telegram_measures_it(town: Town, mrs_li: Talk, zhang: Talk) -> None:
    """An emoji counts twice there."""
    await zhang.forges(f"case.resolve:{CASE}")
    await zhang.says("😀" * 1501)
    assert "最多 3000 个字" in zhang.last.text
    await zhang.says("😀" * 1500)
    assert (await only(town, Case)).status == "answered"
