"""Short answers to what needs no number, or belongs to one that was given."""

from texts.card import Button, Card
from texts.labels import label
from texts.render import render


def small_talk_card(kind: str) -> Card:
    return Card(render(f"resident/{kind}"))


def unclear_card(*, repeat: bool) -> Card:
    """`repeat`: they told it before, so that it may have a number."""
    register = Button(label("resident_button", "register"), "tell.register")
    return Card(render("resident/unclear", repeat=repeat), rows=((register,),))


def attached_card(number: str) -> Card:
    return Card(render("resident/attached", number=number))


def updated_card(number: str) -> Card:
    return Card(render("resident/updated", number=number))


def unsupported_card(what: str) -> Card:
    """`what` is sticker, poll, contact or other."""
    return Card(render("resident/unsupported", what=what))
