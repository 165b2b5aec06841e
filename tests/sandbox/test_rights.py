"""Who may do what: creators, and administrators with less than every right."""

from tests.sandbox.driver import Driver


async def test_a_creator_is_an_administrator_and_other_bots_are_not_listed(tg: Driver) -> None:
    group = await tg.group(bot="administrator")
    await tg.post("membership", chat="g3", user="wang", status="creator")
    await tg.post("users", first_name="Robo", username="robo_bot", is_bot=True)
    await tg.post("membership", chat="g3", user="robo_bot", status="administrator")
    shown = [(each["user"]["username"], each["status"]) for each in await tg.ok("getChatAdministrators", chat_id=group)]
    assert shown == [("wang", "creator"), ("li", "administrator"), ("sandbox_bot", "administrator")]
    owner = (await tg.ok("getChatAdministrators", chat_id=group))[0]
    assert owner["is_anonymous"] is False
    await tg.post("say", user="wang", chat="g3", text="x", anonymous=True)
    assert (await tg.try_post("membership", chat="g3", user="bot", status="creator"))[0] == 400


async def test_a_right_that_was_taken_away_is_missed_where_it_is_needed(tg: Driver) -> None:
    group = await tg.group(bot="administrator", kind="supergroup", is_forum=True)
    said = (await tg.post("say", user="wang", chat="g3", text="x"))["message"]["message_id"]
    await tg.updates()
    for name, refusal, call in (
        (
            "can_pin_messages",
            "not enough rights to manage pinned messages in the chat",
            ("pinChatMessage", {"message_id": said}),
        ),
        ("can_manage_topics", "not enough rights to create a topic", ("createForumTopic", {"name": "公告"})),
        ("can_delete_messages", "message can't be deleted", ("deleteMessage", {"message_id": said})),
    ):
        method, params = call
        await tg.post("membership", chat="g3", user="bot", status="administrator", rights={name: False})
        told = (await tg.updates())[-1]["my_chat_member"]["new_chat_member"]
        assert (told["status"], told[name]) == ("administrator", False)
        assert (await tg.ok("getChatMember", chat_id=group, user_id=42))[name] is False
        assert await tg.refused(method, chat_id=group, **params) == (400, f"Bad Request: {refusal}")
        await tg.post("membership", chat="g3", user="bot", status="administrator", rights={})
        await tg.ok(method, chat_id=group, **params)


async def test_rights_are_the_bots_and_an_administrators(tg: Driver) -> None:
    await tg.group()
    rights = {"can_pin_messages": False}
    assert (await tg.try_post("membership", chat="g3", user="bot", status="member", rights=rights))[0] == 400
    assert (await tg.try_post("membership", chat="g3", user="wang", status="administrator", rights=rights))[0] == 400
