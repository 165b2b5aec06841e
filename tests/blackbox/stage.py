"""One office on one database and one local Telegram, and the processes of the bot that serve it."""

import asyncio
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sandbox.clock import SandboxClock
from sandbox.control.bodies import ChatBody, MembershipBody
from sandbox.control.chats import put_chat
from sandbox.control.membership import change_membership
from sandbox.faults import Fault
from sandbox.server import Sandbox
from sandbox.world import World
from storage.office import Office
from tests.blackbox import config_file
from tests.blackbox.bot_process import TOKEN, BotProcess
from tests.blackbox.people import Person, Room
from tests.blackbox.records import Records
from tests.blackbox.waiting import until_found

# An office other than that of config_file.
Table = dict[str, Any] | None
USERNAME = "lianxinqiao_test_bot"
# A Monday at ten in the morning, in the office's zone.
MORNING = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)


class Stage:
    """Made by `open_stage`. People are made as they are needed; staff are bound by `staff`."""

    def __init__(self, sandbox: Sandbox, folder: Path, base: str, url: str, table: Table = None) -> None:
        self.world: World = sandbox.world
        self.base = base
        self.config = folder / "config.toml"
        self.office: Office = config_file.office(table)
        self.records = Records(url, self.office, sandbox.world.clock)
        self.processes: list[BotProcess] = []
        self.said: list[str] = []
        self._folder = folder
        config_file.write(self.config, api_base=base, database_url=url, table=table)

    async def start(self) -> BotProcess:
        """A process that has begun to ask for updates."""
        before = self.world.updates.poller
        process = self.launch("--follow-clock", self.base)
        await self.polls(process, before)
        return process

    def launch(self, *options: str) -> BotProcess:
        """A process that has only just been started."""
        process = BotProcess(self.config, self._folder / f"log-{len(self.processes)}", *options)
        self.processes.append(process)
        return process

    async def polls(self, process: BotProcess, asked_before: int) -> None:
        """Wait until it has asked for updates once more than so often."""
        updates = self.world.updates

        async def look() -> bool | None:
            assert process.running, process.said
            return True if updates.poller > asked_before else None

        await until_found(updates.changed, look, "the process to ask for updates")

    def person(self, username: str) -> Person:
        return Person(self.world, username, self.said)

    async def resident(self, username: str, building: str) -> Person:
        """Somebody who has scanned the code on their building."""
        assert self.office.building(building) is not None, building
        person = self.person(username)
        person.says(f"/start b_{building}")
        await person.sees("好的，您的楼栋")
        return person

    async def staff(self, *codes: str) -> list[Person]:
        """Members of staff who have opened an invitation and the private chat."""
        people = [self.person(code) for code in codes]
        await self.records.bind_staff({code: person.id for code, person in zip(codes, people, strict=True)})
        for person in people:
            person.says("/start")
        for person in people:
            await person.sees("您的岗位")
        return people

    def group(self, title: str, members: Sequence[Person] = (), admin: Person | None = None) -> Room:
        """A basic group that the bot has just been put into."""
        body = ChatBody(
            type="group",
            title=title,
            members=[person.id for person in members],
            admins=[admin.id] if admin else [],
            bot="member",
        )
        return Room(self.world, int(put_chat(self.world, body)["id"]))

    def becomes(self, room: Room, **change: Any) -> int:
        """A change of membership, as in POST /sandbox/membership. The chat's id afterwards."""
        return int(change_membership(self.world, MembershipBody(chat=room.id, **change))["id"])

    @contextmanager
    def unheard(self) -> Iterator[None]:
        """What happens inside never reaches the bot, as after a day in which nobody fetched updates."""
        updates = self.world.updates
        allowed, updates.allowed = updates.allowed, ["poll"]
        try:
            yield
        finally:
            updates.allowed = allowed

    def trouble(self, kind: str, method: str, room: Room | None = None, **details: Any) -> None:
        """The next such request fails (docs/sandbox.md, faults)."""
        self.world.faults.add(Fault(0, kind, method, room.id if room else None, **details))

    async def close(self) -> None:
        """End what still runs; nothing of what people said, and no token, is in any log."""
        for process in self.processes:
            if process.running:
                await process.kill()
        for process in self.processes:
            told = [secret for secret in (TOKEN, *self.said) if len(secret) > len("/start") and secret in process.said]
            assert told == [], f"{process.log} tells {told}"


@asynccontextmanager
async def open_stage(url: str, folder: Path, table: Table = None) -> AsyncIterator[Stage]:
    """`url` is an empty database."""
    sandbox = Sandbox(TOKEN, SandboxClock(MORNING), bot_username=USERNAME)
    async with sandbox.serve() as base:
        stage = Stage(sandbox, folder, base, url, table)
        try:
            yield stage
        finally:
            await asyncio.shield(stage.close())
