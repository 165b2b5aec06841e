"""Every Bot API request and what came of it, in the order in which they took effect."""

import json
from collections import deque
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import islice

from sandbox.beacon import Beacon
from sandbox.json_types import Json


@dataclass(slots=True)
class Entry:
    """`at` is sandbox time, `monotonic` and `duration_ms` are real; status 0: the caller never got an answer.

    `params` and `result` are JSON text: hundreds of thousands of small objects would be a burden to hold.
    """

    at: float
    monotonic: float
    method: str
    params: bytes
    chat_id: int | None
    status: int
    error_code: int | None
    description: str | None
    result: bytes
    duration_ms: float
    fault: str | None
    n: int = 0

    def as_json(self) -> Json:
        return {
            "n": self.n,
            "at": datetime.fromtimestamp(self.at, UTC).isoformat(),
            "monotonic": self.monotonic,
            "method": self.method,
            "params": json.loads(self.params),
            "chat_id": self.chat_id,
            "status": self.status,
            "ok": self.status == 200,  # noqa: PLR2004 - HTTP's own number
            "error_code": self.error_code,
            "description": self.description,
            "result": json.loads(self.result),
            "duration_ms": round(self.duration_ms, 3),
            "fault": self.fault,
        }


class Transcript:
    """A ring: the oldest entries go first. Numbers only grow, over a reset too."""

    def __init__(self, size: int) -> None:
        self.size = size
        self._entries: deque[Entry] = deque(maxlen=size)
        self.last = 0
        self.grown = Beacon()

    def clear(self) -> None:
        self._entries.clear()

    def add(self, entry: Entry) -> None:
        self.last += 1
        entry.n = self.last
        self._entries.append(entry)
        self.grown.ring()

    def after(self, number: int, limit: int) -> list[Json]:
        if not self._entries or number >= self.last:
            return []
        skip = max(0, number - self._entries[0].n + 1)
        return [entry.as_json() for entry in islice(self._entries, skip, skip + min(limit, self.size))]


def compact(result: object) -> object:
    """A message is named, not repeated: {message_id, chat_id}; updates by their ids."""
    if isinstance(result, list):
        return [compact(each) for each in result]
    if isinstance(result, dict):
        if "update_id" in result:
            return result["update_id"]
        if "message_id" in result and "chat" in result:
            return {"message_id": result["message_id"], "chat_id": result["chat"]["id"]}
    return result
