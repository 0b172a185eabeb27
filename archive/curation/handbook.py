"""The curators' handbook: `docs/handbook.ar.md`, the only copy of its text, made into the page `/admin/help/`.

Of Markdown it knows what the text uses: sections with an anchor, smaller headings, paragraphs, lists, tables, pictures, and in
lines `code`, **words that stand on a screen** and links. Links to pages that a user's role does not open are plain words for him.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.conf import settings
from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.templatetags.static import static
from django.urls import get_script_prefix
from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.views.decorators.http import require_safe

FILE: Path = settings.ASSETS / "docs" / "handbook.ar.md"
PICTURE_WIDTH, PICTURE_HEIGHT = 720, 450
"""Pixels."""
_SECTION = re.compile(r'^<a id="([a-z-]+)"></a>\n+## (.+)$', re.MULTILINE)
_PICTURE = re.compile(r"!\[([^\]]+)\]\(\.\./static/(img/handbook/[a-z-]+)-light\.webp\)")
_INLINE = re.compile(r"`(?P<code>[^`]+)`|\*\*(?P<label>[^*]+)\*\*|\[(?P<words>[^\]]+)\]\((?P<target>[^)\s]+)\)")
_ITEM = re.compile(r"^(?:-|\d+\.) ", re.MULTILINE)

Opens = Callable[[str], bool]
"""Whether the reader may open an address of the site."""


@dataclass(frozen=True)
class Section:
    """`key` is its anchor in the page; `text` is Markdown."""

    key: str
    title: str
    text: str


@dataclass(frozen=True)
class Handbook:
    title: str
    introduction: str
    sections: tuple[Section, ...]


@cache
def handbook() -> Handbook:
    """The text as it was when the process began. Raises FileNotFoundError for a damaged installation."""
    introduction, *parts = _SECTION.split(FILE.read_text(encoding="utf-8"))
    title, _, introduction = introduction.strip().partition("\n")
    keys, titles, texts = parts[::3], parts[1::3], parts[2::3]
    sections = tuple(Section(key, name.strip(), text) for key, name, text in zip(keys, titles, texts, strict=True))
    return Handbook(title.removeprefix("# "), introduction, sections)


@require_safe
def handbook_page(request: HttpRequest) -> HttpResponse:
    """For everybody who enters the admin."""
    book = handbook()

    def opens(address: str) -> bool:
        return may_open(request, address)

    context = {
        **admin.site.each_context(request),
        "title": book.title,
        "introduction": rendered(book.introduction, opens),
        "sections": [(one.key, one.title, rendered(one.text, opens)) for one in book.sections],
    }
    return TemplateResponse(request, "admin/handbook.html", context)


def may_open(request: HttpRequest, address: str) -> bool:
    """Whether this user may open the page of the site; what belongs to no model of the admin is open to all of the staff."""
    app, model, *rest = [*address.partition("?")[0].removeprefix("/admin/").strip("/").split("/"), ""][:3]
    for kind, one in admin.site._registry.items():
        if address.startswith("/admin/") and kind._meta.label_lower == f"{app}.{model}":
            if rest[0] == "new":  # pages of ours beside Django's form, which the model may have closed
                return bool(request.user.has_perm(f"{app}.add_{model}"))
            if rest[0] in ("add", "paste"):
                return bool(one.has_add_permission(request))
            return bool(one.has_view_or_change_permission(request))
    return True


def rendered(text: str, opens: Opens) -> SafeString:
    """HTML of blocks of Markdown."""
    return mark_safe("\n".join(_block(block, opens) for block in re.split(r"\n{2,}", text.strip())))


def _block(block: str, opens: Opens) -> SafeString:
    if picture := _PICTURE.fullmatch(block):
        return _picture(*picture.groups())
    if block.startswith("### "):
        return format_html("<h3>{}</h3>", _line(block[4:], opens))
    if block.startswith("|"):
        return _table(block.splitlines(), opens)
    if _ITEM.match(block):
        items = format_html_join("", "<li>{}</li>", ((_line(one, opens),) for one in _ITEM.split(block)[1:]))
        return format_html("<ul>{}</ul>" if block.startswith("-") else "<ol>{}</ol>", items)
    return format_html("<p>{}</p>", _line(block, opens))


def _table(lines: list[str], opens: Opens) -> SafeString:
    """The first row is its head, the first cell of each other row too; the line of dashes says nothing."""
    head, _, *rows = ([cell.strip() for cell in line.strip("| ").split("|")] for line in lines)
    columns = format_html_join("", '<th scope="col">{}</th>', ((_line(cell, opens),) for cell in head))
    body = format_html_join(
        "",
        '<tr><th scope="row">{}</th>{}</tr>',
        (
            (_line(row[0], opens), format_html_join("", "<td>{}</td>", ((_line(cell, opens),) for cell in row[1:])))
            for row in rows
        ),
    )
    return format_html(
        '<div class="handbook__table" tabindex="0" role="region" aria-label="جدول"><table><thead><tr>{}</tr></thead>'
        "<tbody>{}</tbody></table></div>",
        columns,
        body,
    )


def _picture(alt: str, name: str) -> SafeString:
    return format_html(
        '<picture class="handbook__picture"><source srcset="{}" media="(prefers-color-scheme: dark)">'
        '<img src="{}" alt="{}" width="{}" height="{}" loading="lazy"></picture>',
        static(f"{name}-dark.webp"),
        static(f"{name}-light.webp"),
        alt,
        PICTURE_WIDTH,
        PICTURE_HEIGHT,
    )


def _line(text: str, opens: Opens) -> SafeString:
    return mark_safe("".join(_pieces(" ".join(text.split()), opens)))


def _pieces(text: str, opens: Opens) -> Iterator[str]:
    """The line in pieces of escaped HTML."""
    end = 0
    for found in _INLINE.finditer(text):
        yield escape(text[end : found.start()])
        end = found.end()
        if found["code"]:
            yield format_html('<code dir="ltr">{}</code>', found["code"])
        elif found["label"]:
            yield format_html("<strong>{}</strong>", found["label"])
        else:
            yield _link(found["words"], found["target"], opens)
    yield escape(text[end:])


def _link(words: str, target: str, opens: Opens) -> SafeString:
    """Addresses of the site begin with its prefix; other files of `docs/` are not served, so that their name stands alone."""
    if target.startswith("#"):
        return format_html('<a href="{}">{}</a>', target, words)
    if not target.startswith("/"):
        return format_html('{} (<code dir="ltr">docs/{}</code>)', words, target)
    if not opens(target):
        return format_html("{}", words)
    return format_html('<a href="{}{}">{}</a>', get_script_prefix(), target.removeprefix("/"), words)
