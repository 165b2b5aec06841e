"""The body of a Bot API request, in any of the forms the server takes."""

import re
from dataclasses import dataclass
from urllib.parse import parse_qsl

from aiohttp import BodyPartReader, web
from aiohttp.http_exceptions import HttpProcessingError

from sandbox.errors import ApiError, bad_request
from sandbox.json_types import Json, NotUtf8Error, loads, must_be_utf8
from sandbox.limits import UPLOAD_MAX_BYTES

# The real server's sentence (TDLib, "Strings must be encoded in UTF-8").
NOT_UTF8 = "strings must be encoded in UTF-8"
_MIME = re.compile(r"[\w.+-]+/[\w.+-]+", re.ASCII)


@dataclass(frozen=True, slots=True)
class Upload:
    """`mime` is the bare type: what may follow it (a charset) is no part of a file's type on Telegram."""

    filename: str
    mime: str | None
    data: bytes


Uploads = dict[str, Upload]


async def decode(request: web.Request) -> tuple[Json, Uploads]:
    """Parameters as they came (strings, or JSON values from a JSON body) and files by the name of their part.

    400 when any string in them can't be written as UTF-8: it would spoil whatever holds it.
    """
    params: Json = {}
    uploads: Uploads = {}
    try:
        if query := request.rel_url.raw_query_string:
            params.update(_form(query))
        if request.body_exists:
            await _body(request, params, uploads)
    except web.HTTPRequestEntityTooLarge as error:
        raise ApiError(413, "Request Entity Too Large") from error
    except (NotUtf8Error, UnicodeError) as error:
        raise bad_request(NOT_UTF8) from error
    except (web.RequestPayloadError, HttpProcessingError) as error:
        raise bad_request("can't read the request's body") from error
    return params, uploads


async def _body(request: web.Request, params: Json, uploads: Uploads) -> None:
    kind = request.content_type
    if kind == "multipart/form-data":
        await _multipart(request, params, uploads)
    elif kind == "application/json":
        params.update(_json_object(await request.read()))
    else:
        params.update(_form((await request.read()).decode()))


def _form(text: str) -> dict[str, str]:
    fields = dict(parse_qsl(text, keep_blank_values=True, errors="strict"))
    for name, value in fields.items():
        must_be_utf8(name)
        must_be_utf8(value)
    return fields


def _json_object(body: bytes) -> Json:
    try:
        value = loads(body) if body else {}
    except NotUtf8Error:
        raise
    except ValueError as error:
        raise bad_request("can't parse JSON object") from error
    if not isinstance(value, dict):
        raise bad_request("can't parse JSON object")
    return value


async def _multipart(request: web.Request, params: Json, uploads: Uploads) -> None:
    try:
        async for part in await request.multipart():
            await _part(part, params, uploads)
    except (ApiError, UnicodeError, NotUtf8Error, web.HTTPException):
        raise
    except Exception as error:  # the reader raises a dozen kinds, and each is the sender's mistake
        raise bad_request("can't parse multipart/form-data") from error


async def _part(part: object, params: Json, uploads: Uploads) -> None:
    if not isinstance(part, BodyPartReader) or part.name is None:
        raise bad_request("can't parse multipart/form-data")
    name = part.name
    data = bytes(await part.read(decode=True))
    if len(data) > UPLOAD_MAX_BYTES:
        raise ApiError(413, "Request Entity Too Large")
    must_be_utf8(name)
    if part.filename is None:
        params[name] = data.decode()
        return
    must_be_utf8(part.filename)
    mime = _MIME.match(part.headers.get("Content-Type", ""))
    uploads[name] = Upload(part.filename, mime.group() if mime else None, data)
