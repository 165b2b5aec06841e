"""Who is there: the person behind an update, looked up anew for each one, and what they may not do."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Select, and_, bindparam, func, select

from storage.columns import TelegramId, UtcDateTime
from storage.office import Right
from storage.tables import Appeal, Draft, Resident, StaffAccount
from storage.unit import Unit


class RefusedError(Exception):
    """A use case will not do this for this person. `code` names the sentence (texts/zh/refused/) that says why.

    Whatever was changed before is undone; the attempt goes to the ledger.
    """

    # Set where an open question (storage.drafts) can't be answered any more: it is dropped with the refusal.
    ends_question: bool = False

    def __init__(self, code: str, **values: object) -> None:
        super().__init__(code)
        self.code = code
        self.values = values


@dataclass(frozen=True, slots=True)
class DraftState:
    """`asked_at`: when the question, or the last part of the answer, came."""

    asks: str
    data: dict[str, Any]
    asked_at: datetime


@dataclass(frozen=True, slots=True)
class LatestAppeal:
    id: int
    case_id: int
    received_at: datetime
    album: str | None
    wordless: bool
    category: str | None


@dataclass(frozen=True, slots=True)
class Actor:
    """A person in a chat, as the database knows them at this moment."""

    telegram_id: int
    chat_id: int
    staff: str | None = None
    resident_id: int | None = None
    informed: bool = False
    building: str | None = None
    room: str | None = None
    draft: DraftState | None = None
    latest: LatestAppeal | None = None
    appeals_last_hour: int = 0

    @property
    def signature(self) -> str:
        """How the ledger names this person: a code of staff, a row of residents, never a name or an account."""
        if self.staff is not None:
            return f"staff:{self.staff}"
        return f"resident:{self.resident_id}" if self.resident_id is not None else "stranger"

    def must_be_staff(self) -> str:
        """The staff code. Raises RefusedError for everybody else."""
        if self.staff is None:
            raise RefusedError("staff_only")
        return self.staff

    def must_have(self, right: Right, unit: Unit) -> str:
        """The staff code, when one of the person's posts carries the right. Raises RefusedError otherwise."""
        staff = self.must_be_staff()
        if not unit.office.may(staff, right):
            raise RefusedError("no_right")
        return staff

    def must_be_resident(self) -> int:
        if self.resident_id is None:
            raise RefusedError("start_first")
        return self.resident_id


async def load(unit: Unit, telegram_id: int, chat_id: int) -> Actor:
    """The actor in one statement. On PostgreSQL, where several processes take updates, one before it makes two updates
    of one person wait for each other: taken first, so that the second sees what the first has written."""
    if unit.dialect == "postgresql":
        await unit.execute(_PERSON_LOCK, {"telegram_id": telegram_id})
    asked = {"telegram_id": telegram_id, "chat_id": chat_id, "since": unit.now - timedelta(hours=1)}
    row = (await unit.execute(_ACTOR, asked)).one()
    known = unit.office.member(row.staff)
    return Actor(
        telegram_id=telegram_id,
        chat_id=chat_id,
        staff=known.code if known else None,
        resident_id=row.id,
        informed=row.informed_at is not None,
        building=row.building if unit.office.building(row.building) else None,
        room=row.room,
        draft=DraftState(row.asks, row.data, row.updated_at) if row.asks is not None else None,
        latest=LatestAppeal(row.appeal_id, row.case_id, row.received_at, row.album, row.wordless, row.category)
        if row.appeal_id is not None
        else None,
        appeals_last_hour=row.recent,
    )


def _actor() -> Select[Any]:
    telegram_id = bindparam("telegram_id", type_=TelegramId)
    latest = (
        select(Appeal.id)
        .where(Appeal.resident_id == Resident.id, Appeal.withdrawn_at.is_(None))
        .order_by(Appeal.id.desc())
        .limit(1)
        .correlate(Resident)
        .scalar_subquery()
    )
    recent = (
        select(func.count())
        .where(Appeal.resident_id == Resident.id, Appeal.received_at > bindparam("since", type_=UtcDateTime))
        .correlate(Resident)
        .scalar_subquery()
    )
    person = select(telegram_id.label("telegram_id")).subquery("person")
    return (
        select(
            StaffAccount.staff,
            Resident.id,
            Resident.informed_at,
            Resident.building,
            Resident.room,
            Draft.asks,
            Draft.data,
            Draft.updated_at,
            Appeal.id.label("appeal_id"),
            Appeal.case_id,
            Appeal.received_at,
            Appeal.album,
            (Appeal.text == "").label("wordless"),
            Appeal.category,
            recent.label("recent"),
        )
        .select_from(person)
        .outerjoin(Resident, Resident.telegram_id == person.c.telegram_id)
        .outerjoin(
            StaffAccount, and_(StaffAccount.telegram_id == person.c.telegram_id, StaffAccount.ended_at.is_(None))
        )
        .outerjoin(Draft, and_(Draft.telegram_id == person.c.telegram_id, Draft.chat_id == bindparam("chat_id")))
        .outerjoin(Appeal, Appeal.id == latest)
    )


# Built once, as in storage.unit.
_PERSON_LOCK = select(func.pg_advisory_xact_lock(bindparam("telegram_id", type_=TelegramId)))
_ACTOR = _actor()
