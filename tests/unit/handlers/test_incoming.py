"""A Telegram message as what a person told."""

from typing import Any

import pytest
from aiogram.types import Message

from complaints.incoming import Incoming, Origin, Piece
from handlers.incoming import read, storable

FILE = {"file_id": "f", "file_unique_id": "u"}


def message(**fields: Any) -> Message:
    return Message.model_validate({"message_id": 3, "date": 1, "chat": {"id": 5, "type": "private"}, **fields})


def told(**fields: Any) -> Incoming:
    found = read(message(**fields))
    assert found is not None
    return found


def test_words_are_kept_as_they_are() -> None:
    assert told(text=" 吵 \n死了 ") == Incoming(text=" 吵 \n死了 ", chat_id=5, message_id=3)


def test_the_largest_size_of_a_photo_is_taken() -> None:
    sizes = [{**FILE, "file_id": name, "width": 1, "height": 1} for name in ("small", "large")]
    found = told(photo=sizes, caption="看", media_group_id="g")
    assert (found.pieces, found.text, found.album) == ((Piece("photo", "large"),), "看", "g")


def test_a_venue_is_a_place() -> None:
    place = {"latitude": 31.5, "longitude": 121.25}
    found = told(location=place, venue={"location": place, "title": "t", "address": "a"})
    assert found.pieces == (Piece("location", latitude=31.5, longitude=121.25),)
    assert found.pieces[0].reference == "31.5,121.25"


@pytest.mark.parametrize(
    "fields",
    [
        {"text": " \n"},
        {"contact": {"phone_number": "1", "first_name": "x"}},
        {"dice": {"emoji": "🎲", "value": 1}},
        {"animation": {**FILE, "width": 1, "height": 1, "duration": 1}, "document": FILE},
    ],
)
def test_what_says_nothing_is_none(fields: dict[str, Any]) -> None:
    assert read(message(**fields)) is None


def test_words_may_be_replaced() -> None:
    found = read(message(text="/complain 吵"), origin=Origin.GROUP, text="吵")
    assert found is not None
    assert (found.text, found.origin) == ("吵", Origin.GROUP)


def test_what_was_told_survives_a_draft() -> None:
    found = told(photo=[{**FILE, "width": 1, "height": 1}], caption="看", media_group_id="g")
    assert Incoming.from_json(found.to_json()) == found


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("吵\0死", "吵死"),
        ("吵\ud83d死", "吵\ufffd死"),
        ("\udc4d", "\ufffd"),
        ("👷🏗️𠮷", "👷🏗️𠮷"),
        ("\ufeffx", "\ufeffx"),
        ("", ""),
    ],
)
def test_only_what_no_database_keeps_is_taken_out(text: str, kept: str) -> None:
    assert storable(text) == kept
