"""Trouble on demand: the next matching requests fail as they are told to."""

from dataclasses import asdict, dataclass
from http import HTTPStatus
from typing import Literal, get_args

from sandbox.errors import ApiError, ControlError
from sandbox.json_types import Json

Kind = Literal["429", "5xx", "reset_before", "reset_after", "hang_before", "hang_after", "403", "400"]
KINDS = frozenset(get_args(Kind))
HANG_DEFAULT = 60.0
# "*" means what the bot does, not its asking for updates: a waiting poll would eat every fault at once.
POLLING = "getupdates"


@dataclass(slots=True)
class Fault:
    """`before`: the request has no effect. `after`: it has, but the caller never hears. `seconds` are real."""

    id: int
    kind: str
    method: str = "*"
    chat: int | None = None
    retry_after: int = 1
    status: int = HTTPStatus.BAD_GATEWAY
    description: str | None = None
    times: int = 1
    seconds: float = HANG_DEFAULT
    used: int = 0

    def matches(self, method: str, chat_id: object) -> bool:
        if self.method == "*":
            if method.lower() == POLLING:
                return False
        elif self.method.lower() != method.lower():
            return False
        return self.chat is None or self.chat == chat_id

    def refusal(self) -> ApiError | None:
        """The error to answer with; None for a connection that is reset or hangs."""
        match self.kind:
            case "429":
                text = self.description or f"Too Many Requests: retry after {self.retry_after}"
                return ApiError(429, text, {"retry_after": self.retry_after})
            case "5xx":
                return ApiError(self.status, self.description or HTTPStatus(self.status).phrase)
            case "403":
                return ApiError(403, self.description or "Forbidden: bot was blocked by the user")
            case "400":
                return ApiError(400, self.description or "Bad Request: chat not found")
        return None

    def as_json(self) -> Json:
        return asdict(self)


class Faults:
    def __init__(self) -> None:
        self._waiting: list[Fault] = []
        self._next_id = 1

    def clear(self) -> None:
        self._waiting.clear()

    def add(self, fault: Fault) -> Fault:
        if fault.kind not in KINDS:
            raise ControlError(f"kind must be one of {', '.join(sorted(KINDS))}")
        if fault.times < 1:
            raise ControlError("times must be 1 or more")
        if fault.kind == "5xx" and fault.status not in {each.value for each in HTTPStatus if each >= 500}:  # noqa: PLR2004
            raise ControlError("status must be an HTTP status of 500 or more")
        fault.id, self._next_id = self._next_id, self._next_id + 1
        self._waiting.append(fault)
        return fault

    def waiting(self) -> list[Json]:
        return [fault.as_json() for fault in self._waiting]

    def take(self, method: str, chat_id: object) -> Fault | None:
        """The oldest fault that matches, used up by one."""
        for fault in self._waiting:
            if fault.matches(method, chat_id):
                fault.used += 1
                if fault.used >= fault.times:
                    self._waiting.remove(fault)
                return fault
        return None
