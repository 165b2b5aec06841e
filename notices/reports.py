"""What became of a notice: how many groups have it, which do not and why, and which never were to get it."""

from collections.abc import Iterable
from dataclasses import dataclass
from zlib import crc32

from sqlalchemy import select

from notices.audience import Group, reach
from notices.failure import cause
from notices.groups import by_chat
from notices.tally import COPY, Tally, count, subject_of
from storage.actors import Actor, RefusedError
from storage.office import Right
from storage.outbox import PICTURES
from storage.tables import Notice, OutboxRow
from storage.unit import Unit

# The two lists that can be sent again.
FAILED, UNCERTAIN = "failed", "uncertain"
# As many as a screen holds.
LATEST = 8

_STATES = {"failed": FAILED, "dropped": FAILED, "uncertain": UNCERTAIN}


@dataclass(frozen=True, slots=True)
class Miss:
    """A message that did not, or perhaps did not, reach its group. `cause` as in notices.failure."""

    row: int
    role: str
    state: str
    group: Group
    cause: str


@dataclass(frozen=True, slots=True)
class Again:
    """What a 重发 would send: messages anew, and first copies to groups that came after the notice."""

    misses: tuple[Miss, ...]
    latecomers: tuple[Group, ...] = ()

    @property
    def groups(self) -> tuple[Group, ...]:
        return tuple({g.chat_id: g for g in (*(m.group for m in self.misses), *self.latecomers)}.values())

    @property
    def stamp(self) -> str:
        """Changes with the list: a confirmation is of this list and of no other."""
        ids = [*(m.row for m in self.misses), *(g.chat_id for g in self.latecomers)]
        return f"{crc32(repr(ids).encode()):08x}"


@dataclass(frozen=True, slots=True)
class Report:
    """`off` are groups of its buildings where the bot can't write now and never did; `latecomers` have been bound or
    switched on since; `unbound` are its buildings without any group."""

    notice: Notice
    tally: Tally
    misses: tuple[Miss, ...]
    off: tuple[Group, ...]
    latecomers: tuple[Group, ...]
    unbound: tuple[str, ...]

    def missed(self, state: str) -> tuple[Miss, ...]:
        return tuple(m for m in self.misses if m.state == state)

    def again(self, which: str) -> Again:
        """What can be sent again now: not where the bot still can't write."""
        misses = tuple(m for m in self.missed(which) if m.group.off is None)
        return Again(misses, self.latecomers if which == FAILED else ())


async def latest(unit: Unit, actor: Actor) -> list[tuple[Notice, Tally]]:
    """The last notices with how far each has come, the newest first."""
    actor.must_have(Right.NOTICE, unit)
    notices = (await unit.session.scalars(select(Notice).order_by(Notice.id.desc()).limit(LATEST))).all()
    tallies = await count(unit, [n.id for n in notices])
    return [(n, tallies[n.id]) for n in notices]


async def open_report(unit: Unit, actor: Actor, notice_id: int) -> Report:
    """Raises RefusedError for who may not see it, and for a number that no notice has."""
    actor.must_have(Right.NOTICE, unit)
    if await unit.session.get(Notice, notice_id) is None:
        raise RefusedError("no_such_notice")
    return await report_of(unit, notice_id)


async def report_of(unit: Unit, notice_id: int) -> Report:
    """The report as of now. The notice must exist."""
    notice = await unit.session.get_one(Notice, notice_id)
    rows = (
        await unit.session.execute(
            select(OutboxRow.id, OutboxRow.chat_id, OutboxRow.role, OutboxRow.state, OutboxRow.error)
            .where(OutboxRow.subject == subject_of(notice_id), OutboxRow.role.in_((COPY, PICTURES)))
            .order_by(OutboxRow.id)
        )
    ).all()
    chats = await by_chat(unit)
    misses = tuple(
        Miss(row.id, row.role, _STATES[row.state], _group(chats, row.chat_id), cause(row.error))
        for row in rows
        if row.state in _STATES
    )
    has_copy = {_group(chats, row.chat_id).chat_id for row in rows}
    now = reach(notice.buildings, _bound(chats.values()))
    return Report(
        notice,
        (await count(unit, [notice_id]))[notice_id],
        misses,
        off=tuple(g for g in now.off if g.chat_id not in has_copy),
        latecomers=tuple(g for g in now.groups if g.chat_id not in has_copy),
        unbound=now.unbound,
    )


def _group(chats: dict[int, Group], chat_id: int) -> Group:
    return chats.get(chat_id) or Group(chat_id, ())


def _bound(groups: Iterable[Group]) -> list[Group]:
    return sorted((g for g in groups if g.buildings), key=lambda g: (g.buildings, g.chat_id))
