"""Opaque public keys, which survive every rename."""

import secrets
from urllib.parse import unquote, urlsplit

ALPHABET = "23456789abcdefghjkmnpqrstvwxyz"
LENGTH = 12


def new_key() -> str:
    """A random key of LENGTH letters and digits (58 bits), without 0/o and 1/l."""
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


def key_given(given: str) -> str:
    """What may be the key of an article in what somebody typed: in the address of its page, else the last part, so the key
    itself; "" for an address that cannot be read. Whether an article has this key is not looked up."""
    try:
        path = urlsplit(given.strip()).path
    except ValueError:  # as `http://[x`
        return ""
    parts = [part for part in unquote(path).split("/") if part]
    return parts[parts.index("articles") + 1] if "articles" in parts[:-1] else (parts[-1] if parts else "")
