"""How long to keep away from Telegram after it could not be reached, or could not do what it was asked. Pure."""

import random
from collections.abc import Callable

FIRST_S = 1.0
# A message that the server will not take rests for at most this long; nothing else is held up by it.
LONGEST_REST_S = 60.0
# While nothing gets through the sender asks again at least this often: an alert may be waiting.
LONGEST_PAUSE_S = 15.0
# So many chats in a row without a success between them: it is not one message, it is the server.
CHATS_IN_A_ROW = 3
_DOUBLINGS = 10


def rest(attempts: int, longest: float = LONGEST_REST_S, jitter: Callable[[], float] = random.random) -> float:
    """Seconds: 1, 2, 4 … up to the longest, each between its half and its whole, so that not all come back at once."""
    whole = min(longest, FIRST_S * float(2 ** min(max(attempts, 1) - 1, _DOUBLINGS)))
    return whole * (1 + jitter()) / 2


class Trouble:
    """Whether all sending is to pause, from what the last requests came to. Times are the gate's clock."""

    def __init__(self, jitter: Callable[[], float] = random.random) -> None:
        self._jitter = jitter
        self._chats: set[int] = set()
        self._pauses = 0
        self.pause_until = float("-inf")

    @property
    def probing(self) -> bool:
        """After a pause, until something gets through: one request at a time is enough to find out."""
        return self._pauses > 0

    def passed(self) -> None:
        """Telegram answered as it should."""
        self._chats.clear()
        self._pauses = 0

    def failed(self, chat_id: int, now: float, *, everywhere: bool) -> None:
        """A request got nowhere. What was under way when a pause began does not make it longer."""
        self._chats.add(chat_id)
        if now < self.pause_until or not (everywhere or len(self._chats) >= CHATS_IN_A_ROW):
            return
        self._pauses += 1
        self.pause_until = now + rest(self._pauses, LONGEST_PAUSE_S, self._jitter)
