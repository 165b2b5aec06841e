"""Answers to pressed buttons."""

from sandbox.errors import bad_request
from sandbox.formatting.utf16 import utf16_len
from sandbox.limits import CALLBACK_ANSWER_MAX
from sandbox.methods.call import Call
from sandbox.methods.registry import method


@method("answerCallbackQuery")
def answer_callback_query(call: Call) -> bool:
    params = call.params
    text = params.get("text") or None
    if text is not None and utf16_len(text) > CALLBACK_ANSWER_MAX:
        raise bad_request("MESSAGE_TOO_LONG")
    press = call.world.callbacks.answer(
        params["callback_query_id"], text, params.get("show_alert") is True, params.get("url") or None
    )
    call.world.events.tell("callback", **press.as_json())
    return True
