import base64

import pytest

from sandbox import samples
from tests.sandbox.driver import Driver

ALBUM_TEXT = "Bad Request: an album must have from 2 to 10 items"


async def test_a_message_appears_in_the_chat_as_the_bot_sent_it(tg: Driver) -> None:
    wang = await tg.resident()
    asked = (await tg.get(f"chats/{wang}/messages"))["messages"][-1]["message_id"]
    sent = await tg.ok(
        "sendMessage",
        chat_id=wang,
        text="<b>已登记</b> #20261122-0001",
        parse_mode="HTML",
        reply_parameters={"message_id": asked},
        protect_content=True,
    )
    shown = (await tg.get("chats/wang/messages?limit=1&viewer=wang"))["messages"][0]
    assert shown == {
        **sent,
        "_edited": False,
        "_deleted": False,
        "_own": False,
        "_html": "<b>已登记</b> #20261122-0001",
    }
    assert sent["reply_to_message"]["text"] == "/start"
    assert sent["has_protected_content"] is True


async def test_strangers_unopened_chats_and_blockers_are_not_reached(tg: Driver) -> None:
    await tg.resident()
    assert await tg.refused("sendMessage", chat_id=999, text="x") == (400, "Bad Request: chat not found")
    new = (await tg.post("users", first_name="Neu"))["id"]
    assert await tg.refused("sendMessage", chat_id=new, text="x") == (
        403,
        "Forbidden: bot can't initiate conversation with a user",
    )
    wang = (await tg.post("membership", user="wang", blocked=True))["id"]
    assert await tg.refused("sendMessage", chat_id=wang, text="x") == (403, "Forbidden: bot was blocked by the user")
    member = (await tg.updates())[0]["my_chat_member"]
    assert (member["old_chat_member"]["status"], member["new_chat_member"]["status"]) == ("member", "kicked")
    status, answer = await tg.try_post("say", user="wang", text="x")
    assert status == 400
    assert "blocked" in answer["error"]
    await tg.post("membership", user="wang", blocked=False)
    await tg.ok("sendMessage", chat_id=wang, text="x")


async def test_an_uploaded_photo_can_be_sent_again_and_downloaded(tg: Driver) -> None:
    wang = await tg.resident()
    picture = samples.png(3, side=640)
    await tg.post("say", user="wang", photo={"base64": base64.b64encode(picture).decode(), "filename": "坑.png"})
    sizes = (await tg.updates())[0]["message"]["photo"]
    assert [(each["width"], each["height"]) for each in sizes] == [(320, 320), (640, 640)]
    sent = await tg.ok("sendPhoto", chat_id=wang, photo=sizes[-1]["file_id"], caption="坑")
    path = (await tg.ok("getFile", file_id=sent["photo"][-1]["file_id"]))["file_path"]
    async with tg.http.get(f"{tg.base}/file/bot{tg.sandbox.token}/{path}") as response:
        assert await response.read() == picture
    async with tg.http.get(f"{tg.base}/sandbox/files/{sizes[-1]['file_id']}") as response:
        assert response.content_type == "image/png"
    async with tg.http.get(f"{tg.base}/file/bot1:WRONG/{path}") as response:
        assert response.status == 401


@pytest.mark.parametrize(
    ("method", "ref", "description"),
    [
        ("sendPhoto", "no-such-id", "Bad Request: wrong file identifier/HTTP URL specified"),
        ("sendPhoto", "https://example.org/a.jpg", "Bad Request: failed to get HTTP URL content"),
        ("sendDocument", "PHOTO", "Bad Request: can't use file of type Photo as Document"),
    ],
)
async def test_a_file_named_wrongly_is_refused(tg: Driver, method: str, ref: str, description: str) -> None:
    wang = await tg.resident()
    await tg.post("say", user="wang", photo=True)
    photo = (await tg.updates())[0]["message"]["photo"][-1]["file_id"]
    kind = method.removeprefix("send").lower()
    name = photo if ref == "PHOTO" else ref
    assert await tg.refused(method, chat_id=wang, **{kind: name}) == (400, description)


async def test_what_is_no_picture_is_not_taken_as_one(tg: Driver) -> None:
    await tg.resident()
    status, answer = await tg.try_post("say", user="wang", photo={"base64": base64.b64encode(b"text").decode()})
    assert (status, answer["error"]) == (400, "IMAGE_PROCESS_FAILED")


