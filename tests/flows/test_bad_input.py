"""Whatever people send has a defined, kind answer, and what is forged or out of date changes nothing."""

from typing import Any

import pytest

from storage.database import Storage
from storage.tables import Appeal, Case
from tests.flows.conversation import MovableClock, News, Talk, Town, photo
from tests.flows.neighbourhood import (
    DUST,
    NOISE,
    alerts,
    everything,
    make_town,
    only,
    refusals,
    resident,
    rows,
    texts,
    toast,
)

ON_BOTH = {"test_4096_characters_are_kept_whole_and_every_card_stays_within_telegrams_limit"}
CASE = 2026112200001
FILE = {"file_id": "f", "file_unique_id": "u"}
STICKER = {**FILE, "type": "regular", "width": 1, "height": 1, "is_animated": False, "is_video": False}
POLL = {
    "id": "1",
    "question": "?",
    "options": [],
    "total_voter_count": 0,
    "is_closed": False,
    "is_anonymous": True,
    "type": "regular",
    "allows_multiple_answers": False,
    "allows_revoting": False,
    "members_only": False,
}
HTML = "<b>扬尘</b> & <script>alert(1)</script> 很大，窗户都不敢开"


@pytest.fixture
def town(storage: Storage, clock: MovableClock) -> Town:
    return make_town(storage, clock)


@pytest.fixture
async def zhang(town: Town) -> Talk:
    return await town.staff("zhang", 81, "张工")


@pytest.fixture
async def mrs_li(town: Town, zhang: Talk) -> Talk:
    return await resident(town, 5)


async def press_on_old(person: Talk, data: str) -> News:
    """A press on a message that is too old: Telegram only says where it is (Bot API, InaccessibleMessage)."""
    message = {"chat": person.chat, "message_id": 1, "date": 0}
    press = {"id": "1", "from": person.user, "chat_instance": "1", "data": data, "message": message}
    return await person.town.receives({"callback_query": press})


@pytest.mark.parametrize("text", ["", " ", "\n\t　"])
async def test_nothing_but_blanks_is_no_appeal(town: Town, mrs_li: Talk, text: str) -> None:
    await mrs_li.says(text)
    assert "请打一句话" in mrs_li.last.text
    assert await rows(town, Appeal) == []


@pytest.mark.parametrize("sign", ["长", "<", "&", "\n", "👷"])
async def test_4096_characters_are_kept_whole_and_every_card_stays_within_telegrams_limit(
    town: Town, mrs_li: Talk, zhang: Talk, sign: str
) -> None:
    words = (DUST + sign * 4096)[:4095] + "。"
    await mrs_li.says(words)
    assert (await only(town, Appeal)).text == words
    assert alerts(zhang)[0].text.count(DUST) == 1
    await mrs_li.says("/my")
    await mrs_li.presses("1122-0001")
    await zhang.presses("详情")
    await mrs_li.presses("补充", on=next(m for m in mrs_li.sees if m.button("补充")))
    await mrs_li.says(words)
    await zhang.presses("办结", on=next(m for m in zhang.sees if m.button("办结")))
    await zhang.says(words)
    await mrs_li.says("/my")
    await mrs_li.presses("1122-0001")
    assert DUST in mrs_li.last.text


@pytest.mark.parametrize("text", ["😀😀😀", "👍", "👷🏗️🔊", "。。。", "?", "123"])
async def test_emoji_and_signs_alone_are_answered_without_a_number(town: Town, mrs_li: Talk, text: str) -> None:
    seen = len(mrs_li.sees)
    await mrs_li.says(text)
    assert len(mrs_li.sees) == seen + 1
    assert await rows(town, Appeal) == []


