"""ZIP files that take little as they are packed, and much as they are unpacked: made at once, of one block.

Knows the ZIP format; not the limits of who reads them.
"""

from __future__ import annotations

import zlib

from lawgov_report.writing import archive

BLOCK = bytes(1 << 20)


def zeros(name: str, megabytes: int) -> archive.Member:
    """Return a member of so many megabytes of zeros. Packing them would take a second for each 300."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    block = packer.compress(BLOCK) + packer.flush(zlib.Z_FULL_FLUSH)  # which says the same wherever it stands
    packed = block * megabytes + packer.flush()
    checksum = 0
    for _ in range(megabytes):
        checksum = zlib.crc32(BLOCK, checksum)
    small = archive.member(name, b"")
    sizes = (checksum, len(packed), megabytes << 20, len(small.name))
    return small._replace(deflated=packed, fields=(*small.fields[:5], *sizes, 0))


def lying(name: str, megabytes: int) -> archive.Member:
    """Return such a member that says it has 10 bytes."""
    member = zeros(name, megabytes)
    return member._replace(fields=(*member.fields[:7], 10, *member.fields[8:]))


def listed(content: bytes, count: int) -> bytes:
    """Return the ZIP file, which has no comment, with its last member listed so many times more."""
    *disks, size, offset, comment = archive.END.unpack(content[-archive.END.size :])
    last = content[content.rindex(b"PK\1\2") : -archive.END.size]
    # The count of members stays: readers go by the size of the list
    end = archive.END.pack(*disks, size + count * len(last), offset, comment)
    return content[: -archive.END.size] + last * count + end
