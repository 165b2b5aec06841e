"""ChatMember objects, with every right that Telegram's description requires."""

from typing import TYPE_CHECKING

from aiogram.types import ChatMemberAdministrator, ChatMemberRestricted

from sandbox.json_types import Json

if TYPE_CHECKING:
    from pydantic import BaseModel


def _flags(model: "type[BaseModel]") -> tuple[str, ...]:
    return tuple(name for name, field in model.model_fields.items() if field.is_required() and field.annotation is bool)


_ADMIN_RIGHTS = {name: name not in ("is_anonymous", "can_be_edited") for name in _flags(ChatMemberAdministrator)}
_ADMIN_RIGHTS |= {"can_pin_messages": True, "can_manage_topics": True, "can_post_messages": True}
_RESTRICTIONS = {name: name == "is_member" for name in _flags(ChatMemberRestricted)}


def member_json(user: Json, status: str, rights: dict[str, bool] | None = None) -> Json:
    """`status` is one of creator, administrator, member, restricted, left, kicked; restrictions have no end."""
    member: Json = {"status": status, "user": user}
    if status == "creator":
        member["is_anonymous"] = False
    elif status == "administrator":
        member.update(_ADMIN_RIGHTS, **(rights or {}))
    elif status == "restricted":
        member.update(_RESTRICTIONS, until_date=0)
    elif status == "kicked":
        member["until_date"] = 0
    return member
