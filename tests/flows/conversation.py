"""People talk with the bot: real dispatcher, real units of work, a database file; Telegram itself is played.

    town = Town(storage, clock, lambda bot: build_dispatcher(storage, bot, triage, BOT_USERNAME))
    zhou = town.person(7, "周")
    await zhou.says("/notice")
    shown = await zhou.presses("发布")          # what this showed, anywhere; zhou.sees is the private chat
    await town.deliver({-100: "failed: Forbidden: bot was kicked from the group chat"})

After each update, all of the outbox but notices is delivered, as the sender would; notices wait for deliver().
"""

from collections.abc import Awaitable, Callable, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from aiogram import Bot, Dispatcher, Router
from sqlalchemy import select

from handlers.commands import CommandMenu
from handlers.presenter import Presenter
from handlers.unit_of_work import UnitOfWork
from storage.database import Storage
from storage.outbox import Settled
from storage.tables import LedgerEntry, OutboxRow, StaffAccount
from storage.unit import Lane, Unit
from tests.flows.telegram import BOT_ID, BOT_USERNAME, Shown, Telegram, Toasted
from texts.card import Button, Card

Listener = Callable[[Unit, Settled], Awaitable[None]]
News = list[Shown | Toasted]

ANONYMOUS_ADMIN = {"id": 1087968824, "is_bot": True, "first_name": "Group", "username": "GroupAnonymousBot"}
OTHER_BOT = {"id": 77, "is_bot": True, "first_name": "other", "username": "other_bot"}


class MovableClock:
    def __init__(self, now: datetime = datetime(2026, 11, 22, 2, 0, tzinfo=UTC)) -> None:
        self._now = now

    def now(self) -> datetime:
        return self._now

    def advance(self, **span: float) -> None:
        self._now += timedelta(**span)


def dispatcher_of(bot: Bot, storage: Storage, *routers: Router, **data: Any) -> Dispatcher:
    """A dispatcher with some routers only, framed as the whole one is; `data` is what handlers get by name."""
    dispatcher = Dispatcher(disable_fsm=True, bot_username=BOT_USERNAME, **data)
    presenter = Presenter(bot, storage, CommandMenu(storage))
    dispatcher.update.outer_middleware(UnitOfWork(storage, presenter, lambda _update: False))
    dispatcher.include_routers(*routers)
    return dispatcher


