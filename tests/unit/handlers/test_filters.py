"""Which presses match: the right name, the right number of arguments, the right types, and nothing else."""

from typing import Any

import pytest
from aiogram.types import CallbackQuery, User

from handlers.filters import Pressed
from texts.card import Button


def press(data: str | None) -> CallbackQuery:
    return CallbackQuery(id="1", from_user=User(id=5, is_bot=False, first_name="x"), chat_instance="1", data=data)


@pytest.mark.parametrize(
    ("data", "read"),
    [
        ("case.sort.as:17:dust", {"case": 17, "category": "dust"}),
        ("case.sort.as:17:", {"case": 17, "category": ""}),
        ("case.sort.as:17:12", {"case": 17, "category": "12"}),
        ("case.sort.as:999999999999999999:x", {"case": 999999999999999999, "category": "x"}),
        ("case.sort.as:9999999999999999999:x", False),
        ("case.sort.as:x:dust", False),
        ("case.sort.as:-1:dust", False),
        ("case.sort.as:１７:dust", False),
        ("case.sort.as::dust", False),
        ("case.sort.as:17", False),
        ("case.sort.as:17:dust:more", False),
        ("case.sort:17:dust", False),
        ("", False),
        (None, False),
    ],
)
async def test_a_press_with_arguments(data: str | None, read: dict[str, Any] | bool) -> None:
    assert await Pressed("case.sort.as", case=int, category=str)(press(data)) == read


async def test_a_press_without_arguments_matches_too() -> None:
    assert await Pressed("mine.list")(press("mine.list"))
    assert not await Pressed("mine.list")(press("mine.list:1"))


async def test_what_a_button_carries_is_read_back() -> None:
    button = Button("接手", "case.transfer.to", (2026112200001, "works-head"))
    read = await Pressed("case.transfer.to", case=int, post=str)(press(button.data))
    assert read == {"case": 2026112200001, "post": "works-head"}
