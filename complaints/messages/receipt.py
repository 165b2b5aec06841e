"""What residents get for what they told: the receipt, in private or in a group."""

from datetime import datetime

from complaints.circumstances import Circumstances
from complaints.facts import CaseFacts
from complaints.messages.told import when_said, where_said
from storage.office import Office
from texts.card import Button, Card
from texts.labels import label
from texts.render import render


def receipt_card(
    office: Office,
    now: datetime,
    *,
    appeal_id: int,
    number: str,
    case: CaseFacts,
    joined: bool,
    wordless: bool,
    repeat: bool,
    circumstances: Circumstances,
    likeliest: tuple[str, ...],
) -> Card:
    """`likeliest` holds the readings to choose from when nobody can be sure yet; empty when sure."""
    html = render(
        "resident/receipt",
        number=number,
        kind=label("kind", case.kind),
        category=label("category", case.category) if case.category else None,
        urgency=case.urgency,
        urgency_word=label("urgency", case.urgency),
        when=when_said(office, now, circumstances.when),
        place=office.place_name(case.building),
        where=where_said(office, circumstances.places, case.building),
        due_at=case.due_at,
        zone=office.zone,
        now=now,
        joined=joined,
        persons=case.persons,
        wordless=wordless,
        repeat=repeat,
        choices=bool(likeliest),
        phone=office.office.phone,
    )
    rows: list[tuple[Button, ...]] = []
    if likeliest:
        rows.append(tuple(category_button(code, appeal_id) for code in likeliest))
        rows.append((Button(label("resident_button", "other_category"), "mine.category", (appeal_id,)),))
    else:
        rows.append((Button(label("resident_button", "category"), "mine.category", (appeal_id,)),))
    add = Button(label("resident_button", "add"), "mine.add", (appeal_id,))
    withdraw = Button(label("resident_button", "withdraw"), "mine.withdraw", (appeal_id,))
    rows[-1] = (*rows[-1], add, withdraw)
    return Card(html, rows=tuple(rows))


def category_button(code: str, appeal_id: int) -> Button:
    return Button(label("category", code), "mine.is", (appeal_id, code))


def group_receipt(number: str, bot_username: str, reply_to: int) -> Card:
    """In a group only that it is registered: no category, no place, no words (design, principle 8)."""
    link = f"https://t.me/{bot_username}?start=a_{number.replace('-', '')}"
    return Card(
        render("group/receipt", number=number),
        rows=((Button(label("resident_button", "continue_private"), url=link),),),
        reply_to=reply_to,
    )
