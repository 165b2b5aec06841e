"""A method's parameters, checked against aiogram's model of it."""

import contextlib
import types
from collections.abc import Iterator
from enum import Enum
from typing import Annotated, Literal, Union, get_args, get_origin

from aiogram.methods import TelegramMethod
from aiogram.types import ForceReply, InlineKeyboardMarkup, InputFile, ReplyKeyboardMarkup, ReplyKeyboardRemove
from pydantic import BaseModel, ValidationError

from sandbox.addresses import as_id
from sandbox.errors import ApiError, bad_request
from sandbox.json_types import Json, NotUtf8Error, loads
from sandbox.wire.decode import NOT_UTF8, Uploads

# Sent by aiogram for link_preview_is_disabled; older than the current reference, and real servers still take it.
LEGACY = frozenset({"disable_web_page_preview"})
# Where a message goes to other people than those in the chat, is paid for, or is of another kind: nothing here behaves
# so, and ignoring the parameter would show a wrong result.
NOT_MODELLED = frozenset(
    {
        "business_connection_id",
        "direct_messages_topic_id",
        "suggested_post_parameters",
        "ephemeral_message_parameters",
        "receiver_user_id",
        "allow_paid_broadcast",
        "inline_message_id",
        "rich_message",
    }
)
ATTACH = "attach://"
MARKUP = "reply_markup"
MARKUPS: dict[str, type[BaseModel]] = {
    "inline_keyboard": InlineKeyboardMarkup,
    "keyboard": ReplyKeyboardMarkup,
    "remove_keyboard": ReplyKeyboardRemove,
    "force_reply": ForceReply,
}
_CHAT_FIELDS = ("chat_id", "from_chat_id")
# The server's own sentences for what is missing (Bot API server source, Client.cpp).
_MISSING = {
    "chat_id": "chat_id is empty",
    "text": "message text is empty",
    "user_id": "invalid user_id specified",
    "message_ids": "message identifiers are not specified",
    **{kind: f"there is no {kind} in the request" for kind in ("photo", "video", "document", "voice")},
}


def _leaves(annotation: object) -> Iterator[object]:
    if get_origin(annotation) is Annotated:
        yield from _leaves(get_args(annotation)[0])
    elif get_origin(annotation) in (Union, types.UnionType):
        for part in get_args(annotation):
            yield from _leaves(part)
    else:
        yield annotation


def _is_structure(leaf: object) -> bool:
    if get_origin(leaf) is Literal:
        return False
    if isinstance(leaf, type):
        return issubclass(leaf, list | dict | BaseModel) and not issubclass(leaf, Enum)
    return get_origin(leaf) is not None


def _unknown_inside(value: object) -> str | None:
    if isinstance(value, BaseModel):
        if value.model_extra:
            return next(iter(value.model_extra))
        return _first_unknown(list(value.__dict__.values()))
    return _first_unknown(value) if isinstance(value, list) else None


def _first_unknown(values: list[object]) -> str | None:
    for value in values:
        if isinstance(value, BaseModel | list) and (name := _unknown_inside(value)):
            return name
    return None


