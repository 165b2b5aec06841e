"""A notice in the making: what its author has said so far, as it stands in the draft's row."""

import secrets
from dataclasses import dataclass, replace
from typing import Any, Self

from notices.audience import Part
from storage import drafts
from storage.actors import Actor, RefusedError
from storage.office import Right
from storage.unit import Unit

# The questions, in their order. Each is a draft's `asks`.
TITLE = "notice_title"
BODY = "notice_body"
PICTURES = "notice_pictures"
AUDIENCE = "notice_audience"
PREVIEW = "notice_preview"
STEPS = (TITLE, BODY, PICTURES, AUDIENCE, PREVIEW)


@dataclass(frozen=True, slots=True)
class Sheet:
    """`mark` is in every button of the step's message: a press that carries another one comes from an old message."""

    asks: str
    mark: str
    title: str = ""
    body: str = ""
    pictures: tuple[str, ...] = ()
    parts: tuple[Part, ...] = ()
    # The album whose first picture was answered; the others of it are taken without a word.
    album: str | None = None
    # A preview has been shown: what is changed now leads straight back to it.
    reviewed: bool = False
    # ISO moment of a text that was too long: the Telegram apps send the rest of it as a message of its own.
    too_long_at: str | None = None

    @classmethod
    def blank(cls) -> Self:
        return cls(asks=TITLE, mark=secrets.token_hex(4))

    @classmethod
    def from_draft(cls, asks: str, data: dict[str, Any]) -> Self:
        return cls(
            asks=asks,
            **{
                **data,
                "pictures": tuple(data["pictures"]),
                "parts": tuple(Part(kind, code) for kind, code in data["parts"]),
            },
        )

    def to_data(self) -> dict[str, Any]:
        return {
            "mark": self.mark,
            "title": self.title,
            "body": self.body,
            "pictures": list(self.pictures),
            "parts": [list(part) for part in self.parts],
            "album": self.album,
            "reviewed": self.reviewed,
            "too_long_at": self.too_long_at,
        }

    def at(self, step: str) -> "Sheet":
        """The same sheet at another question, with a new mark: buttons shown before are old from now on."""
        return replace(self, asks=step, mark=secrets.token_hex(4), album=None, too_long_at=None)


async def keep(unit: Unit, actor: Actor, sheet: Sheet) -> Sheet:
    await drafts.ask(unit, actor, sheet.asks, **sheet.to_data())
    return sheet


def open_sheet(unit: Unit, actor: Actor) -> Sheet | None:
    """The sheet that this person is writing in this chat. Raises RefusedError for who may not write notices."""
    actor.must_have(Right.NOTICE, unit)
    if actor.draft is None or actor.draft.asks not in STEPS:
        return None
    return Sheet.from_draft(actor.draft.asks, actor.draft.data)


def held(unit: Unit, actor: Actor, mark: str | None = None, *steps: str) -> Sheet:
    """The open sheet, when it is at one of `steps` (any, if none are named) and the press is of its latest message.

    Raises RefusedError otherwise: an old message, another person's, or one that is already done with.
    """
    sheet = open_sheet(unit, actor)
    if sheet is None or (steps and sheet.asks not in steps) or mark not in (None, sheet.mark):
        raise RefusedError("notice_old")
    return sheet
