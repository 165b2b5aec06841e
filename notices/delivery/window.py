"""A strict sliding window: no span of its length ever holds more than its limit, wherever the span begins.

Telegram counts a message somewhere between the request and the answer. So a message counts from the moment it is
taken until one window's length after it has landed, however long it is on the way.
"""

from bisect import bisect_right, insort


class Window:
    """Times are seconds of a clock that never goes back, the same for all calls."""

    __slots__ = ("_flying", "_landed", "_limit", "_seconds")

    def __init__(self, limit: int, seconds: float) -> None:
        self._limit = limit
        self._seconds = seconds
        self._flying = 0
        # When each message landed, in order; few enough that a list is the fastest.
        self._landed: list[float] = []

    def used(self, now: float) -> int:
        """How many messages the window holds."""
        del self._landed[: bisect_right(self._landed, now, key=lambda landed: landed + self._seconds)]
        return self._flying + len(self._landed)

    def ready_at(self, cost: int, now: float, limit: int | None = None) -> float:
        """The earliest moment, not before now, at which so many messages may fit. Later when others come first, or
        when what is on the way takes its time: ask again then.

        `limit` may be lower than the window's own. An album that is larger than the limit fits an empty window.
        """
        bound = self._limit if limit is None else limit
        over = self.used(now) + min(cost, bound) - bound
        if over <= 0:
            return now
        return (self._landed[over - 1] if over <= len(self._landed) else now) + self._seconds

    def take(self, cost: int) -> None:
        """So many messages are on the way from now on."""
        self._flying += cost

    def land(self, cost: int, now: float) -> None:
        """They have arrived, or never will. What an album has over the limit counts in the windows that follow."""
        self._flying -= cost
        for number in range(cost):
            insort(self._landed, now + number // self._limit * self._seconds)
