"""The first words to residents and staff, and what each of them may do."""

from collections.abc import Iterable

from storage.office import Office
from texts.card import Button, Card
from texts.labels import label
from texts.render import render


def resident_card(office: Office, building: str, room: str | None) -> Card:
    button = Button(label("resident_button", "room"), "home.room")
    return Card(render("resident/welcome", place=office.place_name(building), room=room), rows=((button,),))


def staff_card(office: Office, staff: str, count: int) -> Card:
    member = office.member(staff)
    posts = "、".join(post.name for post in office.posts_of(staff))
    return Card(render("staff/welcome", name=member.name if member else staff, posts=posts, count=count))


def resident_help(office: Office) -> Card:
    return Card(render("resident/help", office=office.office))


def staff_help(office: Office, staff: str, commands: Iterable[str]) -> Card:
    """`commands` are those beyond what all staff have."""
    member = office.member(staff)
    extra = [f"/{name}　{label('command', name)}" for name in commands]
    return Card(render("staff/help", name=member.name if member else staff, extra=extra))


def privacy_card(office: Office) -> Card:
    return Card(render("resident/privacy", office=office.office, days=office.retention.closed_cases_days))


def sentence_card(name: str) -> Card:
    """A sentence that needs no values, by its template's name."""
    return Card(render(name))
