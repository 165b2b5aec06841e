"""What a person says, as the content of a message."""

import base64
import binascii

from sandbox import samples
from sandbox.control.bodies import AlbumItem, FileBody, Media, SayBody
from sandbox.errors import ControlError
from sandbox.files import StoredFile
from sandbox.json_types import Json
from sandbox.methods.attachments import SHAPES, photo_size
from sandbox.methods.outgoing import body as text_body
from sandbox.methods.outgoing import caption as caption_body
from sandbox.methods.sending import make_poll
from sandbox.people import Person
from sandbox.world import World

# People's Square, Shanghai: where somebody is who shares no place in particular.
_PLACE = {"latitude": 31.2304, "longitude": 121.4737}
_SAMPLE_LENGTH = {"voice": 3, "video": 5}
_STICKER_SIDE = 512
_FILES = ("photo", "video", "document", "voice", "sticker")


def contents(world: World, person: Person | None, body: SayBody) -> list[Json]:
    """One content a message; an album gives several. Exactly one kind of thing can be said at a time."""
    given = [name for name in (*_FILES, "location", "contact", "poll", "album") if getattr(body, name) is not None]
    if len(given) > 1:
        raise ControlError(f"say one thing at a time, not {' and '.join(given)}")
    if not given:
        if body.text is None:
            raise ControlError("say something: text, photo, video, document, voice, sticker, location, …")
        return [text_body({"text": body.text})]
    if body.album is not None:
        album = world.new_album_id()
        return [{"media_group_id": album, **_album_item(world, item)} for item in body.album]
    kind = given[0]
    if kind in _FILES:
        words = body.caption if body.caption is not None else body.text
        return [_file(world, kind, getattr(body, kind), words)]
    return [{kind: _plain(world, person, body)}]


def _album_item(world: World, item: AlbumItem) -> Json:
    if (item.photo is None) == (item.video is None):
        raise ControlError("an album's item is a photo or a video")
    kind, value = ("photo", item.photo) if item.photo is not None else ("video", item.video)
    return _file(world, kind, value, item.caption)


def _file(world: World, kind: str, value: Media | None, words: str | None) -> Json:
    stored = _stored(world, kind, value)
    if kind == "sticker":
        return {"sticker": _sticker(stored)}
    length = {"duration": _SAMPLE_LENGTH.get(kind, 0)}
    return {kind: SHAPES[kind](stored, length), **caption_body({"caption": words})}


def _stored(world: World, kind: str, value: Media | None) -> StoredFile:
    if isinstance(value, FileBody):
        try:
            data = base64.b64decode(value.base64, validate=True)
        except binascii.Error as error:
            raise ControlError(f"{kind}.base64 is not base64") from error
        if not data:
            raise ControlError(f"{kind} is an empty file")
        if kind == "photo":
            photo_size(data)
        return world.files.add(kind, data, value.filename)
    match kind:
        case "photo":
            return world.files.add(kind, samples.png(world.files.count), "photo.png")
        case "sticker":
            return world.files.add(kind, samples.png(world.files.count), "sticker.png")
        case "video":
            return world.files.add(kind, samples.VIDEO, "video.mp4")
        case "voice":
            return world.files.add(kind, samples.VOICE, "voice.oga", "audio/ogg")
    return world.files.add(kind, "示例文件\n".encode(), "示例.txt")


def _sticker(stored: StoredFile) -> Json:
    return {
        "file_id": stored.file_id,
        "file_unique_id": stored.unique_id,
        "file_size": len(stored.data),
        "type": "regular",
        "width": _STICKER_SIDE,
        "height": _STICKER_SIDE,
        "is_animated": False,
        "is_video": False,
        "emoji": "👍",
    }


def _plain(world: World, person: Person | None, body: SayBody) -> Json:
    if body.location is not None:
        return _PLACE if body.location is True else body.location.model_dump()
    if body.contact is not None:
        if body.contact is not True:
            return body.contact.model_dump(exclude_none=True)
        if person is None:
            raise ControlError("contact true needs a user")
        return {"phone_number": "13800000000", "first_name": person.first_name, "user_id": person.id}
    if body.poll is None or body.poll is True:
        return make_poll(world.new_album_id(), "几点方便？", ["上午", "下午"], {})
    return make_poll(world.new_album_id(), body.poll.question, body.poll.options, {})
