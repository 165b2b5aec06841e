"""People and chats of the local Telegram, as they are met from outside: they say, press, and see."""

import re
from collections.abc import Iterator

from sandbox.callbacks import Press
from sandbox.control.bodies import PressBody, SayBody, UserBody
from sandbox.control.pressing import buttons, press
from sandbox.control.saying import say
from sandbox.control.users import put_user
from sandbox.json_types import Json
from sandbox.messages import Message
from sandbox.world import World
from tests.blackbox.waiting import until

_NUMBER = re.compile(r"\d{8}-\d{4}")


def words_of(message: Message) -> str:
    return str(message.data.get("text") or message.data.get("caption") or "")


def labels_of(message: Message) -> list[str]:
    return [button["text"] for button in buttons(message)]


def data_of(message: Message, label: str) -> str:
    """What a press of this button says to the bot."""
    return next(str(button["callback_data"]) for button in buttons(message) if label in button["text"])


def number_in(message: Message) -> str:
    """The number of an appeal, as people see it."""
    found = _NUMBER.search(words_of(message))
    assert found is not None, words_of(message)
    return found[0]


class Room:
    """A chat. What is waited for must come after the last thing that was done in it."""

    def __init__(self, world: World, chat_id: int) -> None:
        self.world = world
        self.id = chat_id
        self.since = world.events.last

    def by_bot(self) -> list[Message]:
        """The bot's messages as they stand now, oldest first."""
        return [m for m in self.world.directory.chat(self.id).messages.values() if m.by_bot]

    def count(self, *words: str) -> int:
        """How many messages of the bot contain all these words."""
        return sum(all(word in words_of(m) for word in words) for m in self.by_bot())

    async def shows(self, *words: str) -> Message:
        """A message of the bot that contains all these words, new or edited since."""

        def look() -> Message | None:
            return next((m for m in self._news() if all(word in words_of(m) for word in words)), None)

        return await until(self.world.events.happened, look, lambda: f"{words} in {self._told()}")

    async def offers(self, label: str) -> Message:
        """The newest message with such a button."""

        def look() -> Message | None:
            return next((m for m in reversed(self.by_bot()) if _has(m, label)), None)

        return await until(self.world.events.happened, look, lambda: f"a button {label} in {self._told()}")

    def _news(self) -> Iterator[Message]:
        for event in self.world.events.after(self.since):
            if event["type"] in ("message", "edit") and event["chat_id"] == self.id and event["message"].by_bot:
                yield event["message"]

    def _told(self) -> list[str]:
        return [f"{words_of(m)[:120]!r} {labels_of(m)}" for m in self.by_bot()[-4:]]


class Person:
    """`room` is the private chat with the bot; `said` grows with everything that anybody says."""

    def __init__(self, world: World, username: str, said: list[str]) -> None:
        name = f"{username}的名字"
        self.world = world
        self.id = int(put_user(world, UserBody(first_name=name, username=username))["id"])
        self.room = Room(world, self.id)
        self._said = said
        said.append(name)

    def says(self, text: str, room: Room | None = None, reply_to: int | None = None) -> Json:
        """The message, as Telegram has it."""
        where = room or self.room
        where.since = self.world.events.last
        self._said.append(text)
        said = say(self.world, SayBody(user=self.id, chat=where.id, text=text, reply_to=reply_to))
        return dict(said["message"])

    async def sees(self, *words: str) -> Message:
        return await self.room.shows(*words)

    async def presses(self, label: str, on: Message | None = None) -> Press:
        """Press a button of a message, or of the newest that has it, and wait until the bot has answered."""
        message = on or await self.room.offers(label)
        await until(
            self.world.events.happened,
            lambda: True if _has(message, label) else None,
            lambda: f"a button {label} beside {labels_of(message)}",
        )
        return await self._answered(PressBody(user=self.id, message=message.message_id, button=label))

    async def forges(self, data: str) -> Press:
        """A press with data that no button of theirs carries."""
        return await self._answered(PressBody(user=self.id, data=data))

    def follows(self, label: str, room: Room) -> None:
        """Press a button that leads from a group into the private chat."""
        self.room.since = self.world.events.last
        press(self.world, PressBody(user=self.id, chat=room.id, button=label))

    async def _answered(self, body: PressBody) -> Press:
        self.room.since = self.world.events.last
        opened = self.world.callbacks.find(press(self.world, body)["callback_query_id"])
        assert opened is not None
        await until(
            self.world.callbacks.answered,
            lambda: True if opened.answered else None,
            lambda: f"an answer to the press of {body.button or body.data}",
        )
        return opened


def _has(message: Message, label: str) -> bool:
    return any(label in shown for shown in labels_of(message))
