"""The Jinja environment of the readers' pages: the functions and filters that templates may call.

Jinja compiles templates to Python and renders a results page in less than half the time of Django's template engine, which
the admin still uses. Everything is escaped except Markup and SafeString values.
"""

import datetime as dt
from typing import Any

from django.contrib.auth.models import User
from django.utils.text import Truncator
from jinja2 import Environment

from archive.catalog.selectors import is_after_tomorrow
from archive.desk.selectors import name_of
from archive.web.links import article_url, page_url, static_url, web_address
from archive.web.presenters import arabic_text, languages
from archive.web.presenters.account import may, signed_in_name
from archive.web.presenters.facets import choices_html
from archive.web.presenters.hit_stories import story_notice
from archive.web.presenters.hit_versions import versions_notice
from archive.web.presenters.paragraph_html import paragraph_html


def environment(**options: Any) -> Environment:
    """Named by TEMPLATES in the settings."""
    jinja = Environment(**options)
    jinja.globals.update(static=static_url, url=page_url, article_url=article_url, signed_in_name=signed_in_name)
    jinja.globals.update(may=may)
    jinja.filters.update(
        counted=arabic_text.counted,
        number=arabic_text.number,
        date_phrase=arabic_text.date_phrase,
        moment_phrase=arabic_text.moment_phrase,
        full_date_phrase=arabic_text.full_date_phrase,
        iso_day=iso_day,
        is_after_tomorrow=is_after_tomorrow,
        isolated=paragraph_html,
        choices_html=choices_html,
        versions_notice=versions_notice,
        story_notice=story_notice,
        first_words=first_words,
        language_name=languages.language_name,
        direction=languages.direction,
        web_address=web_address,
        user_name=user_name,
    )
    return jinja


def user_name(user: User | None) -> str:
    """The name that colleagues know a user by."""
    return name_of(user) or "حساب محذوف"


def iso_day(moment: dt.date) -> str:
    """`2024-06-20`, for a date or a datetime."""
    return moment.isoformat()[:10]


def first_words(text: str, count: int) -> str:
    """The first `count` words, with an ellipsis if there are more."""
    return Truncator(text).words(count)
