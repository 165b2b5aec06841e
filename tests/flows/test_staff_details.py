"""详情 and /case: everything about a case, uncut, with its files, and a reply to it is said to the residents."""

import pytest

from storage.database import Storage
from storage.unit import Lane
from tests.flows.conversation import MovableClock, Talk, Town, photo
from tests.flows.neighbourhood import NOISE, make_town, resident, seen_by
from texts.card import TEXT_CHARACTERS

CASE = 2026112200001
ON_BOTH = {"test_every_word_of_every_appeal_is_shown_over_as_many_messages_as_it_takes"}


@pytest.fixture
def town(storage: Storage, clock: MovableClock) -> Town:
    return make_town(storage, clock)


@pytest.fixture
async def zhang(town: Town) -> Talk:
    return await town.staff("zhang", 81, "张工")


@pytest.fixture
async def mrs_li(town: Town, zhang: Talk) -> Talk:
    person = await resident(town, 5)
    await person.says(NOISE)
    return person


async def test_every_word_of_every_appeal_is_shown_over_as_many_messages_as_it_takes(
    town: Town, mrs_li: Talk, zhang: Talk
) -> None:
    told = [f"{NOISE}。" + "".join(f"第{n}夜{who}😀，" for n in range(300)) for who in "甲乙丙"]
    for n, text in enumerate(told):
        await (await resident(town, 6 + n)).says(text)
    shown = seen_by(await zhang.presses("详情"), zhang)
    assert len(shown) > 1
    assert all(len(m.text.encode("utf-16-le")) // 2 <= TEXT_CHARACTERS for m in shown)
    everything = "".join(m.text for m in shown)
    for who in "甲乙丙":
        assert [f"第{n}夜{who}😀" in everything for n in range(300)].count(False) == 0
    assert [bool(m.buttons) for m in shown] == [False] * (len(shown) - 1) + [True]


async def test_every_addition_and_the_answer_are_shown(town: Town, mrs_li: Talk, zhang: Talk) -> None:
    for n in range(8):
        await zhang.replies(zhang.sees[0], f"第{n}问？")
    await zhang.forges(f"case.resolve:{CASE}")
    await zhang.says("已责令停工。<b>")
    await zhang.says("/case 20261122-0001")
    assert all(f"第{n}问？" in zhang.last.text for n in range(8))
    assert "📮 答复 今天 10:00" in zhang.last.text
    assert "已责令停工。<b>" in zhang.last.text


async def test_the_files_come_along_to_the_one_who_asked_and_to_nobody_else(
    town: Town, mrs_li: Talk, zhang: Talk
) -> None:
    li = await town.staff("li", 82, "李工")
    await mrs_li.sends(photo=photo("p"))
    shown = await li.says("/case 20261122-0001")
    assert [m.media for m in seen_by(shown, li)] == [0, 1]
    assert seen_by(shown, zhang) == []
    files = await town.outbox(f"case:{CASE}", "file")
    assert (files[-1].chat_id, files[-1].lane) == (82, Lane.REPLY)


@pytest.mark.parametrize("by", ["/case 20261122-0001", "详情"])
async def test_a_reply_to_the_details_is_said_to_the_residents(town: Town, mrs_li: Talk, zhang: Talk, by: str) -> None:
    await (zhang.says(by) if by.startswith("/") else zhang.presses(by))
    shown = await zhang.replies(zhang.last, "请问是哪个门口？")
    assert any("请问是哪个门口？" in m.text for m in seen_by(shown, mrs_li))
