"""lianxinqiao triage --jsonl: many sentences, one JSON line each."""

import json
import sys
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

from complaints.triage import Triage


def read_lines(source: str) -> int:
    """One JSON line for each line, in order and nothing else on standard output."""
    if source == "-":
        return _answer(sys.stdin.buffer)
    try:
        with Path(source).open("rb") as lines:
            return _answer(lines)
    except OSError as error:
        sys.stderr.write(f"{source}: can't be read ({type(error).__name__})\n")
        return 1


def _answer(lines: Iterable[bytes]) -> int:
    with suppress(BrokenPipeError):  # whoever reads the answers has enough
        for answer in answers(lines):
            sys.stdout.buffer.write(answer)
            sys.stdout.buffer.flush()
    return 0


def answers(lines: Iterable[bytes]) -> Iterator[bytes]:
    """A line that can't be read gets an answer of kind other with confidence 0, and a note on standard error."""
    triage = Triage.packaged()
    nothing = triage.read("").as_json() | {"confidence": 0.0}
    for number, line in enumerate(lines, 1):
        text = _text(line)
        if text is None:
            sys.stderr.write(f'line {number}: not a JSON object with a "text"\n')
        yield _encoded(nothing if text is None else triage.read(text).as_json())


def _text(line: bytes) -> str | None:
    try:
        message = json.loads(line)
    except (ValueError, RecursionError):
        return None
    text = message.get("text") if isinstance(message, dict) else None
    return text if isinstance(text, str) else None


def _encoded(answer: dict[str, Any]) -> bytes:
    try:
        return json.dumps(answer, ensure_ascii=False).encode() + b"\n"
    except UnicodeEncodeError:  # half of a surrogate pair in a word of the text
        return json.dumps(answer).encode() + b"\n"
