"""Numbers that stand for long strings, where a hundred thousand of these would fill the memory."""

from hashlib import blake2b


def mark(value: bytes) -> int:
    """Eight bytes of a hash as a number. Two of a million values share one once in 30 million times, so that who must be sure looks again."""
    return int.from_bytes(blake2b(value, digest_size=8).digest())
