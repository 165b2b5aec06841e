"""Lists and questions for staff."""

from datetime import datetime

from complaints.facts import CaseFacts
from complaints.handling import RETURN_REASONS, Opened
from complaints.triage import Category
from storage.office import Office, Post
from texts.card import Button, Card
from texts.labels import label
from texts.render import render

WORDS_SHOWN = 5
APPEALS_SHOWN = 8


def cases_card(office: Office, now: datetime, cases: list[CaseFacts]) -> Card:
    ordered = sorted(cases, key=lambda c: (("red", "yellow", "green").index(c.light(now)), c.due_at))
    rows = tuple((Button(_line(office, now, case), "case.open", (case.id,)),) for case in ordered)
    return Card(render("staff/cases", count=len(cases)), rows=rows)


def _line(office: Office, now: datetime, case: CaseFacts) -> str:
    light = label("light", case.light(now))
    place = office.place_name(case.building) or label("place", "unknown")
    what = label("category", case.category or "unsorted")
    return f"{light} {case.number[4:]} {what} · {place} · {label('status', case.status)}"


def opened_card(office: Office, now: datetime, opened: Opened) -> Card:
    """A case unmasked, with the same buttons as its alert."""
    case = opened.case
    post, owner = office.post(case.owner_post), office.member(case.owner_staff)
    appeals = [
        {
            "number": a.number,
            "at": a.received_at,
            "room": a.room,
            "text": a.text,
            "withdrawn": a.withdrawn_at is not None,
        }
        for a in opened.appeals[-APPEALS_SHOWN:]
    ]
    words = [{"at": w.at, "staff": w.author.startswith("staff:"), "text": w.text} for w in opened.words[-WORDS_SHOWN:]]
    html = render(
        "staff/opened",
        light=label("light", case.light(now)),
        number=case.number,
        category=label("category", case.category or "unsorted"),
        urgency=label("urgency", case.urgency),
        status=label("status", case.status),
        place=office.place_name(case.building),
        persons=case.persons,
        occurrences=case.occurrences,
        post=post.name if post else case.owner_post,
        owner=owner.name if owner else None,
        due_at=case.due_at,
        appeals=appeals,
        more=max(0, len(opened.appeals) - APPEALS_SHOWN),
        words=words,
        files=len(opened.files),
        zone=office.zone,
        now=now,
    )
    return Card(html, rows=case_buttons(case))


def case_buttons(case: CaseFacts) -> tuple[tuple[Button, ...], ...]:
    def button(name: str, press: str) -> Button:
        return Button(label("case_button", name), press, (case.id,))

    if not case.open:
        return ()
    take = button("accept" if case.proposed_post else "acknowledge", "case.acknowledge")
    first = (
        (take, button("resolve", "case.resolve"))
        if case.status != "in_progress" or case.proposed_post
        else (button("resolve", "case.resolve"),)
    )
    return (
        first,
        (button("transfer", "case.transfer"), button("return", "case.return")),
        (button("sort", "case.sort"), button("relay", "case.relay")),
    )


def posts_card(office: Office, case: CaseFacts) -> Card:
    """转办: to whom? Every post but the present one."""
    buttons = [
        (Button(post.name, "case.transfer.to", (case.id, post.code)),)
        for post in office.posts
        if post.code != case.owner_post
    ]
    return Card(render("staff/transfer", number=case.number), rows=tuple(buttons))


def reasons_card(case: CaseFacts) -> Card:
    rows = tuple(
        (Button(label("return_reason", reason), "case.return.for", (case.id, reason)),) for reason in RETURN_REASONS
    )
    return Card(render("staff/return", number=case.number), rows=rows)


def sort_card(case: CaseFacts) -> Card:
    buttons = [Button(label("category", code), "case.sort.as", (case.id, code.value)) for code in Category]
    rows = tuple(tuple(buttons[n : n + 2]) for n in range(0, len(buttons), 2))
    return Card(render("staff/sort", number=case.number), rows=rows)


def ask_answer_card(case: CaseFacts) -> Card:
    return Card(render("staff/ask_answer", number=case.number), asks=label("placeholder", "answer"))


def ask_relay_card(case: CaseFacts) -> Card:
    return Card(render("staff/ask_relay", number=case.number), asks=label("placeholder", "relay"))


def acknowledged_card(office: Office, now: datetime, case: CaseFacts) -> Card:
    html = render("staff/acknowledged", number=case.number, due_at=case.due_at, zone=office.zone, now=now)
    return Card(html, rows=case_buttons(case))


def handed_over_card(case: CaseFacts, post: Post) -> Card:
    return Card(render("staff/handed_over", number=case.number, post=post.name))


def answered_card(case: CaseFacts) -> Card:
    return Card(render("staff/answered", number=case.number, persons=case.persons))


def relayed_card(number: str, residents: int) -> Card:
    return Card(render("staff/relayed", number=number, residents=residents))


def sorted_card(case: CaseFacts) -> Card:
    return Card(render("staff/sorted", number=case.number, category=label("category", case.category or "unsorted")))
