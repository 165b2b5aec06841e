"""JSON values as the sandbox passes them: what goes over the wire is kept as it is."""

import json
from typing import Any

Json = dict[str, Any]


def dumps(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
