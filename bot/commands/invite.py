"""lianxinqiao invite: a one-time link for a member of staff."""

import asyncio
import sys
from pathlib import Path

from pydantic import SecretStr
from rich.console import Console
from rich.markup import escape

from bot import tokens
from bot.commands.database import database_or_exit
from bot.commands.endings import UNUSABLE, WELL, WRONG, refuse
from bot.commands.reading import read_or_exit
from bot.mistakes import SettingsError
from bot.settings import Configuration
from bot.telegram import make_bot
from complaints import invites
from complaints.messages.invitation import invite_link
from storage.clock import SystemClock
from storage.database import Storage
from storage.migrations import runner
from storage.office import Office

ISSUED_BY = "console"


class NobodyMeantError(Exception):
    """The command line names no post, or nobody who holds it. The message says which option, and what would do."""


def make_link(path: Path, post: str, staff: str) -> int:
    config = read_or_exit(path)
    try:
        member = chosen(config.office, post, staff)
    except NobodyMeantError as error:
        sys.stderr.write(f"{error}\n")
        return UNUSABLE
    try:
        token = tokens.must_read(config.settings.telegram.token_file)
    except SettingsError as error:
        return refuse(error, path)
    return asyncio.run(_make(config, token, member))


def chosen(office: Office, post: str, staff: str) -> str:
    """The code of the member of staff that is meant. Raises NobodyMeantError where that is not clear."""
    if office.post(post) is None:
        raise NobodyMeantError(f"--post: there is no post {post}; there are {', '.join(p.code for p in office.posts)}")
    holders = [member.code for member in office.holders(post)]
    if staff and staff not in holders:
        raise NobodyMeantError(f"--staff: {staff} does not hold {post}; {', '.join(holders)} do")
    if not staff and len(holders) > 1:
        raise NobodyMeantError(f"--staff: several hold {post}; name one of {', '.join(holders)}")
    return staff or holders[0]


async def _make(config: Configuration, token: SecretStr, staff: str) -> int:
    bot = make_bot(config.settings.telegram, token)
    try:
        me = await bot.get_me()
    except Exception as error:  # noqa: BLE001 - proxies have errors of their own
        sys.stderr.write(f"Telegram did not say what the bot is called ({type(error).__name__}); try `check`\n")
        return WRONG
    finally:
        await bot.session.close()
    with database_or_exit(config.settings.database.url):
        secret = await _issue(config, staff)
    member = config.office.member(staff)
    assert member is not None
    Console(stderr=True, highlight=False, soft_wrap=True).print(
        f"For {escape(member.name)}. It works once, within {config.office.limits.invite_hours} h:"
    )
    sys.stdout.write(invite_link(me.username or "", secret) + "\n")
    return WELL


async def _issue(config: Configuration, staff: str) -> str:
    storage = Storage.open(config.settings.database.url, config.office, SystemClock())
    try:
        await runner.upgrade(storage.engine)
        async with storage.unit() as unit:
            return await invites.issue(unit, ISSUED_BY, staff)
    finally:
        await storage.close()
