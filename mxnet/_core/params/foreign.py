"""Saying what a file is that is not an MXNet array file, from its first bytes.

A truncated or failed download is the usual reason; only the error text depends on this.
"""

from __future__ import annotations

import struct

from .layout import ARRAY_V1, ARRAY_V3

__all__ = ["HEAD_BYTES", "describe"]

HEAD_BYTES = 512

_PREFIXES = (
    (b"version https://git-lfs", "a Git LFS pointer and not the file itself; run `git lfs pull`"),
    (b"\x93NUMPY", "a NumPy .npy file; read it with numpy.load"),
    (b"\x1f\x8b", "gzip-compressed data; decompress it first"),
    (b"\x89HDF\r\n", "an HDF5 file"),
    (b"\x0a\x23\xd7\xce", "a RecordIO (.rec) file; read it with mx.recordio"),
    (b"\x80\x02", "a Python pickle, perhaps an old PyTorch checkpoint"),
    (b"\x80\x03", "a Python pickle"),
    (b"\x80\x04", "a Python pickle"),
    (b"\x80\x05", "a Python pickle"),
)
_MARKUP = (b"<!doctype html", b"<html", b"<head", b"<?xml", b"<!--")


def describe(head: bytes) -> str:
    """What `head`, the first HEAD_BYTES of a file, looks like; an empty text if nothing known."""
    if not head:
        return "an empty file"
    for prefix, meaning in _PREFIXES:
        if head.startswith(prefix):
            return meaning
    return _zip(head) or _safetensors(head) or _text(head) or _bytes(head)


def _zip(head: bytes) -> str:
    if not head.startswith(b"PK\x03\x04"):
        return ""
    first_member = head[30:30 + int.from_bytes(head[26:28], "little")]
    if first_member.endswith(b".npy"):
        return "a NumPy .npz archive; read it with numpy.load"
    if first_member.endswith((b"data.pkl", b".format_version")):
        return "a PyTorch checkpoint; read it with torch.load"
    return "a zip archive; unpack it first"


def _safetensors(head: bytes) -> str:
    length = int.from_bytes(head[:8], "little")
    if head[8:10] == b'{"' and 2 <= length < 1 << 32:
        return "a safetensors file"
    return ""


def _text(head: bytes) -> str:
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    if start.startswith(_MARKUP):
        return "a web page or XML text, as a failed download leaves behind"
    if start[:1] in (b"{", b"["):
        return "JSON text, perhaps a -symbol.json file"
    if all(32 <= byte < 127 or byte in b"\t\r\n" for byte in head):
        return f"text beginning {head[:40].decode('ascii')!r}"
    return ""


def _bytes(head: bytes) -> str:
    if not any(head):
        return "nothing but zero bytes, as an unfinished download leaves behind"
    if len(head) >= 4 and ARRAY_V1 <= struct.unpack_from("<I", head)[0] <= ARRAY_V3:
        return "one bare array as found inside a pickle, without the list around it"
    return ""
