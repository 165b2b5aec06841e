"""Text, places, polls, and the "typing" sign."""

from sandbox.errors import bad_request
from sandbox.formatting.compose import compose
from sandbox.formatting.utf16 import utf16_len
from sandbox.json_types import Json
from sandbox.limits import POLL_OPTION_MAX, POLL_OPTIONS_MAX, POLL_QUESTION_MAX
from sandbox.methods.call import Call
from sandbox.methods.outgoing import body, draft
from sandbox.methods.registry import method

# Bot API reference, sendChatAction.
CHAT_ACTIONS = frozenset(
    {
        "typing",
        "upload_photo",
        "record_video",
        "upload_video",
        "record_voice",
        "upload_voice",
        "upload_document",
        "choose_sticker",
        "find_location",
        "record_video_note",
        "upload_video_note",
    }
)
_LATITUDE_MAX, _LONGITUDE_MAX = 90, 180


@method("sendMessage")
def send_message(call: Call) -> Json:
    return draft(call).send(call, [body(call.params)])[0].data


@method("sendLocation")
def send_location(call: Call) -> Json:
    target = draft(call)
    latitude, longitude = call.params["latitude"], call.params["longitude"]
    if abs(float(latitude)) > _LATITUDE_MAX or abs(float(longitude)) > _LONGITUDE_MAX:
        raise bad_request("invalid location specified")
    place = {"latitude": float(latitude), "longitude": float(longitude)}
    return target.send(call, [{"location": place}])[0].data


@method("sendPoll")
def send_poll(call: Call) -> Json:
    target = draft(call)
    question, _ = compose(call.params["question"], call.params.get("question_parse_mode"))
    if not question:
        raise bad_request("poll question must be non-empty")
    if utf16_len(question) > POLL_QUESTION_MAX:
        raise bad_request(f"poll question length must not exceed {POLL_QUESTION_MAX}")
    options = [each if isinstance(each, str) else each["text"] for each in call.params["options"]]
    poll = make_poll(f"{target.chat.id}{target.chat.last_message_id + 1}", question, options, call.params)
    return target.send(call, [{"poll": poll}])[0].data


def make_poll(poll_id: str, question: str, options: list[str], settings: Json) -> Json:
    """A Poll nobody has voted in yet; 400 for options the server would refuse."""
    if not options:
        raise bad_request("poll must have at least one answer option")
    if len(options) > POLL_OPTIONS_MAX:
        raise bad_request(f"poll can't have more than {POLL_OPTIONS_MAX} options")
    if any(not 1 <= utf16_len(option) <= POLL_OPTION_MAX for option in options):
        raise bad_request(f"poll options length must be from 1 to {POLL_OPTION_MAX}")
    return {
        "id": poll_id.lstrip("-"),
        "question": question,
        "options": [
            {"persistent_id": str(number), "text": option, "voter_count": 0} for number, option in enumerate(options)
        ],
        "total_voter_count": 0,
        "is_closed": settings.get("is_closed", False) is True,
        "is_anonymous": settings.get("is_anonymous", True) is not False,
        "type": settings.get("type") or "regular",
        "allows_multiple_answers": settings.get("allows_multiple_answers", False) is True,
        "allows_revoting": settings.get("allows_revoting", True) is not False,
        "members_only": settings.get("members_only", False) is True,
    }


@method("sendChatAction")
def send_chat_action(call: Call) -> bool:
    chat = call.writable()
    if call.params["action"] not in CHAT_ACTIONS:
        raise bad_request("wrong parameter action in request")
    call.world.events.tell("typing", chat_id=chat.id, action=call.params["action"])
    return True
