"""Words that the bot carries between residents and staff."""

from complaints.facts import CaseFacts
from complaints.incoming import Piece
from storage.office import Office
from storage.tables import Appeal
from texts.card import Button, Card, Media
from texts.labels import label
from texts.render import render


def resident_words(office: Office, case: CaseFacts, text: str) -> Card:
    html = render(
        "case/resident_words",
        number=case.number,
        category=label("category", case.category or "unsorted"),
        place=office.place_name(case.building),
        text=text,
    )
    details = Button(label("case_button", "details"), "case.open", (case.id,))
    return Card(html, rows=((details,),))


def staff_words(office: Office, appeal: Appeal, text: str) -> Card:
    html = render("resident/staff_words", number=appeal.number, text=text, office=office.office)
    return Card(html, rows=((Button(label("resident_button", "reply"), "mine.add", (appeal.id,)),),))


def file_for_resident(appeal: Appeal, piece: Piece) -> Card:
    return Card(render("resident/answer_file", number=appeal.number), media=(Media(piece.kind, piece.reference),))
