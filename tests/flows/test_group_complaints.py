"""A complaint in a building group: registered, answered with its number and a way into the private chat, no more."""

import pytest

from storage.database import Storage
from storage.tables import Appeal, Attachment, Binding, Case, Notice, Resident
from storage.unit import Lane, Outgoing
from tests.flows.conversation import Group, MovableClock, Talk, Town, photo
from tests.flows.neighbourhood import (
    DUST,
    FIRE,
    NOISE,
    everything,
    make_town,
    only,
    refusals,
    resident,
    rows,
    texts,
)
from tests.flows.telegram import Shown
from texts.card import Card

GROUP = -100500
ON_BOTH = {"test_a_complaint_is_registered_and_only_its_number_is_said", "test_an_answer_to_a_notice_is_registered"}


@pytest.fixture
def town(storage: Storage, clock: MovableClock) -> Town:
    return make_town(storage, clock)


@pytest.fixture
async def zhang(town: Town) -> Talk:
    return await town.staff("zhang", 81, "张工")


async def bind(town: Town, *buildings: str) -> Group:
    async with town.storage.unit() as unit:
        for building in buildings:
            unit.session.add(Binding(building=building, chat_id=GROUP, bound_by="zhou", bound_at=unit.now))
    return town.group(GROUP)


@pytest.fixture
async def group(town: Town, zhang: Talk) -> Group:
    """The group of 3号楼."""
    return await bind(town, "hx3")


async def notice(town: Town, group: Group) -> Shown:
    """One of the bot's notices in the group."""
    written = {"title": "停水通知", "body": "…", "media": [], "buildings": ["hx3"], "author": "zhou", "author_chat": 82}
    async with town.storage.unit() as unit:
        unit.session.add(Notice(**written, confirmed_at=unit.now))
        unit.send(Outgoing(Lane.NOTICE, GROUP, "notice:1", "copy", Card("停水通知").to_json()))
    await town.deliver()
    return group.last


async def test_a_complaint_is_registered_and_only_its_number_is_said(town: Town, group: Group, zhang: Talk) -> None:
    await group.says(f"/complain {NOISE}")
    appeal = await only(town, Appeal)
    assert (appeal.text, appeal.origin, appeal.building) == (NOISE, "group", "hx3")
    assert group.last.text == "已登记 #20261122-0001"
    assert group.last.labels == ["私下继续说"]
    assert group.link("私下继续说") == "https://t.me/lxq_bot?start=a_202611220001"
    assert "和谐家园 3号楼" in zhang.last.text
    person = await only(town, Resident)
    assert (person.informed_at, person.building, person.room) == (None, None, None)


async def test_the_button_leads_to_the_appeal_in_private_behind_the_privacy_notice(town: Town, group: Group) -> None:
    person = town.person(5)
    await group.by(person).says(f"/complain {NOISE}")
    await person.says("/start a_202611220001")
    assert "您的信息怎么用" in person.sees[0].text
    assert NOISE in person.last.text
    assert "补充" in person.last.labels


@pytest.mark.parametrize("words", [f"@lxq_bot {DUST}", f"{DUST} @LXQ_bot", f"@lxq_bot{DUST}"])
async def test_a_mention_is_registered_without_the_name(town: Town, group: Group, words: str) -> None:
    await group.says(words)
    assert (await only(town, Appeal)).text == DUST
    assert group.last.text == "已登记 #20261122-0001"


async def test_an_answer_to_a_notice_is_registered(town: Town, group: Group) -> None:
    await group.replies(await notice(town, group), "停水后水管漏水了，没人修")
    assert (await only(town, Appeal)).text == "（关于公告《停水通知》）停水后水管漏水了，没人修"
    assert group.last.text.startswith("已登记 #")


async def test_a_question_under_a_notice_is_registered_with_its_title_also_where_no_rule_knows_it(
    town: Town, group: Group
) -> None:
    await group.replies(await notice(town, group), "没人通知我们啊")
    appeal = await only(town, Appeal)
    assert appeal.kind == "inquiry"
    assert appeal.text.endswith("没人通知我们啊")
    assert "关于公告《停水通知》" in appeal.text


async def test_what_staff_answer_under_their_notice_is_no_appeal(town: Town, group: Group) -> None:
    zhou = await town.staff("zhou", 82)
    await group.by(zhou).replies(await notice(town, group), "停水后水管漏水的话请打电话")
    assert await rows(town, Appeal) == []


async def test_other_commands_are_for_the_private_chat(town: Town, group: Group) -> None:
    await group.says("/my@lxq_bot")
    assert "请私聊我" in group.last.text
    assert await rows(town, Appeal) == []


