"""Questions about a notice."""

from texts.card import Card
from texts.labels import label
from texts.render import render


def ask_question_card(title: str) -> Card:
    return Card(render("resident/notice_question", title=title), asks=label("placeholder", "question"))


def about(title: str, text: str) -> str:
    """The words as they are kept: whoever answers must know which notice they are about."""
    return label("quote", "notice_question").format(title=title, text=text)
