"""lianxinqiao triage --jsonl: many sentences, one JSON line each."""

import json
import sys
from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Any

from bot.commands.rules_at_hand import office_rules, triage_or_exit
from bot.office_rules import OfficeRules
from complaints.triage.judging.measure import moment


def read_lines(source: str, config: Path) -> int:
    """One JSON line for each line, in order and nothing else on standard output."""
    rules = office_rules(config)
    if source == "-":
        return _answer(sys.stdin.buffer, rules)
    try:
        with Path(source).open("rb") as lines:
            return _answer(lines, rules)
    except OSError as error:
        sys.stderr.write(f"{source}: can't be read ({type(error).__name__})\n")
        return 1


def _answer(lines: Iterable[bytes], rules: OfficeRules) -> int:
    with suppress(BrokenPipeError):  # whoever reads the answers has enough
        for answer in answers(lines, rules):
            sys.stdout.buffer.write(answer)
            sys.stdout.buffer.flush()
    return 0


def answers(lines: Iterable[bytes], rules: OfficeRules) -> Iterator[bytes]:
    """A line that can't be read gets an answer of kind other with confidence 0, and a note on standard error."""
    triage = triage_or_exit(rules)
    nothing = triage.read("").as_json() | {"confidence": 0.0}
    for number, line in enumerate(lines, 1):
        try:
            text, at = _said(line)
        except ValueError as error:
            sys.stderr.write(f"line {number}: {error}\n")
            yield _encoded(nothing)
        else:
            yield _encoded(triage.read(text, rules.local(at) if at else None).as_json())


def _said(line: bytes) -> tuple[str, datetime | None]:
    """What was said, and when. Raises ValueError."""
    try:
        message = json.loads(line)
    except (ValueError, RecursionError):
        message = None
    text = message.get("text") if isinstance(message, dict) else None
    if not isinstance(text, str):
        raise ValueError('not a JSON object with a "text"')  # noqa: TRY004 - of a line
    at = message.get("at")
    return text, None if at is None else moment(str(at))


def _encoded(answer: dict[str, Any]) -> bytes:
    try:
        return json.dumps(answer, ensure_ascii=False).encode() + b"\n"
    except UnicodeEncodeError:  # half of a surrogate pair in a word of the text
        return json.dumps(answer).encode() + b"\n"
