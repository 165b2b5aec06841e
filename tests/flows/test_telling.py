"""What a resident says in private becomes an appeal with a number; a photo waits for its words."""

from datetime import timedelta
from typing import Any

import pytest

from storage.database import Storage
from storage.tables import Addition, Appeal, Attachment, Case, Correction, Deadline
from tests.flows.conversation import MovableClock, Talk, Town, photo
from tests.flows.neighbourhood import (
    DUST,
    FIRE,
    NOISE,
    UNCLEAR,
    UNSURE,
    alerts,
    make_town,
    only,
    resident,
    rows,
    texts,
)

ON_BOTH = {
    "test_a_sentence_becomes_a_numbered_appeal_with_owner_deadlines_and_one_alert",
    "test_a_photo_and_then_words_are_one_appeal_and_staff_get_it_with_the_words",
    "test_a_correction_is_kept_with_both_readings_and_routes_anew",
    "test_an_edited_message_is_read_anew",
}

FILE = {"file_id": "f", "file_unique_id": "u"}
VIDEO = {**FILE, "width": 1, "height": 1, "duration": 1}


@pytest.fixture
def town(storage: Storage, clock: MovableClock) -> Town:
    return make_town(storage, clock)


@pytest.fixture
async def zhang(town: Town) -> Talk:
    return await town.staff("zhang", 81, "张工")


@pytest.fixture
async def mrs_li(town: Town, zhang: Talk) -> Talk:
    return await resident(town, 5)


async def edits(town: Town, person: Talk, message_id: int, **fields: Any) -> list[str]:
    message = {"message_id": message_id, "date": 1, "edit_date": 2, "chat": person.chat, "from": person.user, **fields}
    return texts(await town.receives({"edited_message": message}))


async def test_a_sentence_becomes_a_numbered_appeal_with_owner_deadlines_and_one_alert(
    town: Town, mrs_li: Talk, zhang: Talk
) -> None:
    await mrs_li.says(NOISE)
    appeal, case = await only(town, Appeal), await only(town, Case)
    assert appeal.number == "20261122-0001"
    assert (case.category, case.urgency, case.owner_post, case.status) == (
        "noise_construction",
        "urgent",
        "works",
        "new",
    )
    acknowledge, handle = await rows(town, Deadline)
    now = town.clock.now()
    assert (acknowledge.kind, acknowledge.due_at - now) == ("acknowledge", timedelta(minutes=30))
    assert (handle.kind, handle.due_at - now) == ("handle", timedelta(hours=24))
    for said in ("20261122-0001", "施工噪声", "和谐家园 3号楼", "明天 10:00"):
        assert said in mrs_li.last.text
    assert mrs_li.last.labels == ["改类别", "补充", "撤回"]
    assert len(zhang.sees) == 1
    assert (await town.actions())[-1] == "appeal.registered"


async def test_numbers_count_up_within_the_offices_day(town: Town, mrs_li: Talk) -> None:
    await mrs_li.says(NOISE)
    await mrs_li.says(DUST)
    town.clock.advance(hours=14)  # past midnight in Shanghai, not yet in UTC
    await mrs_li.says("门口有人在打牌，吵得很")
    assert [a.number for a in await rows(town, Appeal)] == ["20261122-0001", "20261122-0002", "20261123-0001"]


@pytest.mark.parametrize(
    ("fields", "kind"),
    [
        ({"photo": photo("p")}, "photo"),
        ({"video": VIDEO}, "video"),
        ({"document": FILE}, "document"),
        ({"voice": {**FILE, "duration": 3}}, "voice"),
        ({"location": {"latitude": 31.5, "longitude": 121.25}}, "location"),
    ],
)
async def test_pictures_voice_files_and_places_are_registered_with_their_words(
    town: Town, mrs_li: Talk, zhang: Talk, fields: dict[str, Any], kind: str
) -> None:
    caption = {} if kind == "location" else {"caption": DUST}
    await mrs_li.sends(**fields, **caption)
    file = await only(town, Attachment)
    assert file.kind == kind
    assert (file.file_id, file.latitude, file.longitude) == (
        (None, 31.5, 121.25) if kind == "location" else ("p-x" if kind == "photo" else "f", None, None)
    )
    assert (await only(town, Appeal)).text == caption.get("caption", "")
    assert mrs_li.last.text.startswith("✅ 已登记")
    town.clock.advance(minutes=1)
    await town.deliver()
    assert [m.media for m in zhang.sees] == [0, 1]


