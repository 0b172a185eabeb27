"""Search from the terminal.

Most terminals print right-to-left text letter by letter from the left. Lines are therefore wrapped in the order of
reading, their letters joined (arabic-reshaper), then each line is put into the order of printing (python-bidi) and set
flush right. `--plain` leaves all that to a terminal that knows.
"""

import re
import shutil
from html import unescape
from typing import Any

from arabic_reshaper import ArabicReshaper
from bidi.algorithm import get_display
from django.core.management.base import BaseCommand, CommandError, CommandParser

from archive.search import DateRange, SearchRequest, search
from archive.search.query.dates import day_range
from archive.search.result_page import Hit
from archive.text.layout import visible_controls

_RESHAPER = ArabicReshaper({"delete_harakat": True, "support_ligatures": False})

_LEFT_TO_RIGHT = re.compile(r"(?<!\S)(?=[!-~]*[A-Za-z_-])[!-~]*[A-Za-z0-9][!-~]*(?!\S)")
"""File names, keys and dates: one piece each, not to be torn apart at their marks."""
_CONTROLS = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")


class Command(BaseCommand):
    help = "Search the archive and show the results in the terminal."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("query", nargs="*", help="the query; without one: everything, newest first")
        parser.add_argument("--mode", choices=("exact", "spelling", "wide"), default="wide")
        parser.add_argument("--match", choices=("all", "any"), default="all")
        parser.add_argument("--sort", choices=("relevance", "newest", "oldest", "added"))
        parser.add_argument("--from", dest="first", metavar="DATE", help="published from: 2024, 2024-06 or 2024-06-20")
        parser.add_argument(
            "--to", dest="last", metavar="DATE", help="published until, that day, month or year included"
        )
        parser.add_argument("--limit", type=int, default=10, help="results shown, 100 at most")
        parser.add_argument("--page", type=int, default=1)
        parser.add_argument("--explain", action="store_true", help="say why each result matched")
        parser.add_argument("--plain", action="store_true", help="leave joining and direction to the terminal")
        parser.add_argument("--width", type=int, help="columns of a line; those of the terminal by default")

    def handle(self, *args: Any, **options: Any) -> None:
        request = SearchRequest(
            q=" ".join(options["query"]),
            mode=options["mode"],
            match=options["match"],
            sort=options["sort"],
            published=DateRange(_day(options["first"], "first"), _day(options["last"], "last")),
            page=options["page"],
            per_page=options["limit"],
            explain=options["explain"],
            facets=(),
        )
        try:
            page = search(request)
        except ValueError as error:
            raise CommandError(visible_controls(str(error))) from error
        width = options["width"] or min(shutil.get_terminal_size().columns, 100)
        lines = [f"{page.count} نتيجة · الصفحة {request.page} من {max(page.pages, 1)}", *page.notes, ""]
        for number, hit in enumerate(page.hits, (request.page - 1) * request.per_page + 1):
            lines += [*hit_lines(number, hit), ""]
        for line in map(visible_controls, lines[:-1]):
            self.stdout.write(line if options["plain"] else visual(line, width))


def _day(text: str | None, end: str) -> Any:
    if text is None:
        return None
    days = day_range(text)
    if days is None:
        raise CommandError(f"{text!r} is not a date; write 2024, 2024-06 or 2024-06-20.")
    return getattr(days, end)


def hit_lines(number: int, hit: Hit) -> list[str]:
    """Title, provenance, passage; marked words stand between asterisks."""
    about = " · ".join(filter(None, (hit.date or "بلا تاريخ", hit.source_name, hit.document, hit.key)))
    passage = unescape(re.sub(r"</?mark>", "*", re.sub(r"</?bdi>", "", hit.snippet)))
    return [f"{number}. {hit.title}", about, passage, *hit.explanation]


def visual(text: str, width: int) -> str:
    """Lines in the order of printing, flush right, each at most `width` columns wide."""
    shown = []
    for line in wrapped(_RESHAPER.reshape(text), width):
        isolated = _LEFT_TO_RIGHT.sub("\u200f\u202a\\g<0>\u202c\u200f", line)
        printed = _CONTROLS.sub("", str(get_display(isolated, base_dir="R")))
        shown.append(printed.rjust(width))
    return "\n".join(shown)


def wrapped(text: str, width: int) -> list[str]:
    """Lines in the order of reading; a word longer than a line is cut."""
    lines, line = [], ""
    for word in text.split():
        rest = word
        while len(rest) > width:
            lines += [line] if line else []
            line, rest = rest[:width], rest[width:]
        if line and len(line) + 1 + len(rest) > width:
            lines.append(line)
            line = rest
        else:
            line = f"{line} {rest}".strip()
    return [*lines, line]
