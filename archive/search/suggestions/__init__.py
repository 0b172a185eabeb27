"""What to offer when a query finds nothing, or may have meant something else.

`did_you_mean` corrects or suggests the query: Latin names in Arabic, the wrong keyboard layout, misspellings, fewer words.
`relaxed_requests` makes the whole request less strict: a wider mode, any of the words, fewer filters. Whether an offer finds
anything is counted by the caller's engine; offers without results are dropped.
"""

from archive.search.suggestions.did_you_mean import (
    DidYouMean,
    did_you_mean,
    latin_suggestion,
    surname_suggestion,
)
from archive.search.suggestions.relaxed_requests import relaxed_requests

__all__ = ["DidYouMean", "did_you_mean", "latin_suggestion", "relaxed_requests", "surname_suggestion"]
