"""Starting while Telegram is out of reach."""

import socket
from pathlib import Path

from sandbox.server import Sandbox
from tests.blackbox.bot_process import TOKEN
from tests.blackbox.stage import Stage
from tests.blackbox.waiting import until_found


def free_port() -> int:
    """One on which nobody listens yet."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


async def test_telegram_may_come_later_than_the_bot(tmp_path: Path) -> None:
    sandbox, port = Sandbox(TOKEN), free_port()
    stage = Stage(sandbox, tmp_path, f"http://127.0.0.1:{port}", f"sqlite+aiosqlite:///{tmp_path}/x.sqlite3")
    process = stage.launch()

    async def tried_in_vain() -> bool | None:
        assert process.running, process.said
        return True if process.said.count("telegram.unreachable") > 1 else None

    try:
        await until_found(stage.world.transcript.grown, tried_in_vain, "a warning that Telegram is out of reach")
        async with sandbox.serve(port=port):
            await stage.polls(process, 0)
            resident = await stage.resident("patient", "b1")
            resident.says("工地扬尘很大，窗户都不敢开")
            await resident.sees("已登记")
            assert await process.stop() == 0
        assert process.errors() == []
    finally:
        await stage.close()
