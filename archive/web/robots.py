"""Articles that search engines are asked to leave out of their indexes (`Article.noindex`)."""

from django.http import HttpResponse

from archive.catalog.models import Article


def with_robots_rule(response: HttpResponse, *articles: Article) -> HttpResponse:
    """Ask it of an answer that shows one of them."""
    if any(article.noindex for article in articles):
        response["X-Robots-Tag"] = "noindex"
    return response
