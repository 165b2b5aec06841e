"""/notice: title, text and pictures, one question after the other."""

from aiogram import Router
from aiogram.filters import Command
from aiogram.types import CallbackQuery, Message

from complaints import relay
from handlers.filters import Asked, Pressed
from handlers.notices.steps import step_after_message, step_after_press
from handlers.views import Answer, Replace, Views
from notices import composing
from notices.messages import writing
from notices.sheet import AUDIENCE, BODY, PICTURES, PREVIEW, TITLE
from storage.actors import Actor
from storage.unit import Unit


def router() -> Router:
    r = Router(name=__name__)
    r.message.register(begin, Command("notice"))
    for asks, handler in ((TITLE, title), (BODY, body), (PICTURES, picture), (AUDIENCE, words), (PREVIEW, words)):
        r.message.register(handler, Asked(asks), is_answer)
    r.callback_query.register(begin_anew, Pressed("notice.anew", mark=str))
    r.callback_query.register(drop_pictures, Pressed("notice.bare", mark=str))
    r.callback_query.register(pictures_done, Pressed("notice.pictures", mark=str))
    r.callback_query.register(cancel, Pressed("notice.cancel", mark=str))
    return r


async def is_answer(message: Message, unit: Unit) -> bool:
    """Filter: no command, and no reply to something else, like an alert that came in between."""
    if (message.text or "").startswith("/"):
        return False
    if message.reply_to_message is None:
        return True
    subject = await relay.subject_of(unit, message.chat.id, message.reply_to_message.message_id)
    return subject is None or subject.startswith("notice")


async def begin(message: Message, unit: Unit, actor: Actor, bot_username: str) -> Views:
    sheet, resumed = await composing.begin(unit, actor, bot_username)
    step = await step_after_message(unit, sheet)
    return (Answer(writing.resumed(sheet)), *step) if resumed else step


async def begin_anew(callback: CallbackQuery, unit: Unit, actor: Actor, mark: str) -> Views:
    return await step_after_press(unit, await composing.begin_anew(unit, actor, mark))


async def title(message: Message, unit: Unit, actor: Actor, bot_username: str) -> Views:
    return await step_after_message(unit, await composing.take_title(unit, actor, message.text or "", bot_username))


async def body(message: Message, unit: Unit, actor: Actor, bot_username: str) -> Views:
    text = message.text or message.caption or ""
    outcome = await composing.take_body(unit, actor, text, photo(message), message.media_group_id, bot_username)
    return await step_after_message(unit, outcome)


async def picture(message: Message, unit: Unit, actor: Actor) -> Views:
    outcome = await composing.take_picture(unit, actor, photo(message), message.media_group_id)
    return await step_after_message(unit, outcome)


async def words(message: Message, unit: Unit, actor: Actor) -> Views:
    """Something was sent where a button is to be pressed."""
    return Answer(writing.use_buttons(composing.waiting(unit, actor)))


async def drop_pictures(callback: CallbackQuery, unit: Unit, actor: Actor, mark: str) -> Views:
    return await step_after_press(unit, await composing.drop_pictures(unit, actor, mark))


async def pictures_done(callback: CallbackQuery, unit: Unit, actor: Actor, mark: str, bot_username: str) -> Views:
    return await step_after_press(unit, await composing.pictures_done(unit, actor, mark, bot_username))


async def cancel(callback: CallbackQuery, unit: Unit, actor: Actor, mark: str) -> Views:
    await composing.cancel(unit, actor, mark)
    return Replace(writing.cancelled())


def photo(message: Message) -> str | None:
    """The largest size of a picture; sizes come smallest first."""
    return message.photo[-1].file_id if message.photo else None
