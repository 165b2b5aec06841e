"""Inline keyboards, checked as the server checks them."""

from sandbox.addresses import is_web_address
from sandbox.errors import bad_request
from sandbox.json_types import Json
from sandbox.limits import CALLBACK_DATA_MAX_BYTES, INLINE_BUTTONS_MAX

ACTIONS = (
    "url",
    "callback_data",
    "web_app",
    "login_url",
    "switch_inline_query",
    "switch_inline_query_current_chat",
    "switch_inline_query_chosen_chat",
    "copy_text",
    "callback_game",
    "pay",
)


def check_keyboard(markup: Json, chat_type: str) -> None:
    """400 for a button without exactly one action, bad callback data or a bad address."""
    rows = markup.get("inline_keyboard")
    if rows is None:
        return
    if sum(len(row) for row in rows) > INLINE_BUTTONS_MAX:
        raise bad_request("REPLY_MARKUP_TOO_LONG")
    for row in rows:
        for button in row:
            _check_button(button, chat_type)


def _check_button(button: Json, chat_type: str) -> None:
    actions = [name for name in ACTIONS if button.get(name) not in (None, False)]
    if not button["text"].strip():
        raise bad_request("BUTTON_TEXT_INVALID")
    if not actions:
        raise bad_request("can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard")
    if len(actions) > 1:
        raise bad_request(
            f"can't parse inline keyboard button: exactly one action is allowed, not {' and '.join(actions)}"
        )
    if "callback_data" in actions and not 1 <= len(button["callback_data"].encode()) <= CALLBACK_DATA_MAX_BYTES:
        raise bad_request("BUTTON_DATA_INVALID")
    if "url" in actions and not _is_address(button["url"]):
        raise bad_request("BUTTON_URL_INVALID")
    if "web_app" in actions and chat_type != "private":
        raise bad_request("BUTTON_TYPE_INVALID")


def _is_address(url: str) -> bool:
    """An address without a scheme means http, as on the real server."""
    if any(sign.isspace() for sign in url):
        return False
    if url.startswith("tg://"):
        return is_web_address(url.replace("tg://", "http://", 1))
    if url.startswith(("http://", "https://")):
        return is_web_address(url)
    return "://" not in url and "." in url and is_web_address(f"http://{url}")


def inline_part(markup: Json | None) -> Json | None:
    """What the message itself shows: only inline keyboards are part of a message."""
    if markup and markup.get("inline_keyboard"):
        return {"inline_keyboard": markup["inline_keyboard"]}
    return None
