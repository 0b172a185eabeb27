"""Random tokens that are shown once and stored as digests: of links that share or invite, of private feeds, of the API."""

import hashlib
import secrets

RANDOM_BYTES = 32


def token_make(prefix: str = "") -> tuple[str, str]:
    """A token and its digest. A prefix lets people and scanners of leaked secrets recognise it."""
    token = prefix + secrets.token_urlsafe(RANDOM_BYTES)
    return token, token_digest(token)


def token_digest(token: str) -> str:
    """64 hexadecimal digits."""
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()
