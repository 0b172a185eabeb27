"""Names of files that every system can unpack."""

import re
import unicodedata

_UNSAFE = re.compile(r'[\x00-\x1f\x7f/\\:*?"<>|%\s]+')
MAX_BYTES = 120
"""Of a name without its number and ending: file systems allow 255."""


def safe_name(number: int, name: str, ending: str = "") -> str:
    """«0007-بيان القمة.html» → `0007-بيان-القمة.html`: one component, without separators, controls and characters that Windows
    reserves. The number makes it unique."""
    visible = "".join(char for char in name if unicodedata.category(char) not in ("Cf", "Cs", "Co", "Cn"))
    kept = _UNSAFE.sub("-", unicodedata.normalize("NFC", visible)).strip("-. ")
    if not ending and (match := re.search(r"\.[A-Za-z0-9]{1,8}$", kept)):
        kept, ending = kept[: match.start()], match[0].lower()
    kept = kept.encode()[:MAX_BYTES].decode("utf-8", "ignore").strip("-. ")
    return f"{number:04d}-{kept}{ending}" if kept else f"{number:04d}{ending}"
