"""Opaque public keys, which survive every rename."""

import secrets

ALPHABET = "23456789abcdefghjkmnpqrstvwxyz"
LENGTH = 12


def new_key() -> str:
    """A random key of LENGTH letters and digits (58 bits), without 0/o and 1/l."""
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))