class Schema:
    """Made once a method: which parameters exist, which are JSON inside a form, which can be a file."""

    def __init__(self, model: type[TelegramMethod[object]]) -> None:
        self._model = model
        self.names = frozenset(model.model_fields)
        # With receiver_user_id this is the other half of a message only one member sees.
        private_answer = {"callback_query_id"} if "receiver_user_id" in self.names else frozenset[str]()
        self._not_modelled = NOT_MODELLED | private_answer
        leaves = {name: list(_leaves(field.annotation)) for name, field in model.model_fields.items()}
        self._structures = frozenset(name for name, kinds in leaves.items() if any(map(_is_structure, kinds)))
        self._files = frozenset(name for name, kinds in leaves.items() if InputFile in kinds)
        # A form can't hold an InputFile, and a keyboard is told apart by its first name, not by what fits.
        self._apart = {name for name, kinds in leaves.items() if set(kinds) <= {InputFile, types.NoneType}} | {MARKUP}

    def read(self, params: Json) -> Json:
        """What was sent, with JSON inside a form decoded as far as it can be. Refuses nothing: `check` does."""
        decoded: Json = {}
        for name, value in params.items():
            if value is None or (value == "" and name in self._structures):
                continue
            decoded[name] = value
            if isinstance(value, str) and name in self._structures:
                with contextlib.suppress(ValueError):
                    decoded[name] = loads(value)
        for name in _CHAT_FIELDS:
            if isinstance(value := decoded.get(name), str) and (number := as_id(value)) is not None:
                decoded[name] = number
        return decoded

    def check(self, read: Json, uploads: Uploads) -> Json:
        """The parameters read, of the right types; 400 for unknown names, missing or wrong ones, files nobody names.

        A file sent under a parameter's own name is turned into attach://NAME, as the other form of it is written.
        """
        checked = {**read, **self._files_named(uploads)}
        for name, value in checked.items():
            if name not in self.names and name not in LEGACY:
                raise bad_request(f'unknown parameter "{name}"')
            if name in self._not_modelled and value not in ("", False, "false"):
                raise bad_request(f'the sandbox has no "{name}"')
            if name in self._structures and isinstance(value, str):
                raise _unreadable(name, value)
        _refuse_unnamed(uploads, checked)
        given = {name: value for name, value in checked.items() if name not in self._apart}
        model = _validated(self._model, given)
        for name in given:
            if name in self._structures:
                _refuse_unknown_inside(getattr(model, name), name)
            checked[name] = _coerced(checked[name], getattr(model, name, None))
        if checked.get(MARKUP) is not None:
            checked[MARKUP] = _checked_markup(checked[MARKUP])
        return checked

    def _files_named(self, uploads: Uploads) -> dict[str, str]:
        for name in uploads:
            if name in self.names and name not in self._files:
                raise bad_request(f'parameter "{name}" can\'t be a file')
        return {name: f"{ATTACH}{name}" for name in uploads if name in self._files}


def _unreadable(name: str, value: str) -> ApiError:
    try:
        loads(value)
    except NotUtf8Error:
        return bad_request(NOT_UTF8)
    except ValueError:
        pass
    return bad_request(f'can\'t parse "{name}" JSON object')


def _refuse_unnamed(uploads: Uploads, params: Json) -> None:
    """The real server ignores a file that nothing names, and hides the typing mistake."""
    if not uploads:
        return
    named = {text.removeprefix(ATTACH) for text in _strings(params) if text.startswith(ATTACH)}
    for name in uploads:
        if name not in named:
            raise bad_request(f'unknown file "{name}"')


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from _strings(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _strings(inner)


def _coerced(raw: object, read: object) -> object:
    """`raw` with its scalars as the model read them ("3" is 3 where a number belongs); nothing is added."""
    if isinstance(raw, dict) and isinstance(read, BaseModel):
        return {name: _coerced(value, getattr(read, name, None)) for name, value in raw.items()}
    if isinstance(raw, list) and isinstance(read, list) and len(raw) == len(read):
        return [_coerced(*pair) for pair in zip(raw, read, strict=True)]
    if isinstance(raw, str | bool | int | float) and type(read) in (bool, int, float):
        return read
    return raw


def _validated(model: type[BaseModel], value: object, *place: str) -> BaseModel:
    try:
        return model.model_validate(value)
    except ValidationError as error:
        raise _refusal(error, place) from error


def _checked_markup(markup: object) -> object:
    kinds = [name for name in MARKUPS if isinstance(markup, dict) and name in markup]
    if len(kinds) != 1:
        raise bad_request("can't parse reply keyboard markup JSON object")
    model = _validated(MARKUPS[kinds[0]], markup, MARKUP)
    _refuse_unknown_inside(model, MARKUP)
    return _coerced(markup, model)


def _refuse_unknown_inside(value: object, name: str) -> None:
    unknown = _unknown_inside(value)
    if unknown is not None:
        raise bad_request(f'unknown field "{unknown}" in parameter "{name}"')


def _refusal(error: ValidationError, within: tuple[str, ...]) -> ApiError:
    first = error.errors(include_url=False, include_context=False)[0]
    place = [*within, *(str(part) for part in first["loc"] if not str(part)[:1].isupper())]
    name = place[0] if place else "?"
    if first["type"] == "missing" and len(place) == 1:
        return bad_request(_MISSING.get(name, f'parameter "{name}" is required'))
    return bad_request(f'can\'t parse parameter "{name}": {".".join(place)}: {first["msg"]}')
