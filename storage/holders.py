"""Who holds a lease: a name for this process among all that share the database, and whether another one has died."""

import os
import re
import secrets
import socket
from contextlib import suppress
from functools import cache
from pathlib import Path

# Columns leases.holder and outbox.claimed_by.
CHARACTERS = 48
_given: set[str] = set()
_SHAPE = re.compile(r"(?P<place>.+):(?P<pid>[0-9]+):[0-9a-f]{8}")


def own_name() -> str:
    """Another one at each call: a process may hold several leases."""
    name = f"{_place()}:{os.getpid()}:{secrets.token_hex(4)}"
    _given.add(name)
    return name


def has_died(holder: str) -> bool:
    """True only when it is sure: a process of this machine that no longer runs. Its lease need not be waited out."""
    found = _SHAPE.fullmatch(holder)
    if holder in _given or found is None or found["place"] != _place():
        return False
    pid = int(found["pid"])
    # Numbers are used again: one that has ours and not our name was before us.
    return pid == os.getpid() or not _runs(pid)


@cache
def _place() -> str:
    """Where process numbers mean the same: this machine since its start and, in a container, this container."""
    parts = [socket.gethostname()[:10]]
    with suppress(OSError):  # Linux alone has both
        parts.append(Path("/proc/sys/kernel/random/boot_id").read_text(encoding="ascii")[:8])
        parts.append(str(Path("/proc/self/ns/pid").readlink()).strip("pid:[]"))
    return "/".join(parts)


def _runs(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True  # somebody else's process
    return True
