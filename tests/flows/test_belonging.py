"""What a person says next belongs to what they said before, or does not: words, pictures, additions, questions."""

import pytest

from storage.database import Storage
from storage.tables import Addition, Appeal, Attachment, Case, Draft, Notice, Resident
from tests.flows.conversation import MovableClock, Talk, Town, photo
from tests.flows.neighbourhood import DUST, FIRE, NOISE, make_town, only, resident, rows


@pytest.fixture
def town(storage: Storage, clock: MovableClock) -> Town:
    return make_town(storage, clock)


@pytest.fixture
async def zhang(town: Town) -> Talk:
    return await town.staff("zhang", 81, "张工")


@pytest.fixture
async def mrs_li(town: Town, zhang: Talk) -> Talk:
    return await resident(town, 5)


async def test_a_greeting_after_a_photo_is_not_what_the_photo_is_about(town: Town, mrs_li: Talk) -> None:
    await mrs_li.sends(photo=photo("p"))
    await mrs_li.says("你好")
    assert mrs_li.last.text.startswith("您好！")
    await mrs_li.says(DUST)
    appeal = await only(town, Appeal)
    assert (appeal.text, appeal.category) == (DUST, "dust")


async def test_an_album_that_follows_the_words_is_answered_once(town: Town, mrs_li: Talk) -> None:
    await mrs_li.says(DUST)
    for name in "abc":
        await mrs_li.sends(photo=photo(name), media_group_id="g")
    assert len(await rows(town, Attachment)) == 3
    assert len(await rows(town, Case)) == 1
    assert [m.text for m in mrs_li.sees if "已加到" in m.text] == [mrs_li.last.text]


async def test_a_caption_further_on_in_an_album_opens_no_second_case(town: Town, mrs_li: Talk) -> None:
    await mrs_li.says(DUST)
    await mrs_li.sends(photo=photo("a"), media_group_id="g")
    await mrs_li.sends(photo=photo("b"), media_group_id="g", caption="就是这里")
    assert len(await rows(town, Case)) == 1
    assert (await only(town, Addition)).text == "就是这里"


async def test_a_picture_under_words_that_say_no_more_belongs_to_what_was_said(town: Town, mrs_li: Talk) -> None:
    await mrs_li.says(DUST)
    await mrs_li.sends(photo=photo("a"), caption="就是这里")
    assert len(await rows(town, Case)) == 1


async def test_a_picture_of_something_else_is_something_else(town: Town, mrs_li: Talk) -> None:
    await mrs_li.says(DUST)
    await mrs_li.sends(photo=photo("a"), caption=NOISE)
    assert len(await rows(town, Case)) == 2


async def test_what_is_said_a_day_after_the_button_is_a_new_appeal(town: Town, mrs_li: Talk) -> None:
    await mrs_li.says(DUST)
    await mrs_li.presses("补充")
    town.clock.advance(days=1)
    await mrs_li.says(NOISE)
    assert [appeal.text for appeal in await rows(town, Appeal)] == [DUST, NOISE]
    assert await rows(town, Addition) == []


async def test_thanks_are_not_an_addition_and_the_question_stays(town: Town, mrs_li: Talk, zhang: Talk) -> None:
    await mrs_li.says(DUST)
    await mrs_li.presses("补充")
    await mrs_li.says("谢谢")
    assert mrs_li.last.text.startswith("不客气")
    await mrs_li.says("昨天更厉害")
    assert (await only(town, Addition)).text == "昨天更厉害"
    assert not any("谢谢" in m.text for m in zhang.sees)


async def test_danger_in_an_addition_alerts_everybody_and_tells_whom_to_call(
    town: Town, mrs_li: Talk, zhang: Talk
) -> None:
    chen = await town.staff("chen", 83)
    await mrs_li.says(DUST)
    town.clock.advance(days=1)
    await mrs_li.presses("补充")
    await mrs_li.says(FIRE)
    case = await only(town, Case)
    assert (case.urgency, case.due_at > town.clock.now()) == ("emergency", True)
    assert any("119" in m.text for m in mrs_li.sees)
    assert FIRE in chen.last.text
    assert FIRE in "".join(m.text for m in zhang.sees)


async def test_cancelling_the_question_for_the_building_loses_nothing(town: Town) -> None:
    stranger = town.person(77)
    await stranger.says(DUST)
    await stranger.says("/cancel")
    assert (await only(town, Appeal)).text == DUST
    assert await rows(town, Draft) == []


async def test_an_edit_does_not_call_off_an_alarm_and_thanks_take_nothing_back(town: Town, mrs_li: Talk) -> None:
    await mrs_li.says(FIRE)
    appeal = await only(town, Appeal)
    await edited(town, mrs_li, appeal.message_id, "楼道堆着杂物，请清理")
    assert (await only(town, Case)).urgency == "emergency"
    await edited(town, mrs_li, appeal.message_id, "谢谢")
    assert (await only(town, Appeal)).text == "楼道堆着杂物，请清理"


async def edited(town: Town, person: Talk, message_id: int, text: str) -> None:
    message = {"message_id": message_id, "date": 1, "edit_date": 2, "chat": person.chat, "from": person.user}
    await town.receives({"edited_message": {**message, "text": text}})


async def test_the_title_of_a_notice_is_not_what_the_person_said(town: Town, mrs_li: Talk) -> None:
    async with town.storage.unit() as unit:
        unit.session.add(
            Notice(
                title="路面塌陷抢修公告",
                body="…",
                media=[],
                buildings=["hx3"],
                author="zhou",
                author_chat=82,
                confirmed_at=unit.now,
            )
        )
    await mrs_li.says("/start n_1")
    await mrs_li.says("要修几天")
    appeal = await only(town, Appeal)
    assert (appeal.kind, appeal.urgency) == ("inquiry", "normal")
    assert "路面塌陷抢修公告" in appeal.text
    assert "要修几天" in appeal.text


async def test_a_command_learnt_in_the_group_is_understood_in_private(town: Town, mrs_li: Talk) -> None:
    await mrs_li.says(f"/complain {DUST}")
    assert (await only(town, Appeal)).text == DUST
    await mrs_li.says("/complain")
    assert "一句话" in mrs_li.last.text


async def test_the_same_code_scanned_again_keeps_the_room_and_another_says_from_where(town: Town, mrs_li: Talk) -> None:
    await mrs_li.presses("填门牌号")
    await mrs_li.says("2单元501")
    await mrs_li.says("/start b_hx3")
    assert (await only(town, Resident)).room == "2单元501"
    await mrs_li.says("/start b_hx1")
    assert "从 和谐家园 3号楼 换到了 和谐家园 1号楼" in mrs_li.last.text
    assert (await only(town, Resident)).room is None


async def test_a_code_that_is_no_longer_known_says_so_and_asks(town: Town, mrs_li: Talk) -> None:
    await mrs_li.says("/start b_gone")
    assert "没有了" in mrs_li.sees[-2].text
    assert "您住在哪里" in mrs_li.last.text


@pytest.mark.parametrize(("field", "kind"), [("video_note", "video"), ("animation", "document"), ("audio", "document")])
async def test_every_kind_of_film_and_sound_is_kept(town: Town, mrs_li: Talk, field: str, kind: str) -> None:
    file = {"file_id": "f", "file_unique_id": "u", "duration": 3, "length": 240, "width": 240, "height": 240}
    await mrs_li.sends(**{field: file}, caption=DUST)
    kept = await only(town, Attachment)
    assert (kept.kind, kept.file_id) == (kind, "f")
