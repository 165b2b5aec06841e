"""What happened, told live to the chat page."""

from collections import deque

from sandbox.beacon import Beacon
from sandbox.json_types import Json
from sandbox.limits import EVENTS_KEPT


class Events:
    """Numbers only grow, over a reset too. An event may hold a Message: it is shown as it is when it is read."""

    def __init__(self) -> None:
        self._kept: deque[Json] = deque(maxlen=EVENTS_KEPT)
        self.last = 0
        self.happened = Beacon()

    def clear(self) -> None:
        self._kept.clear()

    def tell(self, kind: str, **details: object) -> None:
        self.last += 1
        self._kept.append({"n": self.last, "type": kind, **details})
        self.happened.ring()

    def after(self, number: int) -> list[Json]:
        if number >= self.last or not self._kept:
            return []
        skip = max(0, number - int(self._kept[0]["n"]) + 1)
        return [self._kept[index] for index in range(skip, len(self._kept))]
