"""The table of moves is the only way from one state to another."""

import pytest

from complaints.workflow import MOVES, OPEN, Status, after
from storage.actors import RefusedError


@pytest.mark.parametrize("action", MOVES)
@pytest.mark.parametrize("status", Status)
def test_every_move_outside_the_table_is_refused(action: str, status: Status) -> None:
    move = MOVES[action]
    if status in move.sources:
        assert after(action, status) == (move.target or status)
    else:
        with pytest.raises(RefusedError, match="wrong_state"):
            after(action, status)


def test_nothing_leaves_a_void_case() -> None:
    assert not any(Status.VOID in move.sources for move in MOVES.values())


def test_every_open_state_can_be_answered() -> None:
    assert MOVES["resolve"].sources == OPEN
