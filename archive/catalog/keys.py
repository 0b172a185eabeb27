"""Opaque public keys: they say nothing, so they survive every rename."""

import secrets

ALPHABET = "23456789abcdefghjkmnpqrstvwxyz"
LENGTH = 12


def new_key() -> str:
    """A random key of 12 letters and digits (58 bits), without look-alikes such as 0/o and 1/l."""
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))
