"""A chat: who is in it, what was said, what the bot may do there."""

from dataclasses import dataclass, field

from sandbox.json_types import Json
from sandbox.limits import MESSAGES_KEPT_PER_CHAT
from sandbox.messages import Message

PRESENT = frozenset({"creator", "administrator", "member", "restricted"})
ADMINS = frozenset({"creator", "administrator"})


@dataclass(slots=True)
class Topic:
    id: int
    name: str


@dataclass(slots=True)
class Chat:
    """`handle` names the chat on the control side; only supergroups and channels show it to the bot as a username.

    `bot_rights` are those named when the bot was made an administrator.
    A private chat has its person's id; `opened` says that the person has written to the bot at least once.
    """

    id: int
    type: str
    title: str = ""
    handle: str | None = None
    is_forum: bool = False
    opened: bool = False
    bot_status: str = "left"
    bot_rights: dict[str, bool] = field(default_factory=dict)
    deleted: bool = False
    migrated_to: int | None = None
    last_message_id: int = 0
    keyboard: Json | None = None
    members: dict[int, str] = field(default_factory=dict)
    topics: dict[int, Topic] = field(default_factory=dict)
    messages: dict[int, Message] = field(default_factory=dict)
    pinned: list[int] = field(default_factory=list)

    @property
    def is_group(self) -> bool:
        return self.type in ("group", "supergroup")

    @property
    def has_bot(self) -> bool:
        return self.bot_status in PRESENT

    @property
    def public_name(self) -> str | None:
        return self.handle if self.type in ("supergroup", "channel") else None

    def has(self, user_id: int) -> bool:
        return self.members.get(user_id) in PRESENT

    def is_admin(self, user_id: int) -> bool:
        return self.members.get(user_id) in ADMINS

    def bot_may(self, right: str) -> bool:
        """For an administrator: a right that nobody took away is there."""
        return self.bot_status == "administrator" and self.bot_rights.get(right, True)

    def as_chat(self) -> Json:
        chat: Json = {"id": self.id, "type": self.type, "title": self.title}
        if self.public_name:
            chat["username"] = self.public_name
        if self.is_forum:
            chat["is_forum"] = True
        return chat

    def keep(self, message: Message) -> None:
        self.messages[message.message_id] = message
        if len(self.messages) > MESSAGES_KEPT_PER_CHAT:
            del self.messages[next(iter(self.messages))]
