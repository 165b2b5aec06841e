"""提醒: the card that staff get for a case. One for each person, kept true by edits as the case moves on."""

from collections.abc import Iterable
from datetime import timedelta

from sqlalchemy import select, update

from complaints.facts import CaseFacts, Told, telling_appeal
from complaints.incoming import Piece
from complaints.messages.alert import alert_card, files_card
from complaints.recipients import accounts, reached, responsible
from storage.office import Post
from storage.tables import Attachment, OutboxRow
from storage.unit import Lane, Outgoing, Unit

ALERT = "alert"


async def announce(
    unit: Unit,
    case: CaseFacts,
    told: Told,
    files: Iterable[tuple[str, str]] = (),
    *,
    key: str = "new",
    delay: timedelta = timedelta(),
) -> None:
    """The first alert: to the owner's post; in an emergency to everybody up the chain at once.

    Without any account of staff the ledger says so: the case keeps its owner and its deadlines all the same.
    """
    present = await accounts(unit)
    people = responsible(unit.office, case.owner_post, present)
    if case.urgency == "emergency":
        people = reached(unit.office, unit.office.chain(case.owner_post), present) or people
    if not people:
        unit.record("bot", "alert.nobody_present", case.subject, post=case.owner_post)
    send_alert(unit, case, told, people, key=key, files=files, delay=delay)


def send_alert(
    unit: Unit,
    case: CaseFacts,
    told: Told,
    people: dict[str, int],
    *,
    key: str,
    headline: str = "new",
    files: Iterable[tuple[str, str]] = (),
    delay: timedelta = timedelta(),
) -> None:
    """`key` names the occasion: the same occasion never alerts one person twice."""
    card = alert_card(unit.office, unit.now, case, told, headline)
    pictures = [files_card(case, kind, file_id).to_json() for kind, file_id in files]
    for chat_id in people.values():
        once = f"{case.subject}:{key}:{chat_id}"
        unit.send(Outgoing(Lane.ALERT, chat_id, case.subject, ALERT, card.to_json(), key=once, delay=delay))
        for n, picture in enumerate(pictures):
            unit.send(Outgoing(Lane.ALERT, chat_id, case.subject, "file", picture, key=f"{once}:{n}", delay=delay))


async def alert_posts(unit: Unit, case: CaseFacts, posts: Iterable[Post], *, key: str, headline: str) -> int:
    """Alert the holders of certain posts (or, where none has an account, the next up). Returns how many."""
    present = await accounts(unit)
    people: dict[str, int] = {}
    for post in posts:
        people |= responsible(unit.office, post.code, present)
    told, files = Told.of(await telling_appeal(unit, case.id)), await _unseen(unit, case, people)
    for unseen, chats in files:
        send_alert(unit, case, told, chats, key=key, headline=headline, files=unseen)
    return len(people)


async def _unseen(
    unit: Unit, case: CaseFacts, people: dict[str, int]
) -> list[tuple[list[tuple[str, str]], dict[str, int]]]:
    """Files of the case with those who have no card of it yet; nothing again with the others."""
    seen = {chat_id for _, chat_id in await _copies(unit, case)}
    new = {staff: chat_id for staff, chat_id in people.items() if chat_id not in seen}
    old = {staff: chat_id for staff, chat_id in people.items() if chat_id in seen}
    return [(await files_of(unit, case.id) if new else [], new), ([], old)]


async def refresh(unit: Unit, case: CaseFacts) -> int:
    """Every copy of the case's card shows the present state. Returns how many copies there are."""
    copies = await _copies(unit, case)
    card = alert_card(unit.office, unit.now, case, Told.of(await telling_appeal(unit, case.id)), "present").to_json()
    for row_id, chat_id in copies:
        unit.send(Outgoing(Lane.EDIT, chat_id, case.subject, ALERT, card, edits=row_id))
    return len(copies)


async def send_files(unit: Unit, case: CaseFacts, files: Iterable[tuple[str, str]]) -> None:
    """Files that came later (kind and reference), to everybody who has the card."""
    chats = dict.fromkeys(chat_id for _, chat_id in await _copies(unit, case)) if files else ()
    for kind, reference in files:
        card = files_card(case, kind, reference).to_json()
        for chat_id in chats:
            unit.send(Outgoing(Lane.ALERT, chat_id, case.subject, "file", card))


async def _copies(unit: Unit, case: CaseFacts) -> list[tuple[int, int]]:
    rows = await unit.session.execute(
        select(OutboxRow.id, OutboxRow.chat_id)
        .where(
            OutboxRow.subject == case.subject,
            OutboxRow.role == ALERT,
            OutboxRow.edits.is_(None),
            OutboxRow.state.in_(("queued", "claimed", "sent")),
        )
        .order_by(OutboxRow.id)
    )
    return [(row_id, chat_id) for row_id, chat_id in rows]


async def files_of(unit: Unit, case_id: int) -> list[tuple[str, str]]:
    """Kind and reference (complaints.incoming.Piece) of every file of a case."""
    rows = await unit.session.scalars(select(Attachment).where(Attachment.case_id == case_id).order_by(Attachment.id))
    return [(row.kind, Piece(row.kind, row.file_id, row.latitude, row.longitude).reference) for row in rows]


async def withdraw_queued(unit: Unit, case: CaseFacts) -> None:
    """What has not left yet is not said: the case reads differently now."""
    await unit.session.execute(
        update(OutboxRow)
        .where(OutboxRow.subject == case.subject, OutboxRow.role.in_((ALERT, "file")), OutboxRow.state == "queued")
        .values(state="dropped", done_at=unit.now)
    )
