"""Building groups: binding, the bot's coming and going, a group that becomes a supergroup."""

from typing import Any

import pytest
from aiogram import Bot, Dispatcher
from sqlalchemy import select

from handlers.groups import bind, membership
from storage.database import Storage
from storage.tables import Binding, Destination
from storage.unit import Lane, Outgoing
from tests.flows.conversation import MovableClock, Talk, Town, dispatcher_of

GROUP = -100500

ON_BOTH = {
    "test_staff_bind_a_group_to_its_buildings",
    "test_binding_again_moves_the_group_and_says_what_it_was",
    "test_a_building_with_a_second_group_keeps_both_and_says_so",
    "test_unbinding_says_what_it_was_for_and_twice_does_no_harm",
    "test_a_group_that_shuts_the_bot_out_is_off_with_the_reason_and_on_when_it_is_let_in",
    "test_a_supergroup_takes_over_buildings_and_waiting_messages",
    "test_a_person_who_blocks_the_bot_is_not_written_to_until_they_let_it_in",
}


@pytest.fixture
def town(storage: Storage, clock: MovableClock) -> Town:
    def dispatcher(bot: Bot) -> Dispatcher:
        return dispatcher_of(bot, storage, bind.router(), bind.private(), membership.router())

    return Town(storage, clock, dispatcher)


@pytest.fixture
async def zhou(town: Town) -> Talk:
    """The one with the right to bind."""
    return await town.staff("zhou", 7, "周")


async def bindings(storage: Storage) -> dict[int, set[str]]:
    async with storage.unit() as unit:
        rows = (await unit.session.scalars(select(Binding))).all()
    out: dict[int, set[str]] = {}
    for row in rows:
        out.setdefault(row.chat_id, set()).add(row.building)
    return out


async def destination(storage: Storage, chat_id: int) -> Destination | None:
    async with storage.unit() as unit:
        return await unit.session.get(Destination, chat_id)


async def test_staff_bind_a_group_to_its_buildings(town: Town, zhou: Talk) -> None:
    group = town.group(GROUP, "和谐家园群")
    await group.by(zhou).says("/bind hx1 HX3")
    assert "和谐家园 1号楼、3号楼" in group.last.text
    assert await bindings(town.storage) == {GROUP: {"hx1", "hx3"}}
    known = await destination(town.storage, GROUP)
    assert known is not None
    assert (known.title, known.off_at) == ("和谐家园群", None)
    (entry,) = await town.ledger()
    assert (entry.actor, entry.action, entry.subject) == ("staff:zhou", "group.bound", f"group:{GROUP}")
    assert entry.payload == {"buildings": ["hx1", "hx3"], "before": []}


async def test_a_command_that_names_this_bot_is_its_own_and_another_bots_is_not(town: Town, zhou: Talk) -> None:
    await town.group(GROUP).by(zhou).says("/bind@other_bot hx1")
    assert await bindings(town.storage) == {}
    await town.group(GROUP).by(zhou).says("/bind@lxq_bot hx1")
    assert await bindings(town.storage) == {GROUP: {"hx1"}}


async def test_the_link_that_adds_the_bot_binds_at_once(town: Town, zhou: Talk) -> None:
    await zhou.says("/bind hx1 yg")
    assert zhou.link("把我加进楼栋群") == "https://t.me/lxq_bot?startgroup=hx1_yg"
    await town.group(GROUP).by(zhou).says("/start@lxq_bot hx1_yg")
    assert await bindings(town.storage) == {GROUP: {"hx1", "yg1", "yga"}}


async def test_a_link_that_would_be_too_long_is_not_offered(town: Town, zhou: Talk) -> None:
    await zhou.says("/bind " + " ".join(["hx1", "hx3", "hx13"] * 6))
    assert zhou.last.buttons == []


async def test_binding_again_moves_the_group_and_says_what_it_was(town: Town, zhou: Talk) -> None:
    group = town.group(GROUP).by(zhou)
    await group.says("/bind hx1 hx3")
    await group.says("/bind hx3 yga")
    assert await bindings(town.storage) == {GROUP: {"hx3", "yga"}}
    assert "原来绑定的是：和谐家园 1号楼、3号楼" in group.last.text


