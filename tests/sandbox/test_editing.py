from tests.sandbox.driver import Driver

NOT_MODIFIED = (
    "Bad Request: message is not modified: specified new message content and reply markup are exactly the same "
    "as a current content and reply markup of the message"
)
MARKUP = {"inline_keyboard": [[{"text": "接单", "callback_data": "ack"}]]}


async def test_an_edit_changes_the_text_and_takes_the_buttons_away(tg: Driver) -> None:
    wang = await tg.resident()
    sent = await tg.ok("sendMessage", chat_id=wang, text="待接单", reply_markup=MARKUP)
    edited = await tg.ok("editMessageText", chat_id=wang, message_id=sent["message_id"], text="已接单")
    assert edited["text"] == "已接单"
    assert "reply_markup" not in edited
    shown = (await tg.get("chats/wang/messages?limit=1"))["messages"][0]
    assert (shown["text"], shown["_edited"]) == ("已接单", True)


async def test_an_edit_that_changes_nothing_is_refused(tg: Driver) -> None:
    wang = await tg.resident()
    sent = await tg.ok("sendMessage", chat_id=wang, text="<b>x</b>", parse_mode="HTML", reply_markup=MARKUP)
    place = {"chat_id": wang, "message_id": sent["message_id"]}
    for _ in range(2):
        assert await tg.refused(
            "editMessageText", **place, text="<strong>x</strong>", parse_mode="HTML", reply_markup=MARKUP
        ) == (400, NOT_MODIFIED)
    assert await tg.refused("editMessageReplyMarkup", **place, reply_markup=MARKUP) == (400, NOT_MODIFIED)
    await tg.ok("editMessageText", **place, text="x", reply_markup=MARKUP)
    await tg.ok("editMessageReplyMarkup", **place)
    assert await tg.refused("editMessageReplyMarkup", **place) == (400, NOT_MODIFIED)


async def test_only_the_bots_own_messages_of_the_right_kind_can_be_edited(tg: Driver) -> None:
    wang = await tg.resident()
    said = (await tg.post("say", user="wang", photo=True))["message"]
    place = {"chat_id": wang, "message_id": said["message_id"]}
    assert await tg.refused("editMessageCaption", **place, caption="x") == (400, "Bad Request: message can't be edited")
    photo = await tg.ok("sendPhoto", chat_id=wang, photo=said["photo"][-1]["file_id"])
    own = {"chat_id": wang, "message_id": photo["message_id"]}
    assert await tg.refused("editMessageText", **own, text="x") == (
        400,
        "Bad Request: there is no text in the message to edit",
    )
    assert (await tg.ok("editMessageCaption", **own, caption="图"))["caption"] == "图"
    assert await tg.refused("editMessageText", chat_id=wang, message_id=9999, text="x") == (
        400,
        "Bad Request: message to edit not found",
    )


async def test_media_can_be_replaced(tg: Driver) -> None:
    wang = await tg.resident()
    await tg.post("say", user="wang", photo=True)
    await tg.post("say", user="wang", document=True)
    photo, document = [each["message"] for each in await tg.updates()]
    sent = await tg.ok("sendPhoto", chat_id=wang, photo=photo["photo"][-1]["file_id"], caption="旧")
    media = {"type": "document", "media": document["document"]["file_id"], "caption": "新"}
    edited = await tg.ok("editMessageMedia", chat_id=wang, message_id=sent["message_id"], media=media)
    assert edited["caption"] == "新"
    assert "photo" not in edited


async def test_an_edit_does_not_change_updates_that_already_wait(tg: Driver) -> None:
    await tg.resident()
    said = (await tg.post("say", user="wang", text="旧"))["message"]
    await tg.post("say", user="wang", edit=said["message_id"], text="新")
    first, second = await tg.updates()
    assert first["message"]["text"] == "旧"
    assert second["edited_message"]["text"] == "新"
    assert second["edited_message"]["edit_date"] >= second["edited_message"]["date"]


async def test_deleting_follows_the_age_and_the_rights(tg: Driver) -> None:
    group = await tg.group()
    said = (await tg.post("say", user="wang", chat="g3", text="x"))["message"]["message_id"]
    mine = (await tg.ok("sendMessage", chat_id=group, text="y"))["message_id"]
    late = (await tg.ok("sendMessage", chat_id=group, text="z"))["message_id"]
    refusal = (400, "Bad Request: message can't be deleted")
    assert await tg.refused("deleteMessage", chat_id=group, message_id=said) == refusal
    assert await tg.ok("deleteMessage", chat_id=group, message_id=mine) is True
    assert await tg.refused("deleteMessage", chat_id=group, message_id=mine) == (
        400,
        "Bad Request: message to delete not found",
    )
    await tg.post("membership", chat="g3", user="bot", status="administrator")
    assert await tg.ok("deleteMessages", chat_id=group, message_ids=[said, mine]) is True
    await tg.post("clock", advance=48 * 3600 + 1)
    assert await tg.refused("deleteMessage", chat_id=group, message_id=late) == refusal


async def test_pinning_needs_an_administrator_and_leaves_a_note(tg: Driver) -> None:
    group = await tg.group()
    sent = (await tg.ok("sendMessage", chat_id=group, text="公告"))["message_id"]
    assert await tg.refused("pinChatMessage", chat_id=group, message_id=sent) == (
        400,
        "Bad Request: not enough rights to manage pinned messages in the chat",
    )
    await tg.post("membership", chat="g3", user="bot", status="administrator")
    await tg.ok("pinChatMessage", chat_id=group, message_id=sent)
    shown = (await tg.get("chats/g3/messages?limit=1"))["messages"][0]
    assert shown["pinned_message"]["message_id"] == sent
    assert (await tg.ok("getChat", chat_id=group))["pinned_message"]["message_id"] == sent


async def test_a_caption_is_edited_only_where_there_can_be_one(tg: Driver) -> None:
    wang = await tg.resident()
    poll = await tg.ok("sendPoll", chat_id=wang, question="?", options=["1", "2"])
    place = await tg.ok("sendLocation", chat_id=wang, latitude=1, longitude=1)
    photo = (await tg.post("say", user="wang", photo=True))["message"]["photo"][-1]["file_id"]
    for sent in (poll, place):
        own = {"chat_id": wang, "message_id": sent["message_id"]}
        assert await tg.refused("editMessageCaption", **own, caption="x") == (
            400,
            "Bad Request: there is no caption in the message to edit",
        )
        media = {"type": "photo", "media": photo}
        assert await tg.refused("editMessageMedia", **own, media=media) == (
            400,
            "Bad Request: message can't be edited",
        )
        assert "caption" not in (await tg.get("chats/wang/messages"))["messages"][-1]


async def test_a_person_edits_no_place_into_words(tg: Driver) -> None:
    await tg.resident()
    for kind in ("location", "poll", "sticker", "contact"):
        said = (await tg.post("say", user="wang", **{kind: True}))["message"]["message_id"]
        assert (await tg.try_post("say", user="wang", edit=said, text="x"))[0] == 400
    said = (await tg.post("say", user="wang", voice=True))["message"]["message_id"]
    assert (await tg.post("say", user="wang", edit=said, text="x"))["message"]["caption"] == "x"
