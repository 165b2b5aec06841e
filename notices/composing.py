"""Writing a notice, one question after the other: title, text, pictures. Whom it is for is choosing.py's."""

from dataclasses import replace
from datetime import datetime, timedelta

from notices import preview, wording
from notices.sheet import AUDIENCE, BODY, PICTURES, PREVIEW, STEPS, TITLE, Sheet, held, keep, open_sheet
from notices.wording import ALBUM_PICTURES, Unfit
from storage import drafts
from storage.actors import Actor, RefusedError
from storage.unit import Unit

# Within this time a further text is the rest of the one that was too long: the apps cut at 4096 characters.
REST_OF_A_TEXT = timedelta(seconds=3)
# What the preview's 修改… may lead back to.
REVISABLE = {"title": TITLE, "body": BODY, "pictures": PICTURES, "audience": AUDIENCE}

_NEXT = {TITLE: BODY, BODY: PICTURES, PICTURES: AUDIENCE}


async def begin(unit: Unit, actor: Actor, bot_username: str) -> tuple[Sheet, bool]:
    """The sheet to write on, and whether it was left unfinished before: then it goes on where it stopped."""
    sheet = open_sheet(unit, actor)
    if sheet is not None:
        return await _turn(unit, actor, sheet, sheet.asks, bot_username), True
    return await keep(unit, actor, Sheet.blank()), False


async def begin_anew(unit: Unit, actor: Actor, mark: str) -> Sheet:
    held(unit, actor, mark)
    return await keep(unit, actor, Sheet.blank())


async def take_title(unit: Unit, actor: Actor, text: str, bot_username: str) -> Sheet | Unfit:
    sheet = held(unit, actor, None, TITLE)
    title = wording.title(text)
    if isinstance(title, Unfit):
        return title
    return await _onward(unit, actor, replace(sheet, title=title), bot_username)


async def take_body(
    unit: Unit, actor: Actor, text: str, picture: str | None, album: str | None, bot_username: str
) -> Sheet | Unfit | None:
    """The text, or a picture with its caption for a text. None for the rest of a text that was just refused."""
    sheet = held(unit, actor, None, BODY)
    body = wording.body(text, unit.office.limits.notice_characters)
    if isinstance(body, Unfit):
        await keep(unit, actor, replace(sheet, too_long_at=unit.now.isoformat() if body.code == "body_long" else None))
        return body
    if sheet.too_long_at and unit.now - datetime.fromisoformat(sheet.too_long_at) < REST_OF_A_TEXT:
        return None
    if picture is None:
        return await _onward(unit, actor, replace(sheet, body=body), bot_username)
    # More of the album may be on its way, so pictures are asked for even where everything else is known.
    pictures = (*sheet.pictures, picture)[:ALBUM_PICTURES]
    return await keep(unit, actor, replace(sheet.at(PICTURES), body=body, pictures=pictures, album=album))


async def take_picture(unit: Unit, actor: Actor, picture: str | None, album: str | None) -> Sheet | Unfit | None:
    """One more picture. None for a further one of an album that was answered already."""
    sheet = held(unit, actor, None, PICTURES)
    if picture is None:
        return Unfit("pictures_only")
    if len(sheet.pictures) >= ALBUM_PICTURES:
        told = sheet.album is not None and sheet.album == f"full:{album}"
        await keep(unit, actor, replace(sheet, album=f"full:{album}"))
        return None if told else Unfit("pictures_many", {"most": ALBUM_PICTURES})
    told = album is not None and sheet.album == album
    taken = await keep(unit, actor, replace(sheet, pictures=(*sheet.pictures, picture), album=album))
    return None if told else taken


async def drop_pictures(unit: Unit, actor: Actor, mark: str) -> Sheet:
    """The pictures taken so far are not wanted; the question stays."""
    sheet = held(unit, actor, mark, PICTURES)
    return await keep(unit, actor, replace(sheet, pictures=()))


async def pictures_done(unit: Unit, actor: Actor, mark: str, bot_username: str) -> Sheet:
    """No pictures, or no more of them."""
    return await _onward(unit, actor, held(unit, actor, mark, PICTURES), bot_username)


async def audience_done(unit: Unit, actor: Actor, mark: str, bot_username: str) -> Sheet:
    """Raises RefusedError while nothing is ticked, or nothing where a group could get it."""
    sheet = held(unit, actor, mark, AUDIENCE)
    if not sheet.parts:
        raise RefusedError("notice_nobody")
    shown = await _turn(unit, actor, sheet, PREVIEW, bot_username)
    if shown.asks != PREVIEW:
        raise RefusedError("notice_no_group")
    return shown


async def revise(unit: Unit, actor: Actor, mark: str, what: str, bot_username: str) -> Sheet:
    """Back from the preview to one question; its answer leads straight to a new preview."""
    sheet = held(unit, actor, mark, PREVIEW)
    if what not in REVISABLE:
        raise RefusedError("notice_old")
    return await _turn(unit, actor, sheet, REVISABLE[what], bot_username)


def waiting(unit: Unit, actor: Actor) -> Sheet:
    """The sheet that waits for a press of a button."""
    return held(unit, actor, None, AUDIENCE, PREVIEW)


async def cancel(unit: Unit, actor: Actor, mark: str | None = None) -> None:
    """Throw the sheet away. Needs no right: who lost it must still get out."""
    actor.must_be_staff()
    draft = actor.draft
    if draft is None or draft.asks not in STEPS or mark not in (None, draft.data["mark"]):
        raise RefusedError("notice_old")
    await drafts.drop(unit, actor)


async def _onward(unit: Unit, actor: Actor, sheet: Sheet, bot_username: str) -> Sheet:
    return await _turn(unit, actor, sheet, PREVIEW if sheet.reviewed else _NEXT[sheet.asks], bot_username)


async def _turn(unit: Unit, actor: Actor, sheet: Sheet, step: str, bot_username: str) -> Sheet:
    """To another question. The preview is sent through the outbox, so that pictures and buttons keep their order;
    where no group would get the notice any more, the audience is asked for instead."""
    if step == PREVIEW:
        shown = replace(sheet.at(PREVIEW), reviewed=True)
        if await preview.show(unit, actor, shown, bot_username):
            return await keep(unit, actor, shown)
        if sheet.asks == AUDIENCE:
            return sheet
        step = AUDIENCE
    return await keep(unit, actor, sheet.at(step))
