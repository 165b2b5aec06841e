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
    "test_danger_is_a_case_of_its_own_with_its_own_time_and_alerts_everybody",
    "test_a_photo_whose_words_come_later_joins_the_case_of_the_neighbours",
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


async def test_danger_is_a_case_of_its_own_with_its_own_time_and_alerts_everybody(
    town: Town, mrs_li: Talk, zhang: Talk
) -> None:
    chen = await town.staff("chen", 83)
    await mrs_li.says("楼道里电线裸露，有安全隐患")
    town.clock.advance(days=3)
    neighbour = await resident(town, 6)
    shown = await neighbour.says(FIRE)
    wires, fire = await rows(town, Case)
    assert (wires.category, wires.urgency == "emergency", wires.persons) == ("safety", False, 1)
    assert (fire.category, fire.urgency) == ("safety", "emergency")
    assert fire.due_at == town.clock.now() + timedelta(hours=2)
    assert "119" in seen_by(shown, neighbour)[0].text
    assert FIRE in chen.last.text
    assert FIRE in zhang.last.text


async def test_thirty_neighbours_tell_of_one_fire_and_staff_have_one_card_that_counts_up(
    town: Town, zhang: Talk
) -> None:
    for n in range(5, 10):
        await (await resident(town, n)).says(FIRE)
    case = await only(town, Case)
    assert case.persons == 5
    assert len(zhang.sees) == 1
    assert "5 人 5 次" in zhang.last.text


async def test_another_danger_in_the_same_building_alerts_again_in_its_own_words(
    town: Town, mrs_li: Talk, zhang: Talk
) -> None:
    await mrs_li.says(FIRE)
    town.clock.advance(minutes=10)
    await (await resident(town, 6)).says("地下室煤气泄漏，有人晕倒了")
    assert [FIRE in m.text or "煤气泄漏" in m.text for m in zhang.sees] == [True, True]
    assert "煤气泄漏" in zhang.last.text


async def test_what_is_more_urgent_is_due_by_its_own_time_and_never_in_the_past(town: Town, mrs_li: Talk) -> None:
    await mrs_li.says("小区施工噪声有点大，希望改进")
    town.clock.advance(days=3)
    await (await resident(town, 6)).says(NOISE)
    assert all(case.due_at > town.clock.now() for case in await rows(town, Case))


async def test_the_card_shows_the_most_urgent_words_also_when_it_counts_up(
    town: Town, mrs_li: Talk, zhang: Talk
) -> None:
    await mrs_li.says("工地施工噪声大")
    await (await resident(town, 6)).says(NOISE)
    await (await resident(town, 7)).says("工地施工噪声大")
    case = await only(town, Case)
    assert (case.persons, case.urgency) == (3, "urgent")
    assert all(NOISE in card.text for card in zhang.sees)


async def test_a_photo_whose_words_come_later_joins_the_case_of_the_neighbours(
    town: Town, mrs_li: Talk, zhang: Talk
) -> None:
    await mrs_li.says(DUST)
    neighbour = await resident(town, 6)
    await neighbour.sends(photo=photo("n"))
    await neighbour.says(DUST)
    first, moved = await rows(town, Case)
    assert (first.persons, first.occurrences) == (2, 2)
    assert (moved.status, moved.persons) == ("void", 0)
    assert {appeal.case_id for appeal in await rows(town, Appeal)} == {first.id}
    assert "已有 2 位居民反映" in neighbour.last.text
    assert [m.media for m in zhang.sees] == [0, 1], "one card that counts up, and the photo"


async def test_what_is_told_of_the_house_next_door_is_a_case_there(town: Town, mrs_li: Talk, zhang: Talk) -> None:
    await mrs_li.says("1号楼楼道着火了")
    (appeal,) = await rows(town, Appeal)
    assert (appeal.building, appeal.room) == ("hx1", None)
    assert "和谐家园 1号楼" in zhang.last.text


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
