"""Templates to text. Values are escaped, a missing one is an error, and blank space is kept tidy."""

import re
from datetime import datetime
from functools import cache
from zoneinfo import ZoneInfo

from jinja2 import Environment, PackageLoader, StrictUndefined

_WEEKDAYS = "一二三四五六日"


def clip(text: str, characters: int) -> str:
    """At most so many characters, the last one … where something was cut."""
    return text if len(text) <= characters else text[: characters - 1] + "…"


def moment(at: datetime, zone: ZoneInfo, now: datetime | None = None) -> str:
    """11月22日（周日）15:30, in the office's zone; 今天 15:30 where `now` is given and it is the same day."""
    local = at.astimezone(zone)
    clock = f"{local:%H:%M}"
    if now is not None:
        days = (local.date() - now.astimezone(zone).date()).days
        if days in (-1, 0, 1):
            return f"{('昨天', '今天', '明天')[days + 1]} {clock}"
    return f"{local.month}月{local.day}日（周{_WEEKDAYS[local.weekday()]}）{clock}"


@cache
def environment() -> Environment:
    env = Environment(
        loader=PackageLoader("texts", "zh"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    env.filters["clip"] = clip
    env.filters["moment"] = moment
    return env


@cache
def _template_source_name(name: str) -> str:
    return f"{name}.html.j2"


def render(name: str, /, **values: object) -> str:
    """The text of template `texts/zh/NAME.html.j2`, Telegram HTML.

    Raises jinja2.UndefinedError for a value the template uses and did not get.
    """
    text = environment().get_template(_template_source_name(name)).render(values)
    return re.sub(r"\n{3,}", "\n\n", text).strip()
