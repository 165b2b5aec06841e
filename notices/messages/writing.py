"""Questions to the author of a notice: title, text, pictures."""

from notices.sheet import BODY, PREVIEW, TITLE, Sheet
from notices.wording import ALBUM_PICTURES, TITLE_UNITS, Unfit
from storage.office import Office
from texts.card import Button, Card
from texts.labels import label
from texts.render import render


def button(code: str, press: str, *args: str | int) -> Button:
    return Button(label("notice_button", code), press=press, args=args)


def question(sheet: Sheet, office: Office) -> Card:
    """The question that the sheet is at: title, text or pictures."""
    cancel = button("cancel", "notice.cancel", sheet.mark)
    if sheet.asks == TITLE:
        return Card(render("notice/ask_title", most=TITLE_UNITS), ((cancel,),))
    if sheet.asks == BODY:
        most = office.limits.notice_characters
        return Card(render("notice/ask_body", title=sheet.title, most=most), ((cancel,),))
    taken = len(sheet.pictures)
    text = render("notice/ask_pictures", taken=taken, most=ALBUM_PICTURES, album=sheet.album is not None)
    if not taken:
        return Card(text, ((button("no_pictures", "notice.pictures", sheet.mark), cancel),))
    done, none = button("pictures", "notice.pictures", sheet.mark), button("bare", "notice.bare", sheet.mark)
    return Card(text, ((done,), (none, cancel)))


def resumed(sheet: Sheet) -> Card:
    """Said before the question of a notice that was left unfinished."""
    anew = button("anew", "notice.anew", sheet.mark)
    return Card(render("notice/resumed", title=sheet.title), ((anew,),))


def unfit(fault: Unfit) -> Card:
    return Card(render(f"notice/unfit/{fault.code}", **fault.values))


def cancelled() -> Card:
    return Card(render("notice/cancelled"))


def use_buttons(sheet: Sheet) -> Card:
    return Card(render("notice/use_buttons", preview=sheet.asks == PREVIEW))
