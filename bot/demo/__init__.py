"""lianxinqiao demo: the whole bot against a local Telegram, on a database of its own. The only importer of sandbox."""

import asyncio
import sys
import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import structlog
from pydantic import SecretStr
from rich.console import Console
from rich.markup import escape

from bot import logs
from bot.application import Application, assemble
from bot.commands.endings import WELL, WRONG, refuse, refuse_rules
from bot.commands.reading import read
from bot.demo.cast import Cast
from bot.demo.control import Control
from bot.demo.scenarios import scenarios
from bot.lifecycle import prepare, run, stop_on_signals
from bot.mistakes import SettingsError
from bot.settings import Configuration, DatabaseSettings, Settings, TelegramSettings
from complaints.triage import RulesError
from handlers.origin import origins
from sandbox.clock import SandboxClock
from sandbox.server import Sandbox
from storage.office import Office

log = structlog.get_logger(__name__)

BOT_NAME = "连心桥"
BOT_USERNAME = "lianxinqiao_bot"


def demonstrate(config: Path, port: int) -> int:
    try:
        read_config = read(config)
        read_config.rules.triage()
    except SettingsError as error:
        return refuse(error, config)
    except RulesError as error:
        return refuse_rules(error)
    logs.configure("warning")
    try:
        return asyncio.run(_demonstrate(read_config, port))
    except OSError as error:
        sys.stderr.write(f"port {port} can't be used ({error.strerror or error}); --port 0 picks a free one\n")
        return WRONG
    except Exception as error:  # noqa: BLE001 - said without its message and trace, which may quote a person
        log.critical("demo.crashed", errors=origins(error))
        return WRONG


async def _demonstrate(config: Configuration, port: int) -> int:
    office = config.office
    sandbox = Sandbox(bot_name=BOT_NAME, bot_username=BOT_USERNAME)
    with tempfile.TemporaryDirectory(prefix="lianxinqiao-demo-") as folder:
        async with sandbox.serve(port=port) as address:
            settings = Settings(
                telegram=TelegramSettings(api_base=address),
                database=DatabaseSettings(url=f"sqlite:///{Path(folder) / 'demo.sqlite3'}"),
            )
            app = assemble(replace(config, settings=settings), SecretStr(sandbox.token), sandbox.world.clock)
            await prepare(app, migrate=True)
            async with Control(address) as control:
                cast = Cast(office)
                await cast.enter(control, app.storage)
                for scenario in scenarios(cast):
                    await control.post("scenarios", **scenario)
                await _until_stopped(app, sandbox.world.clock, lambda: _say(office, address))
    return WELL


async def _until_stopped(app: Application, clock: SandboxClock, on_ready: Callable[[], None]) -> None:
    stop = asyncio.Event()
    stop_on_signals(stop)
    async with asyncio.TaskGroup() as group:
        hurrying = group.create_task(_hurry(app, clock), name="clock")
        await run(app, stop, on_ready)
        hurrying.cancel()


async def _hurry(app: Application, clock: SandboxClock) -> None:
    """When the clock is moved, what is due by then happens at once."""
    while True:
        await clock.moved.wait()
        app.ticks.all_now()


def _say(office: Office, address: str) -> None:
    console = Console(highlight=False, soft_wrap=True)
    console.print(f"\n[bold]连心桥演示已启动[/]　{escape(office.office.name)}（数据是临时的，结束就没有了）")
    console.print(f"\n  在浏览器里打开　[bold]{escape(address)}/[/]\n")
    console.print("  · 右上角选一个场景，点播放：一句投诉怎样到承办人手里，又怎样带着答复回来")
    console.print("  · 左边选一位居民，随便打一句话，例如：楼下半夜还在施工，吵得睡不着")
    console.print("  · 左边选承办人，点接单、办结；选一个楼栋群，发 /complain 加一句话")
    console.print("  · 拨快时钟：超过时限没人接单，下一级会收到提醒")
    console.print(
        "\n  [dim]The demo is running: open the address above, pick a person on the left or play a scenario.[/]"
    )
    console.print("  [dim]按 Ctrl-C 结束 · Ctrl-C ends it[/]\n")
