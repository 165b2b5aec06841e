"""Invitations of staff."""

from storage.office import Office
from texts.card import Button, Card
from texts.render import render


def whom_card(office: Office) -> Card:
    rows = tuple((Button(f"{m.name} · {_posts(office, m.code)}", "staff.invite", (m.code,)),) for m in office.staff)
    return Card(render("staff/invite_whom"), rows=rows)


def link_card(office: Office, staff: str, bot_username: str, token: str) -> Card:
    member = office.member(staff)
    html = render(
        "staff/invite_link",
        name=member.name if member else staff,
        posts=_posts(office, staff),
        hours=office.limits.invite_hours,
        link=invite_link(bot_username, token),
    )
    return Card(html)


def invite_link(bot_username: str, token: str) -> str:
    return f"https://t.me/{bot_username}?start=s_{token}"


def _posts(office: Office, staff: str) -> str:
    return "、".join(post.name for post in office.posts_of(staff))
