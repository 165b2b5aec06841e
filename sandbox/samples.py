"""Small files made on the spot, for people who say {"photo": true}."""

import struct
import zlib

_SIDE = 320
_COLOURS = ((0x4F, 0x8A, 0x8B), (0xC8, 0x6B, 0x4A), (0x6B, 0x7F, 0xB8), (0x8A, 0x9A, 0x5B), (0xB0, 0x6F, 0x9A))


def png(seed: int, side: int = _SIDE) -> bytes:
    """A picture of two colours, split by a slanting line; the seed chooses which."""
    first, second = bytes(_COLOURS[seed % 5]), bytes(_COLOURS[(seed + 1 + seed // 5 % 4) % 5])
    rows = bytearray()
    for y in range(side):
        split = (y + seed * 37) % side
        rows += b"\0" + first * split + second * (side - split)
    header = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(bytes(rows), 9)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(name, body) for name, body in chunks)


def _chunk(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))


# A Matroska-free, player-free stand-in: the container's first box only, enough to be told apart by its type.
VIDEO = struct.pack(">I4s4sI4s4s", 24, b"ftyp", b"isom", 512, b"isom", b"mp41") + struct.pack(">I4s", 8, b"mdat")
# One empty Ogg page that begins an Opus stream (RFC 3533, RFC 7845): no sound, the right type.
VOICE = b"OggS\0\x02" + bytes(20) + b"\x01\x13" + b"OpusHead\x01\x01\0\0\x80\xbb\0\0\0\0\0"
