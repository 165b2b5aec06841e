"""Questions about a notice."""

from complaints.incoming import Incoming
from texts.card import Card
from texts.labels import label
from texts.render import render


def ask_question_card(title: str) -> Card:
    return Card(render("resident/notice_question", title=title), asks=label("placeholder", "question"))


def words_kept(incoming: Incoming) -> str:
    """Whoever answers must know which notice the words are about."""
    if incoming.about is None or not incoming.text.strip():
        return incoming.text
    return label("quote", "notice_question").format(title=incoming.about, text=incoming.text)