async def test_a_photo_and_then_words_are_one_appeal_and_staff_get_it_with_the_words(
    town: Town, mrs_li: Talk, zhang: Talk
) -> None:
    await mrs_li.sends(photo=photo("p"))
    assert "再打一句话" in mrs_li.last.text
    assert zhang.sees == []
    town.clock.advance(seconds=50)
    await mrs_li.says(DUST)
    appeal = await only(town, Appeal)
    assert (appeal.text, appeal.category) == (DUST, "dust")
    assert "扬尘" in mrs_li.last.text
    assert appeal.number in mrs_li.last.text
    town.clock.advance(minutes=5)
    await town.deliver()
    card, picture = zhang.sees
    assert DUST in card.text
    assert picture.media == 1


async def test_a_photo_that_stays_without_words_reaches_the_duty_officer_after_a_minute(
    town: Town, mrs_li: Talk
) -> None:
    zhou = await town.staff("zhou", 82)
    await mrs_li.sends(photo=photo("p"))
    town.clock.advance(seconds=61)
    await town.deliver()
    card, picture = zhou.sees
    assert "待分类" in card.text
    assert picture.media == 1
    await mrs_li.says(DUST)
    assert len(await rows(town, Appeal)) == 2


async def test_a_photo_after_the_words_belongs_to_them_and_staff_get_it(town: Town, mrs_li: Talk, zhang: Talk) -> None:
    await mrs_li.says(DUST)
    await mrs_li.sends(photo=photo("p"))
    assert "已加到 20261122-0001" in mrs_li.last.text
    assert len(await rows(town, Appeal)) == 1
    assert [m.media for m in zhang.sees] == [0, 1]


@pytest.mark.parametrize("captioned", [0, 1])
async def test_an_album_is_one_appeal_and_is_answered_once(
    town: Town, mrs_li: Talk, zhang: Talk, captioned: int
) -> None:
    for n, name in enumerate("abc"):
        caption = {"caption": DUST} if n == captioned else {}
        await mrs_li.sends(photo=photo(name), media_group_id="g", **caption)
    appeal = await only(town, Appeal)
    assert (appeal.text, appeal.category) == (DUST, "dust")
    assert [f.file_id for f in await rows(town, Attachment)] == ["a-x", "b-x", "c-x"]
    town.clock.advance(minutes=2)
    await town.deliver()
    assert [m.media for m in zhang.sees] == [0, 1, 1, 1]
    assert ["已登记" in m.text for m in mrs_li.sees].count(True) == 1 + captioned
    assert not any("已加到" in m.text for m in mrs_li.sees)


async def test_words_on_a_second_picture_are_not_lost(town: Town, mrs_li: Talk, zhang: Talk) -> None:
    await mrs_li.sends(photo=photo("a"), media_group_id="g", caption=DUST)
    await mrs_li.sends(photo=photo("b"), media_group_id="g", caption="这张是南门")
    assert (await only(town, Addition)).text == "这张是南门"
    assert any("这张是南门" in m.text for m in zhang.sees)


async def test_a_withdrawn_photo_takes_no_words_and_alerts_nobody(town: Town, mrs_li: Talk, zhang: Talk) -> None:
    await mrs_li.sends(photo=photo("p"))
    await mrs_li.presses("撤回")
    await mrs_li.presses("确定撤回")
    await mrs_li.says(DUST)
    first, second = await rows(town, Appeal)
    assert (first.text, second.text) == ("", DUST)
    town.clock.advance(minutes=5)
    await town.deliver()
    assert [DUST in m.text for m in zhang.sees] == [True]


async def test_an_edited_message_is_read_anew(town: Town, mrs_li: Talk, zhang: Talk) -> None:
    await mrs_li.says("门口有人在打牌，吵得很")
    before = await only(town, Case)
    due = before.due_at
    appeal = await only(town, Appeal)
    town.clock.advance(hours=1)
    assert "已按您改过的话更新" in (await edits(town, mrs_li, appeal.message_id, text=DUST))[0]
    appeal, case = await only(town, Appeal), await only(town, Case)
    assert (appeal.text, case.category, case.owner_post, case.due_at) == (DUST, "dust", "works", due)
    assert DUST in zhang.last.text


