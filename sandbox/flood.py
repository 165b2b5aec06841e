"""Telegram's flood limits as sliding windows of sandbox time."""

from collections import defaultdict, deque
from math import ceil

from sandbox.chats import Chat
from sandbox.clock import SandboxClock
from sandbox.errors import too_many_requests
from sandbox.limits import (
    CHAT_MESSAGES,
    CHAT_WINDOW,
    GROUP_MESSAGES,
    GROUP_WINDOW,
    OVERALL_MESSAGES,
    OVERALL_WINDOW,
)


class _Window:
    __slots__ = ("_allowed", "_seconds", "_spent")

    def __init__(self, allowed: int, seconds: float) -> None:
        self._allowed, self._seconds = allowed, seconds
        self._spent: deque[float] = deque()

    def wait_for(self, cost: int, now: float) -> float:
        """Seconds until `cost` fits. A cost above the whole window fits an empty one, as an album does."""
        while self._spent and self._spent[0] <= now - self._seconds:
            self._spent.popleft()
        too_many = len(self._spent) + cost - self._allowed
        if too_many <= 0 or not self._spent:
            return 0.0
        return self._spent[min(too_many, len(self._spent)) - 1] + self._seconds - now

    def spend(self, cost: int, now: float) -> None:
        self._spent.extend([now] * cost)


class FloodGate:
    """A refused request costs nothing. An edit counts in a group's minute, as bot authors have observed."""

    def __init__(self, clock: SandboxClock, enforce: bool) -> None:
        self._clock = clock
        self.enforce = enforce
        self.clear()

    def clear(self) -> None:
        self._overall = _Window(OVERALL_MESSAGES, OVERALL_WINDOW)
        self._chats: defaultdict[int, _Window] = defaultdict(lambda: _Window(CHAT_MESSAGES, CHAT_WINDOW))
        self._groups: defaultdict[int, _Window] = defaultdict(lambda: _Window(GROUP_MESSAGES, GROUP_WINDOW))

    def send(self, chat: Chat, cost: int = 1) -> None:
        if self.enforce:
            windows = [self._overall, self._chats[chat.id]]
            if chat.type != "private":
                windows.append(self._groups[chat.id])
            self._pass(windows, cost)

    def edit(self, chat: Chat) -> None:
        if self.enforce and chat.type != "private":
            self._pass([self._groups[chat.id]], 1)

    def _pass(self, windows: list[_Window], cost: int) -> None:
        now = self._clock.seconds()
        wait = max(window.wait_for(cost, now) for window in windows)
        if wait > 0:
            raise too_many_requests(max(1, ceil(wait)))
        for window in windows:
            window.spend(cost, now)
