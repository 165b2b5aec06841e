"""What a handler returns: how its use case's result is to be shown. Sent only after the unit has committed."""

from dataclasses import dataclass

from texts.card import Card


@dataclass(frozen=True, slots=True)
class Answer:
    """A new message in the chat of the event. One that Telegram does not take now is kept and sent later, unless it is
    `secret`: that must not lie in the database, and the person is asked to press again."""

    card: Card
    secret: bool = False


@dataclass(frozen=True, slots=True)
class Replace:
    """The pressed message becomes this card."""

    card: Card


@dataclass(frozen=True, slots=True)
class Toast:
    """A short line over the chat after a press; `alert` makes it a box that must be closed. At most 200 characters.

    Markup is dropped there. In answer to a message it is a message.
    """

    html: str
    alert: bool = False


@dataclass(frozen=True, slots=True)
class RenewCommands:
    """The person's command menu is set anew: what they may do has changed."""


View = Answer | Replace | Toast | RenewCommands
Views = View | tuple[View, ...] | None
