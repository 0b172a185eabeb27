"""The only room that knows Haystack and the engine. Everyone else calls this façade.

One request's way: SearchRequest → query.parser → compiler → engine → snippets → ResultPage.
"""

from archive.search.page import FacetValue, Hit, ResultPage
from archive.search.request import FACETS, KEYED_FACETS, DateRange, SearchRequest

__all__ = ["FACETS", "KEYED_FACETS", "DateRange", "FacetValue", "Hit", "ResultPage", "SearchRequest"]
