import pytest

from tests.sandbox.driver import Driver


async def heard(tg: Driver) -> list[str]:
    return [each["message"].get("text", "") for each in await tg.updates() if "message" in each]


async def test_in_privacy_mode_the_bot_hears_only_what_is_meant_for_it(tg: Driver) -> None:
    group = await tg.group()
    notice = (await tg.ok("sendMessage", chat_id=group, text="公告"))["message_id"]
    for text in ("闲聊", "/help", "/help@sandbox_bot", "/help@other_bot", "@sandbox_bot 灯坏了", "x@sandbox_bot"):
        await tg.post("say", user="wang", chat="g3", text=text)
    await tg.post("say", user="wang", chat="g3", text="回复", reply_to=notice)
    assert await heard(tg) == ["/help", "/help@sandbox_bot", "@sandbox_bot 灯坏了", "回复"]


async def test_an_administrator_bot_hears_all_but_other_bots(tg: Driver) -> None:
    await tg.group(bot="administrator")
    robot = await tg.post("users", first_name="Robo", username="robo_bot", is_bot=True)
    await tg.post("membership", chat="g3", user=robot["id"], status="member")
    await tg.updates()
    await tg.post("say", user="wang", chat="g3", text="闲聊")
    await tg.post("say", user="robo_bot", chat="g3", text="/start")
    await tg.post("say", user="li", chat="g3", text="匿名", anonymous=True)
    assert await heard(tg) == ["闲聊", "匿名"]


async def test_an_anonymous_administrator_speaks_as_the_group(tg: Driver) -> None:
    group = await tg.group(bot="administrator")
    await tg.post("say", user="li", chat="g3", text="x", anonymous=True)
    message = (await tg.updates())[0]["message"]
    assert message["from"]["id"] == 1087968824
    assert message["sender_chat"]["id"] == group
    status, _ = await tg.try_post("say", user="wang", chat="g3", text="x", anonymous=True)
    assert status == 400


async def test_putting_the_bot_in_is_told_with_who_did_it(tg: Driver) -> None:
    await tg.post("users", first_name="Li", username="li")
    await tg.post("chats", type="supergroup", title="楼", admins=["li"], bot="member")
    change, service = await tg.updates()
    assert change["my_chat_member"]["from"]["username"] == "li"
    assert change["my_chat_member"]["new_chat_member"]["status"] == "member"
    assert service["message"]["new_chat_members"][0]["is_bot"] is True


@pytest.mark.parametrize(
    ("kind", "status", "reason"),
    [
        ("group", "kicked", "bot was kicked from the group chat"),
        ("supergroup", "kicked", "bot was kicked from the supergroup chat"),
        ("supergroup", "left", "bot is not a member of the supergroup chat"),
    ],
)
async def test_a_bot_that_is_out_gets_403_and_is_told(tg: Driver, kind: str, status: str, reason: str) -> None:
    group = await tg.group(kind=kind)
    await tg.post("membership", chat="g3", user="bot", status=status, by="li")
    assert await tg.refused("sendMessage", chat_id=group, text="x") == (403, f"Forbidden: {reason}")
    (change,) = await tg.updates()
    assert change["my_chat_member"]["from"]["username"] == "li"
    assert change["my_chat_member"]["new_chat_member"]["status"] == status


async def test_a_group_that_became_a_supergroup_names_its_new_id(tg: Driver) -> None:
    old = await tg.group()
    new = (await tg.post("membership", chat="g3", migrate=True))["id"]
    answer = await tg.call("sendMessage", chat_id=old, text="x")
    assert answer["error_code"] == 400
    assert answer["parameters"] == {"migrate_to_chat_id": new}
    left, came = [each["message"] for each in await tg.updates()]
    assert (left["chat"]["id"], left["migrate_to_chat_id"]) == (old, new)
    assert (came["chat"]["id"], came["migrate_from_chat_id"]) == (new, old)
    await tg.ok("sendMessage", chat_id=new, text="x")
    assert {each["id"]: each["migrated_to"] for each in (await tg.get("state"))["chats"]} == {old: new, new: None}
    assert (await tg.post("say", user="wang", chat="g3", text="/help"))["message"]["chat"]["id"] == new


async def test_a_deleted_group_and_one_left_are_gone(tg: Driver) -> None:
    group = await tg.group()
    assert await tg.ok("leaveChat", chat_id=group) is True
    assert (await tg.refused("getChat", chat_id=group))[0] == 403
    await tg.post("membership", chat="g3", deleted=True)
    assert await tg.refused("sendMessage", chat_id=group, text="x") == (403, "Forbidden: the group chat was deleted")


async def test_members_and_administrators_are_told_apart(tg: Driver) -> None:
    group = await tg.group()
    state = (await tg.get("state"))["chats"][0]["members"]
    wang, li = (each["user"]["id"] for each in state)
    assert (await tg.ok("getChatMember", chat_id=group, user_id=wang))["status"] == "member"
    assert [each["user"]["id"] for each in await tg.ok("getChatAdministrators", chat_id=group)] == [li]
    await tg.post("membership", chat="g3", user="wang", status="left")
    assert (await tg.ok("getChatMember", chat_id=group, user_id=wang))["status"] == "left"
    assert (await tg.updates())[0]["message"]["left_chat_member"]["id"] == wang
    status, _ = await tg.try_post("say", user="wang", chat="g3", text="/help")
    assert status == 400


