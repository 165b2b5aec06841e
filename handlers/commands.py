"""The command menu: each person is shown only what they may do. Cosmetic: every use case checks again."""

import structlog
from aiogram import Bot
from aiogram.exceptions import TelegramAPIError
from aiogram.types import (
    BotCommand,
    BotCommandScopeAllGroupChats,
    BotCommandScopeAllPrivateChats,
    BotCommandScopeChat,
)
from sqlalchemy import select

from storage.database import Storage
from storage.office import Office, Right
from storage.tables import StaffAccount
from texts.labels import group, label

log = structlog.get_logger(__name__)

RIGHT_COMMANDS = {Right.NOTICE: ("notice", "notices"), Right.BIND: ("bind",), Right.INVITE: ("invite",)}


class CommandMenu:
    def __init__(self, storage: Storage) -> None:
        self._storage = storage

    async def publish(self, bot: Bot) -> None:
        """Set the menus of residents and groups, and of each bound member of staff. Called at start."""
        await bot.set_my_commands(_menu(tuple(group("command_resident"))), scope=BotCommandScopeAllPrivateChats())
        await bot.set_my_commands(_menu(tuple(group("command_group"))), scope=BotCommandScopeAllGroupChats())
        async with self._storage.unit() as unit:
            accounts = (
                await unit.session.execute(select(StaffAccount.telegram_id).where(StaffAccount.ended_at.is_(None)))
            ).scalars()
            chats = list(accounts)
        for chat_id in chats:
            await self.renew(bot, chat_id)

    async def renew(self, bot: Bot, chat_id: int) -> None:
        """Set one person's menu by what they are now."""
        async with self._storage.unit() as unit:
            staff = await unit.session.scalar(
                select(StaffAccount.staff).where(StaffAccount.telegram_id == chat_id, StaffAccount.ended_at.is_(None))
            )
        scope = BotCommandScopeChat(chat_id=chat_id)
        try:
            if staff is None:
                await bot.delete_my_commands(scope=scope)
            else:
                await bot.set_my_commands(_menu(commands_of(self._storage.office, staff)), scope=scope)
        except TelegramAPIError as error:
            log.info("menu.not_set", chat_id=chat_id, error=type(error).__name__)


def commands_of(office: Office, staff: str | None) -> tuple[str, ...]:
    """The commands of a member of staff, or of a resident for None, in the order of the menu."""
    if staff is None:
        return tuple(group("command_resident"))
    extra = tuple(c for right, commands in RIGHT_COMMANDS.items() if office.may(staff, right) for c in commands)
    return (*group("command_staff"), *extra)


def _menu(commands: tuple[str, ...]) -> list[BotCommand]:
    return [BotCommand(command=name, description=label("command", name)) for name in commands]
