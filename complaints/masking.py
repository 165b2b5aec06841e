"""脱敏 of what stands beside a resident's words; the words themselves: complaints.triage.grammar.masks."""

import re


def mask_room(room: str | None) -> str | None:
    """2单元501 → 2单元5**: the floor may help, the door is nobody's business."""
    return re.sub(r"(\d)\d{1,3}(?=\D*$)", lambda m: m[1] + "*" * (len(m[0]) - 1), room) if room else None