async def test_topics_are_threads_and_general_is_named_by_nothing(tg: Driver) -> None:
    forum = await tg.group(bot="administrator", kind="supergroup", is_forum=True, topics=["报修"])
    thread = (await tg.get("state"))["chats"][0]["topics"][0]["message_thread_id"]
    sent = await tg.ok("sendMessage", chat_id=forum, text="x", message_thread_id=thread)
    assert (sent["message_thread_id"], sent["is_topic_message"]) == (thread, True)
    missing = (400, "Bad Request: message thread not found")
    assert await tg.refused("sendMessage", chat_id=forum, text="x", message_thread_id=1) == missing
    assert await tg.refused("sendMessage", chat_id=forum, text="x", message_thread_id=77777) == missing
    topic = await tg.ok("createForumTopic", chat_id=forum, name="公告")
    await tg.post("say", user="wang", chat="g3", text="hi", thread=topic["message_thread_id"])
    assert (await tg.updates())[-1]["message"]["message_thread_id"] == topic["message_thread_id"]


async def test_the_first_topic_is_not_taken_for_general(tg: Driver) -> None:
    await tg.group(bot=None, kind="supergroup", is_forum=True, topics=["报修"])
    assert (await tg.get("state"))["chats"][0]["topics"][0]["message_thread_id"] > 1


async def test_a_restricted_bot_and_a_restricted_person_do_not_write(tg: Driver) -> None:
    group = await tg.group(kind="supergroup")
    await tg.post("membership", chat="g3", user="wang", status="restricted", by="li")
    assert (await tg.try_post("say", user="wang", chat="g3", text="/help"))[0] == 400
    await tg.post("membership", chat="g3", user="bot", status="restricted", by="li")
    assert await tg.refused("sendMessage", chat_id=group, text="x") == (
        400,
        "Bad Request: not enough rights to send text messages to the chat",
    )


async def test_what_was_forwarded_names_its_author(tg: Driver) -> None:
    group = await tg.group()
    await tg.resident()
    await tg.post("say", user="wang", text="x", forward_from="li")
    await tg.post("say", user="wang", text="x", forward_from={"chat": "g3"}, via_bot="gif_bot")
    person, chat = [each["message"] for each in await tg.updates()]
    assert person["forward_origin"]["sender_user"]["username"] == "li"
    assert chat["forward_origin"]["sender_chat"]["id"] == group
    assert chat["via_bot"]["is_bot"] is True


async def test_a_channel_is_posted_to_by_administrators_only(tg: Driver) -> None:
    await tg.post("users", first_name="Li", username="li")
    channel = await tg.post("chats", type="channel", title="公告", username="gg", admins=["li"], bot="administrator")
    await tg.updates()
    await tg.post("say", user="li", chat="gg", text="x", as_channel=True)
    post = (await tg.updates())[0]["channel_post"]
    assert "from" not in post
    assert post["sender_chat"]["id"] == channel["id"]
    assert (await tg.ok("sendMessage", chat_id="@gg", text="y"))["chat"]["id"] == channel["id"]


async def test_a_migration_that_is_refused_leaves_no_second_group(tg: Driver) -> None:
    await tg.group()
    for name in ("wang", "li"):
        await tg.post("membership", chat="g3", user=name, status="left")
    assert (await tg.try_post("membership", chat="g3", migrate=True))[0] == 400
    assert [each["type"] for each in (await tg.get("state"))["chats"]] == ["group"]


async def test_a_reply_lands_in_the_topic_of_what_it_replies_to(tg: Driver) -> None:
    forum = await tg.group(bot="administrator", kind="supergroup", is_forum=True, topics=["报修"])
    thread = (await tg.get("state"))["chats"][0]["topics"][0]["message_thread_id"]
    said = (await tg.post("say", user="wang", chat="g3", text="灯坏了", thread=thread))["message"]["message_id"]
    sent = await tg.ok("sendMessage", chat_id=forum, text="已登记", reply_parameters={"message_id": said})
    assert (sent["message_thread_id"], sent["is_topic_message"]) == (thread, True)
    answer = await tg.post("say", user="wang", chat="g3", text="谢谢", reply_to=sent["message_id"])
    assert answer["message"]["message_thread_id"] == thread
    general = await tg.post("say", user="wang", chat="g3", text="别处")
    other = await tg.ok("sendMessage", chat_id=forum, text="x", reply_to_message_id=general["message"]["message_id"])
    assert "message_thread_id" not in other


async def test_among_bots_a_command_to_nobody_in_particular_is_for_the_one_that_spoke_last(tg: Driver) -> None:
    group = await tg.group()
    await tg.post("say", user="wang", chat="g3", text="/alone")
    await tg.post("users", first_name="Robo", username="robo_bot", is_bot=True)
    await tg.post("membership", chat="g3", user="robo_bot", status="member")
    assert await heard(tg) == ["/alone", ""]
    await tg.post("say", user="wang", chat="g3", text="/nobody_spoke")
    await tg.ok("sendMessage", chat_id=group, text="公告")
    await tg.post("say", user="wang", chat="g3", text="/after_us")
    await tg.post("say", user="robo_bot", chat="g3", text="x")
    await tg.post("say", user="wang", chat="g3", text="/after_the_other")
    await tg.post("say", user="wang", chat="g3", text="/bind@sandbox_bot g3")
    assert await heard(tg) == ["/after_us", "/bind@sandbox_bot g3"]
