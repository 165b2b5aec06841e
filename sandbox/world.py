"""Everything one sandbox knows. The parts hold data; methods/ and control/ act on them."""

from sandbox.background import Background
from sandbox.callbacks import CallbackBook
from sandbox.clock import SandboxClock
from sandbox.command_menu import CommandMenu
from sandbox.directory import Directory
from sandbox.events import Events
from sandbox.faults import Faults
from sandbox.files import FileStore
from sandbox.flood import FloodGate
from sandbox.people import Person
from sandbox.scenario_book import ScenarioBook
from sandbox.transcript import Transcript
from sandbox.updates import UpdateQueue
from sandbox.webhook import Webhook


class World:
    def __init__(
        self, *, bot: Person, token: str, clock: SandboxClock, enforce_limits: bool, transcript_size: int
    ) -> None:
        self.bot = bot
        self.token = token
        self.clock = clock
        self.background = Background()
        self.directory = Directory(bot)
        self.files = FileStore()
        self.updates = UpdateQueue(clock)
        self.webhook = Webhook(self.updates, clock, self.background)
        self.callbacks = CallbackBook(clock)
        self.commands = CommandMenu()
        self.flood = FloodGate(clock, enforce_limits)
        self.faults = Faults()
        self.transcript = Transcript(transcript_size)
        self.events = Events()
        self.scenarios = ScenarioBook()
        self._albums = 0

    def new_album_id(self) -> str:
        self._albums += 1
        return str(13_000_000_000_000_000 + self._albums)

    def clear(self) -> None:
        """Empties all but the clock, which never goes back, and the counters, which never repeat."""
        self.webhook.clear()
        self.scenarios.clear()
        for part in (
            self.directory,
            self.files,
            self.updates,
            self.callbacks,
            self.commands,
            self.flood,
            self.faults,
            self.transcript,
            self.events,
        ):
            part.clear()
        self.events.tell("chat", chat_id=None)