async def test_markup_in_words_is_shown_as_it_was_typed_everywhere(town: Town, mrs_li: Talk, zhang: Talk) -> None:
    await mrs_li.presses("填门牌号")
    await mrs_li.says("2单元501")
    await mrs_li.says(HTML)
    receipt = mrs_li.last
    await zhang.replies(zhang.last, HTML)
    await mrs_li.replies(mrs_li.last, HTML)
    await zhang.presses("详情", on=zhang.sees[0])
    await mrs_li.presses("补充", on=receipt)
    await mrs_li.says(HTML)
    await zhang.forges(f"case.resolve:{CASE}")
    await zhang.says(HTML)
    await mrs_li.says("/my")
    await mrs_li.presses("1122-0001")
    shown = [*mrs_li.sees, *zhang.sees]
    assert not any("<script>" in m.html for m in shown)
    assert not any("<b>扬尘</b>" in m.html and "&amp; " in m.html for m in shown)
    assert sum("<script>alert(1)</script>" in m.text for m in zhang.sees) >= 3
    assert sum("<script>alert(1)</script>" in m.text for m in mrs_li.sees) >= 3


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"sticker": STICKER}, "收到您的表情"),
        ({"poll": POLL}, "投票我看不了"),
        ({"contact": {"phone_number": "13812345678", "first_name": "李"}}, "名片我不保存"),
        ({"dice": {"emoji": "🎲", "value": 3}}, "这种消息我看不了"),
        ({"animation": {**FILE, "width": 1, "height": 1, "duration": 1}, "document": FILE}, "这种消息我看不了"),
    ],
)
async def test_what_cannot_be_an_appeal_is_answered_kindly_and_not_kept(
    town: Town, mrs_li: Talk, fields: dict[str, Any], words: str
) -> None:
    before = await everything(town)
    await mrs_li.sends(**fields)
    assert words in mrs_li.last.text
    assert "请打一句话" in mrs_li.last.text
    assert await everything(town) == before


async def test_a_forwarded_message_is_told_like_any_other(town: Town, mrs_li: Talk) -> None:
    origin = {"type": "hidden_user", "date": 1, "sender_user_name": "邻居"}
    await mrs_li.says(NOISE, forward_origin=origin)
    assert (await only(town, Appeal)).text == NOISE


async def test_an_edit_of_what_was_never_an_appeal_changes_nothing(town: Town, mrs_li: Talk) -> None:
    await mrs_li.says("你好")
    before = await everything(town)
    message = {"message_id": mrs_li.last.message_id - 1, "date": 1, "edit_date": 2, "chat": mrs_li.chat}
    assert await town.receives({"edited_message": {**message, "from": mrs_li.user, "text": NOISE}}) == []
    assert await everything(town) == before


async def test_an_edit_cannot_reach_somebody_elses_appeal(town: Town, mrs_li: Talk) -> None:
    await mrs_li.says(NOISE)
    appeal = await only(town, Appeal)
    thief = await resident(town, 66)
    message = {"message_id": appeal.message_id, "date": 1, "edit_date": 2, "chat": mrs_li.chat, "from": thief.user}
    await town.receives({"edited_message": {**message, "text": DUST}})
    assert (await only(town, Appeal)).text == NOISE


async def test_posts_of_a_channel_are_none_of_the_bots_business(town: Town) -> None:
    post = {"message_id": 1, "date": 1, "chat": {"id": -100900, "type": "channel", "title": "频道"}, "text": NOISE}
    before = await everything(town)
    assert await town.receives({"channel_post": post}) == []
    assert await town.receives({"edited_channel_post": {**post, "edit_date": 2}}) == []
    assert await everything(town) == before


async def test_updates_of_kinds_that_nobody_handles_are_taken_in_silence(town: Town) -> None:
    reaction = {
        "chat": {"id": -100900, "type": "channel", "title": "频道"},
        "message_id": 1,
        "date": 1,
        "reactions": [],
    }
    assert await town.receives({"message_reaction_count": reaction}) == []


@pytest.mark.parametrize("text", ["/nonsense", "/", "/my_appeals", "/case@other_bot 1", "/START!"])
async def test_an_unknown_command_is_explained_and_is_no_appeal(town: Town, mrs_li: Talk, text: str) -> None:
    await mrs_li.says(text)
    assert "没有这个命令" in mrs_li.last.text
    assert await rows(town, Appeal) == []


