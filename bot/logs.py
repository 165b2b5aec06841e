"""Logs: one line an event, ids only, never a token. Libraries' loggers come through the same door."""

import logging
import sys
from collections.abc import MutableMapping
from typing import Any

import structlog
from structlog.typing import Processor

from bot.tokens import redacted

QUIET = (
    "httpx",
    "httpcore",
    "aiogram",
    "aiohttp",
    "telegram",
    "apscheduler",
    "sqlalchemy",
    "alembic",
    "asyncio",
    "jieba",
)


class Redaction:
    """Takes anything that looks like a bot token out of every value of an event, and the known token wherever it is."""

    def __init__(self) -> None:
        self.secrets: set[str] = set()

    def __call__(self, _logger: object, _method: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
        for key, value in event.items():
            event[key] = self._clean(value)
        return event

    def text(self, text: str) -> str:
        for secret in self.secrets:
            text = text.replace(secret, "[token]")
        return redacted(text)

    def _clean(self, value: object) -> object:
        match value:
            case str():
                return self.text(value)
            case dict():
                return {key: self._clean(inner) for key, inner in value.items()}
            case list() | tuple() | set():
                return [self._clean(inner) for inner in value]
            case bool() | int() | float() | None:
                return value
            case _:
                return self.text(str(value))


REDACTION = Redaction()


def configure(level: str = "info", secret: str | None = None) -> None:
    """Log to stderr: readable lines on a terminal, JSON elsewhere. `secret` never appears in them."""
    if secret:
        REDACTION.secrets.add(secret)
    threshold = logging.getLevelNamesMapping()[level.upper()]
    first: list[Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.stdlib.PositionalArgumentsFormatter(),
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.format_exc_info,
    ]
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            *first,
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=False,
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=[*first, structlog.stdlib.ExtraAdder()],
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, REDACTION, _renderer()],
        )
    )
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(threshold)
    for name in QUIET:
        logging.getLogger(name).setLevel(max(threshold, logging.WARNING))


def _renderer() -> Processor:
    if sys.stderr.isatty():
        return structlog.dev.ConsoleRenderer(exception_formatter=structlog.dev.plain_traceback)
    return structlog.processors.JSONRenderer(ensure_ascii=False)
