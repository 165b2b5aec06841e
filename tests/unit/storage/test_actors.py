"""Who is there, as the database knows them at this moment."""

from datetime import timedelta

import pytest

from storage import actors, residents
from storage.actors import Actor, RefusedError
from storage.database import Storage
from storage.office import Right
from storage.tables import Appeal, Case, Resident, StaffAccount
from storage.unit import Unit
from tests.flows.conversation import MovableClock


async def tell(unit: Unit, row_id: int, text: str = "x", *, withdrawn: bool = False, minutes_ago: int = 0) -> None:
    """An appeal of resident 1, with its case."""
    at = unit.now - timedelta(minutes=minutes_ago)
    unit.session.add(
        Case(
            id=row_id,
            status="new",
            kind="complaint",
            urgency="normal",
            owner_post="works",
            opened_at=at,
            due_at=at,
            last_appeal_at=at,
        )
    )
    await unit.session.flush()
    unit.session.add(
        Appeal(
            id=row_id,
            case_id=row_id,
            resident_id=1,
            origin="private",
            chat_id=5,
            message_id=row_id,
            text=text,
            kind="complaint",
            noise=False,
            night=False,
            urgency="normal",
            confidence=1.0,
            hits=[],
            rules_version="1",
            received_at=at,
            withdrawn_at=unit.now if withdrawn else None,
        )
    )
    await unit.session.flush()


async def load(storage: Storage, telegram_id: int = 5) -> Actor:
    async with storage.unit() as unit:
        return await actors.load(unit, telegram_id, telegram_id)


async def test_of_a_stranger_nothing_is_known_and_nothing_is_kept(storage: Storage) -> None:
    stranger = await load(storage)
    assert stranger == Actor(telegram_id=5, chat_id=5)
    assert stranger.signature == "stranger"
    with pytest.raises(RefusedError, match="start_first"):
        stranger.must_be_resident()
    with pytest.raises(RefusedError, match="staff_only"):
        stranger.must_be_staff()


async def test_a_resident_is_known_with_building_and_room(storage: Storage) -> None:
    async with storage.unit() as unit:
        await residents.inform(unit, 5)
        await residents.settle(unit, 1, "hx3", "2单元501")
    known = await load(storage)
    assert (known.resident_id, known.informed, known.building, known.room) == (1, True, "hx3", "2单元501")
    assert known.signature == "resident:1"


async def test_a_building_that_configuration_no_longer_has_counts_as_none(storage: Storage) -> None:
    async with storage.unit() as unit:
        unit.session.add(Resident(telegram_id=5, first_seen_at=unit.now, building="torn-down"))
    assert (await load(storage)).building is None


async def test_who_met_the_bot_in_a_group_has_not_been_informed(storage: Storage) -> None:
    async with storage.unit() as unit:
        assert await residents.meet(unit, 5) == await residents.meet(unit, 5)
    assert not (await load(storage)).informed


@pytest.mark.parametrize(("ended", "staff"), [(False, "zhang"), (True, None)])
async def test_only_a_present_account_makes_staff(storage: Storage, *, ended: bool, staff: str | None) -> None:
    async with storage.unit() as unit:
        account = StaffAccount(staff="zhang", telegram_id=5, bound_at=unit.now, ended_at=unit.now if ended else None)
        unit.session.add(account)
    assert (await load(storage)).staff == staff


async def test_staff_who_left_the_configuration_have_no_rights(storage: Storage) -> None:
    async with storage.unit() as unit:
        unit.session.add(StaffAccount(staff="gone", telegram_id=5, bound_at=unit.now))
    assert (await load(storage)).staff is None


async def test_a_right_comes_with_a_post(storage: Storage) -> None:
    async with storage.unit() as unit:
        assert Actor(5, 5, staff="zhou").must_have(Right.INVITE, unit) == "zhou"
        with pytest.raises(RefusedError, match="no_right"):
            Actor(5, 5, staff="zhang").must_have(Right.INVITE, unit)


async def test_the_latest_appeal_is_the_newest_that_was_not_withdrawn(storage: Storage) -> None:
    async with storage.unit() as unit:
        await residents.inform(unit, 5)
        await tell(unit, 1, text="")
        await tell(unit, 2, withdrawn=True)
    latest = (await load(storage)).latest
    assert latest is not None
    assert (latest.id, latest.wordless) == (1, True)


async def test_appeals_of_the_last_hour_are_counted_withdrawn_or_not(storage: Storage) -> None:
    async with storage.unit() as unit:
        await residents.inform(unit, 5)
        await tell(unit, 1, minutes_ago=61)
        await tell(unit, 2, minutes_ago=59)
        await tell(unit, 3, withdrawn=True)
    assert (await load(storage)).appeals_last_hour == 2
    assert isinstance(storage.clock, MovableClock)
    storage.clock.advance(minutes=2)
    assert (await load(storage)).appeals_last_hour == 1
