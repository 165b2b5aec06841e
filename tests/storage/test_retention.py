"""What is no longer needed goes after the days that configuration names, and not before."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy import select

from storage import residents, retention
from storage.database import Storage
from storage.tables import Addition, Appeal, Attachment, Case, Correction, Draft, OutboxRow, TakenUpdate
from storage.unit import Unit

TOLD = {"places": [{"name": "琴湖小学", "side": "旁边"}]}


async def test_old_ids_and_old_drafts_go_and_younger_ones_stay(storage: Storage) -> None:
    keep = storage.office.retention
    now = storage.clock.now()
    old = {
        1: now - timedelta(days=keep.updates_days, seconds=1),
        2: now - timedelta(days=keep.updates_days, seconds=-1),
    }
    stale = {
        1: now - timedelta(days=keep.drafts_days, seconds=1),
        2: now - timedelta(days=keep.drafts_days, seconds=-1),
    }
    async with storage.unit() as unit:
        unit.session.add_all(TakenUpdate(update_id=n, taken_at=at) for n, at in old.items())
        unit.session.add_all(
            Draft(chat_id=n, telegram_id=n, asks="room", data={}, updated_at=at) for n, at in stale.items()
        )
    await retention.purge(storage)
    async with storage.unit() as unit:
        assert (await unit.session.scalars(select(TakenUpdate.update_id))).all() == [2]
        assert (await unit.session.scalars(select(Draft.chat_id))).all() == [2]


@pytest.mark.parametrize(("days", "kept"), [(1, True), (-1, False)])
async def test_what_was_said_is_forgotten_some_time_after_a_case_has_ended(
    storage: Storage, days: int, kept: bool
) -> None:
    now = storage.clock.now()
    ended = now - timedelta(days=storage.office.retention.closed_cases_days - days)
    async with storage.unit() as unit:
        await residents.inform(unit, 100)
        await _ended_case(unit, ended)
    await retention.purge(storage)
    async with storage.unit() as unit:
        appeal = (await unit.session.scalars(select(Appeal))).one()
        words = (await unit.session.scalars(select(Addition.text))).all()
        files = (await unit.session.scalars(select(Attachment.file_id))).all()
        cards = (await unit.session.scalars(select(OutboxRow.card))).all()
        correction = (await unit.session.scalars(select(Correction))).one()
        assert (correction.read_as, correction.corrected_to) == ("access", "dust")
        assert appeal.category == "dust"
        assert appeal.repeat
    said = (appeal.text, appeal.room, appeal.circumstances, words, files, cards, correction.hits)
    if kept:
        assert said == ("灰很大", "501", TOLD, ["还在扬"], ["F"], [{"html": "灰很大"}], [{"word": "灰"}])
    else:
        assert said == ("", None, {}, [], [], [{"html": ""}], [])


async def _ended_case(unit: Unit, ended: datetime) -> None:
    moments = {"opened_at": ended, "due_at": ended, "last_appeal_at": ended, "closed_at": ended}
    case = Case(
        id=1, status="closed", kind="complaint", category="dust", urgency="normal", owner_post="works", **moments
    )
    unit.session.add(case)
    await unit.session.flush()
    unit.session.add(
        Appeal(
            id=1,
            case_id=1,
            resident_id=1,
            origin="private",
            chat_id=100,
            message_id=1,
            text="灰很大",
            kind="complaint",
            category="dust",
            noise=False,
            night=False,
            repeat=True,
            circumstances=TOLD,
            urgency="normal",
            confidence=1.0,
            hits=[],
            rules_version="1",
            room="501",
            received_at=ended,
        )
    )
    await unit.session.flush()
    unit.session.add(Addition(case_id=1, appeal_id=1, author="resident:1", text="还在扬", at=ended))
    unit.session.add(
        Correction(
            appeal_id=1,
            author="resident:1",
            role="resident",
            read_as="access",
            corrected_to="dust",
            kind="complaint",
            noise=False,
            night=False,
            urgency="normal",
            confidence=0.4,
            hits=[{"word": "灰"}],
            rules_version="1",
            at=ended,
        )
    )
    unit.session.add(Attachment(case_id=1, appeal_id=1, kind="photo", file_id="F", received_at=ended))
    unit.session.add(
        OutboxRow(
            lane=0,
            chat_id=5,
            subject="case:1",
            role="alert",
            card={"html": "灰很大"},
            state="sent",
            queued_at=ended,
            not_before=ended,
            done_at=ended,
        )
    )
