"""The bodies of control requests. An unknown name is refused: a typo must not pass in silence."""

from datetime import datetime
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from sandbox.faults import HANG_DEFAULT
from sandbox.json_types import Json

# An id, a username or @username.
Ref = int | str
Status = Literal["creator", "administrator", "member", "restricted", "left", "kicked"]
STEP_TIMEOUT = 10.0


class Body(BaseModel):
    model_config = ConfigDict(extra="forbid", allow_inf_nan=False)


class UserBody(Body):
    first_name: str | None = None
    last_name: str | None = None
    username: str | None = None
    id: int | None = None
    note: str | None = None
    blocked: bool | None = None
    language_code: str | None = None
    is_bot: bool = False


class ChatBody(Body):
    type: Literal["group", "supergroup", "channel"]
    title: str = Field(min_length=1)
    id: int | None = None
    username: str | None = None
    members: list[Ref] = []
    admins: list[Ref] = []
    bot: Literal["member", "administrator"] | None = None
    by: Ref | None = None
    is_forum: bool = False
    topics: list[str] = []


class FileBody(Body):
    base64: str
    filename: str = "file"


class PlaceBody(Body):
    latitude: float = Field(ge=-90, le=90)
    longitude: float = Field(ge=-180, le=180)


class ContactBody(Body):
    phone_number: str
    first_name: str
    last_name: str | None = None
    user_id: int | None = None


class PollBody(Body):
    question: str = Field(min_length=1)
    options: list[str]


Media = Literal[True] | FileBody


class AlbumItem(Body):
    photo: Media | None = None
    video: Media | None = None
    caption: str | None = None


class Author(Body):
    """Who wrote first what is forwarded: a person or a chat."""

    user: Ref | None = None
    chat: Ref | None = None


class SayBody(Body):
    user: Ref | None = None
    chat: Ref | None = None
    text: str | None = None
    photo: Media | None = None
    video: Media | None = None
    document: Media | None = None
    voice: Media | None = None
    sticker: Media | None = None
    location: Literal[True] | PlaceBody | None = None
    contact: Literal[True] | ContactBody | None = None
    poll: Literal[True] | PollBody | None = None
    caption: str | None = None
    album: list[AlbumItem] | None = Field(default=None, min_length=2, max_length=10)
    reply_to: int | None = None
    edit: int | None = None
    thread: int | None = None
    anonymous: bool = False
    as_channel: bool = False
    forward_from: Ref | Author | None = None
    via_bot: str | None = None


class PressBody(Body):
    user: Ref
    chat: Ref | None = None
    message: int | None = None
    button: str | None = None
    data: str | None = None
    group: Ref | None = None


class RightsBody(Body):
    """What an administrator may do; what isn't named stays allowed."""

    can_pin_messages: bool = True
    can_delete_messages: bool = True
    can_manage_topics: bool = True


class MembershipBody(Body):
    chat: Ref | None = None
    user: Ref | None = None
    status: Status | None = None
    rights: RightsBody | None = None
    by: Ref | None = None
    blocked: bool | None = None
    migrate: Literal[True] | None = None
    deleted: Literal[True] | None = None


class FaultBody(Body):
    kind: str
    method: str = "*"
    chat: Ref | None = None
    retry_after: int = Field(default=1, ge=1)
    status: int = 502
    description: str | None = None
    times: int = Field(default=1, ge=1)
    seconds: float = Field(default=HANG_DEFAULT, ge=0)


class ClockBody(Body):
    advance: float | None = Field(default=None, ge=0)
    set: datetime | None = None
    rate: float | None = Field(default=None, ge=0)


class ExpectBody(Body):
    chat: Ref
    contains: str


class StepBody(Body):
    note: str | None = None
    say: SayBody | None = None
    press: PressBody | None = None
    clock: ClockBody | None = None
    membership: MembershipBody | None = None
    expect: ExpectBody | None = None
    timeout: float = Field(default=STEP_TIMEOUT, gt=0)
    pause: float = Field(default=0, ge=0)


class ScenarioBody(Body):
    name: str = Field(pattern=r"^[\w.-]{1,64}$")
    title: str = ""
    description: str = ""
    steps: list[Json]
