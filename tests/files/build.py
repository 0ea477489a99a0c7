"""Array files put together byte by byte, sound or not, independently of the package's writer."""

import struct

V1, V2, V3 = 0xF993FAC8, 0xF993FAC9, 0xF993FACA
CPU = struct.pack("<ii", 1, 0)
GPU = struct.pack("<ii", 2, 3)


def u32(value):
    return struct.pack("<I", value)


def i32(value):
    return struct.pack("<i", value)


def u64(value):
    return struct.pack("<Q", value)


def floats(*values):
    return struct.pack(f"<{len(values)}f", *values)


def shape(*sizes):
    return struct.pack(f"<i{len(sizes)}q", len(sizes), *sizes)


def old_shape(*sizes):
    """Before V1 the shape came first, in 32 bits."""
    return struct.pack(f"<I{len(sizes)}I", len(sizes), *sizes)


def array(magic, sizes, flag, data, context=CPU):
    """A dense array; `magic` None makes the form before V1."""
    if magic is None:
        head = old_shape(*sizes)
    elif magic == V1:
        head = u32(magic) + shape(*sizes)
    else:
        head = u32(magic) + i32(0) + shape(*sizes)
    return head + context + i32(flag) + data


def sparse(stype, stored, sizes, flag, indices, data, magic=V2):
    """A sparse array; `indices` holds (flag, shape) pairs, `data` all bytes after the header."""
    head = u32(magic) + i32(stype) + shape(*stored) + shape(*sizes) + CPU + i32(flag)
    return head + b"".join(i32(kind) + shape(*size) for kind, size in indices) + data


def file(*arrays, names=(), count=None, reserved=0):
    """The list around them; `count` overrides the number of arrays claimed."""
    claimed = len(arrays) if count is None else count
    texts = [name if isinstance(name, bytes) else name.encode() for name in names]
    tail = u64(len(texts)) + b"".join(u64(len(text)) + text for text in texts)
    return u64(0x112) + u64(reserved) + u64(claimed) + b"".join(arrays) + tail
