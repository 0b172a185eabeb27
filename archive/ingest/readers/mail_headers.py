"""The text of a mail's header fields (RFC 2047).

Python's mail library, with which newsrooms' scripts write mails, loses spaces at which it folds a field: readers drop white
space between encoded words (6.2). Where it does so it mostly indents the next line by two characters; other programs, and
folds within a word, indent by one. A field with such a fold may have lost spaces at its other folds, too: there the lexicon
decides.
"""

import email.policy
import re
from email.message import EmailMessage
from itertools import pairwise

from archive.text import current_analyzer, fold, is_stop_word

MAX_FIELD_CHARS = 10_000
"""Of a field that is read: Python takes gigabytes for the tree of 100,000 addresses."""
_FOLD = re.compile(r"(?<=\?=)\r?\n([ \t]+)(?==\?)")
_LAST_WORD, _FIRST_WORD = re.compile(r"\w+\Z"), re.compile(r"\w+")


def header_text(message: EmailMessage, name: str) -> str:
    """The field `name` (in lower case) as text, empty if there is none or it cannot be read."""
    raw = next((str(value) for key, value in message.raw_items() if key.lower() == name), "")[:MAX_FIELD_CHARS]
    indents = _FOLD.findall(raw)
    if max(map(len, indents), default=0) < 2:
        return _decoded(name, raw)
    texts = [_decoded(name, part) for part in _FOLD.split(raw)[::2]]
    joined = texts[0]
    for (left, right), indent in zip(pairwise(texts), indents, strict=True):
        joined += f" {right}" if len(indent) > 1 or _are_two_words(left, right) else right
    return joined


def _decoded(name: str, raw: str) -> str:
    try:
        return str(email.policy.default.header_factory(name, "".join(raw.splitlines())))
    except (ValueError, IndexError, AttributeError):
        return ""


def _are_two_words(left: str, right: str) -> bool:
    """Whether the end of one part and the beginning of the next are more frequent as words of their own than as one."""
    last, first = _LAST_WORD.search(left), _FIRST_WORD.match(right)
    if last is None or first is None or not (_is_word(last[0]) and _is_word(first[0])):
        return False
    return min(_count(last[0]), _count(first[0])) > _count(last[0] + first[0])


def _is_word(letters: str) -> bool:
    """Of one or two letters only stop words: clitics and endings are parts of words."""
    return len(letters) > 2 or (len(letters) == 2 and is_stop_word(letters))


def _count(word: str) -> int:
    """Occurrences in the texts behind the lexicon, bare or after clitics."""
    return current_analyzer().lexicon.records[fold(word)].family
