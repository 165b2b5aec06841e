"""A neighbour who tells of the same trouble joins its case; and how much one person may tell within the hour."""

from datetime import timedelta

import pytest

from storage.database import Storage
from storage.office.policy import Limits
from storage.tables import Appeal, Case, Deadline
from tests.flows.conversation import MovableClock, Talk, Town, photo
from tests.flows.neighbourhood import (
    DUST,
    FIRE,
    NOISE,
    case_of,
    make_town,
    only,
    refusals,
    resident,
    rows,
    seen_by,
)
from tests.office import make_office

ON_BOTH = {
    "test_neighbours_join_one_case_and_staff_see_it_count_up",
    "test_danger_told_by_a_neighbour_alerts_everybody_though_it_joins",
}


@pytest.fixture
def town(storage: Storage, clock: MovableClock) -> Town:
    return make_town(storage, clock)


@pytest.fixture
async def zhang(town: Town) -> Talk:
    return await town.staff("zhang", 81, "张工")


@pytest.fixture
async def mrs_li(town: Town, zhang: Talk) -> Talk:
    return await resident(town, 5)


async def test_what_people_of_another_building_tell_is_another_case(town: Town, mrs_li: Talk) -> None:
    await mrs_li.says(NOISE)
    await (await resident(town, 6, "hx1")).says(NOISE)
    assert len(await rows(town, Case)) == 2


async def test_neighbours_join_one_case_and_staff_see_it_count_up(town: Town, mrs_li: Talk, zhang: Talk) -> None:
    await mrs_li.says(NOISE)
    neighbour = await resident(town, 6)
    await neighbour.says("工地半夜施工太吵了，没法睡")
    case = await only(town, Case)
    assert (case.persons, case.occurrences) == (2, 2)
    assert "已有 2 位居民反映" in neighbour.last.text
    assert len(zhang.sees) == 1
    assert "2 人 2 次" in zhang.last.text
    assert len(await rows(town, Deadline)) == 2


async def test_the_same_person_twice_is_one_person_and_two_occurrences(town: Town, mrs_li: Talk, zhang: Talk) -> None:
    await mrs_li.says(NOISE)
    town.clock.advance(hours=3)
    await mrs_li.says("工地半夜施工太吵了，没法睡")
    case = await only(town, Case)
    assert (case.persons, case.occurrences) == (1, 2)
    assert "1 人 2 次" in zhang.last.text


async def test_a_case_takes_nothing_up_after_its_window(town: Town, mrs_li: Talk) -> None:
    await mrs_li.says(DUST)
    town.clock.advance(days=8)
    await (await resident(town, 6)).says(DUST)
    assert len(await rows(town, Case)) == 2


async def test_a_neighbours_photo_reaches_those_who_have_the_card(town: Town, mrs_li: Talk, zhang: Talk) -> None:
    await mrs_li.says(DUST)
    await (await resident(town, 6)).sends(photo=photo("n"), caption=DUST)
    assert [m.media for m in zhang.sees] == [0, 1]


async def test_danger_told_by_a_neighbour_alerts_everybody_though_it_joins(
    town: Town, mrs_li: Talk, zhang: Talk
) -> None:
    chen = await town.staff("chen", 83)
    await mrs_li.says("楼道里电线裸露，有安全隐患")
    case = await only(town, Case)
    assert (case.category, case.urgency == "emergency") == ("safety", False)
    neighbour = await resident(town, 6)
    shown = await neighbour.says(FIRE)
    case = await only(town, Case)
    assert (case.persons, case.urgency) == (2, "emergency")
    assert case.due_at == case.opened_at + timedelta(hours=2)
    assert "119" in seen_by(shown, neighbour)[0].text
    assert FIRE in chen.last.text
    assert FIRE in zhang.last.text


async def test_too_many_within_the_hour_are_refused_kindly_but_danger_never_is(
    storage: Storage, clock: MovableClock
) -> None:
    storage.office = make_office(limits=Limits(appeals_per_hour=2))
    town = make_town(storage, clock)
    person = await resident(town, 5)
    for words in (NOISE, DUST):
        await person.says(words)
    await person.says("门口有人在打牌，吵得很")
    assert "0100-1234567" in person.last.text
    assert len(await rows(town, Appeal)) == 2
    assert await refusals(town) == [("resident:1", "too_many_appeals")]
    await person.says(FIRE)
    appeal = (await rows(town, Appeal))[-1]
    assert (await case_of(town, appeal)).urgency == "emergency"
    clock.advance(minutes=61)
    await person.says("门口有人在打牌，吵得很")
    assert len(await rows(town, Appeal)) == 4
