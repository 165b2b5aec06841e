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


@dataclass(frozen=True, slots=True)
class Move:
    """`target` None: the state stays, something else about the case changes."""

    sources: frozenset[Status]
    target: Status | None


# Who may make a move is the use case's to say: complaints.permission for staff, own_appeals and callback for residents.
MOVES = {
    "acknowledge": Move(OPEN - {Status.IN_PROGRESS}, Status.IN_PROGRESS),  # 接单
    "accept": Move(OPEN, Status.IN_PROGRESS),  # 接手
    "transfer": Move(OPEN, None),  # 转办
    "return": Move(OPEN, None),  # 退单
    "resolve": Move(OPEN, Status.ANSWERED),  # 办结
    "close": Move(frozenset({Status.ANSWERED}), Status.CLOSED),  # 结案
    "reopen": Move(frozenset({Status.ANSWERED, Status.CLOSED}), Status.REOPENED),  # 重办
    "void": Move(OPEN, Status.VOID),  # 撤销
}


def after(action: str, status: str) -> Status:
    """The state after a move. Raises RefusedError when the case is in no state for it."""
    move = MOVES[action]
    if status not in move.sources:
        raise RefusedError("wrong_state", action=action, status=status)
    return move.target if move.target is not None else Status(status)
