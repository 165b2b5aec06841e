"""A one-time link makes an account the account of a member of staff."""

import asyncio
import re

import pytest
from aiogram.methods import DeleteMyCommands, SetMyCommands
from aiogram.types import BotCommandScopeChat

from complaints import invites
from handlers.commands import CommandMenu
from storage import actors
from storage.actors import RefusedError
from storage.database import Storage
from storage.tables import Invite, Resident, StaffAccount
from tests.flows.conversation import MovableClock, Talk, Town
from tests.flows.neighbourhood import everything, make_town, only, refusals, resident, rows, toast

ON_BOTH = {
    "test_a_link_binds_the_account_and_works_once",
    "test_of_two_with_the_same_link_one_gets_in",
    "test_a_new_account_ends_the_old_one",
}


@pytest.fixture
def town(storage: Storage, clock: MovableClock) -> Town:
    return make_town(storage, clock)


@pytest.fixture
async def zhou(town: Town) -> Talk:
    """The one with the right to invite."""
    return await town.staff("zhou", 80, "周值班")


async def link(zhou: Talk, name: str = "张工") -> str:
    """The start parameter of a new invitation, as /invite shows it."""
    await zhou.says("/invite")
    await zhou.presses(name)
    found = re.search(r"https://t\.me/lxq_bot\?start=(s_[A-Za-z0-9_-]{32})$", zhou.last.text)
    assert found is not None, zhou.last.text
    return found[1]


async def present(town: Town) -> dict[str, int]:
    return {a.staff: a.telegram_id for a in await rows(town, StaffAccount) if a.ended_at is None}


async def test_a_link_binds_the_account_and_works_once(town: Town, zhou: Talk) -> None:
    start = await link(zhou)
    newcomer = town.person(81)
    await newcomer.says(f"/start {start}")
    assert "您好，张工" in newcomer.last.text
    assert "工程科承办" in newcomer.last.text
    assert await present(town) == {"zhou": 80, "zhang": 81}
    await newcomer.says("/cases")
    assert "没有没办完的案件" in newcomer.last.text
    late = town.person(82)
    await late.says(f"/start {start}")
    assert "用过了，或者过期了" in late.last.text
    assert await present(town) == {"zhou": 80, "zhang": 81}


async def test_only_the_hash_of_the_token_is_kept(town: Town, zhou: Talk) -> None:
    start = await link(zhou)
    invite = await only(town, Invite)
    assert len(invite.token_hash) == 64
    token = start.removeprefix("s_")
    assert token not in str(await everything(town))
    assert token not in str([(e.subject, e.payload) for e in await town.ledger()])
    assert (invite.issued_by, invite.staff) == ("staff:zhou", "zhang")


async def test_a_link_is_no_good_after_its_hours(town: Town, zhou: Talk) -> None:
    start = await link(zhou)
    town.clock.advance(hours=48)
    late = town.person(81)
    await late.says(f"/start {start}")
    assert "过期" in late.last.text
    assert await present(town) == {"zhou": 80}
    assert (await only(town, Invite)).used_at is None


async def test_of_two_with_the_same_link_one_gets_in(town: Town, zhou: Talk) -> None:
    token = (await link(zhou)).removeprefix("s_")

    async def redeem(telegram_id: int) -> str:
        try:
            async with town.storage.unit() as unit:
                actor = await actors.load(unit, telegram_id, telegram_id)
                await asyncio.sleep(0)
                return (await invites.redeem(unit, actor, token)).code
        except RefusedError as refused:
            return refused.code

    assert sorted(await asyncio.gather(redeem(81), redeem(82))) == ["bad_invite", "zhang"]


async def test_a_new_account_ends_the_old_one(town: Town, zhou: Talk) -> None:
    old, new = town.person(81), town.person(82)
    await old.says(f"/start {await link(zhou)}")
    await new.says(f"/start {await link(zhou)}")
    assert await present(town) == {"zhou": 80, "zhang": 82}
    await old.says("/cases")
    assert "只有工作人员" in old.last.text