@pytest.mark.parametrize("words", ["收到", "好的", "谢谢", "👍", "+1", "收到收到，知道了"])
async def test_neighbours_who_acknowledge_a_notice_are_left_in_peace(town: Town, group: Group, words: str) -> None:
    original = await notice(town, group)
    assert await group.replies(original, words) == []
    assert await rows(town, Appeal) == []


@pytest.mark.parametrize("words", ["今天天气真好", NOISE, "@lxq_botany 你好", "@someone 工地扬尘很大"])
async def test_what_neighbours_say_among_themselves_is_none_of_the_bots_business(
    town: Town, group: Group, words: str
) -> None:
    before = await everything(town)
    assert await group.says(words) == []
    assert await group.replies(Shown(GROUP, 999, "邻居说的"), words) == []
    assert await everything(town) == before


async def test_a_command_for_another_bot_is_not_for_this_one(town: Town, group: Group) -> None:
    assert await group.says(f"/complain@other_bot {NOISE}") == []
    await group.says(f"/complain@lxq_bot {NOISE}")
    assert (await only(town, Appeal)).text == NOISE


@pytest.mark.parametrize("words", ["/complain", "/complain   ", "/complain 你好", "@lxq_bot", "@lxq_bot 你好"])
async def test_with_nothing_to_say_one_is_told_how(town: Town, group: Group, words: str) -> None:
    await group.says(words)
    assert "/complain 楼道灯坏了" in group.last.text
    assert await rows(town, Appeal) == []


async def test_whatever_follows_the_command_is_meant(town: Town, group: Group) -> None:
    await group.says("/complain 那个啥")
    assert (await only(town, Appeal)).text == "那个啥"


async def test_a_photo_with_the_command_or_a_mention_is_registered_with_it(town: Town, group: Group) -> None:
    command = {"type": "bot_command", "offset": 0, "length": 9}
    await group.sends(photo=photo("a"), caption=f"/complain {DUST}", caption_entities=[command])
    await group.sends(photo=photo("b"), caption=f"@lxq_bot {NOISE}")
    assert [a.text for a in await rows(town, Appeal)] == [DUST, NOISE]
    assert [a.file_id for a in await rows(town, Attachment)] == ["a-x", "b-x"]


async def test_danger_gives_no_details_in_the_group_either(town: Town, group: Group, zhang: Talk) -> None:
    await group.says(f"/complain {FIRE}")
    assert group.last.text == "已登记 #20261122-0001"
    assert "险情" in zhang.last.text


async def test_an_anonymous_admin_is_asked_to_show_themselves(town: Town, group: Group) -> None:
    original = await notice(town, group)
    for shown in (
        await group.anonymous_admin().says(f"/complain {NOISE}"),
        await group.anonymous_admin().says(f"@lxq_bot {NOISE}"),
        await group.anonymous_admin().replies(original, NOISE),
    ):
        assert ["匿名" in words for words in texts(shown)] == [True]
    assert await rows(town, Appeal) == []
    assert await rows(town, Resident) == []


async def test_other_bots_and_posts_of_a_linked_channel_are_passed_over(town: Town, group: Group) -> None:
    channel = {"id": -100900, "type": "channel", "title": "频道"}
    assert await group.other_bot().says(f"/complain {NOISE}") == []
    assert await group.says(f"@lxq_bot {NOISE}", sender_chat=channel, is_automatic_forward=True) == []
    assert await rows(town, Appeal) == []


async def test_in_a_group_of_several_buildings_ones_own_counts(town: Town) -> None:
    group = await bind(town, "hx1", "hx3")
    person = await resident(town, 5, "hx3")
    await group.by(person).says(f"/complain {NOISE}")
    await group.says(f"/complain {NOISE}")
    assert [a.building for a in await rows(town, Appeal)] == ["hx3", None]


async def test_neighbours_in_the_group_join_one_case(town: Town, group: Group) -> None:
    for n in (5, 6, 7):
        await group.by(town.person(n)).says(f"/complain {NOISE}")
    case = await only(town, Case)
    assert (case.persons, case.occurrences) == (3, 3)


async def test_the_answer_goes_to_the_author_alone(town: Town, group: Group, zhang: Talk) -> None:
    person = await resident(town, 5)
    await group.by(person).says(f"/complain {NOISE}")
    before = len(group.sees)
    await zhang.presses("接单")
    await zhang.presses("办结")
    await zhang.says("已责令停工。")
    assert len(group.sees) == before
    assert any("已责令停工" in m.text for m in person.sees)


async def test_staff_may_complain_like_everybody_who_lives_there(town: Town, group: Group, zhang: Talk) -> None:
    await group.by(zhang).says(f"/complain {NOISE}")
    assert group.last.text == "已登记 #20261122-0001"
    assert await refusals(town) == []
