"""我的诉求, as its author sees it."""

from datetime import datetime

from complaints.own_appeals import Own
from complaints.triage import Category
from storage.office import Office
from texts.card import Button, Card
from texts.labels import label
from texts.render import render

TITLE_CHARACTERS = 14


def list_card(now: datetime, appeals: list[Own]) -> Card:
    rows = tuple(
        (
            Button(
                f"{label('light', a.case.light(now))} {a.appeal.number[4:]} {_title(a)}",
                "mine.open",
                (a.appeal.id,),
            ),
        )
        for a in appeals
    )
    return Card(render("resident/list", count=len(appeals)), rows=rows)


def _title(own: Own) -> str:
    status = label("status", own.case.status)
    return f"{label('category', own.appeal.category or 'unsorted')} · {status}"


def detail_card(office: Office, now: datetime, own: Own) -> Card:
    post = office.post(own.case.owner_post)
    html = render(
        "resident/detail",
        light=label("light", own.case.light(now)),
        number=own.appeal.number,
        category=label("category", own.appeal.category or "unsorted"),
        status=label("status", own.case.status),
        open=own.case.open,
        place=office.place_name(own.appeal.building),
        text=own.appeal.text,
        received_at=own.appeal.received_at,
        due_at=own.case.due_at,
        answer=own.answer,
        persons=own.case.persons,
        occurrences=own.case.occurrences,
        post=post.name if post else office.office.name,
        zone=office.zone,
        now=now,
    )
    return Card(html, rows=_buttons(own))


def _buttons(own: Own) -> tuple[tuple[Button, ...], ...]:
    def button(name: str, press: str) -> Button:
        return Button(label("resident_button", name), press, (own.appeal.id,))

    again = button("again", "mine.again")
    back = (Button(label("resident_button", "list"), "mine.list"),)
    if own.case.status == "void":
        return (back,)
    if not own.case.open:
        return ((again, button("add", "mine.add")), back)
    return (
        (button("remind", "mine.remind"), again),
        (button("add", "mine.add"), button("category", "mine.category"), button("withdraw", "mine.withdraw")),
        back,
    )


def categories_card(appeal_id: int, number: str) -> Card:
    """Every category, two to a row, to choose from."""
    buttons = [Button(label("category", code), "mine.is", (appeal_id, code.value)) for code in Category]
    rows = tuple(tuple(buttons[n : n + 2]) for n in range(0, len(buttons), 2))
    return Card(render("resident/categories", number=number), rows=rows)


def withdrawn_card(own: Own) -> Card:
    return Card(render("resident/withdrawn", number=own.appeal.number))


def confirm_withdraw_card(appeal_id: int, number: str) -> Card:
    yes = Button(label("resident_button", "withdraw_yes"), "mine.withdraw.yes", (appeal_id,))
    no = Button(label("resident_button", "withdraw_no"), "mine.open", (appeal_id,))
    return Card(render("resident/confirm_withdraw", number=number), rows=((yes, no),))


def corrected_card(own: Own) -> Card:
    html = render(
        "resident/corrected", number=own.appeal.number, category=label("category", own.appeal.category or "unsorted")
    )
    detail = Button(label("resident_button", "detail"), "mine.open", (own.appeal.id,))
    return Card(html, rows=((detail,),))


def ask_addition_card(own: Own) -> Card:
    return Card(render("resident/ask_addition", number=own.appeal.number), asks=label("placeholder", "addition"))


def sentence(name: str, own: Own) -> str:
    """A short confirmation, such as reminded, reminded_lately, again, added."""
    return render(f"resident/{name}", number=own.appeal.number, occurrences=own.case.occurrences)
