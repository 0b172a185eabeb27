"""Searches by what readers may not know of are not found, like its page."""

from django.http import Http404

from archive.search import SearchRequest
from archive.web.presenters.labels import has_hidden_filter


class HiddenFilterError(Http404):
    """A filter names a source or an entity that readers may not know of; the message is a sentence for them."""


def check_filters(asked: SearchRequest) -> None:
    """Raises HiddenFilterError."""
    if has_hidden_filter(asked):
        raise HiddenFilterError("لا مصدر ولا عَلَم بهذا المفتاح.")
