"""JSON values as the sandbox passes them: what goes over the wire is kept as it is."""

import json
import math
from collections.abc import Iterator
from typing import Any, NoReturn

Json = dict[str, Any]

# TDLib's own parser (tdutils/td/utils/JsonBuilder.h) goes no deeper.
DEPTH_MAX = 100


class NotUtf8Error(ValueError):
    """Bytes that are no UTF-8, or a lone surrogate (\\ud83d) that can't be written as UTF-8."""


def dumps(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def loads(source: bytes | str) -> object:
    """Only what `dumps` can write again: ValueError for anything else, NotUtf8Error among them."""
    try:
        text = source.decode() if isinstance(source, bytes) else source
    except UnicodeDecodeError as error:
        raise NotUtf8Error("not UTF-8") from error
    try:
        value: object = json.loads(text, parse_constant=_no_number, parse_float=_finite)
    except RecursionError as error:
        raise ValueError("nested too deeply") from error
    if text.count("[") + text.count("{") > DEPTH_MAX and any(depth > DEPTH_MAX for _, depth in _walk(value)):
        raise ValueError("nested too deeply")
    # Only an escape can bring a surrogate into text that was UTF-8.
    if "\\u" in text:
        for each, _ in _walk(value):
            if isinstance(each, str):
                must_be_utf8(each)
    return value


def must_be_utf8(text: str) -> None:
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise NotUtf8Error("not UTF-8") from error


def _walk(value: object) -> Iterator[tuple[object, int]]:
    """Every value and every name, with its depth; without recursion, which deep nesting would exhaust."""
    waiting = [(value, 0)]
    while waiting:
        each, depth = waiting.pop()
        yield each, depth
        if isinstance(each, dict):
            waiting.extend((name, depth) for name in each)
            waiting.extend((inner, depth + 1) for inner in each.values())
        elif isinstance(each, list):
            waiting.extend((inner, depth + 1) for inner in each)


def _no_number(name: str) -> NoReturn:
    raise ValueError(f"{name} is no JSON")


def _finite(digits: str) -> float:
    value = float(digits)
    if not math.isfinite(value):
        raise ValueError(f"{digits} is too large")
    return value
