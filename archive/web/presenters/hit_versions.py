"""The other versions of a hit in words: how many outlets printed the text besides, and which."""

from collections.abc import Sequence
from dataclasses import dataclass

from archive.search import Hit, Version
from archive.web.presenters.arabic_text import counted

NAMED = 3
"""Outlets named in the line; all are in the list that it unfolds."""


@dataclass(frozen=True)
class VersionsNotice:
    lead: str
    """«وفي 3 مصادر أخرى»; «ونسختان أخريان» if no other outlet has one."""
    outlets: tuple[str, ...]
    """The first NAMED of the other outlets."""
    more: bool
    """Whether there are others."""
    articles: str
    """«4 نُسخ» if there are more versions than other outlets, else empty."""
    versions: Sequence[Version]


def versions_notice(hit: Hit) -> VersionsNotice | None:
    """None for a hit without other versions."""
    if not hit.versions:
        return None
    others = {one.source_key: one.source_name or "" for one in hit.versions if one.source_key != hit.source_key}
    names = tuple(name for key, name in others.items() if key)
    number = len(hit.versions)
    if not names:
        return VersionsNotice(
            f"و{counted(number, 'other_version')}", (), more=False, articles="", versions=hit.versions
        )
    return VersionsNotice(
        lead=f"وفي {counted(len(names), 'other_source')}",
        outlets=names[:NAMED],
        more=len(names) > NAMED,
        articles=counted(number, "version") if number > len(names) else "",
        versions=hit.versions,
    )
