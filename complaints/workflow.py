"""案件状态: the states of a case and the moves between them. The one place that says what is allowed."""

from dataclasses import dataclass
from enum import StrEnum

from storage.actors import RefusedError


class Status(StrEnum):
    UNSORTED = "unsorted"  # 待分类: a person must say what it is
    NEW = "new"  # 待接单
    IN_PROGRESS = "in_progress"  # 处理中
    ANSWERED = "answered"  # 已答复: the resident is asked whether it is solved
    REOPENED = "reopened"  # 重办中: the resident says it is not
    CLOSED = "closed"  # 已办结
    VOID = "void"  # 已撤销: withdrawn by everybody who told it


OPEN = frozenset({Status.UNSORTED, Status.NEW, Status.IN_PROGRESS, Status.REOPENED})


class Who(StrEnum):
    HANDLER = "handler"  # who holds the responsible post, is asked to take over, or stands above
    RESIDENT = "resident"
    BOT = "bot"


@dataclass(frozen=True, slots=True)
class Move:
    """`target` None: the state stays, something else about the case changes."""

    name: str
    sources: frozenset[Status]
    target: Status | None
    who: Who


MOVES = {
    "sort": Move("归类", frozenset({Status.UNSORTED}), Status.NEW, Who.HANDLER),
    "acknowledge": Move("接单", OPEN - {Status.IN_PROGRESS}, Status.IN_PROGRESS, Who.HANDLER),
    "accept": Move("接手转办", OPEN, Status.IN_PROGRESS, Who.HANDLER),
    "transfer": Move("转办", OPEN, None, Who.HANDLER),
    "return": Move("退单", OPEN, None, Who.HANDLER),
    "resolve": Move("办结", OPEN, Status.ANSWERED, Who.HANDLER),
    "close": Move("结案", frozenset({Status.ANSWERED}), Status.CLOSED, Who.RESIDENT),
    "reopen": Move("重办", frozenset({Status.ANSWERED, Status.CLOSED}), Status.REOPENED, Who.RESIDENT),
    "void": Move("撤销", OPEN, Status.VOID, Who.RESIDENT),
}


def after(action: str, status: str) -> Status:
    """The state after a move. Raises RefusedError when the case is in no state for it."""
    move = MOVES[action]
    if status not in move.sources:
        raise RefusedError("wrong_state", action=action, status=status)
    return move.target if move.target is not None else Status(status)