async def test_the_ledger_names_whose_account_a_new_one_has_ended(town: Town, zhou: Talk) -> None:
    await town.person(81).says(f"/start {await link(zhou)}")
    await town.person(82).says(f"/start {await link(zhou)}")
    bound = [e.payload for e in await town.ledger() if e.action == "staff.bound"]
    assert bound == [{}, {"ended": ["zhang"]}]


async def test_a_link_for_somebody_else_changes_nothing_for_a_member_of_staff_and_stays_good(
    town: Town, zhou: Talk
) -> None:
    start = await link(zhou)
    li = await town.staff("li", 82)
    before = await everything(town)
    await li.says(f"/start {start}")
    assert "这个链接是给 张工 的，您的账号已经是 李工 的" in li.last.text
    assert "请找值班员" in li.last.text
    assert await everything(town) == before
    assert await refusals(town) == [("staff:li", "invite_of_another")]
    await town.person(81).says(f"/start {start}")
    assert await present(town) == {"zhou": 80, "li": 82, "zhang": 81}


async def test_the_account_that_was_replaced_gets_the_menu_of_residents(town: Town, zhou: Talk) -> None:
    await town.person(81).says(f"/start {await link(zhou)}")
    await town.person(82).says(f"/start {await link(zhou)}")
    assert _menu_of(town, 81) is None
    assert _menu_of(town, 82) == ["cases", "case", "help"]


async def test_who_is_no_longer_in_the_configuration_gets_the_menu_of_residents_at_the_start(town: Town) -> None:
    await town.staff("mallory", 66)
    await town.staff("zhang", 81)
    await CommandMenu(town.storage).publish(town.bot)
    assert _menu_of(town, 66) is None
    assert _menu_of(town, 81) == ["cases", "case", "help"]


def _menu_of(town: Town, chat_id: int) -> list[str] | None:
    """The commands that were set for this chat alone; None when what everybody has was put in their place."""
    of_chat = [
        m
        for m in town.telegram.requests
        if isinstance(m, SetMyCommands | DeleteMyCommands)
        and isinstance(m.scope, BotCommandScopeChat)
        and m.scope.chat_id == chat_id
    ]
    last = of_chat[-1]
    return [c.command for c in last.commands] if isinstance(last, SetMyCommands) else None


async def test_a_resident_who_joins_the_staff_gets_the_menu_of_staff(town: Town, zhou: Talk) -> None:
    person = await resident(town, 5)
    await person.says(f"/start {await link(zhou)}")
    menus = [m for m in town.telegram.requests if isinstance(m, SetMyCommands)]
    assert [c.command for c in menus[-1].commands] == ["cases", "case", "help"]


async def test_an_invitation_does_not_show_the_notice_for_residents_and_keeps_no_resident(
    town: Town, zhou: Talk
) -> None:
    newcomer = town.person(81)
    await newcomer.says(f"/start {await link(zhou)}")
    assert len(newcomer.sees) == 1
    assert await rows(town, Resident) == []


@pytest.mark.parametrize("token", ["", "x", "s_", "../../etc", "汉字"])
async def test_a_made_up_link_gets_a_polite_refusal_and_nothing_else(town: Town, token: str) -> None:
    stranger = town.person(66)
    before = await everything(town)
    await stranger.says(f"/start s_{token}")
    assert "邀请链接" in stranger.last.text
    assert await everything(town) == before
    assert await refusals(town) == [("stranger", "bad_invite")]


async def test_who_may_not_invite_is_refused_by_command_and_by_press(town: Town) -> None:
    zhang = await town.staff("zhang", 81)
    person = await resident(town, 5)
    before = await everything(town)
    await zhang.says("/invite")
    assert "没有这个权限" in zhang.last.text
    assert "没有这个权限" in toast(await zhang.forges("staff.invite:zhang")).text
    assert "只有工作人员" in toast(await person.forges("staff.invite:zhang")).text
    assert await everything(town) == before
    assert [code for _, code in await refusals(town)] == ["no_right", "no_right", "staff_only"]


async def test_nobody_can_be_invited_who_is_not_in_the_configuration(town: Town, zhou: Talk) -> None:
    assert "没有工作人员 mallory" in toast(await zhou.forges("staff.invite:mallory")).text
    assert await rows(town, Invite) == []