async def test_an_edit_of_one_among_several_changes_the_card_and_not_the_case(
    town: Town, mrs_li: Talk, zhang: Talk
) -> None:
    await mrs_li.says(DUST)
    first = await only(town, Appeal)
    await (await resident(town, 6)).says(DUST)
    await edits(town, mrs_li, first.message_id, text="工地扬尘特别大，孩子咳嗽")
    assert (await only(town, Case)).category == "dust"
    assert "孩子咳嗽" in alerts(zhang)[0].text
    assert len(alerts(zhang)) == 1


async def test_an_edit_that_tells_of_danger_alerts_again(town: Town, mrs_li: Talk, zhang: Talk) -> None:
    await mrs_li.says(DUST)
    appeal = await only(town, Appeal)
    chen = await town.staff("chen", 83)
    await edits(town, mrs_li, appeal.message_id, text=FIRE)
    assert (await only(town, Case)).urgency == "emergency"
    assert "险情" in chen.last.text
    assert "119" in mrs_li.last.text
    assert len(alerts(zhang)) == 2


async def test_a_place_that_moves_does_not_wipe_the_words(town: Town, mrs_li: Talk) -> None:
    await mrs_li.sends(location={"latitude": 31.5, "longitude": 121.25, "live_period": 900})
    await mrs_li.says(DUST)
    appeal = await only(town, Appeal)
    assert await edits(town, mrs_li, appeal.message_id, location={"latitude": 31.6, "longitude": 121.25}) == []
    assert (await only(town, Appeal)).text == DUST


@pytest.mark.parametrize(("words", "answer"), [("你好", "您好！"), ("谢谢", "不客气，"), ("再见", "好的，再见。")])
async def test_small_talk_gets_a_kind_answer_and_no_number(town: Town, mrs_li: Talk, words: str, answer: str) -> None:
    await mrs_li.says(words)
    assert mrs_li.last.text.startswith(answer)
    assert mrs_li.last.labels == []
    assert await rows(town, Appeal) == []


async def test_unclear_words_can_be_registered_with_one_tap_once(town: Town, mrs_li: Talk) -> None:
    await mrs_li.says(UNCLEAR)
    assert await rows(town, Appeal) == []
    question = mrs_li.last
    await mrs_li.presses("登记这句话", on=question)
    assert (await only(town, Appeal)).text == UNCLEAR
    assert "已登记" in mrs_li.last.text
    await mrs_li.presses("登记这句话", on=question)
    assert len(await rows(town, Appeal)) == 1


async def test_when_unsure_three_likeliest_readings_are_offered_and_one_tap_settles_it(
    town: Town, mrs_li: Talk, zhang: Talk
) -> None:
    zhou = await town.staff("zhou", 82)
    await mrs_li.says(UNSURE)
    assert (await only(town, Case)).status == "unsorted"
    assert "待分类" in zhou.last.text
    assert len(mrs_li.last.labels) == 6
    choice = mrs_li.last.labels[1]
    assert choice == "施工噪声"
    await mrs_li.presses(choice)
    case = await only(town, Case)
    assert (case.status, case.category, case.owner_post) == ("new", "noise_construction", "works")
    assert "施工噪声" in zhang.last.text


async def test_a_correction_is_kept_with_both_readings_and_routes_anew(town: Town, mrs_li: Talk, zhang: Talk) -> None:
    zhao = await town.staff("zhao", 84)
    await mrs_li.says(NOISE)
    due = (await only(town, Case)).due_at
    await mrs_li.presses("改类别")
    assert len(mrs_li.last.labels) == 18
    await mrs_li.presses("生活噪声")
    kept = await only(town, Correction)
    assert (kept.read_as, kept.corrected_to, kept.author) == ("noise_construction", "noise_social", "resident:1")
    case = await only(town, Case)
    assert (case.category, case.owner_post, case.due_at) == ("noise_social", "order", due)
    assert "生活噪声" in zhao.last.text
    assert "生活噪声" in zhang.last.text
