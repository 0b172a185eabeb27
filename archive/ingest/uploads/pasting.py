"""What a curator typed into a form, as the file that it would have been: text as lines, HTML as a page.

A stated address makes a page of it, since only pages bear one. Nothing is fetched from there.
"""

import re
from html import escape

from archive.ingest.uploads.files import safe_name

_HEAD = re.compile(r"<head\b[^>]*>", re.IGNORECASE)
_PAGE = re.compile(r"<(?:html|head|body)\b", re.IGNORECASE)
MAX_STEM_CHARS = 60


def pasted_file(*, text: str, is_html: bool, title: str = "", address: str = "", date: str = "") -> tuple[str, bytes]:
    """(name, bytes) of the file. `date` is printed as the date of publication, for readers to understand like any other."""
    name = (title or ("صفحة ملصقة" if is_html else "نص ملصق")).replace("/", " ").replace("\\", " ").replace(".", " ")
    dated = f"تاريخ النشر: {date}" if date else ""
    if not is_html and not address:
        lines = [*filter(None, (title, dated)), text]
        return safe_name(f"{name[:MAX_STEM_CHARS]}.txt"), "\n".join(lines).encode("utf-8", "replace")
    if is_html and _PAGE.search(text):
        page = _with_address(text, address)
    else:
        body = text if is_html else "".join(f"<p>{escape(line)}</p>\n" for line in text.splitlines() if line.strip())
        page = _page(body, title, dated, address)
    return safe_name(f"{name[:MAX_STEM_CHARS]}.html"), page.encode("utf-8", "replace")


def _page(body: str, title: str, dated: str, address: str) -> str:
    heading = f"<h1>{escape(title)}</h1>" if title else ""
    date = f"<p>{escape(dated)}</p>" if dated else ""
    return (
        f'<!doctype html><html lang="ar"><head><meta charset="utf-8"><title>{escape(title)}</title>{_link(address)}</head>'
        f"<body><article>{heading}{date}\n{body}</article></body></html>"
    )


def _with_address(page: str, address: str) -> str:
    """The page with a canonical address, unless it states one of its own."""
    if not address or re.search(r"rel=[\"']?canonical", page, re.IGNORECASE):
        return page
    if head := _HEAD.search(page):
        return page[: head.end()] + _link(address) + page[head.end() :]
    return _link(address) + page


def _link(address: str) -> str:
    return f'<link rel="canonical" href="{escape(address)}">' if address else ""
