"""公告 in chat: writing one, choosing whom it is for, the preview, reports. In private chats only."""

from aiogram import Router

from handlers.chat_filters import InPrivate
from handlers.notices import choosing, previewing, reports, writing


def router() -> Router:
    r = Router(name=__name__)
    r.message.filter(InPrivate())
    r.include_routers(reports.router(), writing.router(), choosing.router(), previewing.router())
    return r
