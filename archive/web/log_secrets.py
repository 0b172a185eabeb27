"""Log lines name no secret addresses: Django logs the path of each request that fails, and logs are handed around."""

import logging
import re

_SECRETS = re.compile(
    r"(/accounts/invitation/|/shared/|/me/searches/unsubscribe/)[^/\s]+|(/me/searches/)[^/\s]+(?=\.atom)"
)


class SecretAddresses(logging.Filter):
    """Puts «…» in the place of tokens of invitations, shared links, private feeds and unsubscribing."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.msg, record.args = without_secrets(record.getMessage()), ()
        return True


def without_secrets(line: str) -> str:
    return _SECRETS.sub(lambda found: f"{found[1] or found[2]}…", line)
