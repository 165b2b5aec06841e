"""The body of a Bot API request, in any of the forms the server takes."""

import json
from dataclasses import dataclass
from urllib.parse import parse_qsl

from aiohttp import BodyPartReader, web

from sandbox.errors import ApiError, bad_request
from sandbox.json_types import Json
from sandbox.limits import UPLOAD_MAX_BYTES


@dataclass(frozen=True, slots=True)
class Upload:
    filename: str
    mime: str | None
    data: bytes


Uploads = dict[str, Upload]


async def decode(request: web.Request) -> tuple[Json, Uploads]:
    """Parameters as they came (strings, or JSON values from a JSON body) and files by the name of their part."""
    params: Json = dict(request.query) if request.query_string else {}
    uploads: Uploads = {}
    if request.body_exists:
        try:
            await _body(request, params, uploads)
        except web.HTTPRequestEntityTooLarge as error:
            raise ApiError(413, "Request Entity Too Large") from error
    return params, uploads


async def _body(request: web.Request, params: Json, uploads: Uploads) -> None:
    kind = request.content_type
    if kind == "multipart/form-data":
        await _multipart(request, params, uploads)
    elif kind == "application/json":
        params.update(_json_object(await request.read()))
    else:
        params.update(parse_qsl((await request.read()).decode("utf-8", "replace"), keep_blank_values=True))


def _json_object(body: bytes) -> Json:
    try:
        value = json.loads(body) if body else {}
    except ValueError as error:
        raise bad_request("can't parse JSON object") from error
    if not isinstance(value, dict):
        raise bad_request("can't parse JSON object")
    return value


async def _multipart(request: web.Request, params: Json, uploads: Uploads) -> None:
    try:
        async for part in await request.multipart():
            if not isinstance(part, BodyPartReader) or part.name is None:
                raise bad_request("can't parse multipart/form-data")
            data = bytes(await part.read(decode=True))
            if len(data) > UPLOAD_MAX_BYTES:
                raise ApiError(413, "Request Entity Too Large")
            if part.filename is None:
                params[part.name] = data.decode("utf-8", "replace")
            else:
                uploads[part.name] = Upload(part.filename, part.headers.get("Content-Type"), data)
    except ValueError as error:
        raise bad_request("can't parse multipart/form-data") from error
