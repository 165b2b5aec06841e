"""Who is in a chat, and the bot's leaving."""

from sandbox.chats import ADMINS
from sandbox.errors import bad_request
from sandbox.json_types import Json
from sandbox.member_json import member_json
from sandbox.methods.call import Call
from sandbox.methods.registry import method
from sandbox.posting import post


@method("getChatMember")
def get_chat_member(call: Call) -> Json:
    chat, user_id = call.present(), call.params["user_id"]
    if user_id == call.world.bot.id:
        status = "member" if chat.type == "private" else chat.bot_status
        return member_json(call.world.bot.as_user(), status, chat.bot_rights)
    person = call.world.directory.people.get(user_id)
    if person is None:
        raise bad_request("PARTICIPANT_ID_INVALID")
    if chat.type == "private":
        if chat.id != user_id:
            raise bad_request("PARTICIPANT_ID_INVALID")
        return member_json(person.as_user(), "member")
    return member_json(person.as_user(), chat.members.get(user_id, "left"))


@method("getChatAdministrators")
def get_chat_administrators(call: Call) -> list[Json]:
    """People and the bot itself: other bots are left out, as the real server does."""
    chat = call.present()
    if chat.type == "private":
        raise bad_request("there are no administrators in the private chat")
    people = call.world.directory.people
    admins = [
        member_json(people[user_id].as_user(), status)
        for user_id, status in chat.members.items()
        if status in ADMINS and not people[user_id].is_bot
    ]
    if chat.bot_status == "administrator":
        admins.append(member_json(call.world.bot.as_user(), "administrator", chat.bot_rights))
    return admins


@method("getChatMemberCount")
def get_chat_member_count(call: Call) -> int:
    chat = call.present()
    return 2 if chat.type == "private" else sum(map(chat.has, chat.members)) + 1


@method("leaveChat")
def leave_chat(call: Call) -> bool:
    chat = call.present()
    if chat.type == "private":
        raise bad_request("chat member status can't be changed in private chats")
    bot = call.world.bot.as_user()
    if chat.is_group:
        post(call.world, chat, {"left_chat_member": bot}, sender=bot)
    old = member_json(bot, chat.bot_status, chat.bot_rights)
    chat.bot_status, chat.bot_rights = "left", {}
    change = {
        "chat": chat.as_chat(),
        "from": bot,
        "date": call.world.clock.unix(),
        "old_chat_member": old,
        "new_chat_member": member_json(bot, "left"),
    }
    call.world.updates.add("my_chat_member", change, ("chat", chat.id))
    call.world.events.tell("chat", chat_id=chat.id)
    return True