class Town:
    """Everybody and every chat. `listeners` are called as the sender calls them: in the unit that marks the row."""

    def __init__(
        self,
        storage: Storage,
        clock: MovableClock,
        dispatcher: Callable[[Bot], Dispatcher],
        listeners: tuple[Listener, ...] = (),
    ) -> None:
        self.storage = storage
        self.clock = clock
        self.telegram = Telegram(clock)
        self.bot = Bot(f"{BOT_ID}:TEST", session=self.telegram)
        self.dispatcher = dispatcher(self.bot)
        self.listeners = listeners
        self._updates = 0

    def person(self, telegram_id: int, name: str = "某人") -> "Talk":
        """A person in private chat with the bot."""
        user = {"id": telegram_id, "is_bot": False, "first_name": name}
        return Talk(self, {"id": telegram_id, "type": "private", "first_name": name}, user)

    def group(self, chat_id: int, title: str = "楼栋群", kind: str = "supergroup") -> "Group":
        return Group(self, {"id": chat_id, "type": kind, "title": title})

    async def staff(self, code: str, telegram_id: int, name: str = "某人") -> "Talk":
        """A member of staff whose account is bound already."""
        async with self.storage.unit() as unit:
            unit.session.add(StaffAccount(staff=code, telegram_id=telegram_id, bound_at=unit.now))
        return self.person(telegram_id, name)

    def bot_as(self, status: str) -> dict[str, Any]:
        """The bot as a member of a chat: member, administrator, restricted, left, kicked."""
        return _member(status)

    async def receives(self, update: dict[str, Any], update_id: int | None = None) -> News:
        """Feed one update; with an `update_id` that was used before, a redelivery."""
        self._updates += 1
        self.telegram.news.clear()
        await self.dispatcher.feed_raw_update(self.bot, {"update_id": update_id or self._updates, **update})
        await self._send({}, Lane.EDIT)
        return list(self.telegram.news)

    async def deliver(self, outcomes: Mapping[int, str] | None = None, *, most: int | None = None) -> News:
        """Send what is due, notices too, at most `most` rows. `outcomes` by chat: "failed: why" or "uncertain: why"."""
        self.telegram.news.clear()
        await self._send(outcomes or {}, Lane.NOTICE, most)
        return list(self.telegram.news)

    async def outbox(self, subject: str | None = None, role: str | None = None) -> list[OutboxRow]:
        async with self.storage.unit() as unit:
            rows = (await unit.session.scalars(select(OutboxRow).order_by(OutboxRow.id))).all()
        return [r for r in rows if subject in (None, r.subject) and role in (None, r.role)]

    async def ledger(self) -> list[LedgerEntry]:
        async with self.storage.unit() as unit:
            return list((await unit.session.scalars(select(LedgerEntry).order_by(LedgerEntry.id))).all())

    async def actions(self) -> list[str]:
        return [entry.action for entry in await self.ledger()]

    async def _send(self, outcomes: Mapping[int, str], up_to: Lane, most: int | None = None) -> None:
        sent = 0
        while most is None or sent < most:
            async with self.storage.unit() as unit:
                waiting = select(OutboxRow.id).where(OutboxRow.state == "queued").scalar_subquery()
                row = await unit.session.scalar(
                    select(OutboxRow)
                    .where(OutboxRow.state == "queued", OutboxRow.lane <= up_to, OutboxRow.not_before <= unit.now)
                    .where(OutboxRow.edits.is_(None) | OutboxRow.edits.not_in(waiting))
                    .order_by(OutboxRow.lane, OutboxRow.id)
                    .limit(1)
                )
                if row is None:
                    return
                await self._send_one(unit, row, outcomes.get(row.chat_id, "sent"))
            sent += 1

    async def _send_one(self, unit: Unit, row: OutboxRow, outcome: str) -> None:
        state, _, reason = outcome.partition(": ")
        row.state, row.error, row.done_at = state, reason or None, unit.now
        card = Card.from_json(row.card)
        target = await unit.session.get_one(OutboxRow, row.edits) if row.edits is not None else None
        if target is not None and target.state != "sent":
            row.state = "dropped"
            return
        if state == "sent" and target is not None:
            shown = self.telegram.find(target.chat_id, target.message_id or 0)
            self.telegram.change(shown, card.html, [b for buttons in card.rows for b in buttons])
        elif state == "sent":
            row.message_id = self.telegram.show_card(row.chat_id, card, row.id).message_id
        await unit.session.flush()
        marked = Settled(
            row.id, Lane(row.lane), row.chat_id, row.subject, row.role, row.state, row.message_id, row.error
        )
        for listener in self.listeners:
            await listener(unit, marked)


class Talk:
    """One person in one chat."""

    def __init__(self, town: Town, chat: dict[str, Any], user: dict[str, Any]) -> None:
        self.town = town
        self.chat = chat
        self.user = user

    @property
    def sees(self) -> list[Shown]:
        """The bot's messages in this chat, oldest first, as they stand now."""
        return self.town.telegram.chats.get(self.chat["id"], [])

    @property
    def last(self) -> Shown:
        return self.sees[-1]

    async def says(self, text: str, **fields: Any) -> News:
        """A text message; `fields` are those of a Telegram message, such as reply_to_message."""
        return await self.sends(text=text, **fields)

    async def sends(self, **fields: Any) -> News:
        """Any message: sends(photo=photo("a"), caption="…", media_group_id="g"), sends(sticker={…})."""
        return await self.town.receives({"message": self._message(**fields)})

    async def replies(self, to: Shown, text: str) -> News:
        original = {"message_id": to.message_id, "date": self._date, "chat": self.chat, "text": to.text}
        return await self.says(text, reply_to_message={**original, "from": _bot()})

    async def presses(self, label: str, on: Shown | None = None) -> News:
        """Press the button with this label (or one that contains it), on the newest message here that has it."""
        message = on or next((m for m in reversed(self.sees) if m.button(label)), None)
        assert message is not None, f"no button {label!r}: {[m.labels for m in self.sees]}"
        button = message.button(label)
        assert button is not None, f"no button {label!r} on this message: {message.labels}"
        return await self.forges(button.data if not button.url else "", on=message)

    async def forges(self, data: str, on: Shown | None = None) -> News:
        """A press with any data, of a button that was shown or never was."""
        shown = on or (self.last if self.sees else Shown(self.chat["id"], 1, "?"))
        message = {"message_id": shown.message_id, "date": self._date, "chat": self.chat, "text": shown.text or "?"}
        press = {"id": "1", "from": self.user, "chat_instance": "1", "data": data}
        return await self.town.receives({"callback_query": {**press, "message": {**message, "from": _bot()}}})

    def link(self, label: str) -> str:
        """Where the newest button with this label leads."""
        found = (m.button(label) for m in reversed(self.sees))
        button: Button | None = next((b for b in found if b), None)
        assert button is not None, f"no button {label!r}"
        return button.url

    def _message(self, **fields: Any) -> dict[str, Any]:
        message = {"message_id": self.town.telegram.next_id(), "date": self._date, "chat": self.chat, "from": self.user}
        text = fields.get("text", "")
        if text.startswith("/"):
            length = len(text.split(maxsplit=1)[0])
            message["entities"] = [{"type": "bot_command", "offset": 0, "length": length}]
        return {**message, **fields}

    @property
    def _date(self) -> int:
        return int(self.town.clock.now().timestamp())


