"""What people type for a number."""

import pytest

from storage.numbers import number_of, read_number


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
    assert read_number(typed) == 2026112200007


@pytest.mark.parametrize("typed", ["", "7", "没有编号", "13812345678"])
def test_what_is_no_number_is_none(typed: str) -> None:
    assert read_number(typed) is None


def test_an_id_and_its_number_are_one() -> None:
    assert number_of(2026112200007) == "20261122-0007"
    assert read_number(number_of(2026112212345)) == 2026112212345


def test_a_number_may_be_typed_as_lists_show_it() -> None:
    assert read_number("1122-0007", 2026) == 2026112200007
    assert read_number("1122-0007") is None
    assert read_number("138-12345678", 2026) is None
