"""What a building group gets, and the author's preview of it: the same card from the same values."""

from dataclasses import dataclass
from datetime import datetime

from storage.office import Office
from texts.card import Button, Card, Media
from texts.labels import label
from texts.render import render


@dataclass(frozen=True, slots=True)
class Letter:
    """`link` is where a resident's question goes; empty while it would lead nowhere."""

    title: str
    body: str
    pictures: tuple[str, ...]
    at: datetime
    link: str


def private_chat(bot_username: str) -> str:
    return f"https://t.me/{bot_username}" if bot_username else ""


def question_link(bot_username: str, notice_id: int) -> str:
    """A deep link into the private chat; its start parameter names the notice."""
    return f"{private_chat(bot_username)}?start=n_{notice_id}" if bot_username else ""


def card(letter: Letter, office: Office) -> Card:
    """One card, whatever its size: the sender sends pictures that have no room beside the words after them."""
    words = {"title": letter.title, "body": letter.body, "at": letter.at}
    return Card(
        render("notice/copy", office=office.office, zone=office.zone, **words),
        rows=((Button(label("notice_button", "ask"), url=letter.link),),) if letter.link else (),
        media=tuple(Media("photo", file_id) for file_id in letter.pictures),
    )