class Group(Talk):
    """A group; `by` somebody, or nobody in particular."""

    def __init__(self, town: Town, chat: dict[str, Any]) -> None:
        super().__init__(town, chat, {"id": 900, "is_bot": False, "first_name": "路人"})

    def by(self, person: Talk) -> Talk:
        return Talk(self.town, self.chat, person.user)

    def anonymous_admin(self) -> Talk:
        return _Anonymous(self.town, self.chat, ANONYMOUS_ADMIN)

    def other_bot(self) -> Talk:
        return Talk(self.town, self.chat, OTHER_BOT)

    async def bot_becomes(self, status: str, before: str, by: Talk, **details: Any) -> News:
        """my_chat_member: the bot's status changes, such as member, left, kicked, restricted, administrator."""
        change = {
            "chat": self.chat,
            "from": by.user,
            "date": self._date,
            "old_chat_member": _member(before),
            "new_chat_member": {**_member(status), **details},
        }
        return await self.town.receives({"my_chat_member": change})

    async def becomes_supergroup(self, chat_id: int, *, told_by: str = "both") -> "Group":
        """The two service messages of a migration, or the one in the "old" or in the "new" chat only."""
        new = self.town.group(chat_id, self.chat["title"])
        if told_by in ("both", "old"):
            await self.sends(migrate_to_chat_id=chat_id)
        if told_by in ("both", "new"):
            await new.anonymous_admin().sends(migrate_from_chat_id=self.chat["id"])
        return new


class _Anonymous(Talk):
    def _message(self, **fields: Any) -> dict[str, Any]:
        return super()._message(sender_chat=self.chat, **fields)


def photo(name: str) -> list[dict[str, Any]]:
    """Two sizes of a picture, the larger one last, as Telegram sends them."""
    sizes = ((90, "s"), (1280, "x"))
    return [
        {"file_id": f"{name}-{size}", "file_unique_id": f"{name}{size}", "width": width, "height": width}
        for width, size in sizes
    ]


def _bot() -> dict[str, Any]:
    return {"id": BOT_ID, "is_bot": True, "first_name": "连心桥", "username": BOT_USERNAME}


def _member(status: str) -> dict[str, Any]:
    details: dict[str, Any] = {"user": _bot(), "status": status}
    if status == "kicked":
        details["until_date"] = 0
    if status == "restricted":
        details |= dict.fromkeys(_PERMISSIONS, True) | {"until_date": 0}
    if status == "administrator":
        details |= dict.fromkeys(_ADMIN_RIGHTS, False)
    return details


_PERMISSIONS = (
    "is_member", "can_send_messages", "can_send_audios", "can_send_documents", "can_send_photos", "can_send_videos",
    "can_send_video_notes", "can_send_voice_notes", "can_send_polls", "can_send_other_messages",
    "can_add_web_page_previews", "can_change_info", "can_invite_users", "can_pin_messages", "can_manage_topics",
    "can_react_to_messages", "can_edit_tag",
)  # fmt: skip
_ADMIN_RIGHTS = (
    "can_be_edited", "is_anonymous", "can_manage_chat", "can_delete_messages", "can_manage_video_chats",
    "can_restrict_members", "can_promote_members", "can_change_info", "can_invite_users", "can_post_stories",
    "can_edit_stories", "can_send_welcome_messages", "can_delete_stories",
)  # fmt: skip
