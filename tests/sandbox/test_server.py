import asyncio
import sys

import aiohttp
import pytest

from sandbox.methods import METHODS
from sandbox.server import Sandbox

# docs/sandbox.md promises these.
PROMISED = [
    "getUpdates",
    "getMe",
    "sendMessage",
    "sendPhoto",
    "sendVideo",
    "sendDocument",
    "sendVoice",
    "sendMediaGroup",
    "copyMessage",
    "copyMessages",
    "forwardMessage",
    "editMessageText",
    "editMessageCaption",
    "editMessageReplyMarkup",
    "editMessageMedia",
    "deleteMessage",
    "deleteMessages",
    "pinChatMessage",
    "sendChatAction",
    "answerCallbackQuery",
    "getFile",
    "setMyCommands",
    "getMyCommands",
    "deleteMyCommands",
    "getChat",
    "getChatMember",
    "getChatAdministrators",
    "leaveChat",
    "setWebhook",
    "deleteWebhook",
    "getWebhookInfo",
    "setMessageReaction",
    "createForumTopic",
    "sendPoll",
    "sendLocation",
]


def test_every_promised_method_is_there() -> None:
    assert [name for name in PROMISED if name.lower() not in METHODS] == []


def test_a_token_has_the_bots_id_in_front() -> None:
    for token in ("SANDBOX", "x:SANDBOX", "42:"):
        with pytest.raises(ValueError, match="a token is"):
            Sandbox(token)
    assert Sandbox("77:x").world.bot.id == 77


async def test_what_goes_wrong_while_it_serves_comes_out_as_it_is() -> None:
    with pytest.raises(LookupError, match="the test's own"):
        async with Sandbox().serve():
            raise LookupError("the test's own")


async def test_it_stops_while_a_long_poll_and_a_stream_are_open() -> None:
    sandbox = Sandbox()
    async with asyncio.timeout(5), aiohttp.ClientSession() as http:
        async with sandbox.serve() as base:
            stream = await http.get(f"{base}/sandbox/events")
            async with asyncio.TaskGroup() as tasks:
                poll = tasks.create_task(http.get(f"{base}/bot{sandbox.token}/getUpdates?timeout=50"))
                await sandbox.world.updates.changed.wait()
                poll.cancel()
        stream.close()


async def test_it_runs_as_a_program_and_prints_its_address() -> None:
    program = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "sandbox",
        "--port",
        "0",
        "--token",
        "77:x",
        "--name",
        "办公室",
        "--no-limits",
        stdout=asyncio.subprocess.PIPE,
    )
    try:
        assert program.stdout is not None
        async with asyncio.timeout(20), aiohttp.ClientSession() as http:
            base = (await program.stdout.readline()).decode().strip()
            async with http.get(f"{base}/bot77:x/getMe") as response:
                assert (await response.json())["result"]["first_name"] == "办公室"
            async with http.get(f"{base}/sandbox/state") as response:
                assert (await response.json())["result"]["limits"] is False
    finally:
        program.terminate()
        await program.communicate()
