"""Publishing: the sheet becomes a notice, and each group of its audience gets one copy in the outbox."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import delete

from notices import progress
from notices.audience import PROJECT, Part
from notices.groups import reached
from notices.messages import copy
from notices.sheet import PREVIEW, held
from notices.tally import COPY, Tally, subject_of
from storage.actors import Actor, RefusedError
from storage.tables import Draft, Notice
from storage.unit import Lane, Outgoing, Unit


@dataclass(frozen=True, slots=True)
class Published:
    notice_id: int
    title: str
    groups: int


async def publish(unit: Unit, actor: Actor, mark: str, bot_username: str) -> Published:
    """Everything that was previewed, to whom it reaches at this moment. A second press finds no sheet to publish.

    Raises RefusedError when the preview is old, when no group would get it, or for who may not.
    """
    sheet = held(unit, actor, mark, PREVIEW)
    buildings, reach = await reached(unit, sheet.parts)
    if not reach.groups:
        raise RefusedError("notice_no_group")
    if not await _use_up(unit, actor):
        raise RefusedError("notice_old")
    notice = Notice(
        title=sheet.title,
        body=sheet.body,
        media=[["photo", file_id] for file_id in sheet.pictures],
        buildings=list(buildings),
        project=_project(sheet.parts),
        author=actor.must_be_staff(),
        author_chat=actor.chat_id,
        confirmed_at=unit.now,
    )
    unit.session.add(notice)
    await unit.session.flush()
    queue_copies(unit, notice, (group.chat_id for group in reach.groups), bot_username)
    progress.begin(unit, notice, actor.chat_id, Tally(waiting=len(reach.groups)))
    unit.record(
        actor.signature,
        "notice.confirmed",
        subject_of(notice.id),
        buildings=len(buildings),
        groups=len(reach.groups),
        off=len(reach.off),
        unbound=len(reach.unbound),
        pictures=len(sheet.pictures),
        audience=[":".join(part) for part in sheet.parts],
    )
    return Published(notice.id, notice.title, len(reach.groups))


def queue_copies(unit: Unit, notice: Notice, chats: Iterable[int], bot_username: str) -> None:
    """The notice for each of the chats. The keys make it impossible to queue it twice for one chat."""
    subject = subject_of(notice.id)
    link = copy.question_link(bot_username, notice.id)
    pictures = tuple(file_id for _, file_id in notice.media)
    letter = copy.Letter(notice.title, notice.body, pictures, notice.confirmed_at, link)
    card = copy.card(letter, unit.office).to_json()
    for chat_id in chats:
        unit.send(Outgoing(Lane.NOTICE, chat_id, subject, COPY, card, key=f"{subject}:{chat_id}"))


async def _use_up(unit: Unit, actor: Actor) -> bool:
    """Take the sheet away; False when another press took it a moment ago."""
    gone = await unit.session.execute(
        delete(Draft)
        .where(Draft.chat_id == actor.chat_id, Draft.telegram_id == actor.telegram_id, Draft.asks == PREVIEW)
        .returning(Draft.asks)
    )
    return gone.first() is not None


def _project(parts: tuple[Part, ...]) -> str | None:
    """The project that a notice is about: when it is for that project's buildings and nobody else."""
    return parts[0].code if len(parts) == 1 and parts[0].kind == PROJECT else None
