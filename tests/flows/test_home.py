"""Where a resident lives: typed in words, changed, with a room or without."""

import pytest

from storage.database import Storage
from storage.tables import Appeal, Resident
from tests.flows.conversation import MovableClock, Talk, Town
from tests.flows.neighbourhood import (
    DUST,
    NOISE,
    make_town,
    only,
    resident,
    rows,
    texts,
)

ON_BOTH = {"test_moving_forgets_the_room"}


@pytest.fixture
def town(storage: Storage, clock: MovableClock) -> Town:
    return make_town(storage, clock)


@pytest.fixture
def stranger(town: Town) -> Talk:
    return town.person(5)


async def choose(person: Talk, compound: str = "和谐家园", building: str = "3号楼") -> list[str]:
    await person.presses(compound)
    return texts(await person.presses(building))


@pytest.mark.parametrize(
    ("typed", "building", "room"),
    [("3号楼", "hx3", None), ("我住阳光里A座", "yga", None), ("13栋2单元501", "hx13", "2单元501")],
)
async def test_the_building_may_be_typed(
    town: Town, stranger: Talk, typed: str, building: str, room: str | None
) -> None:
    await stranger.says(DUST)
    await stranger.says(typed)
    appeal = await only(town, Appeal)
    assert (appeal.text, appeal.building, appeal.room) == (DUST, building, room)


@pytest.mark.parametrize("typed", ["1号楼", "99号楼", "501"])
async def test_a_place_that_is_not_one_building_is_asked_again_and_is_no_complaint(
    town: Town, stranger: Talk, typed: str
) -> None:
    await stranger.says("/start")
    await stranger.says(typed)
    assert stranger.last.labels == ["和谐家园", "阳光里"]
    await choose(stranger)
    assert await rows(town, Appeal) == []


@pytest.mark.parametrize("before", ["/start", DUST])
async def test_a_complaint_that_names_a_building_is_not_mistaken_for_the_answer(
    town: Town, stranger: Talk, before: str
) -> None:
    await stranger.says(before)
    await stranger.says("3号楼扬尘很大")
    await choose(stranger)
    assert "3号楼扬尘很大" in (await only(town, Appeal)).text


async def test_who_moves_is_registered_where_they_live_now(town: Town) -> None:
    person = await resident(town, 5, "hx3")
    await person.says("/building")
    await choose(person, "阳光里", "A座")
    await person.says(DUST)
    assert (await only(town, Appeal)).building == "yga"


async def test_the_last_press_counts_when_two_buildings_are_pressed(town: Town, stranger: Talk) -> None:
    await stranger.says("/start")
    await stranger.presses("和谐家园")
    question = stranger.last
    await stranger.presses("3号楼", on=question)
    await stranger.forges("home.building:hx13", on=question)
    assert (await only(town, Resident)).building == "hx13"


async def test_the_room_is_optional_and_only_a_room(town: Town) -> None:
    person = await resident(town, 5)
    await person.presses("填门牌号")
    await person.says(NOISE)
    assert (await only(town, Appeal)).text == NOISE
    assert (await only(town, Resident)).room is None
    await person.presses("填门牌号")
    await person.says(" 2单元501 ")
    assert "2单元501" in person.last.text
    assert (await only(town, Resident)).room == "2单元501"


async def test_moving_forgets_the_room(town: Town) -> None:
    person = await resident(town, 5)
    await person.presses("填门牌号")
    await person.says("2单元501")
    await person.says("/start b_yga")
    assert (await only(town, Resident)).room is None
