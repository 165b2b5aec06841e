"""Albums: several pictures, videos or documents sent as one."""

from sandbox.errors import bad_request
from sandbox.json_types import Json
from sandbox.limits import ALBUM_MAX, ALBUM_MIN
from sandbox.methods.attachments import input_media
from sandbox.methods.call import Call
from sandbox.methods.outgoing import draft
from sandbox.methods.registry import method


@method("sendMediaGroup")
def send_media_group(call: Call) -> list[Json]:
    """Costs as many messages as it has items."""
    items: list[Json] = call.params["media"]
    target = draft(call)
    if not items:
        raise bad_request("there are no messages to send")
    if len(items) > ALBUM_MAX:
        raise bad_request("too many messages to send as an album")
    if len(items) < ALBUM_MIN:
        raise bad_request(f"an album must have from {ALBUM_MIN} to {ALBUM_MAX} items")
    kinds = {item["type"] for item in items}
    if "document" in kinds and len(kinds) > 1:
        raise bad_request("document can't be mixed with other media types")
    group = call.world.new_album_id()
    contents = [{"media_group_id": group, **input_media(call, item)} for item in items]
    return [message.data for message in target.send(call, contents)]
