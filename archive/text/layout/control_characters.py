"""Control characters made visible, for text printed to a terminal: there they would move the cursor, hide or reverse it.

Shown as `<U+001B>`: the control characters of ASCII and Latin-1 but tab and line end, the separators of lines and paragraphs, and
what overrides, embeds or isolates direction. Marks of direction and joiners stay, they belong to the text.
"""

import re

_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def visible_controls(text: str) -> str:
    """The text with its control characters spelt out."""
    return _CONTROLS.sub(lambda match: f"<U+{ord(match[0]):04X}>", text)