async def test_a_building_with_a_second_group_keeps_both_and_says_so(town: Town, zhou: Talk) -> None:
    await town.group(GROUP, "老群").by(zhou).says("/bind hx1")
    other = town.group(GROUP - 1, "新群").by(zhou)
    await other.says("/bind hx1")
    assert await bindings(town.storage) == {GROUP: {"hx1"}, GROUP - 1: {"hx1"}}
    assert "老群" in other.last.text


@pytest.mark.parametrize(("text", "words"), [("/bind", "楼栋代码"), ("/bind hx1 hx99", "hx99"), ("/bind <b>", "<b>")])
async def test_no_code_or_an_unknown_one_binds_nothing_and_is_explained(
    town: Town, zhou: Talk, text: str, words: str
) -> None:
    group = town.group(GROUP).by(zhou)
    await group.says(text)
    assert words in group.last.text
    assert await bindings(town.storage) == {}


async def test_a_resident_is_refused_and_it_is_noted(town: Town) -> None:
    group = town.group(GROUP)
    await group.says("/bind hx1")
    assert "工作人员" in group.last.text
    assert await bindings(town.storage) == {}
    (entry,) = await town.ledger()
    assert (entry.action, entry.payload) == ("refused", {"reason": "staff_only"})


@pytest.mark.parametrize("text", ["/bind hx1", "/unbind", "/start hx1"])
async def test_staff_without_the_right_are_refused(town: Town, text: str) -> None:
    zhang = await town.staff("zhang", 8)
    group = town.group(GROUP)
    await group.by(zhang).says(text)
    assert "权限" in group.last.text
    assert await bindings(town.storage) == {}


async def test_an_anonymous_administrator_is_told_how_to_be_recognised(town: Town, zhou: Talk) -> None:
    group = town.group(GROUP)
    await group.by(zhou).says("/bind hx3")
    await group.anonymous_admin().says("/unbind")
    assert "匿名" in group.last.text
    assert await bindings(town.storage) == {GROUP: {"hx3"}}


async def test_other_bots_channels_and_newcomers_are_passed_over_in_silence(town: Town, zhou: Talk) -> None:
    group = town.group(GROUP)
    channel = {"id": -100900, "type": "channel", "title": "频道"}
    shown = [
        *await group.other_bot().says("/bind hx1"),
        *await group.says("/bind hx1", sender_chat=channel),
        *await town.receives({"channel_post": {"message_id": 1, "date": 1, "chat": channel, "text": "/bind hx1"}}),
        *await group.sends(new_chat_members=[zhou.user]),
    ]
    assert shown == []
    assert await bindings(town.storage) == {}


async def test_unbinding_says_what_it_was_for_and_twice_does_no_harm(town: Town, zhou: Talk) -> None:
    group = town.group(GROUP).by(zhou)
    await group.says("/bind hx1")
    await group.says("/unbind")
    assert "和谐家园 1号楼" in group.last.text
    assert await bindings(town.storage) == {}
    await group.says("/unbind")
    assert "没有绑定" in group.last.text
    assert (await town.actions()).count("group.unbound") == 1


async def test_a_redelivered_bind_changes_nothing(town: Town, zhou: Talk) -> None:
    group = town.group(GROUP).by(zhou)
    message: dict[str, Any] = {
        "message": {
            "message_id": 5,
            "date": 1,
            "chat": group.chat,
            "from": zhou.user,
            "text": "/bind hx1",
            "entities": [{"type": "bot_command", "offset": 0, "length": 5}],
        }
    }
    await town.receives(message, update_id=900)
    assert await town.receives(message, update_id=900) == []
    assert await town.actions() == ["group.bound"]


async def test_the_bot_says_how_to_bind_when_it_is_added(town: Town, zhou: Talk) -> None:
    group = town.group(GROUP, "楼栋群")
    await group.bot_becomes("member", before="left", by=zhou)
    assert "/bind" in group.last.text
    assert await town.actions() == ["group.on"]
    await group.bot_becomes("administrator", before="member", by=zhou)
    assert len(group.sees) == 1
    assert await town.actions() == ["group.on"]


