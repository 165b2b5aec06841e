"""Choosing where one lives."""

from collections.abc import Sequence

from storage.office import Compound, Office
from texts.card import Button, Card
from texts.labels import label
from texts.render import render

PER_ROW = 3


def home_card(office: Office, *, kept: bool) -> Card:
    """Compounds to choose from; with only one, its buildings at once."""
    if len(office.compounds) == 1:
        return buildings_card(office.compounds[0], kept=kept)
    buttons = [Button(c.name, "home.compound", (c.code,)) for c in office.compounds]
    return Card(render("resident/ask_building", kept=kept, compound=None), rows=tuple((b,) for b in buttons))


def buildings_card(compound: Compound, *, kept: bool) -> Card:
    buttons = [Button(b.name, "home.building", (b.code,)) for b in compound.buildings]
    return Card(render("resident/ask_building", kept=kept, compound=compound.name), rows=_in_rows(buttons))


def _in_rows(buttons: Sequence[Button]) -> tuple[tuple[Button, ...], ...]:
    return tuple(tuple(buttons[n : n + PER_ROW]) for n in range(0, len(buttons), PER_ROW))


def settled_card(office: Office, building: str, *, before: str | None, registered: bool) -> Card:
    """`before`: where the person lived until now."""
    room = Button(label("resident_button", "room"), "home.room")
    html = render(
        "resident/settled",
        place=office.place_name(building),
        before=office.place_name(before) if before != building else None,
        registered=registered,
    )
    return Card(html, rows=((room,),))


def ask_room_card() -> Card:
    return Card(render("resident/ask_room"), asks=label("placeholder", "room"))


def room_kept_card(room: str) -> Card:
    return Card(render("resident/room_kept", room=room))
