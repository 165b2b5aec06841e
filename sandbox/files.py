"""Uploaded and generated files, by the ids Telegram gives them."""

import hashlib
import mimetypes
from collections import OrderedDict
from dataclasses import dataclass
from pathlib import PurePosixPath

from sandbox.limits import FILES_KEPT_BYTES

_FOLDERS = {"photo": "photos", "video": "videos", "voice": "voice", "sticker": "stickers"}
_SUFFIXES = {"photo": ".jpg", "video": ".mp4", "voice": ".oga", "sticker": ".webp"}


@dataclass(frozen=True, slots=True)
class StoredFile:
    """`kind` is what it was sent as (photo, video, document …): a file_id can't change it."""

    file_id: str
    unique_id: str
    kind: str
    filename: str
    mime: str
    path: str
    data: bytes


class FileStore:
    """Bounded: past the limit the oldest files are gone, as old links are on Telegram."""

    def __init__(self) -> None:
        self._by_id: OrderedDict[str, StoredFile] = OrderedDict()
        self._by_path: dict[str, StoredFile] = {}
        self._bytes = 0
        self._next = 1

    def clear(self) -> None:
        self._by_id.clear()
        self._by_path.clear()
        self._bytes = 0

    def add(self, kind: str, data: bytes, filename: str, mime: str | None = None) -> StoredFile:
        digest = hashlib.blake2s(data, digest_size=9).hexdigest()
        number, self._next = self._next, self._next + 1
        suffix = PurePosixPath(filename).suffix or _SUFFIXES.get(kind, "")
        stored = StoredFile(
            file_id=f"SBX{kind[:2].upper()}{number:08d}{digest}",
            unique_id=f"U{digest}",
            kind=kind,
            filename=filename,
            mime=mime or mimetypes.guess_type(f"file{suffix}")[0] or "application/octet-stream",
            path=f"{_FOLDERS.get(kind, 'documents')}/file_{number}{suffix}",
            data=data,
        )
        self._by_id[stored.file_id] = stored
        self._by_path[stored.path] = stored
        self._bytes += len(data)
        while self._bytes > FILES_KEPT_BYTES and len(self._by_id) > 1:
            _, oldest = self._by_id.popitem(last=False)
            del self._by_path[oldest.path]
            self._bytes -= len(oldest.data)
        return stored

    @property
    def count(self) -> int:
        """How many were ever added: a seed that differs each time."""
        return self._next

    def find(self, file_id: str) -> StoredFile | None:
        return self._by_id.get(file_id)

    def at(self, path: str) -> StoredFile | None:
        return self._by_path.get(path)