async def test_an_unknown_command_is_no_answer_to_an_open_question(town: Town, mrs_li: Talk, zhang: Talk) -> None:
    await mrs_li.says(NOISE)
    await zhang.forges(f"case.resolve:{CASE}")
    await zhang.says("/nonsense")
    assert "没有这个命令" in zhang.last.text
    assert (await only(town, Case)).status == "new"


async def test_a_press_on_a_message_that_is_too_old_works_and_is_answered_in_a_new_one(
    town: Town, mrs_li: Talk
) -> None:
    await mrs_li.says(NOISE)
    seen = len(mrs_li.sees)
    await press_on_old(mrs_li, f"mine.open:{CASE}")
    assert len(mrs_li.sees) == seen + 1
    assert NOISE in mrs_li.last.text
    await press_on_old(mrs_li, f"mine.withdraw.yes:{CASE}")
    assert "已撤回" in mrs_li.last.text
    assert (await only(town, Case)).status == "void"


async def test_a_refusal_on_a_message_that_is_too_old_is_told(town: Town, mrs_li: Talk) -> None:
    assert "只有工作人员" in toast(await press_on_old(mrs_li, f"case.acknowledge:{CASE}")).text


@pytest.mark.parametrize(
    "data",
    [
        "",
        ":",
        "mine.open",
        "mine.open:",
        "mine.open:abc",
        "mine.open:-1",
        "mine.open:1.5",
        "mine.open:²",
        "mine.open:1:2",
        "mine.open:9999999999999999999",
        "mine.is:1",
        "case.acknowledge:1' OR '1'='1",
        "nobody.knows:1",
        "x" * 200,
        "home.building",
        "callback.say:1:solved:yes",
    ],
)
async def test_data_that_no_button_carries_does_nothing_and_is_noted(town: Town, mrs_li: Talk, data: str) -> None:
    await mrs_li.says(NOISE)
    before = await everything(town)
    heard = toast(await mrs_li.forges(data))
    assert "按钮已经过时了" in heard.text
    assert heard.alert
    assert await everything(town) == before
    entry = (await town.ledger())[-1]
    assert (entry.actor, entry.action) == ("resident:1", "press.unknown")
    assert data not in str(entry.payload) or not data


@pytest.mark.parametrize("data", ["home.building:nowhere", "home.compound:nowhere"])
async def test_a_place_that_does_not_exist_is_refused(town: Town, mrs_li: Talk, data: str) -> None:
    before = await everything(town)
    assert "没有这个楼栋" in toast(await mrs_li.forges(data)).text
    assert await everything(town) == before
    assert await refusals(town) == [("resident:1", "no_such_building")]


async def test_an_old_room_button_of_somebody_without_a_building_asks_to_begin(town: Town) -> None:
    stranger = town.person(9)
    await stranger.forges("home.room")
    assert "您的信息怎么用" in stranger.sees[0].text
    assert await refusals(town) == [("resident:1", "start_first")]


@pytest.mark.parametrize(
    "payload", ["b_", "b_<b>", "a_", "a_99999999", "x_1", "b_hx3 b_hx1", "n_", "n_x", f"n_{'9' * 60}"]
)
async def test_a_made_up_start_link_leads_somewhere_kind(town: Town, payload: str) -> None:
    stranger = town.person(9)
    await stranger.says(f"/start {payload}")
    assert len(stranger.sees) == 2 + payload.startswith("b_"), "the privacy notice, and what is wrong with the code"
    assert stranger.last.text
    assert "update.failed" not in await town.actions()
    assert await rows(town, Appeal) == []


async def test_one_who_presses_two_reminders_a_sticker_and_a_photo_gets_an_answer_to_each(
    town: Town, mrs_li: Talk
) -> None:
    """A message is never left without any answer at all."""
    for send in (
        mrs_li.says(NOISE),
        mrs_li.sends(photo=photo("a")),
        mrs_li.forges(f"mine.remind:{CASE}"),
        mrs_li.forges(f"mine.remind:{CASE}"),
        mrs_li.sends(sticker=STICKER),
    ):
        assert texts(await send) != []
