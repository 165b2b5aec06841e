"""The bot as it runs in an office: a process of its own, started, stopped and killed."""

import asyncio
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
TOKEN = "424242:not-a-token-of-any-bot-but-long-enough"
# More than the process allows itself to drain what it began (bot.polling, notices.delivery.carrier).
STOP_PATIENCE_S = 40


def environment() -> dict[str, str]:
    """As the machine's, with the token; compiled modules may be kept, so that the next start is quick."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return {**kept, "BOT_TOKEN": TOKEN}


class BotProcess:
    """`python -m bot run`. Everything it says goes to a file."""

    def __init__(self, config: Path, log: Path, *options: str) -> None:
        self.log = log
        command = [sys.executable, "-m", "bot", "run", "--config", str(config), *options]
        with log.open("ab") as out:
            self._process = subprocess.Popen(command, cwd=ROOT, env=environment(), stdout=out, stderr=out)

    @property
    def pid(self) -> int:
        return self._process.pid

    @property
    def running(self) -> bool:
        return self._process.poll() is None

    async def stop(self) -> int:
        """SIGTERM, and the exit code when it has ended in order."""
        self._process.terminate()
        return await self._ended()

    async def kill(self) -> None:
        """SIGKILL: it has no time for anything."""
        self._process.kill()
        await self._ended()

    async def _ended(self) -> int:
        try:
            return await asyncio.to_thread(self._process.wait, STOP_PATIENCE_S)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
            raise

    @property
    def said(self) -> str:
        return self.log.read_text(encoding="utf-8")

    def errors(self) -> list[dict[str, Any]]:
        """What it logged at level error or worse, and lines that are no log entry (a traceback)."""
        found: list[dict[str, Any]] = []
        for line in self.said.splitlines():
            try:
                entry = json.loads(line)
            except ValueError:
                found.append({"event": line})
                continue
            if entry["level"] in ("error", "critical"):
                found.append(entry)
        return found


async def command(config: Path, *arguments: str) -> tuple[int, str]:
    """Another command of `lianxinqiao`: its exit code and what it printed to standard output."""
    asked = [sys.executable, "-m", "bot", *arguments, "--config", str(config)]
    done = await asyncio.to_thread(
        subprocess.run, asked, cwd=ROOT, env=environment(), capture_output=True, text=True, timeout=60, check=False
    )
    return done.returncode, done.stdout
