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
from sqlalchemy import exists, select
from sqlalchemy.orm import aliased

from storage.database import Storage
from storage.office import Office, Right
from storage.tables import StaffAccount
from storage.unit import Unit
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
        """Set one person's menu by what they are now, and that of an account which theirs has replaced."""
        async with self._storage.unit() as unit:
            account = await unit.session.scalar(
                select(StaffAccount).where(StaffAccount.telegram_id == chat_id, StaffAccount.ended_at.is_(None))
            )
            replaced = await _replaced_by(unit, account) if account is not None else []
        await self._set(bot, chat_id, account.staff if account is not None else None)
        for other in replaced:
            await self._set(bot, other, None)

    async def _set(self, bot: Bot, chat_id: int, staff: str | None) -> None:
        """Who is nobody that the configuration knows has the menu of residents, which is everybody's."""
        scope = BotCommandScopeChat(chat_id=chat_id)
        try:
            if self._storage.office.member(staff) is None:
                await bot.delete_my_commands(scope=scope)
            else:
                await bot.set_my_commands(_menu(commands_of(self._storage.office, staff)), scope=scope)
        except TelegramAPIError as error:
            log.info("menu.not_set", chat_id=chat_id, error=type(error).__name__)


async def _replaced_by(unit: Unit, account: StaffAccount) -> list[int]:
    """The accounts that ended in the moment in which this one was bound, and are nobody's since."""
    later = aliased(StaffAccount)
    found = await unit.session.scalars(
        select(StaffAccount.telegram_id).where(
            StaffAccount.staff == account.staff,
            StaffAccount.ended_at == account.bound_at,
            StaffAccount.telegram_id != account.telegram_id,
            ~exists().where(later.telegram_id == StaffAccount.telegram_id, later.ended_at.is_(None)),
        )
    )
    return list(found)


def commands_of(office: Office, staff: str | None) -> tuple[str, ...]:
    """The commands of a member of staff, or of a resident for None, in the order of the menu."""
    if staff is None:
        return tuple(group("command_resident"))
    extra = tuple(c for right, commands in RIGHT_COMMANDS.items() if office.may(staff, right) for c in commands)
    return (*group("command_staff"), *extra)


def _menu(commands: tuple[str, ...]) -> list[BotCommand]:
    return [BotCommand(command=name, description=label("command", name)) for name in commands]
