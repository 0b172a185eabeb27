"""Template filters over `archive.web.wording`, `body` and `facet_html`, and one that lets only web addresses become links."""

from django import template

from archive.web import wording
from archive.web.body import paragraph_html
from archive.web.facet_html import choices_html

register = template.Library()
register.filter("counted", wording.counted)
register.filter("number", wording.number)
register.filter("date_phrase", wording.date_phrase)
register.filter("full_date_phrase", wording.full_date_phrase)
register.filter("isolated", paragraph_html)
register.filter("choices_html", choices_html)


@register.filter
def web_address(address: str) -> str:
    """The address where it is one of the web, else nothing: `javascript:` and its like never become a link."""
    return address if address.startswith(("https://", "http://")) else ""
