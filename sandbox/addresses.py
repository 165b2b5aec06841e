"""Which ids and addresses are well-formed, whatever they lead to."""

import re
from urllib.parse import urlsplit

from yarl import URL

# 64 bits: no id of Telegram's is longer. Other scripts' digits, which int() would read, are none.
_ID = re.compile(r"-?[0-9]{1,19}")
_CONTROL = re.compile(r"[\x00-\x20\x7f]")


def as_id(text: str) -> int | None:
    """The number written, None for what is no id (a username)."""
    return int(text) if _ID.fullmatch(text) else None


def is_web_address(address: str) -> bool:
    """An http(s) address with a host that can be connected to: its labels and its port are possible ones."""
    if _CONTROL.search(address):
        return False
    try:
        split = urlsplit(address)
        host = URL(address).raw_host or ""
        port = split.port
        labels = host.encode("idna")
    except ValueError:
        return False
    return split.scheme in ("http", "https") and bool(labels) and port != 0