async def test_an_album_has_one_group_and_two_to_ten_items(tg: Driver) -> None:
    wang = await tg.resident()
    await tg.post("say", user="wang", album=[{"photo": True, "caption": "前"}, {"video": True}])
    said = [each["message"] for each in await tg.updates()]
    assert len({each["media_group_id"] for each in said}) == 1
    photo, video = said[0]["photo"][-1]["file_id"], said[1]["video"]["file_id"]
    items = [{"type": "photo", "media": photo, "caption": "<i>后</i>", "parse_mode": "HTML"}]
    assert await tg.refused("sendMediaGroup", chat_id=wang, media=items) == (400, ALBUM_TEXT)
    assert await tg.refused("sendMediaGroup", chat_id=wang, media=[]) == (
        400,
        "Bad Request: there are no messages to send",
    )
    assert await tg.refused("sendMediaGroup", chat_id=wang, media=items * 11) == (
        400,
        "Bad Request: too many messages to send as an album",
    )
    sent = await tg.ok("sendMediaGroup", chat_id=wang, media=[*items, {"type": "video", "media": video}])
    assert [each.get("caption") for each in sent] == ["后", None]
    assert len({each["media_group_id"] for each in sent}) == 1


async def test_copies_lose_the_author_and_forwards_keep_it(tg: Driver) -> None:
    wang, group = await tg.resident(), await tg.group()
    said = await tg.post("say", user="wang", text="漏水 https://example.org")
    ident = said["message"]["message_id"]
    copied = await tg.ok("copyMessage", chat_id=group, from_chat_id=wang, message_id=ident)
    shown = (await tg.get("chats/g3/messages"))["messages"][-1]
    assert shown["message_id"] == copied["message_id"]
    assert "forward_origin" not in shown
    forwarded = await tg.ok("forwardMessage", chat_id=group, from_chat_id=wang, message_id=ident)
    assert forwarded["forward_origin"]["sender_user"]["id"] == wang
    assert forwarded["text"] == shown["text"]
    assert await tg.refused("copyMessage", chat_id=group, from_chat_id=wang, message_id=9999) == (
        400,
        "Bad Request: message to copy not found",
    )


async def test_several_messages_are_copied_in_order_and_the_missing_left_out(tg: Driver) -> None:
    wang, group = await tg.resident(), await tg.group()
    ids = [(await tg.post("say", user="wang", text=text))["message"]["message_id"] for text in ("一", "二")]
    copied = await tg.ok("copyMessages", chat_id=group, from_chat_id=wang, message_ids=[*ids, 9999])
    assert [each["text"] for each in (await tg.get("chats/g3/messages"))["messages"][-2:]] == ["一", "二"]
    assert len(copied) == 2
    place = {"chat_id": group, "from_chat_id": wang}
    for wrong, reason in (
        (ids[::-1], "message identifiers must be in a strictly increasing order"),
        ([], "message identifiers are not specified"),
        (list(range(1, 102)), "too many message identifiers specified"),
    ):
        assert await tg.refused("copyMessages", **place, message_ids=wrong) == (400, f"Bad Request: {reason}")


async def test_a_poll_a_place_and_a_reaction_are_shown(tg: Driver) -> None:
    wang = await tg.resident()
    poll = await tg.ok("sendPoll", chat_id=wang, question="满意吗", options=["满意", "不满意"])
    assert [each["text"] for each in poll["poll"]["options"]] == ["满意", "不满意"]
    assert await tg.refused("sendPoll", chat_id=wang, question="?", options=[]) == (
        400,
        "Bad Request: poll must have at least one answer option",
    )
    assert await tg.refused("sendPoll", chat_id=wang, question="?", options=["x"] * 13) == (
        400,
        "Bad Request: poll can't have more than 12 options",
    )
    place = await tg.ok("sendLocation", chat_id=wang, latitude="31.2", longitude=121.5)
    assert place["location"] == {"latitude": 31.2, "longitude": 121.5}
    await tg.ok(
        "setMessageReaction",
        chat_id=wang,
        message_id=place["message_id"],
        reaction=[{"type": "emoji", "emoji": "👍"}],
    )
    shown = (await tg.get("chats/wang/messages?limit=1"))["messages"][0]
    assert shown["_reactions"] == [{"type": "emoji", "emoji": "👍"}]


async def test_commands_are_kept_by_scope_and_language(tg: Driver) -> None:
    wang = await tg.resident()
    menu = [{"command": "my", "description": "我的诉求"}]
    scope = {"type": "chat", "chat_id": wang}
    await tg.ok("setMyCommands", commands=menu, scope=scope, language_code="zh")
    assert await tg.ok("getMyCommands") == []
    assert await tg.ok("getMyCommands", scope=scope, language_code="zh") == menu
    assert (await tg.get("state"))["commands"] == [{"scope": scope, "language_code": "zh", "commands": menu}]
    assert await tg.refused("setMyCommands", commands=[{"command": "我的", "description": "x"}]) == (
        400,
        "Bad Request: BOT_COMMAND_INVALID",
    )
    await tg.ok("deleteMyCommands", scope=scope, language_code="zh")
    assert (await tg.get("state"))["commands"] == []
