"""The command menu."""

import re

from sandbox.command_menu import DEFAULT_SCOPE
from sandbox.errors import bad_request
from sandbox.formatting.utf16 import utf16_len
from sandbox.json_types import Json
from sandbox.limits import COMMAND_DESCRIPTION_MAX, COMMANDS_MAX
from sandbox.methods.call import Call
from sandbox.methods.registry import method

# Bot API reference, BotCommand.command.
_COMMAND = re.compile(r"/?[a-z0-9_]{1,32}")


@method("setMyCommands")
def set_my_commands(call: Call) -> bool:
    commands: list[Json] = call.params["commands"]
    scope = _scope(call)
    if len(commands) > COMMANDS_MAX:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    for command in commands:
        if not _COMMAND.fullmatch(command["command"]):
            raise bad_request("BOT_COMMAND_INVALID")
        if not 1 <= utf16_len(command["description"]) <= COMMAND_DESCRIPTION_MAX:
            raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
    plain = [{"command": each["command"].removeprefix("/"), "description": each["description"]} for each in commands]
    call.world.commands.set(scope, call.params.get("language_code") or "", plain)
    _tell(call)
    return True


@method("getMyCommands")
def get_my_commands(call: Call) -> list[Json]:
    return call.world.commands.get(_scope(call), call.params.get("language_code") or "")


@method("deleteMyCommands")
def delete_my_commands(call: Call) -> bool:
    call.world.commands.delete(_scope(call), call.params.get("language_code") or "")
    _tell(call)
    return True


def _scope(call: Call) -> Json:
    """The scope as given; a chat or a user in it has to exist."""
    scope: Json = dict(call.params.get("scope") or DEFAULT_SCOPE)
    directory = call.world.directory
    if "chat_id" in scope:
        ident = directory.ident(scope["chat_id"])
        if ident not in directory.chats:
            raise bad_request("chat not found")
        scope["chat_id"] = ident
    if "user_id" in scope and scope["user_id"] not in directory.people:
        raise bad_request("user not found")
    return scope


def _tell(call: Call) -> None:
    call.world.events.tell("commands", commands=call.world.commands.as_json())
