"""Lists and questions for staff."""

from datetime import datetime

from complaints.facts import CaseFacts
from complaints.handing_over import RETURN_REASONS
from complaints.handling import LISTED
from complaints.triage import Category
from storage.office import Office
from storage.tables import Appeal
from texts.card import Button, Card
from texts.labels import label
from texts.render import render


def cases_card(office: Office, now: datetime, cases: list[CaseFacts]) -> Card:
    """One's own cases, of which the LISTED most pressing have a button."""
    html = render("staff/cases", count=len(cases), more=max(0, len(cases) - LISTED))
    return Card(html, rows=_lines(office, now, cases[:LISTED]))


def other_cases_card(office: Office, now: datetime, cases: list[CaseFacts], count: int) -> Card:
    html = render("staff/other_cases", count=count, more=count - len(cases))
    return Card(html, rows=_lines(office, now, cases))


def _lines(office: Office, now: datetime, cases: list[CaseFacts]) -> tuple[tuple[Button, ...], ...]:
    ordered = sorted(cases, key=lambda c: (("red", "yellow", "green").index(c.light(now)), c.due_at))
    return tuple((Button(_line(office, now, case), "case.open", (case.id,)),) for case in ordered)


def _line(office: Office, now: datetime, case: CaseFacts) -> str:
    light = label("light", case.light(now))
    place = office.place_name(case.building) or label("place", "unknown")
    what = label("category", case.category or "unsorted")
    return f"{light} {case.number[4:]} {what} · {place} · {label('status', case.status)}"


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


def posts_card(office: Office, case: CaseFacts, staff: str) -> Card:
    """转办: to whom? Every post but the present one; back to that for others, while nobody has taken it over."""
    buttons = [
        (Button(post.name, "case.transfer.to", (case.id, post.code)),)
        for post in office.posts
        if post.code != case.owner_post
    ]
    present = office.post(case.owner_post)
    if case.proposed_post is not None and present is not None and present not in office.posts_of(staff):
        back = label("case_button", "back").format(post=present.name)
        buttons.insert(0, (Button(back, "case.transfer.to", (case.id, present.code)),))
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


def handed_over_card(office: Office, case: CaseFacts) -> Card:
    """Who is asked now; nobody, where a question was taken off."""
    post = office.post(case.proposed_post or case.owner_post)
    name = post.name if post else case.owner_post
    if case.proposed_post is None:
        return Card(render("staff/taken_back", number=case.number, post=name))
    return Card(render("staff/handed_over", number=case.number, post=name))


def answered_card(case: CaseFacts) -> Card:
    return Card(render("staff/answered", number=case.number, persons=case.persons))


def relayed_card(number: str, residents: int) -> Card:
    return Card(render("staff/relayed", number=number, residents=residents))


def sorted_card(case: CaseFacts) -> Card:
    return Card(render("staff/sorted", number=case.number, category=label("category", case.category or "unsorted")))


def free_words_card(message_id: int | None) -> Card:
    """`message_id` is that of the words when they are kept: the button then registers these and no others."""
    html = render("staff/free_words", own=message_id is not None)
    if message_id is None:
        return Card(html)
    return Card(html, rows=((Button(label("staff_button", "register_own"), "staff.own", (message_id,)),),))


def undelivered_card(case: CaseFacts, appeal: Appeal) -> Card:
    return Card(render("staff/undelivered", number=case.number, appeal=appeal.number, shared=case.persons > 1))
