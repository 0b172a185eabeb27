"""Highlighting: the printed words that a query matches (`matcher`), and the passages that show them (`snippets`).

The index stores no text, so words are matched again by the forms under which they were indexed. `word_forms` caches the forms
of printed words, and `word_form_table` maps those of the whole index from a file.
"""

from archive.search.highlighting.matcher import Highlight, HighlightMatcher
from archive.search.highlighting.snippets import Snippet, explanation, highlighted_html, snippet

__all__ = ["Highlight", "HighlightMatcher", "Snippet", "explanation", "highlighted_html", "snippet"]
