"""Residents and staff talk through the bot; neither sees the other's account, and nobody else hears it."""

import pytest

from complaints import undelivered
from storage.database import Storage
from storage.outbox import Settled
from storage.tables import Addition
from storage.unit import Lane
from tests.flows.conversation import MovableClock, Talk, Town, photo
from tests.flows.neighbourhood import (
    DUST,
    NOISE,
    everything,
    make_town,
    only,
    refusals,
    resident,
    rows,
    seen_by,
    texts,
)

CASE = 2026112200001
ON_BOTH = {"test_a_reply_to_the_alert_reaches_the_resident_and_the_answer_comes_back"}


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


async def test_a_reply_to_the_alert_reaches_the_resident_and_the_answer_comes_back(
    town: Town, mrs_li: Talk, zhang: Talk
) -> None:
    shown = await zhang.replies(zhang.last, "请问是哪个门口？<南门>")
    (heard,) = seen_by(shown, mrs_li)
    assert "请问是哪个门口？<南门>" in heard.text
    assert "平安街道办事处工作人员" in heard.text
    for secret in ("张工", "81"):
        assert secret not in heard.text
    assert "已转给 20261122-0001 的 1 位居民" in zhang.last.text
    shown = await mrs_li.replies(heard, "是南门")
    (back,) = seen_by(shown, zhang)
    assert "居民补充" in back.text
    assert "是南门" in back.text
    shown = await zhang.replies(back, "好，今晚去看")
    assert any("今晚去看" in m.text for m in seen_by(shown, mrs_li))
    assert [(a.author, a.text) for a in await rows(town, Addition)] == [
        ("staff:zhang", "请问是哪个门口？<南门>"),
        ("resident:1", "是南门"),
        ("staff:zhang", "好，今晚去看"),
    ]
    entries = [e for e in await town.ledger() if e.action == "case.relayed"]
    assert all("南门" not in str(e.payload) for e in entries)
    assert len(entries) == 2


async def test_the_button_answers_as_a_reply_does(town: Town, mrs_li: Talk, zhang: Talk) -> None:
    await zhang.replies(zhang.last, "请问是哪个门口？")
    await mrs_li.presses("回复")
    await mrs_li.says("是南门")
    assert "是南门" in zhang.last.text


async def test_every_resident_behind_the_case_hears_once(town: Town, mrs_li: Talk, zhang: Talk) -> None:
    neighbour = await resident(town, 6)
    await neighbour.says(NOISE)
    await mrs_li.says("工地半夜又开工了，吵得睡不着")
    await zhang.presses("详情")
    await zhang.presses("联系居民")
    shown = await zhang.says("今晚去看")
    assert [len(seen_by(shown, person)) for person in (mrs_li, neighbour)] == [1, 1]
    assert await zhang.says("第二句") != []
    assert "这句话我不知道给谁" in zhang.last.text


async def test_pictures_go_both_ways(town: Town, mrs_li: Talk, zhang: Talk) -> None:
    await zhang.forges(f"case.relay:{CASE}")
    shown = await zhang.sends(photo=photo("z"))
    assert [m.media for m in seen_by(shown, mrs_li)] == [1]
    await mrs_li.presses("补充", on=next(m for m in mrs_li.sees if m.button("补充")))
    shown = await mrs_li.sends(photo=photo("l"))
    assert [m.media for m in seen_by(shown, zhang)] == [1]


async def test_an_album_goes_to_the_resident_whole_and_is_confirmed_once(town: Town, mrs_li: Talk, zhang: Talk) -> None:
    await zhang.forges(f"case.relay:{CASE}")
    for name in "abc":
        await zhang.sends(photo=photo(name), media_group_id="g")
    assert [m.media for m in mrs_li.sees].count(1) == 3
    assert ["已转给" in m.text for m in zhang.sees].count(True) == 1


async def test_a_reply_to_another_cases_card_is_not_taken_for_the_answer_that_was_asked_for(
    town: Town, mrs_li: Talk, zhang: Talk
) -> None:
    """Else the residents of one case would get the answer of another."""
    other = await resident(town, 6, "hx13")
    await other.says(DUST)
    card = zhang.last
    await zhang.forges(f"case.resolve:{CASE}")
    shown = await zhang.replies(card, "请问扬尘在哪个门口？")
    assert seen_by(shown, mrs_li) == []
    assert any("哪个门口" in m.text for m in seen_by(shown, other))
    shown = await zhang.says("已责令停工。")
    assert any("已责令停工" in m.text for m in seen_by(shown, mrs_li))


async def test_staff_who_talk_to_nobody_are_told_how(town: Town, mrs_li: Talk, zhang: Talk) -> None:
    before = await everything(town)
    shown = await zhang.says("今晚去看")
    assert texts(shown) == [zhang.last.text]
    assert "回复那件案件的消息" in zhang.last.text
    await zhang.replies(zhang.last, "今晚去看")
    assert {**await everything(town), "drafts": []} == before


async def test_a_card_that_is_no_longer_ones_own_carries_no_words(town: Town, mrs_li: Talk, zhang: Talk) -> None:
    zhao = await town.staff("zhao", 84)
    await zhang.forges(f"case.transfer.to:{CASE}:order")
    card = zhao.last
    await zhang.forges(f"case.acknowledge:{CASE}")
    shown = await zhao.replies(card, "我来说两句")
    assert "不归您的岗位" in zhao.last.text
    assert seen_by(shown, mrs_li) == []
    assert ("staff:zhao", "not_your_case") in await refusals(town)


async def test_a_sticker_is_not_relayed_and_the_question_stays_open(town: Town, mrs_li: Talk, zhang: Talk) -> None:
    await zhang.forges(f"case.relay:{CASE}")
    await zhang.sends(dice={"emoji": "🎲", "value": 3})
    assert "转不了" in zhang.last.text
    await zhang.says("今晚去看")
    assert (await only(town, Addition)).text == "今晚去看"


async def test_a_reply_to_something_that_is_not_ones_own_appeal_is_told_as_it_is(
    town: Town, mrs_li: Talk, zhang: Talk
) -> None:
    other = await resident(town, 6, "hx13")
    await other.replies(other.last, DUST)
    assert "已登记" in other.last.text
    assert await rows(town, Addition) == []


async def test_staff_hear_once_that_their_words_did_not_arrive(town: Town, mrs_li: Talk, zhang: Talk) -> None:
    """They count on being read; the resident has stopped the bot."""
    await zhang.replies(zhang.last, "明天上午来看")
    row = (await town.outbox(role="relay"))[-1]
    for state, told in (("sent", 0), ("failed", 1), ("failed", 1)):
        async with town.storage.unit() as unit:
            why = "Forbidden: bot was blocked by the user" if state == "failed" else None
            await undelivered.tell(
                unit, Settled(row.id, Lane(row.lane), row.chat_id, row.subject, row.role, state, None, why)
            )
        await town.deliver()
        assert sum("没能送到居民" in m.text for m in zhang.sees) == told
