"""A dossier as one page that needs nothing else: no style sheet, script, font or picture is loaded from anywhere."""

from collections.abc import Iterator
from typing import Any

from django.template.loader import get_template

from archive.desk.selectors import DossierContent
from archive.web.formats.dossier_file import DossierFile
from archive.web.presenters.clippings import clipped_titles, clippings, cover_facts, withdrawn_sentence


def html_export(content: DossierContent, made: DossierFile) -> Iterator[bytes]:
    """UTF-8, written article by article."""
    context = {
        "content": content,
        "cover": cover_facts(content, made.made_at),
        "withdrawn": withdrawn_sentence(content),
        "titles": clipped_titles(content),
        "clippings": clippings(content, made.site, all_texts=made.all_texts),
    }
    page: Any = get_template("downloads/dossier_page.html")
    stream = page.template.stream(context)  # Jinja's own, which can be written in parts
    stream.enable_buffering(200)
    for part in stream:
        yield part.encode("utf-8", "replace")
