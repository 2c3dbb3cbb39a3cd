"""Little events to print, and what can be read from a PDF or a picture without a library."""

from __future__ import annotations

import re
import struct
import zlib

import numpy as np
from numpy.typing import NDArray

from pairloom.printing import Card, CardRow, Cards, EventHead, TurnTimes


def head(turns: int = 5) -> EventHead:
    times = tuple(TurnTimes(f"18:{start:02d}", f"18:{start + 4:02d}") for start in range(0, 5 * turns, 5))
    return EventHead("Newcomers meet mentors", times, place="Hall 2", date="Saturday 14 November 2026")


def card(person: str = "Ana Abara", turns: int = 5, **fields: str) -> Card:
    rows = tuple(CardRow(turn, str(turn), "Bo Berg", "Both use Rust") for turn in range(1, turns + 1))
    return Card(person, rows, **fields)


def cards(count: int, turns: int = 5) -> Cards:
    return Cards(head(turns), tuple(card(f"Person {number}", turns) for number in range(1, count + 1)))


def pages(pdf: bytes) -> int:
    return len(re.findall(rb"/Type\s*/Page\b", pdf))


def page_size(pdf: bytes) -> tuple[float, float]:
    """Width and height of the first page in millimetres."""
    box = re.search(rb"/MediaBox\s*\[0 0 ([\d.]+) ([\d.]+)\]", pdf)
    assert box
    width, height = (float(points) * 25.4 / 72 for points in box.groups())
    return round(width, 1), round(height, 1)


def bookmarks(pdf: bytes) -> list[str]:
    """The titles in the outline, which are plain or UTF-16 strings."""
    found = re.findall(rb"/Title(?:\((.*?)\)|<([0-9A-F]+)>)/Dest", pdf)
    return [_text(_unescaped(plain) or bytes.fromhex(coded.decode())) for plain, coded in found]


def _unescaped(plain: bytes) -> bytes:
    return re.sub(rb"\\([()\\])", rb"\1", plain)


def _text(raw: bytes) -> str:
    return raw[2:].decode("utf-16-be") if raw.startswith(b"\xfe\xff") else raw.decode("latin-1")


def darkness(png: bytes) -> NDArray[np.uint8]:
    """The pixels of a typst picture (8 bits, RGBA), 0 for white to 255 for black."""
    width, height = struct.unpack(">II", png[16:24])
    assert png[24:26] == b"\x08\x06"
    data = b"".join(chunk for kind, chunk in _chunks(png) if kind == b"IDAT")
    lines = np.frombuffer(zlib.decompress(data), np.uint8).reshape(height, 1 + 4 * width)
    picture = np.zeros((height + 1, width + 1, 4), np.int32)
    for row, line in enumerate(lines, start=1):
        picture[row, 1:] = _unfiltered(int(line[0]), line[1:].reshape(width, 4), picture[row - 1])
    return (255 - picture[1:, 1:, :3].mean(axis=2)).astype(np.uint8)


def _chunks(png: bytes) -> list[tuple[bytes, bytes]]:
    at, found = 8, []
    while at < len(png):
        (length,) = struct.unpack(">I", png[at : at + 4])
        found.append((png[at + 4 : at + 8], png[at + 8 : at + 8 + length]))
        at += 12 + length
    return found


def _unfiltered(kind: int, line: NDArray[np.uint8], above: NDArray[np.int32]) -> NDArray[np.int32]:
    """One line of pixels from its differences, as the PNG standard's five filters say."""
    if kind == 0:
        return line.astype(np.int32)
    if kind == 2:
        return (line + above[1:]) % 256
    if kind == 1:
        return np.cumsum(line, axis=0, dtype=np.int64).astype(np.int32) % 256
    made = np.zeros((len(line) + 1, 4), np.int32)
    for at in range(len(line)):
        left, up, corner = made[at], above[at + 1], above[at]
        if kind == 3:
            guess = (left + up) // 2
        else:
            middle = left + up - corner
            near = np.abs(middle - np.stack([left, up, corner])).argmin(axis=0)
            guess = np.choose(near, [left, up, corner])
        made[at + 1] = (line[at] + guess) % 256
    return made[1:]
