"""A card survives the outbox unchanged, and what Telegram would refuse is refused when it is made."""

import json

import pytest

from texts.card import CALLBACK_BYTES, Button, Card, CardTooLongError, Media

FULL = Card(
    "<b>您好</b>",
    rows=((Button("接单", "case.acknowledge", (2026112200001,)), Button("看", url="https://t.me/x?start=a_1")), ()),
    media=(Media("photo", "AgAC"), Media("location", "31.5,121.25")),
    reply_to=7,
    silent=True,
    asks="写一句话",
)


@pytest.mark.parametrize("card", [Card("x"), FULL, Card("x", rows=((Button("a", "b"),),)), Card("", reply_to=0)])
def test_a_card_survives_json(card: Card) -> None:
    kept = Card.from_json(json.loads(json.dumps(card.to_json())))
    assert kept.to_json() == card.to_json()
    assert kept == card


def test_what_is_empty_takes_no_room() -> None:
    assert Card("x").to_json() == {"html": "x"}


def test_arguments_keep_their_type() -> None:
    button = Card.from_json(FULL.to_json()).rows[0][0]
    assert button.args == (2026112200001,)
    assert button.data == "case.acknowledge:2026112200001"


def test_64_bytes_of_data_fit_and_65_do_not() -> None:
    assert len(Button("a", "x" * CALLBACK_BYTES).data) == 64
    with pytest.raises(CardTooLongError):
        Button("a", "x" * (CALLBACK_BYTES + 1))


def test_bytes_count_and_not_characters() -> None:
    Button("很长的名字" * 20, "x", ("三" * 20,))
    with pytest.raises(CardTooLongError):
        Button("a", "x", ("三" * 21,))


@pytest.mark.parametrize(("press", "url"), [("", ""), ("x", "https://t.me")])
def test_a_button_does_exactly_one_thing(press: str, url: str) -> None:
    with pytest.raises(ValueError, match="exactly one action"):
        Button("a", press=press, url=url)


def test_an_argument_cannot_smuggle_in_another() -> None:
    with pytest.raises(ValueError, match="must not contain"):
        Button("a", "case.sort.as", (1, "dust:2"))
