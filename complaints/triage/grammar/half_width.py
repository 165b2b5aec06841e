"""Full-width characters, capitals and the many dashes in one way of writing: each character for exactly one."""

import re

_DASHES = "‐‑‒–—―−─﹣"
_OTHERWISE = re.compile(f"[A-Z\u3000！-～{_DASHES}]")
_NARROW = {
    **{chr(wide): chr(wide - 0xFEE0).lower() for wide in range(0xFF01, 0xFF5F)},
    **{chr(capital): chr(capital + 32) for capital in range(ord("A"), ord("Z") + 1)},
    "\u3000": " ",
    **dict.fromkeys(_DASHES, "-"),
}


def half_width(text: str) -> str:
    """As long as `text`, so that positions stay; NFKC and str.lower() can't promise that."""
    return _OTHERWISE.sub(lambda found: _NARROW[found[0]], text)
