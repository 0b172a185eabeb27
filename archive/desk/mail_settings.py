"""How mail is sent, as ARCHIVE_EMAIL_URL says it. Imports nothing of Django: the settings read it.

`console:` prints mails instead of sending them. `smtp://` is plain (port 25), `smtp+tls://` begins plain and must be encrypted
before it goes on (STARTTLS, port 587), `smtps://` is encrypted from the first byte (port 465). User and password
are percent-encoded.
"""

from dataclasses import dataclass
from email.utils import parseaddr
from urllib.parse import unquote, urlsplit

FORMS = "smtp://user:password@host:port, smtps://…, smtp+tls://… or console:"
_PORTS = {"smtp": 25, "smtps": 465, "smtp+tls": 587}
_BACKENDS = "django.core.mail.backends"


@dataclass(frozen=True)
class MailSettings:
    """Django's settings of the same names, in lower case and without EMAIL_."""

    backend: str
    host: str = ""
    port: int = 25
    host_user: str = ""
    host_password: str = ""
    use_tls: bool = False
    use_ssl: bool = False


def parse_mail_url(url: str) -> MailSettings:
    """Raises ValueError with a sentence that does not repeat the password."""
    if url in ("", "console:"):
        return MailSettings(f"{_BACKENDS}.console.EmailBackend")
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise ValueError(f"it is not understood; write {FORMS}") from None
    has_more = parts.path.strip("/") or parts.query or parts.fragment
    if parts.scheme not in _PORTS or not parts.hostname or has_more or port == 0:
        raise ValueError(f"it is not understood; write {FORMS} (percent-encode signs in the password)")
    if bool(parts.username) != bool(parts.password):
        raise ValueError("it names a user without a password, or a password without a user")
    return MailSettings(
        backend=f"{_BACKENDS}.smtp.EmailBackend",
        host=parts.hostname,
        port=port or _PORTS[parts.scheme],
        host_user=unquote(parts.username or ""),
        host_password=unquote(parts.password or ""),
        use_tls=parts.scheme == "smtp+tls",
        use_ssl=parts.scheme == "smtps",
    )


def check_sender(sender: str) -> str:
    """A sender, as in «Khizana <alerts@example.org>». Raises ValueError with a sentence."""
    name, at, domain = parseaddr(sender)[1].rpartition("@")
    if not ((name and at and "." in domain.strip(".")) or domain == "localhost") or not sender.isprintable():
        raise ValueError("it must be an address, as in alerts@example.org or Khizana <alerts@example.org>")
    return sender
