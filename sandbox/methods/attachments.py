"""Files in messages: uploaded, or named by the file_id of an earlier one."""

from collections.abc import Callable

from sandbox.errors import bad_request
from sandbox.files import StoredFile
from sandbox.image_size import image_size
from sandbox.json_types import Json
from sandbox.limits import PHOTO_MAX_BYTES, PHOTO_RATIO_MAX, PHOTO_SIDES_MAX
from sandbox.methods.call import Call
from sandbox.methods.outgoing import caption
from sandbox.wire.schema import ATTACH

_SMALL_SIDE = 320


def stored(call: Call, kind: str, ref: object) -> StoredFile:
    """400 as the server says it for a wrong id, an address (nothing is fetched here) or an empty file."""
    if not isinstance(ref, str) or not ref:
        raise bad_request(f"there is no {kind} in the request")
    if ref.startswith(ATTACH):
        upload = call.uploads.get(ref.removeprefix(ATTACH))
        if upload is None:
            raise bad_request("wrong file identifier/HTTP URL specified")
        if not upload.data:
            raise bad_request("file must be non-empty")
        if kind == "photo" and len(upload.data) > PHOTO_MAX_BYTES:
            raise bad_request(
                f"file of size {len(upload.data)} bytes is too big for a photo; "
                f"the maximum size is {PHOTO_MAX_BYTES} bytes"
            )
        if kind == "photo":
            photo_size(upload.data)
        return call.world.files.add(kind, upload.data, upload.filename, upload.mime)
    if ref.startswith(("http://", "https://")):
        raise bad_request("failed to get HTTP URL content")
    found = call.world.files.find(ref)
    if found is None:
        raise bad_request("wrong file identifier/HTTP URL specified")
    if found.kind != kind:
        raise bad_request(f"can't use file of type {found.kind.capitalize()} as {kind.capitalize()}")
    return found


def photo_size(data: bytes) -> tuple[int, int]:
    size = image_size(data)
    if size is None or min(size) < 1:
        raise bad_request("IMAGE_PROCESS_FAILED")
    width, height = size
    if width + height > PHOTO_SIDES_MAX or max(size) > PHOTO_RATIO_MAX * min(size):
        raise bad_request("PHOTO_INVALID_DIMENSIONS")
    return width, height


def _identity(file: StoredFile) -> Json:
    return {"file_id": file.file_id, "file_unique_id": file.unique_id, "file_size": len(file.data)}


def photo(file: StoredFile, _: Json) -> object:
    """One size more than the picture itself when it is large, as a list by growing size; both name one file."""
    width, height = photo_size(file.data)
    full = {**_identity(file), "width": width, "height": height}
    longest = max(width, height)
    if longest <= _SMALL_SIDE:
        return [full]
    shrunk = {
        "width": max(1, width * _SMALL_SIDE // longest),
        "height": max(1, height * _SMALL_SIDE // longest),
    }
    return [{**full, **shrunk}, full]


def video(file: StoredFile, given: Json) -> object:
    return {
        **_identity(file),
        "width": int(given.get("width") or _SMALL_SIDE),
        "height": int(given.get("height") or _SMALL_SIDE),
        "duration": int(given.get("duration") or 0),
        "mime_type": file.mime,
        "file_name": file.filename,
    }


def document(file: StoredFile, _: Json) -> object:
    return {**_identity(file), "file_name": file.filename, "mime_type": file.mime}


def voice(file: StoredFile, given: Json) -> object:
    return {**_identity(file), "duration": int(given.get("duration") or 0), "mime_type": file.mime}


SHAPES: dict[str, Callable[[StoredFile, Json], object]] = {
    "photo": photo,
    "video": video,
    "document": document,
    "voice": voice,
}


def attachment(call: Call, kind: str, ref: object, given: Json) -> Json:
    """The content of a message with this file and its caption."""
    words = caption(given)
    content: Json = {kind: SHAPES[kind](stored(call, kind, ref), given), **words}
    if given.get("has_spoiler") and kind in ("photo", "video"):
        content["has_media_spoiler"] = True
    return content


def input_media(call: Call, item: Json) -> Json:
    """An InputMedia object; the kinds without a sending method here are refused."""
    kind = item["type"]
    if kind not in ("photo", "video", "document"):
        raise bad_request(f"the sandbox sends no media of type {kind}")
    return attachment(call, kind, item["media"], item)
