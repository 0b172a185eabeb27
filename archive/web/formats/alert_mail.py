"""The mail of an alert: plain text and HTML, right to left, with an address that ends it by one click (RFC 8058).

Mails are made outside of any request: addresses begin with ARCHIVE_SITE_URL. The Message-ID is that of the stored delivery, so a
mail that is sent again is known as the same.
"""

import html
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.core.signing import BadSignature, Signer
from django.template.loader import render_to_string
from django.utils.html import strip_tags

from archive.desk.selectors import arrival_before
from archive.desk.services import Letter
from archive.search import Hit, SearchRequest, find, hits_of, search_session
from archive.web.links import article_url, page_url
from archive.web.presenters.arabic_text import counted
from archive.web.presenters.saved_search import Meaning, meaning, saved_request
from archive.web.query_string import ParameterError, article_query, search_url

MAX_LISTED = 100
"""Articles that one mail lists; it says how many more there are, and leads to them."""
_signer = Signer(salt="archive.web.alert_mail.unsubscribe")


@dataclass(frozen=True)
class ListedArticle:
    hit: Hit
    address: str
    text: str
    """The snippet without markup."""


@dataclass(frozen=True)
class AlertMail:
    """What the templates of a mail read; addresses are absolute."""

    name: str
    count: int
    meaning: Meaning | None
    corrected: str
    """The query answered in place of the one typed, which finds nothing; "" without one."""
    articles: tuple[ListedArticle, ...]
    more_address: str
    results_address: str
    settings_address: str
    unsubscribe_address: str
    site: str


def alert_mail(letter: Letter) -> EmailMultiAlternatives:
    """Raises SearchUnavailableError without an index."""
    content = _content(letter)
    name, address = letter.search.name, content.unsubscribe_address
    message = EmailMultiAlternatives(
        subject=f"خِزانة، {name}: {counted(content.count, 'new_article')}",
        body=render_to_string("mail/alert.txt", {"mail": content}),
        to=[letter.recipient],
        headers={
            "Message-ID": letter.message_id,
            "List-Id": f"<{letter.search.key}.alerts.{mail_domain()}>",
            "List-Unsubscribe": f"<{address}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
            "Auto-Submitted": "auto-generated",
        },
    )
    message.attach_alternative(render_to_string("mail/alert.html", {"mail": content}), "text/html")
    return message


def mail_domain() -> str:
    """The host of the site: the right-hand side of Message-IDs."""
    return urlsplit(settings.ARCHIVE_SITE_URL).hostname or "localhost"


def unsubscribe_token(key: str) -> str:
    """Ends the mails of one saved search, and does nothing else; whoever holds a mail has it."""
    return _signer.sign(key)


def unsubscribed_key(token: str) -> str | None:
    """The key of the saved search; None for a token that is not ours."""
    try:
        return _signer.unsign(token)
    except BadSignature:
        return None


def _content(letter: Letter) -> AlertMail:
    search, pks = letter.search, letter.article_pks
    try:
        request, words = saved_request(search.query), None
        words = meaning(request)
    except ParameterError:  # it meant something when the articles were found
        request, words = SearchRequest(), None
    with search_session():
        corrected = find(request, 0).corrected_query or ""
        answered = replace(request, q=corrected or request.q)
        hits = hits_of(answered, pks[:MAX_LISTED])
    query = article_query(answered)
    return AlertMail(
        name=search.name,
        count=len(pks),
        meaning=words,
        corrected=corrected,
        articles=tuple(
            ListedArticle(hit, _absolute(article_url(hit.key, query)), html.unescape(strip_tags(hit.snippet)))
            for hit in hits
        ),
        more_address=f"{_absolute(page_url('saved-search-news', search.key))}?after={arrival_before(pks[0])}",
        results_address=_absolute(search_url(request)) if words else "",
        settings_address=_absolute(page_url("saved-search", search.key)),
        unsubscribe_address=_absolute(page_url("alert-unsubscribe", unsubscribe_token(search.key))),
        site=settings.ARCHIVE_SITE_URL,
    )


def _absolute(path: str) -> str:
    return f"{settings.ARCHIVE_SITE_URL}{path}"
