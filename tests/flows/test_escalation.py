"""A deadline that passes is told to the next post up, once a level, whoever ticks and however late."""

import asyncio
from datetime import timedelta

import pytest

from complaints import escalation
from storage.database import Storage
from storage.tables import Case, Deadline
from tests.flows.conversation import MovableClock, Talk, Town
from tests.flows.neighbourhood import (
    DUST,
    FIRE,
    NOISE,
    alerts,
    everything,
    make_town,
    only,
    resident,
    rows,
    seen_by,
    tick,
)

CASE = 2026112200001


@pytest.fixture
def town(storage: Storage, clock: MovableClock) -> Town:
    return make_town(storage, clock)


@pytest.fixture
async def staff(town: Town) -> dict[str, Talk]:
    """One for each step of the chain that begins at works, and the duty officer at its end."""
    names = ("zhang", "wang", "liu", "chen", "zhou")
    return {name: await town.staff(name, 80 + n, name) for n, name in enumerate(names)}


async def levels(town: Town) -> list[tuple[int, str]]:
    """What the ledger says of the levels that were told: level and post."""
    return [(e.payload["level"], e.payload["post"]) for e in await town.ledger() if e.action == "case.escalated"]


async def test_before_its_time_nothing_happens(town: Town, staff: dict[str, Talk]) -> None:
    await (await resident(town, 5)).says(NOISE)
    town.clock.advance(minutes=29)
    assert await tick(town) == []


async def test_each_level_is_told_once_and_in_order(town: Town, staff: dict[str, Talk]) -> None:
    await (await resident(town, 5)).says(NOISE)
    heard: list[list[str]] = []
    for _ in range(6):
        town.clock.advance(minutes=30)
        shown = await tick(town)
        heard.append([name for name, talk in staff.items() if seen_by(shown, talk)])
        assert await tick(town) == []
    assert heard == [["wang"], ["liu"], ["chen"], ["zhou"], [], []]
    assert "超时未接单" in staff["wang"].last.text
    assert staff["wang"].last.labels[0] == "✅ 接单"
    assert await levels(town) == [(1, "works-head"), (2, "deputy"), (3, "director"), (4, "duty")]
    assert len(alerts(staff["zhang"])) == 1


async def test_a_case_that_is_taken_climbs_no_further(town: Town, staff: dict[str, Talk]) -> None:
    await (await resident(town, 5)).says(NOISE)
    town.clock.advance(minutes=30)
    await tick(town)
    await staff["wang"].presses("接单")
    case = await only(town, Case)
    assert (case.owner_post, case.owner_staff) == ("works", "wang")
    town.clock.advance(hours=5)
    assert await tick(town) == []


async def test_after_downtime_a_level_is_told_once_and_the_next_waits_its_time(
    town: Town, staff: dict[str, Talk]
) -> None:
    """Down for a night: no storm of levels in the first minute."""
    await (await resident(town, 5)).says(NOISE)
    town.clock.advance(hours=9)
    shown = await tick(town)
    assert [name for name, talk in staff.items() if seen_by(shown, talk)] == ["wang"]
    assert await tick(town) == []
    (waiting,) = [d for d in await rows(town, Deadline) if d.kind == "acknowledge" and d.fired_at is None]
    assert (waiting.level, waiting.due_at) == (2, town.clock.now() + timedelta(minutes=30))


async def test_an_answer_that_is_overdue_turns_the_light_and_is_told_to_the_head(
    town: Town, staff: dict[str, Talk]
) -> None:
    await (await resident(town, 5)).says(NOISE)
    await staff["zhang"].presses("接单")
    town.clock.advance(hours=24)
    shown = await tick(town)
    assert "已超过答复期限" in next(m.text for m in seen_by(shown, staff["wang"]))
    assert alerts(staff["zhang"])[0].text.startswith("🔴")
    town.clock.advance(hours=24)
    assert await tick(town) == []


async def test_a_case_that_was_answered_in_time_is_not_escalated(town: Town, staff: dict[str, Talk]) -> None:
    await (await resident(town, 5)).says(NOISE)
    await staff["zhang"].forges(f"case.resolve:{CASE}")
    await staff["zhang"].says("已责令停工。")
    town.clock.advance(days=30)
    assert await tick(town) == []


async def test_danger_alerts_every_level_at_once(town: Town, staff: dict[str, Talk]) -> None:
    await (await resident(town, 5)).says(FIRE)
    assert all(len(alerts(talk)) == 1 for talk in staff.values())


async def test_where_nobody_of_a_post_has_an_account_the_next_up_is_told(town: Town) -> None:
    liu = await town.staff("liu", 82)
    chen = await town.staff("chen", 83)
    await (await resident(town, 5)).says(NOISE)
    assert len(alerts(liu)) == 1
    town.clock.advance(minutes=30)
    shown = await tick(town)
    assert len(seen_by(shown, liu)) == 1
    assert seen_by(shown, chen) == []


async def test_without_any_account_the_case_has_its_owner_and_deadlines_all_the_same(town: Town) -> None:
    await (await resident(town, 5)).says(NOISE)
    case = await only(town, Case)
    assert (case.owner_post, case.status) == ("works", "new")
    assert len(await rows(town, Deadline)) == 2
    assert "alert.nobody_present" in await town.actions()
    town.clock.advance(hours=1)
    await tick(town)
    zhang = await town.staff("zhang", 81)
    await zhang.says("/cases")
    assert "1122-0001" in zhang.last.labels[0]


async def test_two_processes_that_tick_at_once_tell_a_level_once(town: Town, staff: dict[str, Talk]) -> None:
    for n, building in enumerate(("hx1", "hx3", "hx13")):
        person = await resident(town, 5 + n, building)
        await person.says(NOISE)
    town.clock.advance(minutes=30)

    async def fire() -> int:
        async with town.storage.unit() as unit:
            return await escalation.fire_due(unit)

    assert sum(await asyncio.gather(fire(), fire())) == 3
    await town.deliver()
    assert len(alerts(staff["wang"])) == 3
    assert len(await levels(town)) == 3


async def test_a_normal_case_counts_working_days(town: Town, staff: dict[str, Talk]) -> None:
    """Told on a Sunday: the first working day is Monday, one working day later it must be taken."""
    await (await resident(town, 5)).says(DUST)
    acknowledge, handle = await rows(town, Deadline)
    zone = town.storage.office.zone
    assert f"{acknowledge.due_at.astimezone(zone):%m-%d %H:%M}" == "11-24 09:00"
    assert f"{handle.due_at.astimezone(zone):%m-%d %H:%M}" == "11-30 09:00"


async def test_a_normal_case_climbs_on_working_days_only(town: Town, staff: dict[str, Talk]) -> None:
    """Told on Wednesday; nobody is told on a weekend."""
    town.clock.advance(days=3, hours=1)
    await (await resident(town, 5)).says(DUST)
    zone = town.storage.office.zone
    heard = []
    for _ in range(30):
        town.clock.advance(hours=4)
        if await tick(town):
            heard.append(f"{town.clock.now().astimezone(zone):%a %H}")
    assert heard == ["Thu 11", "Fri 11", "Mon 11"]
    assert [post for _, post in await levels(town)] == ["works-head", "deputy", "director"]


async def test_a_void_case_is_not_escalated(town: Town, staff: dict[str, Talk]) -> None:
    person = await resident(town, 5)
    await person.says(NOISE)
    await person.presses("撤回")
    await person.presses("确定撤回")
    town.clock.advance(days=3)
    before = await everything(town)
    assert await tick(town) == []
    assert await everything(town) == before
