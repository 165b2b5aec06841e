"""What people type for a number."""

import pytest

from complaints.numbers import read_number


@pytest.mark.parametrize(
    "typed",
    [
        "20261122-0007",
        "#20261122-0007",
        "  20261122-0007 谢谢",
        "202611220007",
        "２０２６１１２２－０００７",
        "a_202611220007",
    ],
)
def test_a_number_is_read_however_it_is_typed(typed: str) -> None:
    assert read_number(typed) == "20261122-0007"


@pytest.mark.parametrize("typed", ["", "7", "没有编号", "13812345678"])
def test_what_is_no_number_is_none(typed: str) -> None:
    assert read_number(typed) is None
