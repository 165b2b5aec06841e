"""Everybody and every chat, found by id or by name."""

from collections.abc import Iterator

from sandbox.addresses import as_id
from sandbox.chats import Chat
from sandbox.errors import ControlError, unknown
from sandbox.json_types import Json
from sandbox.people import Person

FIRST_USER_ID = 100_001
FIRST_GROUP_ID = -4_000_001
# Supergroups and channels have ids below -1000000000000 (Bot API reference, Chat.id).
FIRST_SUPERGROUP_ID = -1_002_000_000_001


class Directory:
    """Ids are given out once in the server's life, a reset included, so that a late request never hits a stranger."""

    def __init__(self, bot: Person) -> None:
        self.bot = bot
        self.people: dict[int, Person] = {}
        self.chats: dict[int, Chat] = {}
        self._names: dict[str, int] = {}
        self._next_user = FIRST_USER_ID
        self._next_group = FIRST_GROUP_ID
        self._next_supergroup = FIRST_SUPERGROUP_ID
        self._shared_message_id = 0

    def clear(self) -> None:
        self.people.clear()
        self.chats.clear()
        self._names.clear()

    def new_user_id(self) -> int:
        while self._next_user in self.people or self._next_user == self.bot.id:
            self._next_user += 1
        self._next_user += 1
        return self._next_user - 1

    def new_chat_id(self, chat_type: str) -> int:
        """Past those that somebody has given to a chat."""
        if chat_type == "group":
            while self._next_group in self.chats:
                self._next_group -= 1
            self._next_group -= 1
            return self._next_group + 1
        while self._next_supergroup in self.chats:
            self._next_supergroup -= 1
        self._next_supergroup -= 1
        return self._next_supergroup + 1

    def next_message_id(self, chat: Chat) -> int:
        """Supergroups and channels count for themselves; private chats and basic groups share the account's count."""
        if chat.type in ("supergroup", "channel"):
            chat.last_message_id += 1
        else:
            self._shared_message_id += 1
            chat.last_message_id = self._shared_message_id
        return chat.last_message_id

    def add_person(self, person: Person) -> None:
        """The person's private chat with the bot comes along, not yet opened."""
        self.people[person.id] = person
        if person.id not in self.chats:
            self.chats[person.id] = Chat(id=person.id, type="private")

    def add_chat(self, chat: Chat) -> None:
        self.chats[chat.id] = chat

    def name(self, name: str, ident: int) -> None:
        holder = self._names.get(name.lower(), ident)
        if holder != ident or name.lower() == (self.bot.username or "").lower():
            raise ControlError(f"the username {name!r} is taken")
        self._names[name.lower()] = ident

    def unname(self, name: str) -> None:
        self._names.pop(name.lower(), None)

    def ident(self, ref: object) -> int | None:
        """The id meant by an id, a username or @username; None when nobody has it."""
        if isinstance(ref, bool) or not isinstance(ref, int | str):
            return None
        if isinstance(ref, int):
            return ref
        number = as_id(ref)
        return number if number is not None else self._names.get(ref.removeprefix("@").lower())

    def person(self, ref: object) -> Person:
        found = self.people.get(self.ident(ref) or 0)
        if found is None:
            raise unknown("user", ref)
        return found

    def chat(self, ref: object) -> Chat:
        found = self.chats.get(self.ident(ref) or 0)
        if found is None:
            raise unknown("chat", ref)
        return found

    def as_chat(self, chat: Chat) -> Json:
        """The Chat object the bot sees."""
        if chat.type != "private":
            return chat.as_chat()
        user = self.people[chat.id].as_user()
        return {"id": chat.id, "type": "private"} | {
            key: user[key] for key in ("first_name", "last_name", "username") if key in user
        }

    def groups(self) -> Iterator[Chat]:
        return (chat for chat in self.chats.values() if chat.type != "private")
