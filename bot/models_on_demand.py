"""aiogram's models are built when they are first used, not all 600 at start.

aiogram declares its models with pydantic's `defer_build` and then builds every one of them at import: 2.3 s and 110 MB,
of which a bot that reads messages needs a tenth. This leaves that loop out and keeps what it gives the models, the
names they refer to; pydantic itself builds a deferred model at its first use.
"""

import importlib
import sys
from typing import Any, get_args

from pydantic import BaseModel
from pydantic.errors import PydanticUserError

REBUILD = "model_rebuild"
NAMES = "__pydantic_parent_namespace__"


def import_aiogram() -> None:
    """Import aiogram that way; where it is imported already, or pydantic no longer allows it, nothing is different."""
    if "aiogram" in sys.modules:
        return
    left_out: dict[type[BaseModel], dict[str, Any]] = {}
    original = vars(BaseModel)[REBUILD]

    def remember(cls: type[Any], /, *, _types_namespace: dict[str, Any] | None = None, **options: Any) -> Any:  # noqa: ANN401 - as pydantic's own
        if _types_namespace is None:
            return original.__func__(cls, **options)
        left_out[cls] = dict(_types_namespace)
        return None

    setattr(BaseModel, REBUILD, classmethod(remember))
    try:
        importlib.import_module("aiogram")
    finally:
        setattr(BaseModel, REBUILD, original)
    if left_out:
        _give_names(left_out)


def complete(annotation: object) -> None:
    """Build the models of a type that a generic model is about to be made of: pydantic does not, where they wait."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        if not annotation.__pydantic_complete__:
            annotation.model_rebuild()
        return
    for inner in get_args(annotation):
        complete(inner)


def _give_names(left_out: dict[type[BaseModel], dict[str, Any]]) -> None:
    names = next(iter(left_out.values()))
    methods = importlib.import_module("aiogram.methods")
    for model in (*left_out, *_descendants(methods.TelegramMethod)):
        setattr(model, NAMES, names)
    types = importlib.import_module("aiogram.types")
    try:
        types.Update.model_validate({"update_id": 0})
        methods.SendMessage(chat_id=0, text="")
    except PydanticUserError:  # the names were not taken up: build them all, as aiogram would have
        for model in left_out:
            model.model_rebuild(force=True, _types_namespace=names)


def _descendants(model: type[BaseModel]) -> list[type[BaseModel]]:
    return [each for child in model.__subclasses__() for each in (child, *_descendants(child))]