@pytest.mark.parametrize(
    ("status", "details", "reason"),
    [
        ("kicked", {}, "kicked"),
        ("left", {}, "left"),
        ("restricted", {"can_send_messages": False}, "muted"),
        ("restricted", {"is_member": False}, "left"),
    ],
)
async def test_a_group_that_shuts_the_bot_out_is_off_with_the_reason_and_on_when_it_is_let_in(
    town: Town, zhou: Talk, status: str, details: dict[str, Any], reason: str
) -> None:
    group = town.group(GROUP)
    await group.by(zhou).says("/bind hx1")
    await group.bot_becomes(status, before="member", by=zhou, **details)
    off = await destination(town.storage, GROUP)
    assert off is not None
    assert (off.off_at, off.off_reason) == (town.clock.now(), reason)
    await group.bot_becomes("member", before="left", by=zhou)
    on = await destination(town.storage, GROUP)
    assert on is not None
    assert (on.off_at, on.off_reason) == (None, None)
    assert "和谐家园 1号楼" in group.last.text
    assert await town.actions() == ["group.bound", "group.off", "group.on"]


async def test_being_restricted_without_being_muted_keeps_the_group_on(town: Town, zhou: Talk) -> None:
    group = town.group(GROUP)
    await group.by(zhou).says("/bind hx1")
    await group.bot_becomes("restricted", before="member", by=zhou)
    on = await destination(town.storage, GROUP)
    assert on is not None
    assert on.off_at is None


async def test_binding_in_a_group_that_was_off_switches_it_on(town: Town, zhou: Talk) -> None:
    group = town.group(GROUP)
    await group.bot_becomes("left", before="member", by=zhou)
    await group.by(zhou).says("/bind hx1")
    on = await destination(town.storage, GROUP)
    assert on is not None
    assert on.off_at is None


@pytest.mark.parametrize("told_by", ["both", "old", "new"])
async def test_a_supergroup_takes_over_buildings_and_waiting_messages(town: Town, zhou: Talk, told_by: str) -> None:
    group = town.group(-5, "楼栋群", kind="group")
    await group.by(zhou).says("/bind hx1 hx3")
    async with town.storage.unit() as unit:
        unit.send(Outgoing(Lane.NOTICE, -5, "notice:1", "copy", {"html": "…"}, key="notice:1:-5"))
    await group.becomes_supergroup(GROUP, told_by=told_by)
    assert await bindings(town.storage) == {GROUP: {"hx1", "hx3"}}
    (row,) = await town.outbox("notice:1")
    assert (row.chat_id, row.state) == (GROUP, "queued")
    old = await destination(town.storage, -5)
    assert old is not None
    assert old.migrated_to == GROUP
    assert (await town.actions()).count("group.migrated") == 1


async def test_news_of_the_old_chat_after_a_migration_does_not_switch_anything_off(town: Town, zhou: Talk) -> None:
    group = town.group(-5, "楼栋群", kind="group")
    await group.by(zhou).says("/bind hx1")
    supergroup = await group.becomes_supergroup(GROUP)
    await group.bot_becomes("left", before="member", by=zhou)
    await supergroup.bot_becomes("member", before="left", by=zhou)
    now = await destination(town.storage, GROUP)
    assert now is not None
    assert now.off_at is None
    assert supergroup.sees == []
    assert "group.off" not in await town.actions()


async def test_a_person_who_blocks_the_bot_is_not_written_to_until_they_let_it_in(town: Town, zhou: Talk) -> None:
    for before, status, reason in (("member", "kicked", "blocked"), ("kicked", "member", None)):
        await town.receives(
            {
                "my_chat_member": {
                    "chat": zhou.chat,
                    "from": zhou.user,
                    "date": 1,
                    "old_chat_member": town.bot_as(before),
                    "new_chat_member": town.bot_as(status),
                }
            }
        )
        known = await destination(town.storage, 7)
        assert known is not None
        assert known.off_reason == reason
