"""Template filters over `archive.web.wording`."""

from django import template

from archive.web import wording

register = template.Library()
register.filter("counted", wording.counted)
register.filter("number", wording.number)
register.filter("date_phrase", wording.date_phrase)
register.filter("full_date_phrase", wording.full_date_phrase)
